# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
"""The ephemeral resource type tanium_scim_server."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, Ephemeral, Issue, Schema
from rolecall.specification.traits import Between, NotEmpty
from rolecall.specification.types import NUMBER

EPHEMERAL = Ephemeral(
    name='tanium_scim_server',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='Number of the connection on this instance.', computed=True),
            Attribute(
                name='name',
                description='Name of the connection.',
                required=True,
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='expire_in_days',
                type=NUMBER,
                description='Days until the token expires.',
                optional=True,
                computed=True,
                checks=(Between(minimum=1, maximum=365),),
            ),
            Attribute(
                name='trusted_ip_addresses',
                description='Addresses and networks from which the token works.',
                optional=True,
                computed=True,
            ),
            Attribute(name='token_id', description='The `id` of the token.', computed=True),
            Attribute(
                name='user_id',
                description='The `id` of the user that the token acts as.',
                computed=True,
            ),
            Attribute(name='expires_at', description='Time from which the token is refused.', computed=True),
            Attribute(
                name='token',
                description='Value of the token, with its prefix `token-`.',
                computed=True,
                sensitive=True,
            ),
            Attribute(
                name='scim_url',
                description=(
                    'Base URL of SCIM, as the identity provider takes it (Entra calls it the Tenant URL).'
                ),
                computed=True,
            ),
        ),
        description=(
            'A connection for SCIM that lives for one Terraform run and enters neither plan nor state.'
        ),
    ),
    source=Issue(resource='tanium_scim_server'),
)
