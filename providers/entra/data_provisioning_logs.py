# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""The data source entra_provisioning_logs."""

from __future__ import annotations

from rolecall.specification.schema import AllOf, Attribute, DataSource, Schema
from rolecall.specification.traits import Among, Matches

DATA_SOURCE = DataSource(
    name='entra_provisioning_logs',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='A fixed value.', computed=True),
            Attribute(
                name='job_id',
                description='Only what this job did, by the id of the job alone.',
                optional=True,
            ),
            Attribute(
                name='service_principal_id',
                description='Only what was done for this application.',
                optional=True,
                checks=(
                    Matches(
                        pattern='[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}',
                        meaning=(
                            'an id such as 1e5f9a3c-7b2d-4c6e-8a0f-3d5b7c9e1f20, five groups of hexadecimal '
                            'digits'
                        ),
                    ),
                ),
            ),
            Attribute(
                name='status',
                description='Only what came out so: `success`, `failure`, `skipped` or `warning`.',
                optional=True,
                checks=(Among(values=('success', 'failure', 'skipped', 'warning')),),
            ),
            Attribute(
                name='since',
                description=(
                    'Only what was done at this time or later: RFC 3339, for example `2026-01-31T08:00:00Z`.'
                ),
                optional=True,
                checks=(
                    Matches(
                        pattern='\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d:\\d\\d)',
                        meaning='a time with its zone (RFC 3339)',
                    ),
                ),
            ),
            Attribute(
                name='logs',
                description='All of them, sorted by `activity_time`.',
                computed=True,
                nested=(
                    Attribute(name='id', description='Id of the entry.', computed=True, read='id'),
                    Attribute(
                        name='activity_time',
                        description='When it was done.',
                        computed=True,
                        read='activityDateTime',
                    ),
                    Attribute(name='job_id', description='Id of the job alone.', computed=True, read='jobId'),
                    Attribute(
                        name='cycle_id',
                        description='Id of the cycle of the job.',
                        computed=True,
                        read='cycleId',
                    ),
                    Attribute(
                        name='action',
                        description='`create`, `update`, `disable`, `delete`, `stagedDelete` or `other`.',
                        computed=True,
                        read='provisioningAction',
                    ),
                    Attribute(
                        name='application_id',
                        description="Object id of the application's service principal.",
                        computed=True,
                        read='servicePrincipal.id',
                    ),
                    Attribute(
                        name='application',
                        description='Name of the application.',
                        computed=True,
                        read='servicePrincipal.displayName',
                    ),
                    Attribute(
                        name='subject_id',
                        description='Object id of the user or group.',
                        computed=True,
                        read='sourceIdentity.id',
                    ),
                    Attribute(
                        name='subject_name',
                        description='Name of the user or group.',
                        computed=True,
                        read='sourceIdentity.displayName',
                    ),
                    Attribute(
                        name='subject_type',
                        description='`User` or `Group`.',
                        computed=True,
                        read='sourceIdentity.identityType',
                    ),
                    Attribute(
                        name='account_id',
                        description='Id of the account in the application.',
                        computed=True,
                        read='targetIdentity.id',
                    ),
                    Attribute(
                        name='status',
                        description='`success`, `failure`, `skipped` or `warning`.',
                        computed=True,
                        read='provisioningStatusInfo.status',
                    ),
                    Attribute(
                        name='error_code',
                        description='Name of the error.',
                        computed=True,
                        read='provisioningStatusInfo.errorInformation.errorCode',
                        absent='empty',
                    ),
                    Attribute(
                        name='reason',
                        description='Why it failed, in words.',
                        computed=True,
                        read='provisioningStatusInfo.errorInformation.reason',
                        absent='empty',
                    ),
                    Attribute(
                        name='details',
                        description='What the application said.',
                        computed=True,
                        read='provisioningStatusInfo.errorInformation.additionalDetails',
                        absent='empty',
                    ),
                    Attribute(
                        name='recommended_action',
                        description='What the vendor advises.',
                        computed=True,
                        read='provisioningStatusInfo.errorInformation.recommendedAction',
                        absent='empty',
                    ),
                ),
                nesting='list',
            ),
        ),
        description='What provisioning did for whom in the last 30 days, and why it failed where it did.',
    ),
    source=AllOf(
        collection='provisioning_logs',
        into='logs',
        sort='activity_time',
        filters=(
            ('job_id', '$filter'),
            ('service_principal_id', '$filter'),
            ('status', '$filter'),
            ('since', '$filter'),
        ),
        forms=(
            ('job_id', "jobId eq '{}'"),
            ('service_principal_id', "servicePrincipal/id eq '{}'"),
            ('status', "provisioningStatusInfo/status eq '{}'"),
            ('since', 'activityDateTime ge {}'),
        ),
    ),
)
