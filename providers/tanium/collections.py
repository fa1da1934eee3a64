# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
"""The collections of objects, with their listings."""

from __future__ import annotations

from rolecall.specification.schema import Collection, Envelope, NaturalKey, Operation
from rolecall.specification.traits import AbsentRows, ListOmits, Pagination

USERS = Collection(
    name='users',
    key='id',
    list=Operation(method='GET', path='/users'),
    get=Operation(method='GET', path='/users/{id}'),
    envelope=Envelope(item='data', items='data'),
    pagination=Pagination(size='limit', start='offset', default=100, maximum=500),
    natural_key=NaturalKey(attribute='name', field='name', query='name'),
    absent_rows=AbsentRows(because='deleted', flag='deleted_flag'),
    list_omits=ListOmits(fields=('roles', 'computer_groups', 'content_sets')),
)

ROLES = Collection(
    name='roles',
    key='id',
    list=Operation(method='GET', path='/roles'),
    envelope=Envelope(item='data', items='data'),
    pagination=Pagination(size='limit', start='offset', default=100, maximum=500),
)

COMPUTER_GROUPS = Collection(
    name='computer_groups',
    key='id',
    list=Operation(method='GET', path='/computer_groups'),
    envelope=Envelope(item='data', items='data'),
    pagination=Pagination(size='limit', start='offset', default=100, maximum=500),
)

CONTENT_SETS = Collection(
    name='content_sets',
    key='id',
    list=Operation(method='GET', path='/content_sets'),
    envelope=Envelope(item='data', items='data'),
    pagination=Pagination(size='limit', start='offset', default=100, maximum=500),
)

API_TOKENS = Collection(
    name='api_tokens',
    key='id',
    list=Operation(method='GET', path='/api_tokens'),
    envelope=Envelope(item='data', items='data'),
    pagination=Pagination(size='limit', start='offset', default=100, maximum=500),
    natural_key=NaturalKey(attribute='name', field='name', scope=(('user_id', 'user.id'),)),
)

COLLECTIONS = (
    USERS,
    ROLES,
    COMPUTER_GROUPS,
    CONTENT_SETS,
    API_TOKENS,
)
