# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
"""The resource type tanium_user_group."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, ObjectLifecycle, Operation, Resource, Schema
from rolecall.specification.traits import Access, Group, NotEmpty, Permission, Reference
from rolecall.specification.types import STRING, SetOf

RESOURCE = Resource(
    name='tanium_user_group',
    schema=Schema(
        attributes=(
            Attribute(
                name='id',
                description='Number of the group on this instance.',
                computed=True,
                read='id',
                wire='id_text',
            ),
            Attribute(
                name='name',
                description='Name of the group. Unique on the instance.',
                required=True,
                field='name',
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='members',
                type=SetOf(STRING),
                description=(
                    'The `id` of every user in the group. Leave it out to keep who is in it; `[]` takes '
                    'everybody out.'
                ),
                optional=True,
                computed=True,
                field='user_list',
                reference=Reference(lookup='users', noun='user', by='id', made_by='tanium_user'),
            ),
            Attribute(
                name='roles',
                type=SetOf(STRING),
                description=(
                    'Names of all roles of the group. Leave it out to keep what the group has; `[]` takes '
                    'every role away.'
                ),
                optional=True,
                computed=True,
                field='content_set_roles',
                reference=Reference(lookup='roles', noun='role'),
            ),
        ),
        description='A group of users of the Tanium console, who all have its roles.',
    ),
    lifecycle=ObjectLifecycle(
        collection='user_groups',
        create=Operation(method='POST', path='/user_groups', body='json'),
        update=Operation(method='PATCH', path='/user_groups/{id}', body='json'),
        delete=Operation(method='DELETE', path='/user_groups/{id}'),
    ),
    access=Access(group=Group(name='name', members='members'), permissions=(Permission(attribute='roles'),)),
)
