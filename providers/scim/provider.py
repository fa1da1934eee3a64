# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.
"""The provider for SCIM."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, ErrorShape, Provider, Schema
from rolecall.specification.traits import (
    Among,
    BasicLogin,
    Between,
    Bulk,
    Capabilities,
    ClientCertificate,
    FurtherHeaders,
    Guard,
    HeaderToken,
    Label,
    Matches,
    Preset,
    RiskTier,
    ServerForms,
    TokenExchange,
    Unlikely,
)
from rolecall.specification.types import BOOL, ListOf, MapOf, NUMBER, STRING
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
                name='oauth',
                description=(
                    'A client to which an issuer gives tokens (OAuth 2.0 client credentials, RFC 6749 '
                    'section 4.4), in place of `token`. They are renewed before they end.'
                ),
                optional=True,
                nested=(
                    Attribute(
                        name='token_url',
                        description='The whole address at which the issuer gives tokens.',
                        optional=True,
                    ),
                    Attribute(name='client_id', description='The id of the client.', optional=True),
                    Attribute(
                        name='client_secret',
                        description='The secret of the client.',
                        optional=True,
                        sensitive=True,
                    ),
                    Attribute(
                        name='scopes',
                        type=ListOf(STRING),
                        description='The scopes to ask for.',
                        optional=True,
                    ),
                ),
                nesting='single',
            ),
            Attribute(
                name='username',
                description='User name, where the server takes HTTP Basic.',
                optional=True,
            ),
            Attribute(
                name='password',
                description='The password of `username`.',
                optional=True,
                sensitive=True,
            ),
            Attribute(
                name='headers',
                type=MapOf(STRING),
                description=(
                    'Headers that go with every request, by name; values are secret. They may be all that '
                    'the server asks for, such as an API key in a header of its own. In the environment this '
                    'is a JSON object.'
                ),
                optional=True,
                sensitive=True,
            ),
            Attribute(
                name='client_certificate_path',
                description=(
                    'Path of a PEM file with the certificate that is shown to the server, and its key unless '
                    'that has a file.'
                ),
                optional=True,
            ),
            Attribute(
                name='client_key_path',
                description='Path of a PEM file with the key of that certificate.',
                optional=True,
            ),
            Attribute(
                name='vendor',
                description=(
                    'Whose server it is, which decides what it takes and what to be warned of: `generic` '
                    'learns what the server takes; `tanium` (Tanium Cloud), `splunk` (Splunk Cloud), `tmc` '
                    '(Tanzu Mission Control), `aws` (IAM Identity Center), `atlassian`, `databricks`, '
                    "`entra` (Entra's own SCIM server), `github`, `slack`."
                ),
                optional=True,
                default='generic',
                checks=(
                    Among(
                        values=(
                            'generic',
                            'tanium',
                            'splunk',
                            'tmc',
                            'aws',
                            'atlassian',
                            'databricks',
                            'entra',
                            'github',
                            'slack',
                        ),
                    ),
                ),
            ),
            Attribute(
                name='members_per_request',
                type=NUMBER,
                description=(
                    'Most members that one request adds to a group or takes out of it. By default 500, and '
                    'less once the server has refused so many.'
                ),
                optional=True,
                checks=(Between(minimum=1, maximum=10000),),
            ),
            Attribute(
                name='member_removal',
                description=(
                    'How members are taken out of a group: by a `path` with a filter, by a list as `value` '
                    'of the operation, or by a PUT of the whole group (`replace`). By default `path`, and '
                    'what the server takes once it has refused that. `value` empties the group at a server '
                    'that keeps to RFC 7644.'
                ),
                optional=True,
                checks=(Among(values=('path', 'value', 'replace')),),
            ),
            Attribute(
                name='additions_keep',
                type=BOOL,
                description=(
                    'Whether members that are added to a group leave in it those that are there. Where they '
                    'do not (`false`), groups are written whole by PUT. By default that is looked at with '
                    'the first of each run: where groups show no members, somebody who is in the group is '
                    'looked for before, which a server of many users may not allow.'
                ),
                optional=True,
            ),
            Attribute(
                name='shows_all_members',
                type=BOOL,
                description=(
                    'Whether answers show all members of a group, however many. A server that writes groups '
                    'whole is otherwise sent nothing for a group of which nothing tells whether more are in '
                    'it: another group that shows more does, and so do users that name their groups, and '
                    'filters. Where no group shows anybody, whom the state has is kept in it otherwise.'
                ),
                optional=True,
            ),
            Attribute(
                name='shows_all_attributes',
                type=BOOL,
                description=(
                    'Whether answers show all that a user or a group has. A server that writes them whole is '
                    'otherwise sent nothing where it may keep something back: what no answer of a run shows '
                    'of anybody, and filters do not tell.'
                ),
                optional=True,
            ),
            Attribute(
                name='filter_form',
                description=(
                    'What filters may be made of: `any`, a `conjunction` of terms without parentheses, one '
                    '`term`, or `none`. By default what the server takes.'
                ),
                optional=True,
                checks=(Among(values=('any', 'conjunction', 'term', 'none')),),
            ),
            Attribute(
                name='paging',
                description=(
                    'How listings are paged, by `index` or by `cursor` (RFC 9865). By default what the '
                    'server does.'
                ),
                optional=True,
                checks=(Among(values=('index', 'cursor')),),
            ),
            Attribute(
                name='update_method',
                description=(
                    'How users and groups are changed: by `patch`, or by `put` of the whole object as it is, '
                    'with the changes. By default what the server says and takes.'
                ),
                optional=True,
                checks=(Among(values=('patch', 'put')),),
            ),
            Attribute(
                name='media_type',
                description=(
                    'Media type of what is sent. By default `application/scim+json`, and `application/json` '
                    'where that is refused.'
                ),
                optional=True,
                checks=(Among(values=('application/scim+json', 'application/json')),),
            ),
            Attribute(
                name='bulk',
                type=BOOL,
                description=(
                    'Whether many changes of one group travel in one bulk request. By default they do where '
                    'the server says that it takes such requests, until it refuses one.'
                ),
                optional=True,
            ),
            Attribute(
                name='disabled_is_gone',
                type=BOOL,
                description=(
                    'Whether the server answers that a user who was deactivated does not exist. By default '
                    'as `vendor` says.'
                ),
                optional=True,
            ),
            Attribute(
                name='delete_disables',
                type=BOOL,
                description=(
                    'Whether deleting a user deactivates it and leaves it there, which is then done with a '
                    'warning. By default as `vendor` says.'
                ),
                optional=True,
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
    authentication=(
        HeaderToken(header='Authorization', argument='token', prefix='Bearer '),
        TokenExchange(
            path='',
            credentials=(('oauth.client_id', 'client_id'), ('oauth.client_secret', 'client_secret')),
            token='access_token',
            lifetime='expires_in',
            default_seconds=3600,
            fields=(('grant_type', 'client_credentials'),),
            url_argument='oauth.token_url',
            optional=(('scope', 'oauth.scopes'),),
            basic=True,
        ),
        BasicLogin(username='username', password='password'),
        FurtherHeaders(argument='headers'),
        ClientCertificate(certificate='client_certificate_path', key='client_key_path'),
    ),
    errors=ErrorShape(
        messages=('scimType', 'detail'),
        request_id_headers=('x-request-id', 'x-correlation-id'),
        signature=('schemas',),
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
        Preset(
            argument='vendor',
            value='aws',
            title='AWS IAM Identity Center',
            forms=ServerForms(members_per_request=100, largest_page=100, filter_form='conjunction'),
            hazards=(
                (
                    'Answers show no members, whoever is in a group, so that each known member is asked for '
                    'by a filter, and members that others added cannot be seen.'
                ),
                (
                    'Attributes of the enterprise extension decide about access where permissions go by '
                    'attributes.'
                ),
                "A user name that differs from the server's in case alone is the same one, and is not sent.",
            ),
        ),
        Preset(
            argument='vendor',
            value='atlassian',
            title='Atlassian',
            forms=ServerForms(disabled_is_gone=True),
            hazards=(
                (
                    'Whoever is deactivated is answered as not there; a refresh keeps the user in state, '
                    'with a warning.'
                ),
            ),
        ),
        Preset(
            argument='vendor',
            value='databricks',
            title='Databricks',
            hazards=(
                (
                    'Listings of groups leave members out, so that a group with `members` costs a single '
                    'read in each refresh.'
                ),
                'Tokens live for an hour.',
            ),
        ),
        Preset(
            argument='vendor',
            value='entra',
            title='Microsoft Entra SCIM',
            hazards=(
                (
                    'A user needs attributes of an extension, such as `enterprise`; the server refuses one '
                    'without.'
                ),
                (
                    'The server answers 400 where there is no such object. That counts as gone once it has '
                    'answered the same about an id that cannot be there, while it finds what it lists.'
                ),
            ),
        ),
        Preset(
            argument='vendor',
            value='github',
            title='GitHub',
            forms=ServerForms(filter_form='term'),
            hazards=('Filters have one term, so that a group is read whole to look for one member.',),
        ),
        Preset(
            argument='vendor',
            value='slack',
            title='Slack',
            forms=ServerForms(delete_disables=True, says_capabilities=False),
            hazards=('Deleting deactivates. The user stays readable, inactive, and keeps the user name.',),
        ),
    ),
    bulk=Bulk(
        path='/Bulk',
        schema='urn:ietf:params:scim:api:messages:2.0:BulkRequest',
        supported='bulk.supported',
        most='bulk.maxOperations',
        largest='bulk.maxPayloadSize',
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
            reason='What a group gives is decided where the service uses it.',
            kind='group',
        ),
        RiskTier(
            names=('*Admin*', '*admin*', '*Owner*', '*owner*', 'root'),
            tier='high',
            reason='Its name says that it is for administrators.',
        ),
        RiskTier(names=('*',), tier='normal', reason='What a role allows is decided by the server.'),
        RiskTier(
            names=('*Admin*', '*admin*', '*Owner*', '*owner*'),
            tier='high',
            reason='Its name says that it is for administrators.',
            kind='entitlement',
        ),
        RiskTier(
            names=('*',),
            tier='normal',
            reason='What an entitlement allows is decided by the server.',
            kind='entitlement',
        ),
        RiskTier(names=('*',), tier='low', reason='An account alone may sign in.', kind='account'),
    ),
    labels=(Label(of='scim_user', name='user_name'), Label(of='scim_group', name='display_name')),
)
