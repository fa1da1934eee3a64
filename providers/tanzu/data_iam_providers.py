# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""The data source tanzu_iam_providers."""

from __future__ import annotations

from rolecall.specification.schema import AllOf, Attribute, DataSource, Schema

DATA_SOURCE = DataSource(
    name='tanzu_iam_providers',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='A fixed value.', computed=True),
            Attribute(
                name='iam_providers',
                description='All of them, sorted by `name`.',
                computed=True,
                nested=(
                    Attribute(
                        name='id',
                        description="Name of the identity provider's connection.",
                        computed=True,
                        read='name',
                    ),
                    Attribute(
                        name='name',
                        description="Name of the identity provider's connection.",
                        computed=True,
                        read='name',
                    ),
                    Attribute(
                        name='type',
                        description='How it provisions, for example `SCIM`.',
                        computed=True,
                        read='type',
                    ),
                    Attribute(
                        name='status',
                        description='Whether it is in use.',
                        computed=True,
                        read='status',
                    ),
                ),
                nesting='list',
            ),
        ),
        description='The identity providers that push users and groups to Tanzu Mission Control.',
    ),
    source=AllOf(collection='iam_providers', into='iam_providers'),
)
