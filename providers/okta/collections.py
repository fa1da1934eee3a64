# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.
"""The collections of objects, with their listings."""

from __future__ import annotations

from rolecall.specification.schema import Collection, NaturalKey, Operation
from rolecall.specification.traits import AbsentRows, Pagination

USERS = Collection(
    name='users',
    key='id',
    list=Operation(method='GET', path='/users'),
    get=Operation(method='GET', path='/users/{id}'),
    pagination=Pagination(style='header', size='limit', start='after', default=200, maximum=200),
    natural_key=NaturalKey(attribute='login', field='profile.login', direct=True),
)

USER_TYPES = Collection(
    name='user_types',
    key='id',
    list=Operation(method='GET', path='/meta/types/user'),
    get=Operation(method='GET', path='/meta/types/user/{id}'),
)

GROUPS = Collection(
    name='groups',
    key='id',
    list=Operation(method='GET', path='/groups'),
    get=Operation(method='GET', path='/groups/{id}'),
    pagination=Pagination(style='header', size='limit', start='after', default=10000, maximum=10000),
    natural_key=NaturalKey(attribute='name', field='profile.name', query='q', query_rows=300),
)

GROUP_RULES = Collection(
    name='group_rules',
    key='id',
    list=Operation(method='GET', path='/groups/rules'),
    get=Operation(method='GET', path='/groups/rules/{id}'),
    pagination=Pagination(style='header', size='limit', start='after', default=50, maximum=200),
    natural_key=NaturalKey(attribute='name', field='name'),
)

APPS = Collection(
    name='apps',
    key='id',
    list=Operation(method='GET', path='/apps'),
    get=Operation(method='GET', path='/apps/{id}'),
    pagination=Pagination(style='header', size='limit', start='after', default=20, maximum=200),
)

GROUP_MEMBERS = Collection(
    name='group_members',
    key='{group_id}/{id}',
    list=Operation(method='GET', path='/groups/{group_id}/users'),
    pagination=Pagination(style='header', size='limit', start='after', default=1000, maximum=1000),
    natural_key=NaturalKey(attribute='user_id', field='id', scope=(('group_id', 'group_id'),)),
    parents=('group_id',),
    holders=(('group_id', 'okta_group.id'),),
    opposite='user_groups',
)

USER_GROUPS = Collection(
    name='user_groups',
    key='{user_id}/{id}',
    list=Operation(method='GET', path='/users/{user_id}/groups'),
    pagination=Pagination(style='header', size='limit', start='after', default=200, maximum=200),
    parents=('user_id',),
)

APP_USERS = Collection(
    name='app_users',
    key='{app_id}/{id}',
    list=Operation(method='GET', path='/apps/{app_id}/users'),
    get=Operation(method='GET', path='/apps/{app_id}/users/{id}'),
    pagination=Pagination(style='header', size='limit', start='after', default=50, maximum=500),
    natural_key=NaturalKey(attribute='user_id', field='id', scope=(('app_id', 'app_id'),)),
    absent_rows=AbsentRows(
        because='indirect',
        flag='scope',
        values=('GROUP',),
        reason=(
            'A group that has the app gives it to the user. Take the user out of the group, or the app away '
            'from the group, to end that.'
        ),
        taken_up=True,
    ),
    parents=('app_id',),
)

APP_GROUPS = Collection(
    name='app_groups',
    key='{app_id}/{id}',
    list=Operation(method='GET', path='/apps/{app_id}/groups'),
    get=Operation(method='GET', path='/apps/{app_id}/groups/{id}'),
    pagination=Pagination(style='header', size='limit', start='after', default=20, maximum=200),
    natural_key=NaturalKey(attribute='group_id', field='id', scope=(('app_id', 'app_id'),)),
    parents=('app_id',),
)

COLLECTIONS = (
    USERS,
    USER_TYPES,
    GROUPS,
    GROUP_RULES,
    APPS,
    GROUP_MEMBERS,
    USER_GROUPS,
    APP_USERS,
    APP_GROUPS,
)
