# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""The data source entra_application_template."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, DataSource, OneOf, Schema

DATA_SOURCE = DataSource(
    name='entra_application_template',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='Id of the template.', optional=True, computed=True, read='id'),
            Attribute(
                name='display_name',
                description='Name in the gallery.',
                optional=True,
                computed=True,
                read='displayName',
            ),
            Attribute(
                name='publisher',
                description='Who publishes the application.',
                computed=True,
                read='publisher',
            ),
        ),
        description='An application in the gallery.',
    ),
    source=OneOf(collection='application_templates', by=('id', 'display_name')),
)
