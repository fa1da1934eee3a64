# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
"""The ephemeral resource type tanium_api_token."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, Ephemeral, Issue, Schema
from rolecall.specification.traits import Between, Exists, NotEmpty
from rolecall.specification.types import NUMBER

EPHEMERAL = Ephemeral(
    name='tanium_api_token',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='Number of the token.', computed=True),
            Attribute(name='name', description='Name of the token.', required=True, checks=(NotEmpty(),)),
            Attribute(
                name='expire_in_days',
                type=NUMBER,
                description='Days until the token expires.',
                optional=True,
                computed=True,
                checks=(Between(minimum=1, maximum=365),),
            ),
            Attribute(
                name='user_id',
                description=(
                    'The `id` of the user the token belongs to. By default the user that the provider runs '
                    'as.'
                ),
                optional=True,
                computed=True,
                checks=(Exists(among=('users',), noun='user'),),
            ),
            Attribute(name='expires_at', description='Time from which the token is refused.', computed=True),
            Attribute(name='token', description='Value of the token.', computed=True, sensitive=True),
            Attribute(name='notes', description='What the token is for.', optional=True, computed=True),
            Attribute(
                name='trusted_ip_addresses',
                description=(
                    'Addresses and networks from which the token works, in a list with commas. Without it a '
                    "token works from Tanium's own servers only."
                ),
                optional=True,
                computed=True,
            ),
        ),
        description='An API token that lives for one Terraform run and enters neither plan nor state.',
    ),
    source=Issue(resource='tanium_api_token'),
)
