# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
"""The resource type tanium_role_binding."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, MembershipLifecycle, Operation, Pairs, Resource, Schema
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
    lifecycle=MembershipLifecycle(
        parent='tanium_user',
        owner='user_id',
        member='role',
        of='roles',
        pairs=Pairs(
            collection='role_memberships',
            create=Operation(method='POST', path='/content_set_role_memberships', body='json'),
            delete=Operation(method='DELETE', path='/content_set_role_memberships/{id}'),
            owner='user.id',
            member='content_set_role.id',
        ),
    ),
    id_template='{user_id}/{role}',
    access=Access(subject=Subject(attribute='user_id'), permissions=(Permission(attribute='role'),)),
)
