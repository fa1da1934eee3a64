# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""The resource type splunk_token."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, ObjectLifecycle, Operation, Resource, Schema
from rolecall.specification.traits import (
    Access,
    Between,
    CanonicalForm,
    Credential,
    FutureTime,
    NotEmpty,
    WriteOnceSecret,
)
from rolecall.specification.types import NUMBER

RESOURCE = Resource(
    name='splunk_token',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='Id of the token.', computed=True, read='name'),
            Attribute(
                name='name',
                description='Label of the token.',
                required=True,
                replace=True,
                field='name',
                read='claims.aud',
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='user',
                description='User the token belongs to.',
                required=True,
                replace=True,
                field='user',
                read='claims.sub',
                checks=(NotEmpty(),),
                canonical_form=CanonicalForm(),
            ),
            Attribute(
                name='expires_on',
                description=(
                    'When the token expires: relative such as `+30d`, seconds since 1970, or a time such as '
                    '`2030-01-31T00:00:00Z`. Without it the instance decides.'
                ),
                optional=True,
                replace=True,
                field='expires_on',
                readable=False,
                checks=(FutureTime(),),
            ),
            Attribute(
                name='expires_at',
                description='Time from which the token is refused. Null where it never is.',
                computed=True,
                read='claims.exp',
                wire='epoch',
            ),
            Attribute(name='status', description='`enabled` or `disabled`.', computed=True, read='status'),
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
        create=Operation(method='POST', path='/services/authorization/tokens', body='form'),
        delete=Operation(
            method='DELETE',
            path='/services/authorization/tokens/{user}',
            query=(('id', '{id}'),),
        ),
        created_id='content.id',
        secret=WriteOnceSecret(
            attribute='token',
            owner='user',
            expires='expires_at',
            rotate='rotate_before_days',
            live=('status', 'enabled'),
            jwt_id=True,
        ),
        protect_self=True,
    ),
    access=Access(credential=Credential(name='name', owner='user', until='expires_on')),
)
