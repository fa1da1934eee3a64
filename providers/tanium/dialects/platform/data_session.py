# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
"""The data source tanium_session."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, DataSource, Envelope, Operation, Schema, Singleton
from rolecall.specification.types import STRING, SetOf

DATA_SOURCE = DataSource(
    name='tanium_session',
    schema=Schema(
        attributes=(
            Attribute(
                name='id',
                description='Number of the user the token belongs to.',
                computed=True,
                read='id',
                wire='id_text',
            ),
            Attribute(
                name='name',
                description='Login name of the user the token belongs to.',
                computed=True,
                read='name',
            ),
            Attribute(
                name='roles',
                type=SetOf(STRING),
                description='Roles that the token acts with.',
                computed=True,
            ),
        ),
        description="The user behind the provider's token.",
    ),
    source=Singleton(
        operation=Operation(method='GET', path='/session/current'),
        envelope=Envelope(item='data.user'),
    ),
)
