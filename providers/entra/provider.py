# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""The provider for Microsoft Entra."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, ErrorShape, Provider, Schema
from rolecall.specification.traits import (
    Among,
    Audit,
    Between,
    EventualConsistency,
    Forbidden,
    Label,
    Matches,
    NotEmpty,
    RiskTier,
    TokenExchange,
)
from rolecall.specification.types import BOOL, ListOf, NUMBER, STRING
from . import (
    data_application_template,
    data_group,
    data_provisioning_status,
    data_user,
    resource_app_role_assignment,
    resource_gallery_application,
    resource_group,
    resource_group_member,
    resource_provisioning_credentials,
    resource_provisioning_job,
    resource_provisioning_mapping,
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
                    'Client id of an application with the permissions Application.ReadWrite.OwnedBy, '
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
                name='graph_url',
                description=(
                    'Base URL of Microsoft Graph; that of the public cloud by default. The provider adds '
                    '`/v1.0` itself.'
                ),
                optional=True,
                default='https://graph.microsoft.com',
            ),
            Attribute(
                name='authority_url',
                description=(
                    'Base URL of the authority that issues tokens; that of the public cloud by default.'
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
        ),
    ),
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
    ),
    data_sources=(
        data_user.DATA_SOURCE,
        data_group.DATA_SOURCE,
        data_application_template.DATA_SOURCE,
        data_provisioning_status.DATA_SOURCE,
    ),
    eventual_consistency=EventualConsistency(seconds=120),
    risk_tiers=(
        RiskTier(
            names=('*Admin*', '*admin*'),
            tier='high',
            reason='Its name says that it is for administrators.',
            kind='group',
        ),
        RiskTier(
            names=('*',),
            tier='normal',
            reason='What a group gives is decided where it is assigned.',
            kind='group',
        ),
        RiskTier(names=('*',), tier='low', reason='An account alone may sign in.', kind='account'),
        RiskTier(
            names=('*Admin*', '*admin*', '*Owner*'),
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
