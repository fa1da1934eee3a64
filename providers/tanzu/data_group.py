# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""The data source tanzu_group."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, DataSource, OneOf, Schema

DATA_SOURCE = DataSource(
    name='tanzu_group',
    schema=Schema(
        attributes=(
            Attribute(
                name='id',
                description='Id of the group; it does not change.',
                optional=True,
                computed=True,
                read='id',
            ),
            Attribute(
                name='name',
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
                absent='empty',
            ),
        ),
        description=(
            'One group of members of the organization, found by id or by name. Groups of a directory too.'
        ),
    ),
    source=OneOf(collection='groups', by=('id', 'name')),
)
