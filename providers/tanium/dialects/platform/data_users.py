# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
"""The data source tanium_users."""

from __future__ import annotations

from rolecall.specification.schema import AllOf, Attribute, DataSource, Schema
from rolecall.specification.traits import Reference
from rolecall.specification.types import BOOL, NUMBER, STRING, SetOf

DATA_SOURCE = DataSource(
    name='tanium_users',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='A fixed value.', computed=True),
            Attribute(
                name='users',
                description='All of them, sorted by `name`.',
                computed=True,
                nested=(
                    Attribute(
                        name='id',
                        description='Number of the user on this instance.',
                        computed=True,
                        read='id',
                        wire='id_text',
                    ),
                    Attribute(
                        name='name',
                        description='Login name. Unique on the instance.',
                        computed=True,
                        read='name',
                    ),
                    Attribute(
                        name='display_name',
                        description='Name as shown to people.',
                        computed=True,
                        read='display_name',
                    ),
                    Attribute(
                        name='email',
                        description='E-mail address, for notifications and identity matching.',
                        computed=True,
                    ),
                    Attribute(
                        name='active',
                        type=BOOL,
                        description='Whether the user can log in.',
                        computed=True,
                        read='locked_out',
                        words=((True, 0), (False, 1), (False, 2), (False, 3)),
                    ),
                    Attribute(
                        name='local_admin_flag',
                        type=BOOL,
                        description='Whether the user has local administrator rights.',
                        computed=True,
                        read='local_admin_flag',
                        words=((False, 0), (True, 1)),
                    ),
                    Attribute(
                        name='roles',
                        type=SetOf(STRING),
                        description='Roles assigned to the user.',
                        computed=True,
                        read='content_set_roles',
                        reference=Reference(lookup='roles', noun='role'),
                    ),
                    Attribute(
                        name='computer_groups',
                        type=SetOf(STRING),
                        description='Computer groups the user may reach.',
                        computed=True,
                    ),
                    Attribute(
                        name='content_sets',
                        type=SetOf(STRING),
                        description='Content sets the user may reach.',
                        computed=True,
                    ),
                    Attribute(
                        name='persona_id',
                        type=NUMBER,
                        description='Number of the persona assigned to the user.',
                        computed=True,
                    ),
                    Attribute(
                        name='last_login',
                        description=(
                            'Time of the last login. Someone who never logged in shows the year 2001.'
                        ),
                        computed=True,
                        read='last_login',
                    ),
                ),
                nesting='list',
            ),
        ),
        description='Every user that is not deleted.',
    ),
    source=AllOf(collection='users', into='users'),
)
