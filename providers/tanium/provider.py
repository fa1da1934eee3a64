# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
"""The provider for Tanium."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, Dialect, ErrorShape, Lack, Operation, Provider, Schema
from rolecall.specification.traits import Among, Between, HeaderToken, Matches, RiskTier, WhoAmI
from rolecall.specification.types import BOOL, ListOf, NUMBER, STRING
from . import (
    data_api_tokens,
    data_roles,
    data_session,
    data_user,
    data_user_group,
    data_users,
    ephemeral_api_token,
    ephemeral_scim_server,
    resource_api_token,
    resource_role_binding,
    resource_scim_server,
    resource_user,
    resource_user_group,
)
from .collections import COLLECTIONS
from .functions import FUNCTIONS

PROVIDER = Provider(
    name='tanium',
    title='Tanium',
    schema=Schema(
        attributes=(
            Attribute(
                name='url',
                description='Base URL of the instance. The provider adds `/api/v2` itself.',
                optional=True,
            ),
            Attribute(
                name='api_token',
                description=(
                    'API token of an account with the Administrator role. It travels in the header '
                    '`session`.'
                ),
                optional=True,
                sensitive=True,
            ),
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
                checks=(Between(minimum=1, maximum=500),),
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
                name='api_dialect',
                description=(
                    'Shape of the API. `classic`: the API of the user management guide; `platform`: the API '
                    'that Tanium publishes. With `auto` the provider asks the vendor, once for each run.'
                ),
                optional=True,
                default='auto',
                checks=(Among(values=('auto', 'classic', 'platform')),),
            ),
        ),
        description='Users, role bindings and API tokens of a Tanium instance.',
    ),
    url_argument='url',
    base_path='/api/v2',
    headers=(('accept', 'application/json'), ('tanium-options', '{"summary":1}')),
    authentication=(HeaderToken(header='session', argument='api_token'),),
    whoami=WhoAmI(path='/session/info', item='data', key='id', collection='users'),
    errors=ErrorShape(messages=('type', 'exception', 'message'), signature=('exception',)),
    collections=COLLECTIONS,
    resources=(
        resource_user.RESOURCE,
        resource_role_binding.RESOURCE,
        resource_api_token.RESOURCE,
        resource_user_group.RESOURCE,
        resource_scim_server.RESOURCE,
    ),
    data_sources=(
        data_user.DATA_SOURCE,
        data_users.DATA_SOURCE,
        data_roles.DATA_SOURCE,
        data_api_tokens.DATA_SOURCE,
        data_session.DATA_SOURCE,
        data_user_group.DATA_SOURCE,
    ),
    ephemerals=(
        ephemeral_api_token.EPHEMERAL,
        ephemeral_scim_server.EPHEMERAL,
    ),
    functions=FUNCTIONS,
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
            reason='What a group gives are the roles that it has.',
            kind='group',
        ),
        RiskTier(
            names=('Administrator',),
            tier='critical',
            reason='It may do everything on every endpoint, and give every right to anybody.',
        ),
        RiskTier(
            names=('local administrator',),
            tier='critical',
            reason='It bypasses all roles.',
            kind='flag',
        ),
        RiskTier(
            names=('Content Administrator', '*Admin*'),
            tier='high',
            reason='It may change users, roles or what runs on endpoints.',
        ),
        RiskTier(names=('*Read*', '*View*', '*Report*'), tier='low', reason='It may only look.'),
        RiskTier(names=('*',), tier='normal', reason='What a role allows is decided in Tanium.'),
        RiskTier(
            names=('All Computers',),
            tier='high',
            reason='It holds every endpoint.',
            kind='computer group',
        ),
        RiskTier(names=('*',), tier='low', reason='An account alone may sign in.', kind='account'),
    ),
    dialects=(
        Dialect(
            argument='api_dialect',
            name='classic',
            title='the API of the user management guide',
            probe=Operation(method='GET', path='/session/info'),
            item='data.id',
        ),
        Dialect(
            argument='api_dialect',
            name='platform',
            title='the API that Tanium publishes',
            probe=Operation(method='GET', path='/session/current'),
            item='data.user.id',
            first=True,
        ),
    ),
    spoken=(('api_dialect', 'classic'),),
    lacks=(
        Lack(
            type_name='tanium_user_group',
            reason=(
                "The API of the user management guide has no user groups. Where the vendor's published API "
                'is there, set `api_dialect = "platform"`.'
            ),
            listed=True,
        ),
        Lack(
            type_name='data.tanium_user_group',
            reason=(
                "The API of the user management guide has no user groups. Where the vendor's published API "
                'is there, set `api_dialect = "platform"`.'
            ),
        ),
        Lack(
            type_name='tanium_scim_server',
            reason=(
                "The API of the user management guide cannot make one. Make it in Tanium's Cloud Management "
                'Portal, or set `api_dialect = "platform"` where the vendor\'s published API is there.'
            ),
            listed=True,
        ),
        Lack(
            type_name='ephemeral.tanium_scim_server',
            reason=(
                "The API of the user management guide cannot make one. Make it in Tanium's Cloud Management "
                'Portal, or set `api_dialect = "platform"` where the vendor\'s published API is there.'
            ),
        ),
        Lack(
            type_name='tanium_api_token',
            reason=(
                'Only Tanium\'s published API (`api_dialect = "platform"`) takes it. Put it into the name.'
            ),
            attribute='notes',
        ),
        Lack(
            type_name='tanium_api_token',
            reason=(
                'Only Tanium\'s published API (`api_dialect = "platform"`) takes it. Set it in the console.'
            ),
            attribute='trusted_ip_addresses',
        ),
        Lack(
            type_name='ephemeral.tanium_api_token',
            reason=(
                'Only Tanium\'s published API (`api_dialect = "platform"`) takes it. Put it into the name.'
            ),
            attribute='notes',
        ),
        Lack(
            type_name='ephemeral.tanium_api_token',
            reason=(
                'Only Tanium\'s published API (`api_dialect = "platform"`) takes it. Set it in the console.'
            ),
            attribute='trusted_ip_addresses',
        ),
    ),
)
