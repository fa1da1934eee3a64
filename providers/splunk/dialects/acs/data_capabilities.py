# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""The data source splunk_capabilities."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, DataSource, Operation, Schema, Singleton
from rolecall.specification.types import STRING, SetOf

DATA_SOURCE = DataSource(
    name='splunk_capabilities',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='A fixed word.', computed=True),
            Attribute(
                name='capabilities',
                type=SetOf(STRING),
                description='Names of all capabilities.',
                computed=True,
                read='systemCapabilities',
            ),
        ),
        description='Every capability of the instance.',
    ),
    source=Singleton(operation=Operation(method='GET', path='/{provider.stack}/adminconfig/v2/capabilities')),
)
