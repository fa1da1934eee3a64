# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""The resource type splunk_user."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, Move, ObjectLifecycle, Operation, Resource, Schema
from rolecall.specification.traits import (
    Access,
    Account,
    Administrators,
    Among,
    CanonicalForm,
    Federated,
    FullReplace,
    Guard,
    Matches,
    NotEmpty,
    Permission,
    Reference,
)
from rolecall.specification.types import BOOL, NUMBER, STRING, SetOf

RESOURCE = Resource(
    name='splunk_user',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='Login name, in lower case.', computed=True, read='name'),
            Attribute(
                name='name',
                description='Login name. Splunk keeps it in lower case.',
                required=True,
                replace=True,
                field='name',
                sent_on='create',
                checks=(
                    NotEmpty(),
                    Matches(
                        pattern='[^\\s:/]+',
                        meaning='without blanks, colons and slashes, which Splunk refuses',
                    ),
                ),
                canonical_form=CanonicalForm(),
            ),
            Attribute(
                name='password_wo',
                description='Password of the user.',
                optional=True,
                sensitive=True,
                write_only=True,
                field='password',
                readable=False,
            ),
            Attribute(
                name='password_wo_version',
                type=NUMBER,
                description='Change this number to send `password_wo` again.',
                optional=True,
                version_of='password_wo',
            ),
            Attribute(
                name='realname',
                description='Full name.',
                optional=True,
                computed=True,
                field='realname',
                unset='clear',
            ),
            Attribute(
                name='email',
                description='E-mail address.',
                optional=True,
                computed=True,
                field='email',
                unset='clear',
            ),
            Attribute(
                name='roles',
                type=SetOf(STRING),
                description=(
                    'Names of all roles of the user, at least one. Leave it out to keep what the user has; a '
                    'new user then needs `create_role`.'
                ),
                optional=True,
                computed=True,
                field='roles',
                checks=(NotEmpty(),),
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
                optional=True,
                computed=True,
                field='defaultApp',
                unset='clear',
            ),
            Attribute(
                name='tz',
                description='Time zone, for example `America/New_York`.',
                optional=True,
                computed=True,
                field='tz',
                unset='clear',
            ),
            Attribute(
                name='lang',
                description='Language of the user interface, for example `en-GB`.',
                optional=True,
                computed=True,
                field='lang',
                unset='clear',
            ),
            Attribute(
                name='force_change_pass',
                type=BOOL,
                description='Whether the next login asks for another password.',
                optional=True,
                computed=True,
                field='force-change-pass',
                readable=False,
            ),
            Attribute(
                name='restart_background_jobs',
                type=BOOL,
                description='Whether background jobs restart at login.',
                optional=True,
                computed=True,
                field='restart_background_jobs',
            ),
            Attribute(
                name='create_role',
                type=BOOL,
                description=(
                    'Whether a new user gets a role of its own, `user-<name>`, so that it needs none in '
                    '`roles`. Splunk makes that role and leaves it behind when the user goes. What exists '
                    'does not mind.'
                ),
                optional=True,
                field='createrole',
                readable=False,
                sent_on='create',
            ),
            Attribute(
                name='locked_out',
                type=BOOL,
                description=(
                    'Whether the user is locked out. Only `false` can be asked for; it unlocks the user.'
                ),
                optional=True,
                computed=True,
                field='locked-out',
                sent_on='update',
                checks=(Among(values=(False,)),),
            ),
            Attribute(
                name='type',
                description='Where the user comes from: `Splunk`, `LDAP` or `SAML`.',
                computed=True,
                read='type',
            ),
            Attribute(
                name='default_app_is_user_override',
                type=BOOL,
                description="Whether the app shown after login is the user's own, and not that of a role.",
                computed=True,
                read='defaultAppIsUserOverride',
                recomputed_with=('default_app',),
            ),
            Attribute(
                name='default_app_source_role',
                description='Role that the app comes from.',
                computed=True,
                read='defaultAppSourceRole',
                recomputed_with=('default_app', 'roles'),
            ),
            Attribute(
                name='capabilities',
                type=SetOf(STRING),
                description='Capabilities that the user has through roles.',
                computed=True,
                read='capabilities',
                recomputed_with=('roles',),
            ),
            Attribute(
                name='federated_search_manage_ack',
                type=BOOL,
                description=(
                    'Acknowledges that a role of the user may manage federated search. Splunk Cloud refuses '
                    'such a change without it.'
                ),
                optional=True,
            ),
        ),
        description="A user of Splunk's own. Users that come from SAML or LDAP cannot be created here.",
    ),
    lifecycle=ObjectLifecycle(
        collection='users',
        create=Operation(method='POST', path='/services/authentication/users', body='form'),
        update=Operation(method='POST', path='/services/authentication/users/{id}', body='form'),
        delete=Operation(method='DELETE', path='/services/authentication/users/{id}'),
        created_id='name',
        full_replace=FullReplace(carry=('roles',)),
        federated=Federated(
            attribute='type',
            field='type',
            local='Splunk',
            reason=(
                'Splunk makes SAML and LDAP users itself at their first login, and again after every '
                'deletion.'
            ),
            instead='splunk_saml_group',
        ),
        protect_self=True,
        administrators=Administrators(attribute='roles', values=('admin', 'sc_admin')),
        authoritative=('roles',),
        needs=('password_wo', ('roles', 'create_role')),
        guards=(
            Guard(
                events=('delete',),
                attribute='name',
                values=('admin',),
                reason='Splunk refuses to delete its built-in administrator.',
            ),
            Guard(
                events=('set',),
                attribute='federated_search_manage_ack',
                reason="Only Splunk Cloud's Admin Config Service asks for it.",
            ),
        ),
    ),
    moves=(
        Move(
            provider='splunk/splunk',
            type_name='splunk_authentication_users',
            attributes=(('id', 'id'), ('name', 'name')),
        ),
        Move(provider='splunk/scp', type_name='scp_users', attributes=(('id', 'id'), ('name', 'name'))),
    ),
    access=Access(
        account=Account(name='name', mail='email', disabled=(('locked_out', (True,)),)),
        permissions=(Permission(attribute='roles'),),
        outlives=('Open sessions go on until they expire.',),
        effective=(Permission(attribute='capabilities', kind='capability'),),
    ),
)
