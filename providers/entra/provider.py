# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""The provider for Microsoft Entra."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, Defaults, ErrorMeaning, ErrorShape, Provider, Schema
from rolecall.specification.traits import (
    Among,
    Audit,
    Between,
    CommandToken,
    EventualConsistency,
    Forbidden,
    InstanceId,
    IssuedStatement,
    Label,
    MachineToken,
    Matches,
    NotEmpty,
    RiskTier,
    SignedStatement,
    TokenExchange,
)
from rolecall.specification.types import BOOL, ListOf, NUMBER, STRING
from . import (
    action_provision_on_demand,
    action_restart_provisioning,
    data_application_template,
    data_group,
    data_provisioning_logs,
    data_provisioning_status,
    data_user,
    resource_app_role_assignment,
    resource_application_owner,
    resource_gallery_application,
    resource_group,
    resource_group_member,
    resource_group_owner,
    resource_provisioning_credentials,
    resource_provisioning_job,
    resource_provisioning_mapping,
    resource_service_principal_owner,
    resource_user,
)
from .collections import COLLECTIONS

PROVIDER = Provider(
    name='entra',
    title='Microsoft Entra',
    schema=Schema(
        attributes=(
            Attribute(
                name='tenant_id',
                description='Id or domain of the tenant.',
                optional=True,
                checks=(NotEmpty(), Forbidden(characters='/?#%')),
            ),
            Attribute(
                name='client_id',
                description=(
                    'Client id of an application. Which permissions it needs says the page of each resource '
                    'type; provisioning of gallery applications needs Application.ReadWrite.OwnedBy, '
                    'Synchronization.ReadWrite.All, AppRoleAssignment.ReadWrite.All and Directory.Read.All.'
                ),
                optional=True,
            ),
            Attribute(
                name='client_secret',
                description='Secret of that application.',
                optional=True,
                sensitive=True,
            ),
            Attribute(
                name='client_certificate_path',
                description=(
                    'Path of a file with the private key and the certificate of that application, in PEM or '
                    'PKCS #12, in place of a secret.'
                ),
                optional=True,
            ),
            Attribute(
                name='client_certificate_password',
                description='Password of that file, where it has one.',
                optional=True,
                sensitive=True,
            ),
            Attribute(
                name='oidc_token',
                description=(
                    'Token of a CI system or a cluster that the application trusts (workload identity), in '
                    'place of a secret. In GitLab give the job `id_tokens: {ENTRA_OIDC_TOKEN: {aud: '
                    '"api://AzureADTokenExchange"}}`.'
                ),
                optional=True,
                sensitive=True,
            ),
            Attribute(
                name='oidc_token_file_path',
                description='Path of a file with such a token, which is read again for each access token.',
                optional=True,
            ),
            Attribute(
                name='use_github_oidc',
                type=BOOL,
                description=(
                    'Whether to ask GitHub for such a token. The job needs `permissions: {id-token: write}`.'
                ),
                optional=True,
            ),
            Attribute(
                name='use_managed_identity',
                type=BOOL,
                description=(
                    'Whether to run as the managed identity of the machine in Azure; `client_id` names one '
                    'that is assigned by users.'
                ),
                optional=True,
            ),
            Attribute(
                name='use_cli',
                type=BOOL,
                description=(
                    'Whether to run as whoever is signed in to the Azure CLI (`az login --tenant '
                    '<tenant_id>`).'
                ),
                optional=True,
            ),
            Attribute(
                name='environment',
                description='The cloud of the tenant, which says where Graph and the authority are.',
                optional=True,
                default='global',
                checks=(Among(values=('global', 'usgovernment', 'china')),),
            ),
            Attribute(
                name='graph_url',
                description=(
                    'Base URL of Microsoft Graph, in place of that of `environment`. The provider adds '
                    '`/v1.0` itself.'
                ),
                optional=True,
                default='https://graph.microsoft.com',
            ),
            Attribute(
                name='authority_url',
                description=(
                    'Base URL of the authority that issues tokens, in place of that of `environment`.'
                ),
                optional=True,
                default='https://login.microsoftonline.com',
                checks=(
                    Matches(
                        pattern='https?://[^\\s/?#@]+/?',
                        meaning='a URL such as https://host, without a path',
                    ),
                ),
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
                checks=(Between(minimum=1, maximum=999),),
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
        description=(
            'Gallery applications in Microsoft Entra ID, how they provision users and groups, and who is '
            'assigned to them.'
        ),
    ),
    url_argument='graph_url',
    base_path='/v1.0',
    authentication=(
        CommandToken(
            switch='use_cli',
            words=(
                'az',
                'account',
                'get-access-token',
                '--output',
                'json',
                '--resource',
                '{provider.graph_url}',
                '--tenant',
                '{provider.tenant_id}',
            ),
            token='accessToken',
            expires='expires_on',
            advice='Sign in: `az login --tenant <tenant_id>`, then look with `az account show`.',
            tenant='tid',
            tenant_of='tenant_id',
            account='oid',
        ),
        MachineToken(
            switch='use_managed_identity',
            host='http://169.254.169.254',
            path='/metadata/identity/oauth2/token',
            token='access_token',
            expires='expires_on',
            host_variable='AZURE_POD_IDENTITY_AUTHORITY_HOST',
            url_variable='IDENTITY_ENDPOINT',
            secret_variable='IDENTITY_HEADER',
            secret_header='x-identity-header',
            query=(
                ('api-version', '2018-02-01'),
                ('resource', '{provider.graph_url}'),
                ('client_id', '{provider.client_id}'),
            ),
            other_query=(
                ('api-version', '2019-08-01'),
                ('resource', '{provider.graph_url}'),
                ('client_id', '{provider.client_id}'),
            ),
            headers=(('metadata', 'true'),),
            tenant='tid',
            tenant_of='tenant_id',
            account='oid',
        ),
        TokenExchange(
            path='/{provider.tenant_id}/oauth2/v2.0/token',
            statement=IssuedStatement(
                field='client_assertion',
                switch='use_github_oidc',
                url_variable='ACTIONS_ID_TOKEN_REQUEST_URL',
                token_variable='ACTIONS_ID_TOKEN_REQUEST_TOKEN',
                audience='api://AzureADTokenExchange',
            ),
            token='access_token',
            lifetime='expires_in',
            default_seconds=3599,
            margin_seconds=300,
            account='oid',
            fields=(
                ('grant_type', 'client_credentials'),
                ('client_id', '{provider.client_id}'),
                ('scope', '{provider.graph_url}/.default'),
                ('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'),
            ),
            url_argument='authority_url',
            about=(
                ('AADSTS90002', 'tenant_id'),
                ('AADSTS900023', 'tenant_id'),
                ('AADSTS700016', 'client_id'),
            ),
        ),
        TokenExchange(
            path='/{provider.tenant_id}/oauth2/v2.0/token',
            statement=IssuedStatement(field='client_assertion', argument='oidc_token'),
            token='access_token',
            lifetime='expires_in',
            default_seconds=3599,
            margin_seconds=300,
            account='oid',
            fields=(
                ('grant_type', 'client_credentials'),
                ('client_id', '{provider.client_id}'),
                ('scope', '{provider.graph_url}/.default'),
                ('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'),
            ),
            url_argument='authority_url',
            about=(
                ('AADSTS90002', 'tenant_id'),
                ('AADSTS900023', 'tenant_id'),
                ('AADSTS700016', 'client_id'),
            ),
        ),
        TokenExchange(
            path='/{provider.tenant_id}/oauth2/v2.0/token',
            statement=IssuedStatement(field='client_assertion', file='oidc_token_file_path'),
            token='access_token',
            lifetime='expires_in',
            default_seconds=3599,
            margin_seconds=300,
            account='oid',
            fields=(
                ('grant_type', 'client_credentials'),
                ('client_id', '{provider.client_id}'),
                ('scope', '{provider.graph_url}/.default'),
                ('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'),
            ),
            url_argument='authority_url',
            about=(
                ('AADSTS90002', 'tenant_id'),
                ('AADSTS900023', 'tenant_id'),
                ('AADSTS700016', 'client_id'),
            ),
        ),
        TokenExchange(
            path='/{provider.tenant_id}/oauth2/v2.0/token',
            statement=SignedStatement(
                field='client_assertion',
                subject='{provider.client_id}',
                audience='{provider.authority_url}/{provider.tenant_id}/oauth2/v2.0/token',
                algorithm='PS256',
                certificate='client_certificate_path',
                password='client_certificate_password',
            ),
            token='access_token',
            lifetime='expires_in',
            default_seconds=3599,
            margin_seconds=300,
            account='oid',
            fields=(
                ('grant_type', 'client_credentials'),
                ('client_id', '{provider.client_id}'),
                ('scope', '{provider.graph_url}/.default'),
                ('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'),
            ),
            url_argument='authority_url',
            about=(
                ('AADSTS90002', 'tenant_id'),
                ('AADSTS900023', 'tenant_id'),
                ('AADSTS700016', 'client_id'),
            ),
        ),
        TokenExchange(
            path='/{provider.tenant_id}/oauth2/v2.0/token',
            credentials=(('client_secret', 'client_secret'),),
            token='access_token',
            lifetime='expires_in',
            default_seconds=3599,
            margin_seconds=300,
            account='oid',
            fields=(
                ('grant_type', 'client_credentials'),
                ('client_id', '{provider.client_id}'),
                ('scope', '{provider.graph_url}/.default'),
            ),
            url_argument='authority_url',
            about=(
                ('AADSTS90002', 'tenant_id'),
                ('AADSTS900023', 'tenant_id'),
                ('AADSTS700016', 'client_id'),
            ),
        ),
    ),
    defaults=(
        Defaults(
            argument='environment',
            value='usgovernment',
            defaults=(
                ('graph_url', 'https://graph.microsoft.us'),
                ('authority_url', 'https://login.microsoftonline.us'),
            ),
        ),
        Defaults(
            argument='environment',
            value='china',
            defaults=(
                ('graph_url', 'https://microsoftgraph.chinacloudapi.cn'),
                ('authority_url', 'https://login.chinacloudapi.cn'),
            ),
        ),
    ),
    instance_ids=(InstanceId(claim='tid', argument='tenant_id'),),
    audit=Audit(
        path='/auditLogs/directoryAudits',
        query=(
            ('$filter', "targetResources/any(t:t/id eq '{value}') and result eq 'success'"),
            ('$orderby', 'activityDateTime desc'),
            ('$top', '100'),
        ),
        subjects=(
            ('entra_gallery_application', ('service_principal_id',)),
            ('entra_app_role_assignment', ('resource_id', 'principal_id')),
            ('entra_user', ('id',)),
            ('entra_group', ('id',)),
            ('entra_group_member', ('group_id', 'member_id')),
            ('entra_group_owner', ('group_id', 'owner_id')),
            ('entra_application_owner', ('application_id', 'owner_id')),
            ('entra_service_principal_owner', ('service_principal_id', 'owner_id')),
        ),
        time='activityDateTime',
        actor=('initiatedBy.user.userPrincipalName', 'initiatedBy.app.displayName'),
        action='activityDisplayName',
        target='targetResources.id',
        needs='the application permission AuditLog.Read.All',
        items='value',
        request='correlationId',
        quoting='double',
    ),
    errors=ErrorShape(
        messages=('error.code', 'error.message', 'error_description'),
        request_id_headers=('request-id', 'client-request-id'),
        meanings=(
            ErrorMeaning(
                means='wait',
                text='\\bDirectory_ConcurrencyViolation\\b',
                statuses=(409, 429, 503),
                repeat_seconds=120,
            ),
            ErrorMeaning(
                means='rejected',
                text='\\badded object references already exist\\b',
                statuses=(400,),
                advice=(
                    'Somebody who is to be added is in already, and Graph did not show it: somebody else '
                    'added them just now, or the group hides its members, which an application sees with the '
                    'permission Member.Read.Hidden alone. Give it that permission, or plan again; what is '
                    'there already is imported.'
                ),
            ),
        ),
        signature=('error.code',),
    ),
    collections=COLLECTIONS,
    resources=(
        resource_gallery_application.RESOURCE,
        resource_provisioning_credentials.RESOURCE,
        resource_provisioning_job.RESOURCE,
        resource_provisioning_mapping.RESOURCE,
        resource_app_role_assignment.RESOURCE,
        resource_user.RESOURCE,
        resource_group.RESOURCE,
        resource_group_member.RESOURCE,
        resource_group_owner.RESOURCE,
        resource_application_owner.RESOURCE,
        resource_service_principal_owner.RESOURCE,
    ),
    data_sources=(
        data_user.DATA_SOURCE,
        data_group.DATA_SOURCE,
        data_application_template.DATA_SOURCE,
        data_provisioning_status.DATA_SOURCE,
        data_provisioning_logs.DATA_SOURCE,
    ),
    actions=(
        action_restart_provisioning.ACTION,
        action_provision_on_demand.ACTION,
    ),
    eventual_consistency=EventualConsistency(seconds=120, earlier_seconds=20),
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
        RiskTier(names=('*',), tier='high', reason='An owner says who is in the group.', kind='group owner'),
        RiskTier(
            names=('*',),
            tier='high',
            reason='An owner can act as the application.',
            kind='application owner',
        ),
        RiskTier(
            names=('*',),
            tier='high',
            reason='An owner can act as the application.',
            kind='service principal owner',
        ),
        RiskTier(
            names=('*',),
            tier='normal',
            reason='What a group gives is decided where it is assigned.',
            kind='group',
        ),
        RiskTier(names=('*',), tier='low', reason='An account alone may sign in.', kind='account'),
        RiskTier(
            names=('*[Aa][Dd][Mm][Ii][Nn]*', '*[Oo][Ww][Nn][Ee][Rr]*'),
            tier='high',
            reason='By its name it administers the application.',
        ),
        RiskTier(
            names=('*',),
            tier='normal',
            reason='What a role lets people do is decided in the application.',
        ),
    ),
    labels=(
        Label(of='entra_user', name='user_principal_name', kind='user'),
        Label(of='entra_group', name='display_name', kind='group'),
        Label(of='entra_gallery_application', name='display_name'),
        Label(of='entra_gallery_application', name='display_name', key='service_principal_id'),
        Label(of='entra_gallery_application', name='app_roles.display_name', key='app_roles.id'),
        Label(of='entra_app_role_assignment', name='principal_display_name', key='principal_id'),
    ),
    instance=('tenant_id',),
)
