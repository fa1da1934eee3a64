# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
"""The resource type tanium_role_binding."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, MembershipLifecycle, Resource, Schema
from rolecall.specification.traits import Access, NotEmpty, Permission, Subject

RESOURCE = Resource(
    name='tanium_role_binding',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='`{user_id}/{role}`.', computed=True),
            Attribute(
                name='user_id',
                description='The `id` of the user.',
                required=True,
                replace=True,
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='role',
                description='Name of the role.',
                required=True,
                replace=True,
                checks=(NotEmpty(),),
            ),
        ),
        description='One role of one user, beside whatever other roles the user has.',
    ),
    lifecycle=MembershipLifecycle(parent='tanium_user', owner='user_id', member='role', of='roles'),
    id_template='{user_id}/{role}',
    access=Access(subject=Subject(attribute='user_id'), permissions=(Permission(attribute='role'),)),
)
