# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
"""The resource type tanium_api_token."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, ObjectLifecycle, Operation, Resource, Schema
from rolecall.specification.traits import (
    Access,
    Between,
    Credential,
    Exists,
    Guard,
    NotEmpty,
    WriteOnceSecret,
)
from rolecall.specification.types import NUMBER

RESOURCE = Resource(
    name='tanium_api_token',
    schema=Schema(
        attributes=(
            Attribute(
                name='id',
                description='Number of the token.',
                computed=True,
                read='id',
                wire='id_text',
            ),
            Attribute(
                name='name',
                description='Name of the token.',
                required=True,
                replace=True,
                field='name',
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='expire_in_days',
                type=NUMBER,
                description='Days until the token expires.',
                optional=True,
                computed=True,
                default=7,
                replace=True,
                field='expire_in_days',
                readable=False,
                wire='integer',
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
                replace=True,
                field='user.id',
                wire='id_text',
                checks=(Exists(among=('users',), noun='user'),),
            ),
            Attribute(
                name='expires_at',
                description='Time from which the token is refused.',
                computed=True,
                read='expires_at',
            ),
            Attribute(
                name='rotate_before_days',
                type=NUMBER,
                description=(
                    'Days before `expires_at` from which a plan replaces the token. Add '
                    '`create_before_destroy` so that both work for a moment.'
                ),
                optional=True,
                checks=(Between(minimum=0, maximum=364),),
            ),
            Attribute(
                name='token',
                description='Value of the token.',
                computed=True,
                sensitive=True,
                issued='token_string',
            ),
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
        description='An API token. Its value is shown once, when it is created, and kept in the state.',
    ),
    lifecycle=ObjectLifecycle(
        collection='api_tokens',
        create=Operation(method='POST', path='/api_tokens', body='json'),
        delete=Operation(method='DELETE', path='/api_tokens/{id}'),
        secret=WriteOnceSecret(
            attribute='token',
            owner='user_id',
            expires='expires_at',
            rotate='rotate_before_days',
        ),
        protect_self=True,
        guards=(
            Guard(
                events=('set',),
                attribute='notes',
                reason=(
                    'Only Tanium\'s published API (`api_dialect = "platform"`) takes it. Put it into the '
                    'name.'
                ),
            ),
            Guard(
                events=('set',),
                attribute='trusted_ip_addresses',
                reason=(
                    'Only Tanium\'s published API (`api_dialect = "platform"`) takes it. Set it in the '
                    'console.'
                ),
            ),
        ),
    ),
    access=Access(
        credential=Credential(name='name', owner='user_id', days='expire_in_days', until='expires_at'),
    ),
)
