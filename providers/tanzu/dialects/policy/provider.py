# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""The provider for VMware Tanzu."""

from __future__ import annotations

from rolecall.specification.schema import (
    Attribute,
    Dialect,
    Endpoint,
    ErrorShape,
    Lack,
    Operation,
    Provider,
    Schema,
)
from rolecall.specification.traits import (
    Among,
    Between,
    Containment,
    HeaderToken,
    InstanceId,
    Introspection,
    Kubeconfig,
    Matches,
    RiskTier,
    TokenExchange,
    Trust,
)
from rolecall.specification.types import BOOL, ListOf, NUMBER, STRING
from ... import (
    data_cluster_role_bindings,
    data_group,
    data_iam_providers,
    data_org_members,
    resource_cluster_role_binding,
    resource_cluster_user,
    resource_group,
    resource_group_member,
    resource_namespace_role_binding,
)
from . import data_role_bindings, resource_org_member, resource_role_binding
from .collections import COLLECTIONS
from ...functions import FUNCTIONS

PROVIDER = Provider(
    name='tanzu',
    title='VMware Tanzu',
    schema=Schema(
        attributes=(
            Attribute(
                name='csp_url',
                description=(
                    'Base URL of VMware Cloud Services. The provider adds `/csp/gateway/am/api` itself.'
                ),
                optional=True,
                checks=(
                    Matches(
                        pattern='(?!(?i:https?://console\\.cloud\\.vmware\\.com)(?:[:/].*)?$).*',
                        meaning=(
                            'where Cloud Services is: its host is https://console.tanzu.broadcom.com, and '
                            'console.cloud.vmware.com was the old one, which belongs into `former_urls` '
                            'where the state has resources of it'
                        ),
                    ),
                ),
            ),
            Attribute(
                name='tmc_url',
                description=(
                    "Base URL of the organization's Tanzu Mission Control. The provider adds `/v1alpha1` "
                    'itself. A self-managed one has a login of its own (Pinniped), which this provider does '
                    'not have; it answers 401, and plans say so here.'
                ),
                optional=True,
            ),
            Attribute(
                name='api_token',
                description=(
                    'API token of Cloud Services with the roles org_admin and tmc:admin. It is exchanged for '
                    'access tokens that last about half an hour.'
                ),
                optional=True,
                sensitive=True,
            ),
            Attribute(
                name='org_id',
                description=(
                    'Id of the organization in Cloud Services. Left out, it is the one that the API token '
                    'belongs to.'
                ),
                optional=True,
                checks=(
                    Matches(
                        pattern='[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}',
                        meaning='an id such as 7f2c6d3a-5b1e-4c8f-9a0d-2e4b6c8d0f1a',
                    ),
                ),
            ),
            Attribute(
                name='kubernetes',
                description=(
                    'How to reach one cluster. For further clusters use further provider blocks with an '
                    '`alias`.'
                ),
                optional=True,
                nested=(
                    Attribute(name='host', description='URL of the API server.', optional=True),
                    Attribute(name='token', description='Bearer token.', optional=True, sensitive=True),
                    Attribute(
                        name='cluster_ca_certificate',
                        description="Text of the authority's certificate in PEM.",
                        optional=True,
                    ),
                    Attribute(
                        name='config_path',
                        description='Path of a kubeconfig file. What is given beside it wins.',
                        optional=True,
                    ),
                    Attribute(
                        name='config_context',
                        description='Context of the kubeconfig file. By default the current one.',
                        optional=True,
                    ),
                    Attribute(
                        name='insecure',
                        type=BOOL,
                        description='Trust any certificate of the cluster. For sandboxes only.',
                        optional=True,
                    ),
                ),
                nesting='single',
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
                name='csp_dialect',
                description=(
                    'Shape of the API. `classic`: the Cloud Services of the user management guide; `v2`: the '
                    'Cloud Services API that the vendor publishes. With `auto` the provider asks the vendor, '
                    'once for each run.'
                ),
                optional=True,
                default='auto',
                checks=(Among(values=('auto', 'classic', 'v2')),),
            ),
            Attribute(
                name='tmc_dialect',
                description=(
                    'Shape of the API. `classic`: the Mission Control of the user management guide; '
                    '`policy`: the API of policies, as the vendor publishes it. With `auto` the provider '
                    'asks the vendor, once for each run.'
                ),
                optional=True,
                default='auto',
                checks=(Among(values=('auto', 'classic', 'policy')),),
            ),
        ),
        description=(
            'Members of a VMware Cloud Services organization, role bindings in Tanzu Mission Control, and '
            'Kubernetes role bindings of a Tanzu Application Platform cluster.'
        ),
    ),
    url_argument='csp_url',
    base_path='/csp/gateway/am/api',
    authentication=(
        TokenExchange(
            path='/auth/api-tokens/authorize',
            credentials=(('api_token', 'api_token'),),
            token='access_token',
            lifetime='expires_in',
            default_seconds=1500,
            account='sub',
            personal=True,
            introspection=Introspection(
                argument='org_id',
                claim='context_name',
                path='/auth/api-tokens/details',
                field='tokenValue',
                member='orgId',
            ),
        ),
    ),
    instance_ids=(
        InstanceId(path='/api/v1/namespaces/kube-system', key='metadata.uid', endpoint='kubernetes'),
    ),
    errors=ErrorShape(messages=('errorCode', 'message'), signature=('errorCode', 'cspErrorCode')),
    collections=COLLECTIONS,
    resources=(
        resource_org_member.RESOURCE,
        resource_role_binding.RESOURCE,
        resource_cluster_user.RESOURCE,
        resource_cluster_role_binding.RESOURCE,
        resource_namespace_role_binding.RESOURCE,
        resource_group.RESOURCE,
        resource_group_member.RESOURCE,
    ),
    data_sources=(
        data_org_members.DATA_SOURCE,
        data_role_bindings.DATA_SOURCE,
        data_cluster_role_bindings.DATA_SOURCE,
        data_iam_providers.DATA_SOURCE,
        data_group.DATA_SOURCE,
    ),
    functions=FUNCTIONS,
    endpoints=(
        Endpoint(
            name='mission_control',
            title='Tanzu Mission Control',
            url_argument='tmc_url',
            base_path='/v1alpha1',
            authentication=(
                TokenExchange(
                    path='/auth/api-tokens/authorize',
                    credentials=(('api_token', 'api_token'),),
                    token='access_token',
                    lifetime='expires_in',
                    default_seconds=1500,
                    account='sub',
                    personal=True,
                    introspection=Introspection(
                        argument='org_id',
                        claim='context_name',
                        path='/auth/api-tokens/details',
                        field='tokenValue',
                        member='orgId',
                    ),
                ),
            ),
            errors=ErrorShape(
                messages=('message',),
                unauthenticated=(
                    'A self-managed Mission Control takes no token of Cloud Services. It has a login of its '
                    'own (Pinniped), which this provider does not have. Manage its role bindings in its '
                    'console.'
                ),
                signature=('code',),
            ),
            instance=('org_id',),
        ),
        Endpoint(
            name='kubernetes',
            title='the Kubernetes cluster',
            url_argument='kubernetes.host',
            base_path='/apis/rbac.authorization.k8s.io/v1',
            authentication=(
                HeaderToken(header='Authorization', argument='kubernetes.token', prefix='Bearer '),
            ),
            errors=ErrorShape(messages=('reason', 'message'), signature=('reason',)),
            trust=Trust(ca='kubernetes.cluster_ca_certificate', insecure='kubernetes.insecure'),
            kubeconfig=Kubeconfig(path='kubernetes.config_path', context='kubernetes.config_context'),
        ),
    ),
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
            reason='What a group gives is what is bound to it.',
            kind='group',
        ),
        RiskTier(
            names=(
                'system:basic-user',
                'system:discovery',
                'system:public-info-viewer',
                'system:service-account-issuer-discovery',
            ),
            tier='low',
            reason='Clusters come with it, and it shows nothing of what runs there.',
        ),
        RiskTier(
            names=('*',),
            tier='critical',
            reason='Whoever reaches the cluster has it, without signing in.',
            holders=('system:unauthenticated', 'system:anonymous'),
        ),
        RiskTier(
            names=('org_owner', 'org_admin'),
            tier='critical',
            reason='It may invite and remove anybody, and give every right in the organization.',
        ),
        RiskTier(
            names=('support_user', 'org_member'),
            tier='low',
            reason='It may sign in and see the organization.',
        ),
        RiskTier(
            names=('organization.admin', 'organization.iam.admin', 'tmc:admin'),
            tier='critical',
            reason='It may do everything in every cluster of the organization.',
        ),
        RiskTier(
            names=('*.admin', '*.edit'),
            tier='critical',
            reason='It reaches every cluster of the organization.',
            level='organization',
        ),
        RiskTier(names=('cluster-admin',), tier='critical', reason='It may do everything, secrets included.'),
        RiskTier(
            names=('*',),
            tier='high',
            reason='Everybody who signs in, or every workload, has it.',
            holders=('system:authenticated', 'system:serviceaccounts', 'system:serviceaccounts:*'),
        ),
        RiskTier(
            names=('*.admin', '*.iam.admin', 'admin'),
            tier='high',
            reason='It may change what runs there and who has access.',
        ),
        RiskTier(
            names=('edit',),
            tier='high',
            reason='It may read every secret and run workloads in every namespace.',
            level='Kubernetes cluster',
        ),
        RiskTier(names=('system:*',), tier='high', reason='It belongs to the cluster itself.'),
        RiskTier(names=('*view*', '*.view', '*read*', '*-viewer'), tier='low', reason='It may only look.'),
        RiskTier(names=('*',), tier='low', reason='An account alone may sign in.', kind='account'),
    ),
    containments=(
        Containment(
            whole='organization',
            parts=('cluster group', 'cluster', 'cluster namespace', 'workspace'),
        ),
        Containment(whole='Kubernetes cluster', parts=('namespace',)),
        Containment(whole='cluster', parts=('cluster namespace',)),
    ),
    instance=('org_id',),
    dialects=(
        Dialect(
            argument='csp_dialect',
            name='classic',
            title='the Cloud Services of the user management guide',
            probe=Operation(method='GET', path='/orgs/{provider.org_id}/users'),
            item='results.0.email',
        ),
        Dialect(
            argument='tmc_dialect',
            name='classic',
            title='the Mission Control of the user management guide',
            probe=Operation(method='GET', path='/iam/rolebindings', endpoint='mission_control'),
            item='roleBindings',
        ),
        Dialect(
            argument='tmc_dialect',
            name='policy',
            title='the API of policies, as the vendor publishes it',
            probe=Operation(method='GET', path='/clustergroups', endpoint='mission_control'),
            item='clusterGroups',
            first=True,
        ),
        Dialect(
            argument='csp_dialect',
            name='v2',
            title='the Cloud Services API that the vendor publishes',
            probe=Operation(method='GET', path='/v2/orgs/{provider.org_id}/users'),
            item='results.0.user',
            first=True,
        ),
    ),
    spoken=(('csp_dialect', 'classic'), ('tmc_dialect', 'policy')),
    lacks=(
        Lack(
            type_name='tanzu_group',
            reason=(
                "The API of the user management guide has no groups of members. Where the vendor's published "
                'API is there, set `csp_dialect = "v2"`.'
            ),
            listed=True,
        ),
        Lack(
            type_name='tanzu_group_member',
            reason=(
                "The API of the user management guide has no groups of members. Where the vendor's published "
                'API is there, set `csp_dialect = "v2"`.'
            ),
        ),
        Lack(
            type_name='data.tanzu_group',
            reason=(
                "The API of the user management guide has no groups of members. Where the vendor's published "
                'API is there, set `csp_dialect = "v2"`.'
            ),
        ),
        Lack(
            type_name='data.tanzu_iam_providers',
            reason=(
                'No published page tells how Mission Control lists identity providers. Look at them in its '
                'console.'
            ),
        ),
        Lack(
            type_name='tanzu_org_member',
            reason=(
                'A member has one role in the organization of the user management guide. Write it in `role`.'
            ),
            attribute='roles',
        ),
        Lack(
            type_name='tanzu_org_member',
            reason='The API of the user management guide knows no roles in services.',
            attribute='service_roles',
        ),
        Lack(
            type_name='tanzu_org_member',
            reason='The API of the user management guide does not tell how a role came about.',
            attribute='inherited_roles',
        ),
        Lack(
            type_name='tanzu_org_member',
            reason='The API of the user management guide knows no roles in services.',
            attribute='inherited_service_roles',
        ),
        Lack(
            type_name='tanzu_org_member',
            reason='How long an invitation lasts cannot be said in the API of the user management guide.',
            attribute='invitation_expires_in_days',
        ),
    ),
)
