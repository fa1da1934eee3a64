# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""The action entra_provision_on_demand."""

from __future__ import annotations

from rolecall.specification.schema import Action, Attribute, Operation, Schema
from rolecall.specification.traits import Among, Matches
from rolecall.specification.types import STRING, SetOf

ACTION = Action(
    name='entra_provision_on_demand',
    schema=Schema(
        attributes=(
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
            Attribute(
                name='object',
                description='Whether it is about a user or a group.',
                required=True,
                checks=(Among(values=('user', 'group')),),
            ),
            Attribute(
                name='object_id',
                description='Object id of the user or group.',
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
                name='members',
                type=SetOf(STRING),
                description=(
                    'Object ids of the members to provision with a group, at most five; without any, the '
                    'group alone.'
                ),
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
        ),
        description=(
            'Provisions one user, or one group with some of its members, at once, and tells the steps that '
            'were taken. `rolecall provision on-demand` does the same from the command line, with any '
            'Terraform.'
        ),
    ),
    operation=Operation(
        method='POST',
        path='/servicePrincipals/{service_principal_id}/synchronization/jobs/{job_id|last}/provisionOnDemand',
        body='json',
    ),
    look=Operation(
        method='GET',
        path='/servicePrincipals/{service_principal_id}/synchronization/jobs/{job_id|last}/schema',
    ),
    place='job_id',
    done='The {object} {object_id} was provisioned.',
    tier='high',
    gives='Whoever it is about, and the members that are named, get an account in the application at once.',
    hook='on_demand',
)
