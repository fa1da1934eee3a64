# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.
"""The data source scim_groups."""

from __future__ import annotations

from rolecall.specification.schema import AllOf, Attribute, DataSource, Schema
from rolecall.specification.types import STRING, SetOf

DATA_SOURCE = DataSource(
    name='scim_groups',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='A fixed value.', computed=True),
            Attribute(
                name='groups',
                description='All of them, sorted by `display_name`.',
                computed=True,
                nested=(
                    Attribute(
                        name='id',
                        description='Id that the server gave the group.',
                        computed=True,
                        read='id',
                    ),
                    Attribute(
                        name='display_name',
                        description='Name of the group.',
                        computed=True,
                        read='displayName',
                    ),
                    Attribute(
                        name='external_id',
                        description='Id of the group in the system that provisions it.',
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
                nesting='list',
            ),
        ),
        description='Every group with its members.',
    ),
    source=AllOf(collection='groups', into='groups', sort='display_name'),
)
