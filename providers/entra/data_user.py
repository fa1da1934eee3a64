# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""The data source entra_user."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, DataSource, OneOf, Schema
from rolecall.specification.types import BOOL

DATA_SOURCE = DataSource(
    name='entra_user',
    schema=Schema(
        attributes=(
            Attribute(
                name='id',
                description='Object id of the user.',
                optional=True,
                computed=True,
                read='id',
            ),
            Attribute(
                name='user_principal_name',
                description='Name that the user signs in with.',
                optional=True,
                computed=True,
                read='userPrincipalName',
            ),
            Attribute(name='display_name', description='Name for people.', computed=True, read='displayName'),
            Attribute(name='mail', description='E-mail address.', computed=True, read='mail'),
            Attribute(
                name='account_enabled',
                type=BOOL,
                description='Whether the user can sign in.',
                computed=True,
                read='accountEnabled',
            ),
        ),
        description='A user of the directory.',
    ),
    source=OneOf(collection='users', by=('id', 'user_principal_name')),
)
