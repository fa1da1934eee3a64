# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""The data source entra_group."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, DataSource, OneOf, Schema

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
            Attribute(name='mail', description='E-mail address.', computed=True, read='mail'),
        ),
        description='A group of the directory.',
    ),
    source=OneOf(collection='groups', by=('id', 'display_name')),
)
