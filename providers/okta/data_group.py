# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.
"""The data source okta_group."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, DataSource, OneOf, Schema

DATA_SOURCE = DataSource(
    name='okta_group',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='Id of the group.', optional=True, computed=True, read='id'),
            Attribute(
                name='type',
                description=(
                    '`OKTA_GROUP`, or `APP_GROUP` for one of a directory and `BUILT_IN` for one of the '
                    'system.'
                ),
                computed=True,
                read='type',
            ),
            Attribute(
                name='name',
                description='Name of the group. Unique in the organization.',
                optional=True,
                computed=True,
                read='profile.name',
            ),
            Attribute(
                name='description',
                description='What the group is for.',
                computed=True,
                read='profile.description',
            ),
        ),
        description='One group, found by id or by name.',
    ),
    source=OneOf(collection='groups', by=('id', 'name')),
)
