# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.
"""The provider for Okta."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, ErrorShape, Provider, Schema
from rolecall.specification.traits import (
    Among,
    Audit,
    Between,
    HeaderToken,
    InstanceId,
    Label,
    Matches,
    Quota,
    RiskTier,
    SignedStatement,
    TokenExchange,
    WhoAmI,
)
from rolecall.specification.types import BOOL, ListOf, NUMBER, STRING
from . import (
    data_app,
    data_group,
    data_user,
    data_user_type,
    resource_app_group_assignment,
    resource_app_user_assignment,
    resource_group,
    resource_group_member,
    resource_group_rule,
    resource_user,
)
from .collections import COLLECTIONS
from .functions import FUNCTIONS

PROVIDER = Provider(
    name='okta',
    title='Okta',
    schema=Schema(
        attributes=(
            Attribute(
                name='org_url',
                description='Base URL of the organization. The provider adds `/api/v1` itself.',
                optional=True,
            ),
            Attribute(
                name='api_token',
                description=(
                    'API token of an administrator of the organization. It is as good as the person who made '
                    'it, and ends when that person is suspended or deactivated.'
                ),
                optional=True,
                sensitive=True,
            ),
            Attribute(
                name='client_id',
                description=(
                    'Client id of a service app (API Services) in the organization, in place of a token of a '
                    'person. Grant it the scopes, and the admin roles without which scopes reach nothing.'
                ),
                optional=True,
            ),
            Attribute(
                name='private_key',
                description='Private key of that app, RSA, in PEM.',
                optional=True,
                sensitive=True,
            ),
            Attribute(name='private_key_id', description='Id of that key in the app (`kid`).', optional=True),
            Attribute(
                name='scopes',
                description=(
                    'Scopes to ask for, with blanks between. With `okta.schemas.read` and '
                    "`okta.userTypes.read` too, plans check profiles against the schema of the user's type."
                ),
                optional=True,
                default='okta.users.manage okta.groups.manage okta.apps.manage',
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
                checks=(Between(minimum=1, maximum=10000),),
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
        ),
        description='Users, groups, group members and app assignments of an Okta organization.',
    ),
    url_argument='org_url',
    base_path='/api/v1',
    authentication=(
        HeaderToken(header='Authorization', argument='api_token', prefix='SSWS '),
        TokenExchange(
            path='/oauth2/v1/token',
            statement=SignedStatement(
                field='client_assertion',
                subject='{provider.client_id}',
                audience='{provider.org_url}/oauth2/v1/token',
                key='private_key',
                key_id='private_key_id',
            ),
            token='access_token',
            lifetime='expires_in',
            default_seconds=3600,
            margin_seconds=300,
            account='sub',
            fields=(
                ('grant_type', 'client_credentials'),
                ('scope', '{provider.scopes}'),
                ('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'),
            ),
            url_argument='org_url',
        ),
    ),
    whoami=WhoAmI(path='/users/me', item='', key='id', collection='users'),
    instance_ids=(InstanceId(path='/.well-known/okta-organization', key='id', authenticated=False),),
    audit=Audit(
        path='/logs',
        query=(
            (
                'filter',
                (
                    'target.id eq "{value}" and outcome.result eq "SUCCESS" and (eventType sw '
                    '"user.lifecycle" or eventType sw "user.account" or eventType sw "group." or eventType '
                    'sw "application.user_membership")'
                ),
            ),
            ('since', '{since}'),
            ('sortOrder', 'DESCENDING'),
            ('limit', '100'),
        ),
        subjects=(
            ('okta_user', ('id',)),
            ('okta_group', ('id',)),
            ('okta_group_member', ('user_id', 'group_id')),
            ('okta_app_user_assignment', ('user_id', 'app_id')),
            ('okta_app_group_assignment', ('group_id', 'app_id')),
        ),
        time='published',
        actor=('actor.alternateId', 'actor.displayName'),
        action='eventType',
        target='target.id',
        needs='a token of an administrator who may read the system log (`okta.logs.read`)',
        request='debugContext.debugData.requestId',
        days=90,
    ),
    quota=Quota(limit='x-rate-limit-limit', remaining='x-rate-limit-remaining', reset='x-rate-limit-reset'),
    errors=ErrorShape(
        messages=('errorCode', 'errorSummary', 'errorCauses.0.errorSummary', 'error', 'error_description'),
        request_id_headers=('x-okta-request-id',),
        signature=('errorCode',),
    ),
    collections=COLLECTIONS,
    resources=(
        resource_user.RESOURCE,
        resource_group.RESOURCE,
        resource_group_member.RESOURCE,
        resource_group_rule.RESOURCE,
        resource_app_user_assignment.RESOURCE,
        resource_app_group_assignment.RESOURCE,
    ),
    data_sources=(
        data_user.DATA_SOURCE,
        data_group.DATA_SOURCE,
        data_user_type.DATA_SOURCE,
        data_app.DATA_SOURCE,
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
            reason='What a group gives is decided by the apps that it has.',
            kind='group',
        ),
        RiskTier(
            names=('*',),
            tier='normal',
            reason='What people may do in an app is decided there.',
            kind='app',
        ),
        RiskTier(names=('*',), tier='low', reason='An account alone may sign in.', kind='account'),
    ),
    labels=(Label(of='okta_group', name='name'), Label(of='okta_app', name='label')),
)
