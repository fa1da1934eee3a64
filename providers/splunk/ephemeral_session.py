# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""The ephemeral resource type splunk_session."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, Ephemeral, Login, Operation, Schema
from rolecall.specification.traits import NotEmpty

EPHEMERAL = Ephemeral(
    name='splunk_session',
    schema=Schema(
        attributes=(
            Attribute(
                name='username',
                description='Login name.',
                required=True,
                field='username',
                readable=False,
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='password',
                description='Password.',
                required=True,
                sensitive=True,
                field='password',
                readable=False,
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='token',
                description='The session key.',
                computed=True,
                sensitive=True,
                read='sessionKey',
            ),
        ),
        description='A session that lives for one Terraform run and enters neither plan nor state.',
    ),
    source=Login(
        open=Operation(method='POST', path='/services/auth/login', body='form', authenticated=False),
        close=Operation(method='DELETE', path='/services/authentication/httpauth-tokens/{token}'),
    ),
)
