# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""The data source splunk_current_context."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, DataSource, Envelope, Operation, Schema, Singleton
from rolecall.specification.types import STRING, SetOf

DATA_SOURCE = DataSource(
    name='splunk_current_context',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='Login name.', computed=True, read='username'),
            Attribute(
                name='username',
                description='Login name of the user whose credentials these are.',
                computed=True,
                read='username',
            ),
            Attribute(name='realname', description='Full name.', computed=True, read='realname'),
            Attribute(name='email', description='E-mail address.', computed=True, read='email'),
            Attribute(
                name='roles',
                type=SetOf(STRING),
                description='Roles of the user.',
                computed=True,
                read='roles',
            ),
            Attribute(
                name='capabilities',
                type=SetOf(STRING),
                description='Capabilities that the user has through roles.',
                computed=True,
                read='capabilities',
            ),
            Attribute(
                name='default_app',
                description='App shown after login.',
                computed=True,
                read='defaultApp',
            ),
            Attribute(name='tz', description='Time zone.', computed=True, read='tz'),
        ),
        description="The user behind the provider's credentials.",
    ),
    source=Singleton(
        operation=Operation(method='GET', path='/services/authentication/current-context'),
        envelope=Envelope(item='entry.0', items='entry', merge=('content',), total='paging.total'),
    ),
)
