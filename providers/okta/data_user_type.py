# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.
"""The data source okta_user_type."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, DataSource, OneOf, Schema
from rolecall.specification.types import BOOL

DATA_SOURCE = DataSource(
    name='okta_user_type',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='Id of the user type.', optional=True, computed=True, read='id'),
            Attribute(
                name='name',
                description='Name of the user type. It never changes.',
                optional=True,
                computed=True,
                read='name',
            ),
            Attribute(
                name='display_name',
                description='Name as shown to people.',
                computed=True,
                read='displayName',
            ),
            Attribute(name='description', description='What it is for.', computed=True, read='description'),
            Attribute(
                name='default',
                type=BOOL,
                description='Whether users who name none are of this type.',
                computed=True,
                read='default',
            ),
        ),
        description='One user type, found by id or by name.',
    ),
    source=OneOf(collection='user_types', by=('id', 'name')),
)
