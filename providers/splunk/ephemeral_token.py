# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""The ephemeral resource type splunk_token."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, Ephemeral, Issue, Schema
from rolecall.specification.traits import (
    Among,
    CanonicalForm,
    EarlierThan,
    Exists,
    FutureTime,
    Matches,
    NotEmpty,
)

EPHEMERAL = Ephemeral(
    name='splunk_token',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='Id of the token.', computed=True),
            Attribute(
                name='user',
                description='User the token belongs to.',
                required=True,
                checks=(Exists(among=('users', 'saml_users'), noun='user'), NotEmpty()),
                canonical_form=CanonicalForm(),
            ),
            Attribute(name='name', description='Label of the token.', required=True, checks=(NotEmpty(),)),
            Attribute(
                name='expires_on',
                description=(
                    'When the token expires: relative such as `+30d`, seconds since 1970, or a time such as '
                    '`2030-01-31T00:00:00Z`. Without it the instance decides.'
                ),
                optional=True,
                checks=(FutureTime(),),
            ),
            Attribute(
                name='not_before',
                description='When the token begins to work, in the same forms. Without it, it does at once.',
                optional=True,
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
                checks=(Among(values=('static', 'ephemeral')),),
            ),
            Attribute(
                name='status',
                description='Whether the token is taken.',
                optional=True,
                computed=True,
                checks=(Among(values=('enabled', 'disabled')),),
            ),
            Attribute(
                name='expires_at',
                description='Time from which the token is refused. Null where it never is.',
                computed=True,
            ),
            Attribute(name='token', description='Value of the token.', computed=True, sensitive=True),
        ),
        description=(
            'A token that lives for one Terraform run, is deleted after it, and enters neither plan nor '
            'state.'
        ),
    ),
    source=Issue(resource='splunk_token'),
)
