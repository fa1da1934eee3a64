# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""The data source entra_group."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, DataSource, OneOf, Schema
from rolecall.specification.types import BOOL, ListOf, STRING, SetOf

DATA_SOURCE = DataSource(
    name='entra_group',
    schema=Schema(
        attributes=(
            Attribute(
                name='id',
                description='Object id of the group.',
                optional=True,
                computed=True,
                read='id',
            ),
            Attribute(
                name='display_name',
                description='Name of the group.',
                optional=True,
                computed=True,
                read='displayName',
            ),
            Attribute(
                name='description',
                description='What the group is for.',
                computed=True,
                read='description',
            ),
            Attribute(
                name='mail_nickname',
                description='What stands before the `@` of a mail address.',
                computed=True,
                read='mailNickname',
            ),
            Attribute(name='mail', description='E-mail address.', computed=True, read='mail'),
            Attribute(
                name='mail_enabled',
                type=BOOL,
                description='Whether the group takes mail.',
                computed=True,
                read='mailEnabled',
            ),
            Attribute(
                name='security_enabled',
                type=BOOL,
                description='Whether the group can be given access.',
                computed=True,
                read='securityEnabled',
            ),
            Attribute(
                name='group_types',
                type=ListOf(STRING),
                description='`Unified` and `DynamicMembership`, as they apply.',
                computed=True,
                read='groupTypes',
            ),
            Attribute(
                name='on_premises_sync_enabled',
                type=BOOL,
                description='Whether a directory of the company writes the object.',
                computed=True,
                read='onPremisesSyncEnabled',
            ),
            Attribute(
                name='visibility',
                description='Who sees the group and its members, such as `HiddenMembership`.',
                computed=True,
                read='visibility',
            ),
            Attribute(
                name='members',
                type=SetOf(STRING),
                description='Object ids of all members.',
                computed=True,
                read='members',
            ),
        ),
        description='A group of the directory.',
    ),
    source=OneOf(collection='groups', by=('id', 'display_name')),
)
