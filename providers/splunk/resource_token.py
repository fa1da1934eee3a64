# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""The resource type splunk_token."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, ObjectLifecycle, Operation, OtherForm, Resource, Schema
from rolecall.specification.traits import (
    Access,
    Among,
    Between,
    CanonicalForm,
    Credential,
    EarlierThan,
    Exists,
    FutureTime,
    Matches,
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
                name='user',
                description='User the token belongs to.',
                required=True,
                replace=True,
                field='name',
                read='claims.sub',
                sent_on='create',
                checks=(Exists(among=('users', 'saml_users'), noun='user'), NotEmpty()),
                canonical_form=CanonicalForm(),
            ),
            Attribute(
                name='name',
                description='Label of the token.',
                required=True,
                replace=True,
                field='audience',
                read='claims.aud',
                sent_on='create',
                checks=(NotEmpty(),),
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
                sent_on='create',
                checks=(FutureTime(),),
            ),
            Attribute(
                name='not_before',
                description='When the token begins to work, in the same forms. Without it, it does at once.',
                optional=True,
                replace=True,
                field='not_before',
                readable=False,
                sent_on='create',
                checks=(
                    Matches(
                        pattern='\\+\\d+(s|m|h|d|w|mon|y)|\\d+|\\d{4}-\\d{2}-\\d{2}T.+',
                        meaning='a time such as `+1d`, seconds since 1970, or `2030-01-31T00:00:00Z`',
                    ),
                    EarlierThan(other='expires_on'),
                ),
            ),
            Attribute(
                name='type',
                description='`static`, or `ephemeral`, which lives for six hours at most.',
                optional=True,
                computed=True,
                replace=True,
                field='type',
                read='headers.ttyp',
                sent_on='create',
                checks=(Among(values=('static', 'ephemeral')),),
            ),
            Attribute(
                name='status',
                description='Whether the token is taken.',
                optional=True,
                computed=True,
                field='status',
                checks=(Among(values=('enabled', 'disabled')),),
            ),
            Attribute(
                name='expires_at',
                description='Time from which the token is refused. Null where it never is.',
                computed=True,
                read='claims.exp',
                wire='epoch',
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
        create=Operation(
            method='POST',
            path='/services/authorization/tokens',
            body='form',
            other_form=OtherForm(
                status=400,
                refusal='Argument "audience" is not supported by this handler',
                fields=(('name', 'user'), ('audience', 'name')),
            ),
        ),
        update=Operation(
            method='POST',
            path='/services/authorization/tokens/{user}',
            body='form',
            constants=(('id', '{id}'),),
        ),
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
