# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""The resource type splunk_user."""

from __future__ import annotations

from rolecall.specification.schema import (
    Attribute,
    Header,
    Move,
    ObjectLifecycle,
    Operation,
    Resource,
    Schema,
)
from rolecall.specification.traits import (
    Access,
    Account,
    Administrators,
    Among,
    CanonicalForm,
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
                field='fullName',
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
            ),
            Attribute(
                name='lang',
                description='Language of the user interface, for example `en-GB`.',
                optional=True,
                computed=True,
            ),
            Attribute(
                name='force_change_pass',
                type=BOOL,
                description='Whether the next login asks for another password.',
                optional=True,
                computed=True,
                default=False,
                field='forceChangePass',
                readable=False,
            ),
            Attribute(
                name='restart_background_jobs',
                type=BOOL,
                description='Whether background jobs restart at login.',
                optional=True,
                computed=True,
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
                field='createRole',
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
                read='lockedOut',
                checks=(Among(values=(False,)),),
            ),
            Attribute(
                name='type',
                description='Where the user comes from: `Splunk`, `LDAP` or `SAML`.',
                computed=True,
            ),
            Attribute(
                name='default_app_is_user_override',
                type=BOOL,
                description="Whether the app shown after login is the user's own, and not that of a role.",
                computed=True,
            ),
            Attribute(
                name='default_app_source_role',
                description='Where the app comes from.',
                computed=True,
                read='defaultAppSource',
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
        create=Operation(
            method='POST',
            path='/{provider.stack}/adminconfig/v2/users',
            body='json',
            headers=(
                Header(name='federated-search-manage-ack', value='Y', when='federated_search_manage_ack'),
            ),
        ),
        update=Operation(
            method='PATCH',
            path='/{provider.stack}/adminconfig/v2/users/{id}',
            body='json',
            headers=(
                Header(name='federated-search-manage-ack', value='Y', when='federated_search_manage_ack'),
            ),
        ),
        delete=Operation(method='DELETE', path='/{provider.stack}/adminconfig/v2/users/{id}'),
        created_id='name',
        protect_self=True,
        administrators=Administrators(attribute='roles', values=('admin', 'sc_admin')),
        authoritative=('roles',),
        needs=('password_wo', ('roles', 'create_role')),
        guards=(
            Guard(
                events=('set',),
                attribute='tz',
                reason='The Admin Config Service has no time zones. Set it in Splunk itself.',
            ),
            Guard(
                events=('set',),
                attribute='lang',
                reason='The Admin Config Service does not take it. Set it in Splunk itself.',
            ),
            Guard(
                events=('set',),
                attribute='restart_background_jobs',
                reason='The Admin Config Service does not take it. Set it in Splunk itself.',
            ),
            Guard(
                events=('set',),
                attribute='locked_out',
                reason=(
                    'The Admin Config Service shows it and cannot change it. Unlock the user in Splunk '
                    'itself.'
                ),
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
