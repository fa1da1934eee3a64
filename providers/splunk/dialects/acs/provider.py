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
from rolecall.specification.traits import Among, Between, EventualConsistency, HeaderToken, Matches, RiskTier
from rolecall.specification.types import BOOL, ListOf, NUMBER, STRING
from ... import data_current_context, ephemeral_session, resource_role_binding
from . import (
    data_capabilities,
    data_roles,
    data_user,
    data_users,
    ephemeral_token,
    resource_role,
    resource_saml_group,
    resource_saml_user,
    resource_token,
    resource_user,
)
from .collections import COLLECTIONS
from ...functions import FUNCTIONS

PROVIDER = Provider(
    name='splunk',
    title='Splunk',
    schema=Schema(
        attributes=(
            Attribute(
                name='url',
                description='URL of the management port.',
                optional=True,
                default='https://admin.splunk.com',
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
                checks=(Between(minimum=1, maximum=100),),
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
    authentication=(
        HeaderToken(header='Authorization', argument='auth_token', prefix='Bearer ', account='sub'),
    ),
    errors=ErrorShape(
        messages=('message',),
        meanings=(
            ErrorMeaning(
                means='wait',
                text='424-dependency-incomplete',
                statuses=(424,),
                seconds=3,
                repeat_seconds=1200,
            ),
            ErrorMeaning(means='wait', text='', statuses=(429,), seconds=3, repeat_seconds=1200),
        ),
        unauthenticated=(
            'The token must be one of the very search head that `stack` names: with a prefix, such as '
            '`es.example`, one that was made there.'
        ),
        signature=('code',),
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
    instance=('stack',),
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
    spoken=(('api_dialect', 'acs'),),
    lacks=(
        Lack(
            type_name='splunk_saml_group',
            reason=(
                'The Admin Config Service has no SAML groups. They need the management port: open port 8089 '
                'to your address with the allow list `search-api` of the stack, and use `api_dialect = '
                '"management"`.'
            ),
            listed=True,
        ),
        Lack(
            type_name='splunk_saml_user',
            reason=(
                'The Admin Config Service has no roles of SAML users. They need the management port: open '
                'port 8089 to your address with the allow list `search-api` of the stack, and use '
                '`api_dialect = "management"`.'
            ),
            listed=True,
        ),
        Lack(
            type_name='data.splunk_current_context',
            reason='The Admin Config Service does not say whose token it is. Read `splunk_user` by name.',
        ),
        Lack(
            type_name='ephemeral.splunk_session',
            reason=(
                'The Admin Config Service has no sessions. It takes tokens: use the ephemeral '
                '`splunk_token`.'
            ),
        ),
        Lack(
            type_name='splunk_user',
            reason='The Admin Config Service has no time zones. Set it in Splunk itself.',
            attribute='tz',
        ),
        Lack(
            type_name='splunk_user',
            reason='The Admin Config Service does not take it. Set it in Splunk itself.',
            attribute='restart_background_jobs',
        ),
        Lack(
            type_name='splunk_user',
            reason=(
                'The Admin Config Service shows it and cannot change it. Unlock the user in Splunk itself.'
            ),
            attribute='locked_out',
        ),
        Lack(
            type_name='splunk_user',
            reason='The Admin Config Service does not say where a user comes from.',
            attribute='type',
        ),
        Lack(
            type_name='splunk_user',
            reason='The Admin Config Service does not take it. Set it in Splunk itself.',
            attribute='lang',
        ),
        Lack(
            type_name='splunk_user',
            reason='The Admin Config Service says it by `default_app_source_role` alone.',
            attribute='default_app_is_user_override',
        ),
        Lack(
            type_name='splunk_role',
            reason=(
                'The Admin Config Service does not take it. Name the indexes that the role may search in '
                '`srch_indexes_allowed`.'
            ),
            attribute='srch_indexes_disallowed',
        ),
        Lack(
            type_name='splunk_role',
            reason='The Admin Config Service does not take it. Set it in Splunk itself.',
            attribute='grantable_roles',
        ),
        Lack(
            type_name='splunk_role',
            reason='The Admin Config Service does not take it. Set it in Splunk itself.',
            attribute='delete_indexes_allowed',
        ),
        Lack(
            type_name='splunk_role',
            reason='The Admin Config Service does not take it. Set it in Splunk itself.',
            attribute='field_filter_exemption',
        ),
        Lack(
            type_name='splunk_role',
            reason='The Admin Config Service does not take it. Set it in Splunk itself.',
            attribute='srch_federated_providers_allowed',
        ),
        Lack(
            type_name='splunk_role',
            reason='The Admin Config Service does not take it. Set it in Splunk itself.',
            attribute='srch_federated_providers_default',
        ),
        Lack(
            type_name='splunk_role',
            reason='The Admin Config Service does not take it. Set it in Splunk itself.',
            attribute='queued_search_quota',
        ),
        Lack(
            type_name='splunk_role',
            reason='The Admin Config Service does not take it. Set it in Splunk itself.',
            attribute='srch_min_schedule_interval',
        ),
        Lack(
            type_name='splunk_role',
            reason='The Admin Config Service does not take it. Set it in Splunk itself.',
            attribute='srch_allow_advanced_cron',
        ),
        Lack(
            type_name='splunk_token',
            reason=(
                'The Admin Config Service shows it and cannot change it. Delete the token, or disable it '
                'through the management port.'
            ),
            attribute='status',
        ),
        Lack(
            type_name='splunk_token',
            reason='The Admin Config Service makes tokens that work at once.',
            attribute='not_before',
        ),
        Lack(
            type_name='ephemeral.splunk_token',
            reason='A token of one run is of use only while it is enabled.',
            attribute='status',
        ),
        Lack(
            type_name='ephemeral.splunk_token',
            reason='The Admin Config Service makes tokens that work at once.',
            attribute='not_before',
        ),
    ),
)
