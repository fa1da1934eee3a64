# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""The resource type entra_group_member."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, MembershipLifecycle, Resource, Schema
from rolecall.specification.traits import Access, Exists, Matches, NotItself, Permission, Subject

RESOURCE = Resource(
    name='entra_group_member',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='`{group_id}/{member_id}`.', computed=True),
            Attribute(
                name='group_id',
                description='The `id` of the group.',
                required=True,
                replace=True,
                checks=(
                    Matches(
                        pattern='[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}',
                        meaning='an id in small letters such as 1e5f9a3c-7b2d-4c6e-8a0f-3d5b7c9e1f20',
                    ),
                ),
            ),
            Attribute(
                name='member_id',
                description='The object id of the user or group.',
                required=True,
                replace=True,
                checks=(
                    Matches(
                        pattern='[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}',
                        meaning='an id in small letters such as 1e5f9a3c-7b2d-4c6e-8a0f-3d5b7c9e1f20',
                    ),
                    Exists(
                        among=('directory_objects',),
                        noun='user or group',
                        made_by=('entra_user', 'entra_group'),
                    ),
                    NotItself(name='group_id'),
                ),
            ),
        ),
        description='One member of one group, beside whatever other members the group has.',
    ),
    lifecycle=MembershipLifecycle(parent='entra_group', owner='group_id', member='member_id', of='members'),
    id_template='{group_id}/{member_id}',
    access=Access(
        subject=Subject(attribute='member_id'),
        permissions=(Permission(attribute='group_id', kind='group', by='id'),),
    ),
)
