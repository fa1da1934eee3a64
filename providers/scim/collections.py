# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.
"""The collections of objects, with their listings."""

from __future__ import annotations

from rolecall.specification.schema import Collection, Envelope, NaturalKey, Operation
from rolecall.specification.traits import ETag, Filters, LargeSet, Pagination

USERS = Collection(
    name='users',
    key='id',
    list=Operation(method='GET', path='/Users', media_type='application/scim+json'),
    get=Operation(method='GET', path='/Users/{id}', media_type='application/scim+json'),
    envelope=Envelope(items='Resources', total='totalResults'),
    pagination=Pagination(
        size='count',
        start='startIndex',
        default=100,
        maximum=500,
        next='nextCursor',
        first=1,
        cursor='cursor',
    ),
    natural_key=NaturalKey(attribute='user_name', field='userName', caseless=True),
    filters=Filters(
        parameter='filter',
        fields=('userName', 'externalId', 'displayName'),
        capability='filter',
    ),
    etag=ETag(member='meta.version', capability='etag'),
)

GROUPS = Collection(
    name='groups',
    key='id',
    list=Operation(method='GET', path='/Groups', media_type='application/scim+json'),
    get=Operation(method='GET', path='/Groups/{id}', media_type='application/scim+json'),
    envelope=Envelope(items='Resources', total='totalResults'),
    pagination=Pagination(
        size='count',
        start='startIndex',
        default=100,
        maximum=500,
        next='nextCursor',
        first=1,
        cursor='cursor',
    ),
    natural_key=NaturalKey(attribute='display_name', field='displayName'),
    filters=Filters(
        parameter='filter',
        fields=('displayName', 'externalId', 'id', 'members.value'),
        capability='filter',
    ),
    large_set=LargeSet(
        field='members',
        leave_out='excludedAttributes',
        batch=500,
        page=20,
        probe='members.value',
        candidates=('users', 'groups'),
        member_of='groups',
    ),
    etag=ETag(member='meta.version', capability='etag'),
)

COLLECTIONS = (
    USERS,
    GROUPS,
)
