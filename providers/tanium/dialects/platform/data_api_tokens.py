# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
"""The data source tanium_api_tokens."""

from __future__ import annotations

from rolecall.specification.schema import AllOf, Attribute, DataSource, Schema
from rolecall.specification.types import NUMBER

DATA_SOURCE = DataSource(
    name='tanium_api_tokens',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='A fixed value.', computed=True),
            Attribute(
                name='api_tokens',
                description='All of them, sorted by `name`.',
                computed=True,
                nested=(
                    Attribute(
                        name='id',
                        description='Number of the token.',
                        computed=True,
                        read='id',
                        wire='id_text',
                    ),
                    Attribute(name='name', description='Name of the token.', computed=True, read='name'),
                    Attribute(
                        name='user_id',
                        description='Number of the user the token belongs to.',
                        computed=True,
                        read='user.id',
                        wire='id_text',
                    ),
                    Attribute(
                        name='expires_at',
                        description='Time from which the token is refused.',
                        computed=True,
                        read='expiration',
                    ),
                    Attribute(
                        name='notes',
                        description='What the token is for.',
                        computed=True,
                        read='notes',
                    ),
                    Attribute(
                        name='expire_in_days',
                        type=NUMBER,
                        description='Days until the token expires.',
                        computed=True,
                        read='expire_in_days',
                        wire='integer',
                    ),
                    Attribute(
                        name='trusted_ip_addresses',
                        description=(
                            'Addresses and networks from which the token works, in a list with commas. '
                            "Without it a token works from Tanium's own servers only."
                        ),
                        computed=True,
                        read='trusted_ip_addresses',
                    ),
                ),
                nesting='list',
            ),
        ),
        description='Every API token the account may see, never with its value.',
    ),
    source=AllOf(collection='api_tokens', into='api_tokens'),
)
