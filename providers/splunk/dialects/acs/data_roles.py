# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""The data source splunk_roles."""

from __future__ import annotations

from rolecall.specification.schema import AllOf, Attribute, DataSource, Schema
from rolecall.specification.traits import Reference
from rolecall.specification.types import BOOL, NUMBER, STRING, SetOf

DATA_SOURCE = DataSource(
    name='splunk_roles',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='A fixed value.', computed=True),
            Attribute(
                name='roles',
                description='All of them, sorted by `name`.',
                computed=True,
                nested=(
                    Attribute(
                        name='id',
                        description='Name of the role, in lower case.',
                        computed=True,
                        read='name',
                    ),
                    Attribute(
                        name='name',
                        description='Name of the role. Splunk keeps it in lower case.',
                        computed=True,
                        read='name',
                    ),
                    Attribute(
                        name='imported_roles',
                        type=SetOf(STRING),
                        description='Roles whose rights this role has too.',
                        computed=True,
                        read='imported.roles',
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
                        description='Capabilities of the role itself.',
                        computed=True,
                        read='capabilities',
                    ),
                    Attribute(
                        name='default_app',
                        description='App shown after login.',
                        computed=True,
                        read='defaultApp',
                    ),
                    Attribute(
                        name='srch_filter',
                        description='Search terms that every search of the role is narrowed by.',
                        computed=True,
                        read='srchFilter',
                    ),
                    Attribute(
                        name='srch_indexes_allowed',
                        type=SetOf(STRING),
                        description='Indexes that the role may search.',
                        computed=True,
                        read='srchIndexesAllowed',
                    ),
                    Attribute(
                        name='srch_indexes_default',
                        type=SetOf(STRING),
                        description='Indexes searched where a search names none.',
                        computed=True,
                        read='srchIndexesDefault',
                    ),
                    Attribute(
                        name='srch_indexes_disallowed',
                        type=SetOf(STRING),
                        description='Indexes that the role may never search.',
                        computed=True,
                    ),
                    Attribute(
                        name='srch_jobs_quota',
                        type=NUMBER,
                        description='Searches that one user of the role may run at once.',
                        computed=True,
                        read='srchJobsQuota',
                        wire='integer',
                    ),
                    Attribute(
                        name='rt_srch_jobs_quota',
                        type=NUMBER,
                        description='Real-time searches that one user of the role may run at once.',
                        computed=True,
                        read='rtSrchJobsQuota',
                        wire='integer',
                    ),
                    Attribute(
                        name='cumulative_srch_jobs_quota',
                        type=NUMBER,
                        description=(
                            'Searches that all users of the role together may run at once. 0 means no limit.'
                        ),
                        computed=True,
                        read='cumulativeSrchJobsQuota',
                        wire='integer',
                    ),
                    Attribute(
                        name='cumulative_rt_srch_jobs_quota',
                        type=NUMBER,
                        description=(
                            'Real-time searches that all users of the role together may run at once. 0 means '
                            'no limit.'
                        ),
                        computed=True,
                        read='cumulativeRTSrchJobsQuota',
                        wire='integer',
                    ),
                    Attribute(
                        name='srch_disk_quota',
                        type=NUMBER,
                        description='Megabytes on disk for the search jobs of one user.',
                        computed=True,
                        read='srchDiskQuota',
                        wire='integer',
                    ),
                    Attribute(
                        name='srch_time_win',
                        type=NUMBER,
                        description='Seconds that a search may reach over. -1 means not set and 0 no limit.',
                        computed=True,
                        read='srchTimeWin',
                        wire='integer',
                    ),
                    Attribute(
                        name='srch_time_earliest',
                        type=NUMBER,
                        description=(
                            'Seconds before now that a search may reach back. -1 means not set and 0 no '
                            'limit.'
                        ),
                        computed=True,
                        read='srchTimeEarliest',
                        wire='integer',
                    ),
                    Attribute(
                        name='grantable_roles',
                        type=SetOf(STRING),
                        description=(
                            'Roles that somebody may give who has this role and the capability '
                            'edit_roles_grantable.'
                        ),
                        computed=True,
                    ),
                    Attribute(
                        name='delete_indexes_allowed',
                        type=SetOf(STRING),
                        description=(
                            'Indexes whose events the role may delete, with the capability '
                            'delete_by_keyword.'
                        ),
                        computed=True,
                    ),
                    Attribute(
                        name='field_filter_exemption',
                        type=SetOf(STRING),
                        description='Filters of fields that do not hold for the role.',
                        computed=True,
                    ),
                    Attribute(
                        name='srch_federated_providers_allowed',
                        type=SetOf(STRING),
                        description='Federated providers that the role may search.',
                        computed=True,
                    ),
                    Attribute(
                        name='srch_federated_providers_default',
                        type=SetOf(STRING),
                        description='Federated providers searched where a search names none.',
                        computed=True,
                    ),
                    Attribute(
                        name='queued_search_quota',
                        type=NUMBER,
                        description='Searches of one user of the role that may wait.',
                        computed=True,
                    ),
                    Attribute(
                        name='srch_min_schedule_interval',
                        type=NUMBER,
                        description='Least seconds between two runs of a scheduled search.',
                        computed=True,
                    ),
                    Attribute(
                        name='srch_allow_advanced_cron',
                        type=BOOL,
                        description='Whether scheduled searches take extended cron expressions.',
                        computed=True,
                    ),
                    Attribute(
                        name='imported_capabilities',
                        type=SetOf(STRING),
                        description='Capabilities that come with the imported roles.',
                        computed=True,
                        read='imported.capabilities',
                    ),
                ),
                nesting='list',
            ),
        ),
        description='Every role.',
    ),
    source=AllOf(collection='roles', into='roles'),
)
