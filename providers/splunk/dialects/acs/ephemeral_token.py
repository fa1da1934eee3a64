# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""The ephemeral resource type splunk_token."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, Ephemeral, Issue, Schema
from rolecall.specification.traits import Among, CanonicalForm, Exists, FutureTime, NotEmpty

EPHEMERAL = Ephemeral(
    name='splunk_token',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='Id of the token.', computed=True),
            Attribute(
                name='user',
                description='Login name of the owner.',
                required=True,
                checks=(Exists(among=('users',), noun='user'), NotEmpty()),
                canonical_form=CanonicalForm(),
            ),
            Attribute(name='name', description='What the token is for.', required=True, checks=(NotEmpty(),)),
            Attribute(
                name='expires_on',
                description='When the token ends, such as `+30d`. Never, where it is left out.',
                optional=True,
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
                checks=(Among(values=('static', 'ephemeral')),),
            ),
            Attribute(name='status', description='`enabled` or `disabled`.', optional=True, computed=True),
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
