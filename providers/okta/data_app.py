# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.
"""The data source okta_app."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, DataSource, OneOf, Schema

DATA_SOURCE = DataSource(
    name='okta_app',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='Id of the app.', optional=True, computed=True, read='id'),
            Attribute(
                name='label',
                description='Name of the app as shown to people. Unique in the organization.',
                optional=True,
                computed=True,
                read='label',
            ),
            Attribute(
                name='name',
                description='Kind of the app in the catalogue.',
                computed=True,
                read='name',
            ),
            Attribute(name='status', description='`ACTIVE` or `INACTIVE`.', computed=True, read='status'),
            Attribute(
                name='sign_on_mode',
                description='How people sign in.',
                computed=True,
                read='signOnMode',
            ),
        ),
        description='One app, found by id or by the label that people see.',
    ),
    source=OneOf(collection='apps', by=('id', 'label')),
)
