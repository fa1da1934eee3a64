# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
"""The collections of objects, with their listings."""

from __future__ import annotations

from rolecall.specification.schema import Collection, Envelope, Header, JoinedSet, NaturalKey, Operation
from rolecall.specification.traits import AbsentRows, Masked

USERS = Collection(
    name='users',
    key='id',
    list=Operation(
        method='GET',
        path='/users',
        headers=(Header(name='tanium-options', value='{"summary":1}'),),
    ),
    get=Operation(method='GET', path='/users/{id}'),
    envelope=Envelope(item='data', items='data', aside='cache_info'),
    natural_key=NaturalKey(
        attribute='name',
        field='name',
        get=Operation(method='GET', path='/users/by-name/{name}'),
    ),
    absent_rows=AbsentRows(
        because='deleted',
        flag='deleted_flag',
        listed=False,
        undelete=(
            'Bring it back in the console, or with `PATCH /api/v2/users/by-name/<name>` and the body '
            '`{"deleted_flag": 0}`.'
        ),
    ),
    joined=JoinedSet(
        field='content_set_roles',
        list=Operation(method='GET', path='/content_set_roles/memberships'),
        rows='data.content_set_roles',
        holders='users',
        others=('user_groups',),
    ),
    list_deleted=Operation(
        method='GET',
        path='/users',
        headers=(Header(name='tanium-options', value='{"summary":1,"include_hidden_flag":1}'),),
    ),
)

ROLES = Collection(
    name='roles',
    key='id',
    list=Operation(method='GET', path='/content_set_roles'),
    envelope=Envelope(item='data', items='data', aside='cache_info'),
    absent_rows=AbsentRows(because='deleted', flag='deleted_flag'),
)

API_TOKENS = Collection(
    name='api_tokens',
    key='id',
    list=Operation(method='GET', path='/api_tokens'),
    envelope=Envelope(item='data', items='data', aside='cache_info'),
    natural_key=NaturalKey(attribute='name', field='name', scope=(('user_id', 'user.id'),)),
    absent_rows=AbsentRows(because='deleted', flag='deleted_flag'),
    masked=Masked(fields=('name',), values=('',)),
)

ROLE_MEMBERSHIPS = Collection(
    name='role_memberships',
    key='id',
    list=Operation(method='GET', path='/content_set_role_memberships'),
    envelope=Envelope(item='data', items='data', aside='cache_info'),
    absent_rows=AbsentRows(because='deleted', flag='deleted_flag'),
)

USER_GROUPS = Collection(
    name='user_groups',
    key='id',
    list=Operation(method='GET', path='/user_groups'),
    get=Operation(method='GET', path='/user_groups/{id}'),
    envelope=Envelope(item='data', items='data', aside='cache_info'),
    natural_key=NaturalKey(
        attribute='name',
        field='name',
        get=Operation(method='GET', path='/user_groups/by-name/{name}'),
    ),
    absent_rows=AbsentRows(because='deleted', flag='deleted_flag', listed=False),
)

SCIM_SERVERS = Collection(
    name='scim_servers',
    key='id',
    list=Operation(method='GET', path='/scim_servers'),
    get=Operation(method='GET', path='/scim_servers/{id}'),
    envelope=Envelope(item='data', items='data', may_wrap='scim_server', aside='cache_info'),
    natural_key=NaturalKey(attribute='name', field='name'),
)

COLLECTIONS = (
    USERS,
    ROLES,
    API_TOKENS,
    ROLE_MEMBERSHIPS,
    USER_GROUPS,
    SCIM_SERVERS,
)
