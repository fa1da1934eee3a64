# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
"""The data source tanium_user_group."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, DataSource, OneOf, Schema
from rolecall.specification.traits import Reference
from rolecall.specification.types import STRING, SetOf

DATA_SOURCE = DataSource(
    name='tanium_user_group',
    schema=Schema(
        attributes=(
            Attribute(
                name='id',
                description='Number of the group on this instance.',
                optional=True,
                computed=True,
                read='id',
                wire='id_text',
            ),
            Attribute(
                name='name',
                description='Name of the group. Unique on the instance.',
                optional=True,
                computed=True,
                read='name',
            ),
            Attribute(
                name='members',
                type=SetOf(STRING),
                description='Users in the group.',
                computed=True,
                read='user_list',
                reference=Reference(lookup='users', noun='user', by='id', made_by='tanium_user'),
            ),
            Attribute(
                name='roles',
                type=SetOf(STRING),
                description='Roles that the group gives its members.',
                computed=True,
                read='content_set_roles',
                reference=Reference(lookup='roles', noun='role'),
            ),
        ),
        description='One user group, found by number or by name.',
    ),
    source=OneOf(collection='user_groups', by=('id', 'name')),
)
