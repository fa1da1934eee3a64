# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""The data source splunk_users."""

from __future__ import annotations

from rolecall.specification.schema import AllOf, Attribute, DataSource, Schema
from rolecall.specification.traits import CanonicalForm, Reference
from rolecall.specification.types import BOOL, STRING, SetOf

DATA_SOURCE = DataSource(
    name='splunk_users',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='A fixed value.', computed=True),
            Attribute(
                name='users',
                description='All of them, sorted by `name`.',
                computed=True,
                nested=(
                    Attribute(
                        name='id',
                        description='Login name, in lower case.',
                        computed=True,
                        read='name',
                    ),
                    Attribute(
                        name='name',
                        description='Login name. Splunk keeps it in lower case.',
                        computed=True,
                        read='name',
                        canonical_form=CanonicalForm(),
                    ),
                    Attribute(name='realname', description='Full name.', computed=True, read='fullName'),
                    Attribute(name='email', description='E-mail address.', computed=True, read='email'),
                    Attribute(
                        name='roles',
                        type=SetOf(STRING),
                        description='Roles assigned to the user.',
                        computed=True,
                        read='roles',
                        reference=Reference(
                            lookup='roles',
                            noun='role',
                            key='name',
                            wire='name',
                            made_by='splunk_role',
                        ),
                    ),
                    Attribute(
                        name='default_app',
                        description='App shown after login.',
                        computed=True,
                        read='defaultApp',
                    ),
                    Attribute(
                        name='tz',
                        description='Time zone, for example `America/New_York`.',
                        computed=True,
                    ),
                    Attribute(
                        name='lang',
                        description='Language of the user interface, for example `en-GB`.',
                        computed=True,
                    ),
                    Attribute(
                        name='restart_background_jobs',
                        type=BOOL,
                        description='Whether background jobs restart at login.',
                        computed=True,
                    ),
                    Attribute(
                        name='locked_out',
                        type=BOOL,
                        description='Whether the user is locked out.',
                        computed=True,
                        read='lockedOut',
                    ),
                    Attribute(
                        name='type',
                        description='Where the user comes from: `Splunk`, `LDAP` or `SAML`.',
                        computed=True,
                    ),
                    Attribute(
                        name='default_app_is_user_override',
                        type=BOOL,
                        description=(
                            "Whether the app shown after login is the user's own, and not that of a role."
                        ),
                        computed=True,
                    ),
                    Attribute(
                        name='default_app_source_role',
                        description='Where the app comes from.',
                        computed=True,
                        read='defaultAppSource',
                    ),
                    Attribute(
                        name='capabilities',
                        type=SetOf(STRING),
                        description='Capabilities that the user has through roles.',
                        computed=True,
                        read='capabilities',
                    ),
                ),
                nesting='list',
            ),
        ),
        description='Every user, those from SAML and LDAP included once they have logged in.',
    ),
    source=AllOf(collection='users', into='users'),
)
