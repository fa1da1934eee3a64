# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
"""The data source tanium_roles."""

from __future__ import annotations

from rolecall.specification.schema import AllOf, Attribute, DataSource, Schema

DATA_SOURCE = DataSource(
    name='tanium_roles',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='A fixed value.', computed=True),
            Attribute(
                name='roles',
                description='All of them, sorted by `name`.',
                computed=True,
                nested=(
                    Attribute(
                        name='id',
                        description='Number on this instance.',
                        computed=True,
                        read='id',
                        wire='id_text',
                    ),
                    Attribute(name='name', description='Name.', computed=True, read='name'),
                ),
                nesting='list',
            ),
        ),
        description='Every role.',
    ),
    source=AllOf(collection='roles', into='roles'),
)
