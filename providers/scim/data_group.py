# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.
"""The data source scim_group."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, DataSource, OneOf, Schema
from rolecall.specification.types import STRING, SetOf

DATA_SOURCE = DataSource(
    name='scim_group',
    schema=Schema(
        attributes=(
            Attribute(
                name='id',
                description='Id that the server gave the group.',
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
                name='external_id',
                description='Id of the group in the system that provisions it.',
                optional=True,
                computed=True,
                read='externalId',
                absent='empty',
            ),
            Attribute(
                name='members',
                type=SetOf(STRING),
                description='Ids of all members.',
                computed=True,
                read='members',
                wire='values',
                absent='empty',
            ),
        ),
        description=(
            'One group with its members, found by id, by name or by the id in the system that provisions it.'
        ),
    ),
    source=OneOf(collection='groups', by=('id', 'display_name', 'external_id')),
)
