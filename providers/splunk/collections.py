# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""The collections of objects, with their listings."""

from __future__ import annotations

from rolecall.specification.schema import Collection, Envelope, NaturalKey, Operation
from rolecall.specification.traits import CanonicalForm, Masked, Pagination

USERS = Collection(
    name='users',
    key='name',
    list=Operation(method='GET', path='/services/authentication/users'),
    get=Operation(method='GET', path='/services/authentication/users/{id}'),
    envelope=Envelope(item='entry.0', items='entry', merge=('content',), total='paging.total'),
    pagination=Pagination(size='count', start='offset', default=30, maximum=1000),
    natural_key=NaturalKey(attribute='name', field='name'),
    masked=Masked(fields=('password',), values=('********',)),
    canonical_key=CanonicalForm(),
)

ROLES = Collection(
    name='roles',
    key='name',
    list=Operation(method='GET', path='/services/authorization/roles'),
    get=Operation(method='GET', path='/services/authorization/roles/{id}'),
    envelope=Envelope(item='entry.0', items='entry', merge=('content',), total='paging.total'),
    pagination=Pagination(size='count', start='offset', default=30, maximum=1000),
    natural_key=NaturalKey(attribute='name', field='name'),
    canonical_key=CanonicalForm(),
)

SAML_GROUPS = Collection(
    name='saml_groups',
    key='name',
    list=Operation(method='GET', path='/services/admin/SAML-groups'),
    get=Operation(method='GET', path='/services/admin/SAML-groups/{id}'),
    envelope=Envelope(item='entry.0', items='entry', merge=('content',), total='paging.total'),
    pagination=Pagination(size='count', start='offset', default=30, maximum=1000),
    natural_key=NaturalKey(attribute='name', field='name'),
)

SAML_USERS = Collection(
    name='saml_users',
    key='name',
    list=Operation(method='GET', path='/services/admin/SAML-user-role-map'),
    envelope=Envelope(item='entry.0', items='entry', merge=('content',), total='paging.total'),
    pagination=Pagination(size='count', start='offset', default=30, maximum=1000),
    natural_key=NaturalKey(attribute='name', field='name'),
)

TOKENS = Collection(
    name='tokens',
    key='name',
    list=Operation(method='GET', path='/services/authorization/tokens'),
    get=Operation(method='GET', path='/services/authorization/tokens', query=(('id', '{id}'),)),
    envelope=Envelope(item='entry.0', items='entry', merge=('content',), total='paging.total'),
    pagination=Pagination(size='count', start='offset', default=30, maximum=1000),
    natural_key=NaturalKey(attribute='name', field='claims.aud', scope=(('user', 'claims.sub'),)),
)

COLLECTIONS = (
    USERS,
    ROLES,
    SAML_GROUPS,
    SAML_USERS,
    TOKENS,
)
