# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
"""The resource type tanium_scim_server."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, ObjectLifecycle, Operation, Resource, Schema
from rolecall.specification.traits import (
    Access,
    Between,
    CascadeDelete,
    Credential,
    Deprovision,
    NotEmpty,
    WriteOnceSecret,
)
from rolecall.specification.types import NUMBER

RESOURCE = Resource(
    name='tanium_scim_server',
    schema=Schema(
        attributes=(
            Attribute(
                name='id',
                description='Number of the connection on this instance.',
                computed=True,
                read='id',
                wire='id_text',
            ),
            Attribute(
                name='name',
                description='Name of the connection.',
                required=True,
                field='name',
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='expire_in_days',
                type=NUMBER,
                description='Days until the token expires.',
                optional=True,
                computed=True,
                replace=True,
                field='expire_in_days',
                sent_on='create',
                wire='integer',
                checks=(Between(minimum=1, maximum=365),),
            ),
            Attribute(
                name='trusted_ip_addresses',
                description='Addresses and networks from which the token works.',
                optional=True,
                computed=True,
                field='trusted_ip_addresses',
                unset='clear',
            ),
            Attribute(
                name='token_id',
                description='The `id` of the token.',
                computed=True,
                read='api_token.id',
                wire='id_text',
            ),
            Attribute(
                name='user_id',
                description='The `id` of the user that the token acts as.',
                computed=True,
                read='api_token.user.id',
                wire='id_text',
            ),
            Attribute(
                name='expires_at',
                description='Time from which the token is refused.',
                computed=True,
                read='api_token.expiration',
            ),
            Attribute(
                name='rotate_before_days',
                type=NUMBER,
                description=(
                    'Days before `expires_at` from which a plan replaces the connection, and its token with '
                    'it.'
                ),
                optional=True,
                checks=(Between(minimum=0, maximum=364),),
            ),
            Attribute(
                name='token',
                description='Value of the token, with its prefix `token-`.',
                computed=True,
                sensitive=True,
                issued='api_token.token_string',
            ),
            Attribute(
                name='scim_url',
                description=(
                    'Base URL of SCIM, as the identity provider takes it (Entra calls it the Tenant URL).'
                ),
                computed=True,
                made_of='{provider.url}/scim/v2',
            ),
        ),
        description=(
            'A SCIM connection for an identity provider. Its token is shown once, when it is created, and '
            'kept in the state.'
        ),
    ),
    lifecycle=ObjectLifecycle(
        collection='scim_servers',
        create=Operation(method='POST', path='/scim_servers', body='json'),
        update=Operation(method='PATCH', path='/scim_servers/{id}', body='json'),
        delete=Operation(method='DELETE', path='/scim_servers/{id}'),
        secret=WriteOnceSecret(
            attribute='token',
            owner='user_id',
            expires='expires_at',
            rotate='rotate_before_days',
            unique_name=True,
        ),
        deprovision=Deprovision(
            cascade_delete=(
                CascadeDelete(
                    collection='api_tokens',
                    owner='id',
                    delete_path='/api_tokens/{id}',
                    by='token_id',
                ),
            ),
        ),
        protect_self=True,
    ),
    access=Access(
        credential=Credential(
            name='name',
            owner='user_id',
            days='expire_in_days',
            until='expires_at',
            tier='high',
            reason='Whoever has it makes, changes and removes users, and says who is in which group.',
        ),
        outlives=(
            (
                'The user that Tanium made for it, `<name> SCIM User`, may stay. Nobody can sign in with it '
                'here.'
            ),
        ),
        limits=(('trusted_ip_addresses', 'high'),),
    ),
)
