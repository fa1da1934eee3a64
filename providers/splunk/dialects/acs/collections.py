# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""The collections of objects, with their listings."""

from __future__ import annotations

from rolecall.specification.schema import Collection, Envelope, NaturalKey, Operation
from rolecall.specification.traits import CanonicalForm, Pagination

USERS = Collection(
    name='users',
    key='name',
    list=Operation(method='GET', path='/{provider.stack}/adminconfig/v2/users'),
    get=Operation(method='GET', path='/{provider.stack}/adminconfig/v2/users/{id}'),
    envelope=Envelope(items='users'),
    pagination=Pagination(size='count', start='offset', default=30, maximum=100),
    natural_key=NaturalKey(attribute='name', field='name'),
    canonical_key=CanonicalForm(),
)

ROLES = Collection(
    name='roles',
    key='name',
    list=Operation(method='GET', path='/{provider.stack}/adminconfig/v2/roles'),
    get=Operation(method='GET', path='/{provider.stack}/adminconfig/v2/roles/{id}'),
    envelope=Envelope(items='roles'),
    pagination=Pagination(size='count', start='offset', default=30, maximum=100),
    natural_key=NaturalKey(attribute='name', field='name'),
    canonical_key=CanonicalForm(),
)

TOKENS = Collection(
    name='tokens',
    key='id',
    list=Operation(method='GET', path='/{provider.stack}/adminconfig/v2/tokens'),
    get=Operation(method='GET', path='/{provider.stack}/adminconfig/v2/tokens/{id}'),
    envelope=Envelope(items='tokens', may_wrap='tokeninfo'),
    pagination=Pagination(size='count', start='offset', default=30, maximum=100),
    natural_key=NaturalKey(attribute='name', field='audience', scope=(('user', 'user'),)),
)

COLLECTIONS = (
    USERS,
    ROLES,
    TOKENS,
)
