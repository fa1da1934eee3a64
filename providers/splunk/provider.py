# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""The provider for Splunk."""

from __future__ import annotations

from rolecall.specification.schema import (
    Attribute,
    Dialect,
    ErrorMeaning,
    ErrorShape,
    Lack,
    Operation,
    Provider,
    Schema,
)
from rolecall.specification.traits import (
    Among,
    Audit,
    BasicLogin,
    Between,
    EventualConsistency,
    HeaderToken,
    Matches,
    RiskTier,
    TokenExchange,
    WhoAmI,
)
from rolecall.specification.types import BOOL, ListOf, NUMBER, STRING
from . import (
    data_capabilities,
    data_current_context,
    data_roles,
    data_user,
    data_users,
    ephemeral_session,
    ephemeral_token,
    resource_role,
    resource_role_binding,
    resource_saml_group,
    resource_saml_user,
    resource_token,
    resource_user,
)
from .collections import COLLECTIONS
from .functions import FUNCTIONS

PROVIDER = Provider(
    name='splunk',
    title='Splunk',
    schema=Schema(
        attributes=(
            Attribute(
                name='url',
                description='URL of the management port.',
                optional=True,
                checks=(
                    Matches(
                        pattern='(?!.*:8000/*$).*',
                        meaning=(
                            "the management port, 8089 unless it was changed; 8000 is Splunk's web console"
                        ),
                    ),
                ),
            ),
            Attribute(
                name='auth_token',
                description=(
                    'Token of an account that may edit users, roles and tokens. It wins over `username` and '
                    '`password`.'
                ),
                optional=True,
                sensitive=True,
            ),
            Attribute(name='username', description='Login name, where there is no token.', optional=True),
            Attribute(name='password', description='Password of `username`.', optional=True, sensitive=True),
            Attribute(
                name='ca_file',
                description="Path of a PEM file with the certificates to trust instead of the system's.",
                optional=True,
            ),
            Attribute(
                name='insecure_skip_verify',
                type=BOOL,
                description='Trust any certificate. For sandboxes only.',
                optional=True,
                default=False,
            ),
            Attribute(
                name='allow_insecure_http',
                type=BOOL,
                description=(
                    'Send credentials in clear text to an `http://` URL of another machine, which is refused '
                    'otherwise. For sandboxes only.'
                ),
                optional=True,
                default=False,
            ),
            Attribute(
                name='timeout_seconds',
                type=NUMBER,
                description='Seconds to wait for one request.',
                optional=True,
                default=30,
                checks=(Between(minimum=1, maximum=3600),),
            ),
            Attribute(
                name='max_retries',
                type=NUMBER,
                description='How often a request that is safe to repeat is repeated.',
                optional=True,
                default=4,
                checks=(Between(minimum=0, maximum=20),),
            ),
            Attribute(
                name='page_size',
                type=NUMBER,
                description=(
                    'Rows to ask for per page of a listing. By default the most that the vendor documents.'
                ),
                optional=True,
                checks=(Between(minimum=1, maximum=1000),),
            ),
            Attribute(
                name='requests_per_minute',
                type=NUMBER,
                description=(
                    'Requests per minute at most. By default the provider adapts to what the vendor bears.'
                ),
                optional=True,
                checks=(Between(minimum=1, maximum=100000),),
            ),
            Attribute(
                name='former_urls',
                type=ListOf(STRING),
                description=(
                    'URLs under which this instance was reached before. State that remembers one of them is '
                    "taken as this instance's; what remembers any other is refused. Of a Kubernetes cluster "
                    'too.'
                ),
                optional=True,
                checks=(Matches(pattern='https?://.+', meaning='a URL such as https://host'),),
            ),
            Attribute(
                name='refresh',
                description=(
                    'How a refresh reads: `list` whole listings, `get` single objects, or `auto`, whichever '
                    'needs fewer requests.'
                ),
                optional=True,
                default='auto',
                checks=(Among(values=('auto', 'list', 'get')),),
            ),
            Attribute(
                name='stack',
                description=(
                    'Name of the Splunk Cloud stack, such as `example` or, for another search head, '
                    '`sh-i-0a1b.example`. Users, roles and tokens belong to one search head, and '
                    '`auth_token` must be of the same. With it the provider talks to the Admin Config '
                    'Service.'
                ),
                optional=True,
            ),
            Attribute(
                name='api_dialect',
                description=(
                    "Shape of the API. `management`: the management port, 8089; `acs`: Splunk Cloud's Admin "
                    'Config Service. With `auto` the provider asks the vendor, once for each run.'
                ),
                optional=True,
                default='auto',
                checks=(Among(values=('auto', 'management', 'acs')),),
            ),
        ),
        description=(
            'Users, roles, role bindings and tokens of a Splunk instance, through its management port.'
        ),
    ),
    url_argument='url',
    headers=(('accept', 'application/json'),),
    query=(('output_mode', 'json'),),
    authentication=(
        HeaderToken(header='Authorization', argument='auth_token', prefix='Bearer '),
        TokenExchange(
            path='/services/auth/login',
            credentials=(('username', 'username'), ('password', 'password')),
            token='sessionKey',
            prefix='Splunk ',
        ),
        BasicLogin(username='username', password='password'),
    ),
    whoami=WhoAmI(
        path='/services/authentication/current-context',
        item='entry.0',
        key='username',
        collection='users',
        merge=('content',),
    ),
    audit=Audit(
        path='/services/search/jobs/export',
        query=(
            (
                'search',
                (
                    'search index=_audit info=granted (action=edit_user OR action=edit_roles OR '
                    'action=edit_roles_grantable OR action=change_authentication) object="{value}" | head 1 '
                    '| table _time user action object operation'
                ),
            ),
            ('earliest_time', '{since}'),
            ('preview', 'false'),
        ),
        subjects=(('splunk_user', ('name',)), ('splunk_role', ('name',)), ('splunk_role_binding', ('user',))),
        time='_time',
        actor=('user',),
        action='action',
        target='object',
        needs=(
            'the capability `search` and, in `srch_indexes_allowed` of one of its roles, the index `_audit`'
        ),
        items='result',
    ),
    errors=ErrorShape(
        messages=('messages.0.text',),
        meanings=(
            ErrorMeaning(means='not_found', text='Unable to find a role mapping for', statuses=(400,)),
        ),
        signature=('messages.0.text',),
    ),
    collections=COLLECTIONS,
    resources=(
        resource_user.RESOURCE,
        resource_role.RESOURCE,
        resource_role_binding.RESOURCE,
        resource_saml_group.RESOURCE,
        resource_saml_user.RESOURCE,
        resource_token.RESOURCE,
    ),
    data_sources=(
        data_user.DATA_SOURCE,
        data_users.DATA_SOURCE,
        data_roles.DATA_SOURCE,
        data_capabilities.DATA_SOURCE,
        data_current_context.DATA_SOURCE,
    ),
    ephemerals=(
        ephemeral_session.EPHEMERAL,
        ephemeral_token.EPHEMERAL,
    ),
    functions=FUNCTIONS,
    eventual_consistency=EventualConsistency(seconds=5, statuses=(404, 409), reads=(400,)),
    risk_tiers=(
        RiskTier(
            names=(
                '*[Aa][Dd][Mm][Ii][Nn]*',
                '*[Oo][Ww][Nn][Ee][Rr]*',
                '*[Rr][Oo][Oo][Tt]*',
                '*[Ss]uper*[Uu]ser*',
                '*[Bb]reak*[Gg]lass*',
            ),
            tier='high',
            reason='Its name says that it is for administrators.',
            kind='group',
        ),
        RiskTier(
            names=('*',),
            tier='normal',
            reason='What a group gives are the roles that are mapped to it.',
            kind='group',
        ),
        RiskTier(
            names=('admin', 'sc_admin'),
            tier='critical',
            reason='It may do everything, and give every right to anybody.',
        ),
        RiskTier(names=('can_delete',), tier='high', reason='It may delete indexed events.'),
        RiskTier(names=('power',), tier='normal', reason='It may share searches and alerts.'),
        RiskTier(names=('user',), tier='low', reason='It may search.'),
        RiskTier(
            names=(
                'admin_all_objects',
                'edit_user',
                'edit_roles',
                'edit_roles_grantable',
                'change_authentication',
                'edit_tokens_all',
            ),
            tier='critical',
            reason='Whoever has it can give themselves every other right.',
            kind='capability',
        ),
        RiskTier(
            names=(
                'edit_server',
                'edit_local_apps',
                'restart_splunkd',
                'edit_scripted',
                'edit_script',
                'edit_cmd',
                'run_debug_commands',
                'edit_search_scripts',
            ),
            tier='critical',
            reason='It leads to code that runs on the server.',
            kind='capability',
        ),
        RiskTier(
            names=(
                'delete_by_keyword',
                'indexes_edit',
                'edit_authentication_extensions',
                'list_tokens_all',
                'edit_tokens_settings',
                'license_edit',
                'edit_httpauths',
            ),
            tier='high',
            reason='It changes data, or who may sign in.',
            kind='capability',
        ),
        RiskTier(
            names=('*_*', '_*'),
            tier='high',
            reason='Internal indexes hold the audit trail.',
            kind='index',
        ),
        RiskTier(names=('*',), tier='low', reason='An account alone may sign in.', kind='account'),
    ),
    dialects=(
        Dialect(
            argument='api_dialect',
            name='management',
            title='the management port, 8089',
            probe=Operation(method='GET', path='/services/authentication/current-context'),
            item='entry.0.content.username',
        ),
        Dialect(
            argument='api_dialect',
            name='acs',
            title="Splunk Cloud's Admin Config Service",
            probe=Operation(method='GET', path='/{provider.stack}/adminconfig/v2/users'),
            item='users',
            first=True,
        ),
    ),
    spoken=(('api_dialect', 'management'),),
    lacks=(
        Lack(
            type_name='splunk_user',
            reason="Only Splunk Cloud's Admin Config Service asks for it.",
            attribute='federated_search_manage_ack',
        ),
        Lack(
            type_name='splunk_role',
            reason="Only Splunk Cloud's Admin Config Service asks for it.",
            attribute='federated_search_manage_ack',
        ),
    ),
)
