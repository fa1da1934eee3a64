# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""The resource type splunk_role."""

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
    Administrators,
    BuiltIn,
    Guard,
    Matches,
    NotEmpty,
    NotGiven,
    NotItself,
    Permission,
    Reference,
    RoleDefinition,
)
from rolecall.specification.types import BOOL, NUMBER, STRING, SetOf

RESOURCE = Resource(
    name='splunk_role',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='Name of the role, in lower case.', computed=True, read='name'),
            Attribute(
                name='name',
                description='Name of the role. Splunk keeps it in lower case.',
                required=True,
                replace=True,
                field='name',
                sent_on='create',
                checks=(
                    NotEmpty(),
                    Matches(
                        pattern='[^A-Z\\s:;/]+',
                        meaning=(
                            'in lower case, as Splunk keeps role names, and without blanks, colons, '
                            'semicolons and slashes'
                        ),
                    ),
                ),
            ),
            Attribute(
                name='imported_roles',
                type=SetOf(STRING),
                description=(
                    'Names of all roles whose rights this role has too. Leave it out to keep what the role '
                    'has; `[]` takes them all away.'
                ),
                optional=True,
                computed=True,
                field='importedRoles',
                read='imported.roles',
                checks=(NotItself(name='name'),),
                reference=Reference(
                    lookup='roles',
                    noun='role',
                    key='name',
                    wire='name',
                    made_by='splunk_role',
                ),
            ),
            Attribute(
                name='capabilities',
                type=SetOf(STRING),
                description=(
                    'Names of all capabilities of the role itself. Leave it out to keep what the role has; '
                    '`[]` takes them all away.'
                ),
                optional=True,
                computed=True,
                field='capabilities',
                checks=(
                    NotGiven(through='imported_roles', members=('capabilities', 'imported_capabilities')),
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
                name='srch_filter',
                description='Search terms that every search of the role is narrowed by.',
                optional=True,
                computed=True,
                field='srchFilter',
                unset='clear',
            ),
            Attribute(
                name='srch_indexes_allowed',
                type=SetOf(STRING),
                description='Indexes that the role may search.',
                optional=True,
                computed=True,
                field='srchIndexesAllowed',
            ),
            Attribute(
                name='srch_indexes_default',
                type=SetOf(STRING),
                description='Indexes searched where a search names none.',
                optional=True,
                computed=True,
                field='srchIndexesDefault',
            ),
            Attribute(
                name='srch_indexes_disallowed',
                type=SetOf(STRING),
                description='Indexes that the role may never search.',
                optional=True,
                computed=True,
            ),
            Attribute(
                name='srch_jobs_quota',
                type=NUMBER,
                description='Searches that one user of the role may run at once.',
                optional=True,
                computed=True,
                field='srchJobsQuota',
                wire='integer',
            ),
            Attribute(
                name='rt_srch_jobs_quota',
                type=NUMBER,
                description='Real-time searches that one user of the role may run at once.',
                optional=True,
                computed=True,
                field='rtSrchJobsQuota',
                wire='integer',
            ),
            Attribute(
                name='cumulative_srch_jobs_quota',
                type=NUMBER,
                description='Searches that all users of the role together may run at once. 0 means no limit.',
                optional=True,
                computed=True,
                field='cumulativeSrchJobsQuota',
                wire='integer',
            ),
            Attribute(
                name='cumulative_rt_srch_jobs_quota',
                type=NUMBER,
                description=(
                    'Real-time searches that all users of the role together may run at once. 0 means no '
                    'limit.'
                ),
                optional=True,
                computed=True,
                field='cumulativeRTSrchJobsQuota',
                wire='integer',
            ),
            Attribute(
                name='srch_disk_quota',
                type=NUMBER,
                description='Megabytes on disk for the search jobs of one user.',
                optional=True,
                computed=True,
                field='srchDiskQuota',
                wire='integer',
            ),
            Attribute(
                name='srch_time_win',
                type=NUMBER,
                description='Seconds that a search may reach over. -1 means not set and 0 no limit.',
                optional=True,
                computed=True,
                field='srchTimeWin',
                wire='integer',
            ),
            Attribute(
                name='srch_time_earliest',
                type=NUMBER,
                description=(
                    'Seconds before now that a search may reach back. -1 means not set and 0 no limit.'
                ),
                optional=True,
                computed=True,
                field='srchTimeEarliest',
                wire='integer',
            ),
            Attribute(
                name='grantable_roles',
                type=SetOf(STRING),
                description=(
                    'Roles that somebody may give who has this role and the capability edit_roles_grantable.'
                ),
                optional=True,
                computed=True,
            ),
            Attribute(
                name='delete_indexes_allowed',
                type=SetOf(STRING),
                description=(
                    'Indexes whose events the role may delete, with the capability delete_by_keyword.'
                ),
                optional=True,
                computed=True,
            ),
            Attribute(
                name='field_filter_exemption',
                type=SetOf(STRING),
                description='Filters of fields that do not hold for the role.',
                optional=True,
                computed=True,
            ),
            Attribute(
                name='srch_federated_providers_allowed',
                type=SetOf(STRING),
                description='Federated providers that the role may search.',
                optional=True,
                computed=True,
            ),
            Attribute(
                name='srch_federated_providers_default',
                type=SetOf(STRING),
                description='Federated providers searched where a search names none.',
                optional=True,
                computed=True,
            ),
            Attribute(
                name='queued_search_quota',
                type=NUMBER,
                description='Searches of one user of the role that may wait.',
                optional=True,
                computed=True,
            ),
            Attribute(
                name='srch_min_schedule_interval',
                type=NUMBER,
                description='Least seconds between two runs of a scheduled search.',
                optional=True,
                computed=True,
            ),
            Attribute(
                name='srch_allow_advanced_cron',
                type=BOOL,
                description='Whether scheduled searches take extended cron expressions.',
                optional=True,
                computed=True,
            ),
            Attribute(
                name='imported_capabilities',
                type=SetOf(STRING),
                description='Capabilities that come with the imported roles.',
                computed=True,
                read='imported.capabilities',
                recomputed_with=('imported_roles',),
            ),
            Attribute(
                name='federated_search_manage_ack',
                type=BOOL,
                description=(
                    'Acknowledges that the role may manage federated search. Splunk Cloud refuses such a '
                    'change without it.'
                ),
                optional=True,
            ),
        ),
        description='A role.',
    ),
    lifecycle=ObjectLifecycle(
        collection='roles',
        create=Operation(
            method='POST',
            path='/{provider.stack}/adminconfig/v2/roles',
            body='json',
            headers=(
                Header(name='federated-search-manage-ack', value='Y', when='federated_search_manage_ack'),
            ),
        ),
        update=Operation(
            method='PATCH',
            path='/{provider.stack}/adminconfig/v2/roles/{id}',
            body='json',
            headers=(
                Header(name='federated-search-manage-ack', value='Y', when='federated_search_manage_ack'),
            ),
        ),
        delete=Operation(method='DELETE', path='/{provider.stack}/adminconfig/v2/roles/{id}'),
        created_id='name',
        administrators=Administrators(attribute='capabilities', values=('admin_all_objects', 'edit_user')),
        authoritative=('imported_roles', 'capabilities'),
        guards=(
            Guard(
                events=('create', 'update', 'delete'),
                attribute='name',
                values=('admin', 'sc_admin', 'power', 'user', 'can_delete'),
                reason='Splunk Cloud comes with these roles and refuses to change them.',
            ),
            Guard(
                events=('set',),
                attribute='srch_indexes_disallowed',
                reason=(
                    'The Admin Config Service does not take it. Name the indexes that the role may search in '
                    '`srch_indexes_allowed`.'
                ),
            ),
            Guard(
                events=('set',),
                attribute='grantable_roles',
                reason='The Admin Config Service does not take it. Set it in Splunk itself.',
            ),
            Guard(
                events=('set',),
                attribute='delete_indexes_allowed',
                reason='The Admin Config Service does not take it. Set it in Splunk itself.',
            ),
            Guard(
                events=('set',),
                attribute='field_filter_exemption',
                reason='The Admin Config Service does not take it. Set it in Splunk itself.',
            ),
            Guard(
                events=('set',),
                attribute='srch_federated_providers_allowed',
                reason='The Admin Config Service does not take it. Set it in Splunk itself.',
            ),
            Guard(
                events=('set',),
                attribute='srch_federated_providers_default',
                reason='The Admin Config Service does not take it. Set it in Splunk itself.',
            ),
            Guard(
                events=('set',),
                attribute='queued_search_quota',
                reason='The Admin Config Service does not take it. Set it in Splunk itself.',
            ),
            Guard(
                events=('set',),
                attribute='srch_min_schedule_interval',
                reason='The Admin Config Service does not take it. Set it in Splunk itself.',
            ),
            Guard(
                events=('set',),
                attribute='srch_allow_advanced_cron',
                reason='The Admin Config Service does not take it. Set it in Splunk itself.',
            ),
        ),
    ),
    moves=(
        Move(
            provider='splunk/splunk',
            type_name='splunk_authorization_roles',
            attributes=(('id', 'id'), ('name', 'name')),
        ),
        Move(provider='splunk/scp', type_name='scp_roles', attributes=(('id', 'id'), ('name', 'name'))),
    ),
    access=Access(
        role=RoleDefinition(name='name', includes='imported_roles'),
        permissions=(
            Permission(attribute='capabilities', kind='capability'),
            Permission(attribute='srch_indexes_allowed', kind='index'),
        ),
        built_in=(
            BuiltIn(
                names=('admin', 'sc_admin', 'splunk-system-role'),
                reason='It administers the instance.',
                rights=('*',),
            ),
            BuiltIn(
                names=('can_delete',),
                reason='Its holders may delete events.',
                rights=('delete_by_keyword',),
            ),
            BuiltIn(names=('power', 'user'), reason='It comes without any privileged right.'),
        ),
        limits=(('srch_filter', 'high'), ('srch_time_win', 'normal'), ('srch_time_earliest', 'normal')),
        unlimited=(('srch_time_win', ('-1', '0')), ('srch_time_earliest', ('-1', '0'))),
        effective=(Permission(attribute='imported_capabilities', kind='capability'),),
    ),
)
