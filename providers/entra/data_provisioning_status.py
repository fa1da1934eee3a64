# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""The data source entra_provisioning_status."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, DataSource, Envelope, Operation, Schema, Singleton

DATA_SOURCE = DataSource(
    name='entra_provisioning_status',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='Id of the job alone.', computed=True, read='id'),
            Attribute(
                name='template_id',
                description='Id of the synchronization template.',
                computed=True,
                read='templateId',
            ),
            Attribute(
                name='state',
                description='`Active`, `Paused` or `Disabled`.',
                computed=True,
                read='schedule.state',
            ),
            Attribute(
                name='status',
                description='`NotConfigured`, `NotRun`, `Active`, `Paused` or `Quarantine`.',
                computed=True,
                read='status.code',
            ),
            Attribute(
                name='quarantine_reason',
                description='Why the job is in quarantine.',
                computed=True,
                read='status.quarantine.reason',
            ),
            Attribute(
                name='quarantine_message',
                description='What the job says about its quarantine.',
                computed=True,
                read='status.quarantine.error.message',
            ),
            Attribute(
                name='last_run',
                description='When the last cycle ended.',
                computed=True,
                read='status.lastExecution.timeEnded',
            ),
            Attribute(
                name='last_result',
                description='How the last cycle ended.',
                computed=True,
                read='status.lastExecution.state',
            ),
            Attribute(
                name='service_principal_id',
                description='Object id of the service principal.',
                required=True,
            ),
            Attribute(
                name='job_id',
                description='Id of the provisioning job, with or without the service principal before it.',
                required=True,
            ),
        ),
        description='What a provisioning job is doing.',
    ),
    source=Singleton(
        operation=Operation(
            method='GET',
            path='/servicePrincipals/{service_principal_id}/synchronization/jobs/{job_id|last}',
        ),
        envelope=Envelope(items='value'),
    ),
)
