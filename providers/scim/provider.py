# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.
"""The provider for SCIM."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, ErrorShape, Provider, Schema
from rolecall.specification.traits import (
    Among,
    Between,
    Capabilities,
    Guard,
    HeaderToken,
    Label,
    Matches,
    Preset,
    RiskTier,
    Unlikely,
)
from rolecall.specification.types import BOOL, ListOf, NUMBER, STRING
from . import (
    data_group,
    data_groups,
    data_service_provider_config,
    data_user,
    data_users,
    resource_group,
    resource_group_member,
    resource_user,
)
from .collections import COLLECTIONS
from .functions import FUNCTIONS

PROVIDER = Provider(
    name='scim',
    title='SCIM',
    schema=Schema(
        attributes=(
            Attribute(
                name='url',
                description=(
                    'Address of the SCIM server as the vendor shows it, up to what comes before `/Users`. It '
                    'often ends in `/scim/v2`.'
                ),
                optional=True,
                checks=(
                    Unlikely(
                        pattern='(?i)(?!.*scim)https?://[^/]+(/?|/(.*/)?(log-?in|sign-?in|sso|saml2?|admin|console|dashboard|settings|home|ui)(/.*)?|/.*\\.(html?|aspx?|php|jsp))',
                        meaning=(
                            'a web page, not the address of a SCIM server; vendors show that in the settings '
                            'of provisioning, such as https://scim.example.com/scim/v2'
                        ),
                    ),
                    Unlikely(
                        pattern='(?i)https?://.*/(Users|Groups|ServiceProviderConfig|ResourceTypes|Schemas)/?',
                        meaning='one endpoint of a SCIM server; the address ends before it',
                    ),
                ),
            ),
            Attribute(
                name='token',
                description='Bearer token that the vendor issues for SCIM.',
                optional=True,
                sensitive=True,
            ),
            Attribute(
                name='vendor',
                description=(
                    'Whose server it is, which decides what it takes and what to be warned of: `generic`, '
                    '`tanium` (Tanium Cloud), `splunk` (Splunk Cloud) or `tmc` (Tanzu Mission Control).'
                ),
                optional=True,
                default='generic',
                checks=(Among(values=('generic', 'tanium', 'splunk', 'tmc')),),
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
        ),
        description='Users, groups and group members of any vendor that speaks SCIM 2.0.',
    ),
    url_argument='url',
    authentication=(HeaderToken(header='Authorization', argument='token', prefix='Bearer '),),
    errors=ErrorShape(
        messages=('scimType', 'detail'),
        request_id_headers=('x-request-id', 'x-correlation-id'),
    ),
    collections=COLLECTIONS,
    resources=(
        resource_user.RESOURCE,
        resource_group.RESOURCE,
        resource_group_member.RESOURCE,
    ),
    data_sources=(
        data_user.DATA_SOURCE,
        data_users.DATA_SOURCE,
        data_group.DATA_SOURCE,
        data_groups.DATA_SOURCE,
        data_service_provider_config.DATA_SOURCE,
    ),
    functions=FUNCTIONS,
    capabilities=Capabilities(
        path='/ServiceProviderConfig',
        members=(('patch', 'patch.supported'), ('filter', 'filter.supported'), ('etag', 'etag.supported')),
    ),
    presets=(
        Preset(
            argument='vendor',
            value='tanium',
            title='Tanium SCIM',
            checks=(
                (
                    'url',
                    (
                        Matches(
                            pattern='https?://.+/scim/v2/?',
                            meaning=(
                                'the whole address that Tanium Cloud shows for SCIM, which ends in /scim/v2, '
                                'such as https://example.cloud.tanium.com/scim/v2'
                            ),
                        ),
                    ),
                ),
                (
                    'token',
                    (
                        Matches(
                            pattern='token-[0-9A-Za-z]{58}',
                            meaning=(
                                '`token-` and 58 letters or digits, as Tanium Cloud issues it; copy it with '
                                'its beginning'
                            ),
                        ),
                    ),
                ),
            ),
            lacks=('groups.get',),
            filters=('userName', 'displayName'),
            needs=(('scim_user', ('display_name', 'external_id')), ('scim_group', ('external_id',))),
            guards=(
                (
                    'scim_user',
                    (
                        Guard(
                            events=('set',),
                            attribute='password_wo',
                            reason=(
                                'Tanium takes no password by SCIM; people sign in through the identity '
                                'provider.'
                            ),
                            advice='Take `password_wo` out and set the password there.',
                        ),
                    ),
                ),
                (
                    'scim_group',
                    (
                        Guard(
                            events=('set',),
                            effect='warn',
                            attribute='display_name',
                            pattern='(?i)\\b(admin(istrator)?s?|operators?|roles?|analysts?|auditors?|approvers?|read.?only|users?)\\b',
                            summary='{value} looks like a role, but a group here is a computer group',
                            reason=(
                                'SCIM groups of Tanium become computer groups: they say which computers '
                                'members reach, not what they may do. Give roles with the `tanium` provider, '
                                'in `roles` of `tanium_user` or with `tanium_role_binding`.'
                            ),
                        ),
                    ),
                ),
            ),
            hazards=(
                'Only Tanium Cloud has SCIM; a self-hosted instance answers nothing under `/scim/v2`.',
                (
                    'Groups become computer groups, not roles. A plan warns when the name of one sounds like '
                    'a role.'
                ),
                'Users need `display_name` and `external_id`, groups `external_id`; a plan says so.',
                (
                    'Tanium filters by `userName` and `displayName` alone; what is looked for by anything '
                    'else is listed.'
                ),
            ),
        ),
        Preset(
            argument='vendor',
            value='splunk',
            title='Splunk Cloud SCIM',
            lacks=('groups.get',),
            guards=(
                (
                    'scim_group',
                    (
                        Guard(
                            events=('create', 'update', 'delete'),
                            reason=(
                                "Groups are read-only in Splunk Cloud's SCIM; they mirror what the identity "
                                'provider says.'
                            ),
                            advice=(
                                'Change the group at the identity provider, map it to roles with '
                                '`splunk_saml_group` of the `splunk` provider, and read it here with the '
                                'data source `scim_group`.'
                            ),
                        ),
                    ),
                ),
                (
                    'scim_group_member',
                    (
                        Guard(
                            events=('create', 'update', 'delete'),
                            reason=(
                                "Groups are read-only in Splunk Cloud's SCIM; they mirror what the identity "
                                'provider says.'
                            ),
                            advice=(
                                'Change the group at the identity provider, map it to roles with '
                                '`splunk_saml_group` of the `splunk` provider, and read it here with the '
                                'data source `scim_group`.'
                            ),
                        ),
                    ),
                ),
                (
                    'scim_user',
                    (
                        Guard(
                            events=('end',),
                            effect='warn',
                            summary='SAML sessions outlive this',
                            reason=(
                                'Splunk Cloud ends no SAML session when SCIM deactivates or deletes a user: '
                                'who is signed in stays so until the session expires. End the sessions in '
                                'Splunk Web or at the identity provider where it must be now.'
                            ),
                        ),
                    ),
                ),
            ),
            hazards=(
                'SAML has to be set up before SCIM. Splunk Enterprise has no SCIM.',
                'Groups are read-only, so `scim_group` and `scim_group_member` are refused in the plan.',
                'A session that was opened by SAML survives deactivation and deletion until it expires.',
            ),
        ),
        Preset(
            argument='vendor',
            value='tmc',
            title='Tanzu Mission Control SCIM',
            lacks=('users.get', 'groups.get', 'scim_group.delete'),
            guards=(
                (
                    'scim_user',
                    (
                        Guard(
                            events=('end',),
                            effect='warn',
                            summary='Role bindings in Kubernetes stay',
                            reason=(
                                'Tanzu Mission Control takes the membership away and nothing in the '
                                'clusters. Role bindings that name the user go on granting until they are '
                                'deleted: look at `tanzu_cluster_role_binding` and '
                                '`tanzu_namespace_role_binding` of the `tanzu` provider, or at `kubectl get '
                                'clusterrolebindings,rolebindings --all-namespaces` on every cluster. The '
                                'provider cannot see which bindings other resources manage.'
                            ),
                        ),
                    ),
                ),
                (
                    'scim_group',
                    (
                        Guard(
                            events=('set',),
                            effect='warn',
                            attribute='display_name',
                            summary='Role bindings must spell the group exactly as {value}',
                            reason=(
                                'Tanzu Mission Control and Kubernetes compare names of groups letter by '
                                'letter. A binding that spells it otherwise grants nothing, without a '
                                'warning, and a binding to the old name of a group grants to nobody.'
                            ),
                        ),
                    ),
                ),
                (
                    'scim_group_member',
                    (
                        Guard(
                            events=('end',),
                            effect='warn',
                            summary='Role bindings in Kubernetes stay',
                            reason=(
                                'Tanzu Mission Control takes the membership away and nothing in the '
                                'clusters. Role bindings that name the user go on granting until they are '
                                'deleted: look at `tanzu_cluster_role_binding` and '
                                '`tanzu_namespace_role_binding` of the `tanzu` provider, or at `kubectl get '
                                'clusterrolebindings,rolebindings --all-namespaces` on every cluster. The '
                                'provider cannot see which bindings other resources manage.'
                            ),
                        ),
                    ),
                ),
            ),
            hazards=(
                (
                    'Address and token belong to one connection of an identity provider; each connection has '
                    'its own.'
                ),
                'Nothing cascades to Kubernetes. Role bindings there stay until somebody deletes them.',
                'Groups cannot be deleted by SCIM; a plan that would is refused with the way out.',
            ),
        ),
    ),
    risk_tiers=(RiskTier(names=('*',), tier='low', reason='An account alone may sign in.', kind='account'),),
    labels=(Label(of='scim_user', name='user_name'), Label(of='scim_group', name='display_name')),
)
