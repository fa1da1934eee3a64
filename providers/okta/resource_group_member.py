# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.
"""The resource type okta_group_member."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, ObjectLifecycle, Operation, Resource, Schema
from rolecall.specification.traits import Access, Exists, Forbidden, GivenBy, NotEmpty, Permission, Subject

RESOURCE = Resource(
    name='okta_group_member',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='`{group_id}/{user_id}`.', computed=True),
            Attribute(
                name='user_id',
                description='The `id` of the user, not the login.',
                required=True,
                replace=True,
                read='id',
                checks=(NotEmpty(), Forbidden(characters='/@'), Exists(among=('users',), noun='user')),
            ),
            Attribute(
                name='group_id',
                description='The `id` of the group.',
                required=True,
                replace=True,
                read='group_id',
                checks=(NotEmpty(), Forbidden(characters='/'), Exists(among=('groups',), noun='group')),
            ),
        ),
        description='One user in one group, beside whoever else is in it.',
    ),
    lifecycle=ObjectLifecycle(
        collection='group_members',
        create=Operation(method='PUT', path='/groups/{group_id}/users/{user_id}'),
        delete=Operation(method='DELETE', path='/groups/{group_id}/users/{user_id}'),
        created_id='{group_id}/{id}',
    ),
    id_template='{group_id}/{user_id}',
    access=Access(
        subject=Subject(attribute='user_id'),
        permissions=(Permission(attribute='group_id', kind='group', by='id'),),
        given_by=GivenBy(
            rule='okta_group_rule',
            names='group_ids',
            attribute='group_id',
            where=('status', 'ACTIVE'),
            reason='Look whether its expression means them.',
        ),
    ),
)
