# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.
"""The resource type scim_group_member."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, MembershipLifecycle, Resource, Schema
from rolecall.specification.traits import Access, Exists, NotEmpty, NotItself, Permission, Subject

RESOURCE = Resource(
    name='scim_group_member',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='`{group_id}/{user_id}`.', computed=True),
            Attribute(
                name='group_id',
                description='The `id` of the group.',
                required=True,
                replace=True,
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='user_id',
                description='The `id` of the user.',
                required=True,
                replace=True,
                checks=(Exists(among=('users', 'groups'), noun='user or group'), NotItself(name='group_id')),
            ),
        ),
        description='One member of one group, beside whatever other members the group has.',
    ),
    lifecycle=MembershipLifecycle(parent='scim_group', owner='group_id', member='user_id', of='members'),
    id_template='{group_id}/{user_id}',
    access=Access(
        subject=Subject(attribute='user_id'),
        permissions=(Permission(attribute='group_id', kind='group', by='id'),),
    ),
)
