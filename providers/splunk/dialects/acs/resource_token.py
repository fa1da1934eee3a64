# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""The resource type splunk_token."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, ObjectLifecycle, Operation, Resource, Schema
from rolecall.specification.traits import (
    Access,
    Among,
    Between,
    CanonicalForm,
    Credential,
    Exists,
    FutureTime,
    Guard,
    NotEmpty,
    WriteOnceSecret,
)
from rolecall.specification.types import NUMBER

RESOURCE = Resource(
    name='splunk_token',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='Id of the token.', computed=True, read='id'),
            Attribute(
                name='user',
                description='Login name of the owner.',
                required=True,
                replace=True,
                field='user',
                checks=(Exists(among=('users',), noun='user'), NotEmpty()),
                canonical_form=CanonicalForm(),
            ),
            Attribute(
                name='name',
                description='What the token is for.',
                required=True,
                replace=True,
                field='audience',
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='expires_on',
                description='When the token ends, such as `+30d`. Never, where it is left out.',
                optional=True,
                replace=True,
                field='expiresOn',
                readable=False,
                checks=(FutureTime(),),
            ),
            Attribute(
                name='not_before',
                description='When the token begins to work, in the same forms. Without it, it does at once.',
                optional=True,
            ),
            Attribute(
                name='type',
                description='Kind of the token, `static` unless it says so.',
                optional=True,
                computed=True,
                replace=True,
                field='type',
                checks=(Among(values=('static', 'ephemeral')),),
            ),
            Attribute(
                name='status',
                description='`enabled` or `disabled`.',
                optional=True,
                computed=True,
                read='status',
            ),
            Attribute(
                name='expires_at',
                description='Time from which the token is refused. Null where it never is.',
                computed=True,
                read='expiresOn',
            ),
            Attribute(
                name='rotate_before_days',
                type=NUMBER,
                description=(
                    'Days before `expires_at` from which a plan replaces the token. Add '
                    '`create_before_destroy` so that both work for a moment.'
                ),
                optional=True,
                checks=(Between(minimum=0, maximum=3650),),
            ),
            Attribute(
                name='token',
                description='Value of the token.',
                computed=True,
                sensitive=True,
                issued='token',
            ),
        ),
        description=(
            'An authentication token. Its value is shown once, when it is created, and kept in the state.'
        ),
    ),
    lifecycle=ObjectLifecycle(
        collection='tokens',
        create=Operation(method='POST', path='/{provider.stack}/adminconfig/v2/tokens', body='json'),
        delete=Operation(method='DELETE', path='/{provider.stack}/adminconfig/v2/tokens/{id}'),
        secret=WriteOnceSecret(
            attribute='token',
            owner='user',
            expires='expires_at',
            rotate='rotate_before_days',
            live=('status', 'enabled'),
            jwt_id=True,
        ),
        protect_self=True,
        guards=(
            Guard(
                events=('set',),
                attribute='not_before',
                reason='The Admin Config Service makes tokens that work at once.',
            ),
            Guard(
                events=('set',),
                attribute='status',
                reason=(
                    'The Admin Config Service shows it and cannot change it. Delete the token, or disable it '
                    'through the management port.'
                ),
            ),
        ),
    ),
    access=Access(credential=Credential(name='name', owner='user', until='expires_on')),
)
