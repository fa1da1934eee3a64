# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""The action entra_restart_provisioning."""

from __future__ import annotations

from rolecall.specification.schema import Action, Attribute, Operation, Schema
from rolecall.specification.traits import Matches, Unlikely

ACTION = Action(
    name='entra_restart_provisioning',
    schema=Schema(
        attributes=(
            Attribute(
                name='reset_scope',
                description=(
                    'What the job forgets, with commas between: `Watermark` (it looks at everybody again), '
                    '`Escrows` (failures are no longer tried again), `QuarantineState` (the quarantine is '
                    'lifted), `ForceDeletes` (the deletions that the accidental-deletion threshold stopped '
                    'are done), `Full` (all of it). The default is that of the portal.'
                ),
                optional=True,
                default='QuarantineState,Watermark,Escrows',
                field='criteria.resetScope',
                readable=False,
                checks=(
                    Matches(
                        pattern=(
                            '(None|ConnectorDataStore|Escrows|Watermark|QuarantineState|Full|ForceDeletes)(, '
                            '?(None|ConnectorDataStore|Escrows|Watermark|QuarantineState|Full|ForceDeletes))*'
                        ),
                        meaning=(
                            'names of Watermark, Escrows, QuarantineState, ForceDeletes, Full, '
                            'ConnectorDataStore and None, with commas between them'
                        ),
                    ),
                    Unlikely(
                        pattern='.*(None|ConnectorDataStore|Full).*',
                        meaning=(
                            'what Microsoft advises against: None only starts the job, and '
                            'ConnectorDataStore, which is part of Full, is for its support'
                        ),
                    ),
                    Unlikely(
                        pattern='.*(ForceDeletes|Full).*',
                        meaning=(
                            'the end of accounts: it does the deletions that were stopped as too many at '
                            'once'
                        ),
                    ),
                ),
            ),
            Attribute(
                name='service_principal_id',
                description='Object id of the service principal.',
                required=True,
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
                name='job_id',
                description='Id of the provisioning job, with or without the service principal before it.',
                required=True,
            ),
        ),
        description=(
            'Starts a provisioning job over: it looks at everybody again, and forgets what `reset_scope` '
            'says. `rolecall provision restart` does the same from the command line, with any Terraform.'
        ),
    ),
    operation=Operation(
        method='POST',
        path='/servicePrincipals/{service_principal_id}/synchronization/jobs/{job_id|last}/restart',
        body='json',
    ),
    look=Operation(
        method='GET',
        path='/servicePrincipals/{service_principal_id}/synchronization/jobs/{job_id|last}',
    ),
    place='job_id',
    done=(
        'The job {job_id|last} starts over ({reset_scope}). Its first cycle looks at everybody, which takes '
        'longer than those that follow.'
    ),
    tier='high',
    gives=(
        'Provisioning runs, also where it was stopped or in quarantine: whoever is in scope by then gets an '
        'account in the application, and whoever no longer is loses theirs.'
    ),
)
