# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""The resource type entra_provisioning_job."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, ObjectLifecycle, Operation, Resource, Schema
from rolecall.specification.traits import Access, Exists, Guard, Matches, NotEmpty, Step, Transitions
from rolecall.specification.types import BOOL

RESOURCE = Resource(
    name='entra_provisioning_job',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='`{service_principal_id}/{job_id}`.', computed=True),
            Attribute(
                name='template_id',
                description='Id of the synchronization template, for example `scim`.',
                required=True,
                replace=True,
                field='templateId',
                checks=(NotEmpty(),),
            ),
            Attribute(name='job_id', description='Id of the job alone.', computed=True, read='id'),
            Attribute(
                name='enabled',
                type=BOOL,
                description=(
                    'Whether the job runs. A new job does not until it is started, which needs credentials.'
                ),
                optional=True,
                computed=True,
                read='schedule.state',
                transitions=Transitions(
                    steps=(
                        Step(
                            path='/servicePrincipals/{service_principal_id}/synchronization/jobs/{job_id}/start',
                            starts=('false',),
                            ends='true',
                        ),
                        Step(
                            path='/servicePrincipals/{service_principal_id}/synchronization/jobs/{job_id}/pause',
                            starts=('true',),
                            ends='false',
                        ),
                    ),
                ),
                words=((True, 'Active'), (False, 'Paused'), (False, 'Disabled')),
            ),
            Attribute(
                name='status',
                description='`NotConfigured`, `NotRun`, `Active`, `Paused` or `Quarantine`.',
                computed=True,
                read='status.code',
                recomputed_with=('enabled',),
            ),
            Attribute(
                name='quarantine_reason',
                description='Why the job is in quarantine.',
                computed=True,
                read='status.quarantine.reason',
                absent='empty',
            ),
            Attribute(
                name='last_run',
                description='When the last cycle ended.',
                computed=True,
                read='status.lastExecution.timeEnded',
                absent='empty',
            ),
            Attribute(
                name='service_principal_id',
                description='Object id of the service principal.',
                required=True,
                replace=True,
                read='service_principal_id',
                checks=(
                    Matches(
                        pattern='[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}',
                        meaning=(
                            'an id such as 1e5f9a3c-7b2d-4c6e-8a0f-3d5b7c9e1f20, five groups of hexadecimal '
                            'digits'
                        ),
                    ),
                    Exists(among=('service_principals',), noun='service principal'),
                ),
            ),
        ),
        description=(
            'The job that provisions users and groups from the directory to an application, about every 40 '
            'minutes.'
        ),
    ),
    lifecycle=ObjectLifecycle(
        collection='jobs',
        create=Operation(
            method='POST',
            path='/servicePrincipals/{service_principal_id}/synchronization/jobs',
            body='json',
        ),
        delete=Operation(
            method='DELETE',
            path='/servicePrincipals/{service_principal_id}/synchronization/jobs/{job_id}',
        ),
        created_id='{service_principal_id}/{id}',
        guards=(
            Guard(
                events=('read',),
                effect='warn',
                attribute='status',
                values=('Quarantine',),
                advice=(
                    'Provisioning is slowed down and will stop. Find the cause in the provisioning logs, '
                    'most often credentials that no longer work, and mend it. Starting the job ends the '
                    'quarantine: apply with `enabled = false`, then with `enabled = true`.'
                ),
                because='quarantine_reason',
            ),
        ),
    ),
    id_template='{service_principal_id}/{job_id}',
    access=Access(
        outlives=('Accounts that it made stay in the application, those of people who leave later too.',),
        reach=(('enabled', 'high'),),
    ),
)
