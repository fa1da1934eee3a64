# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""The resource type entra_app_role_assignment."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, ObjectLifecycle, Operation, Resource, Schema
from rolecall.specification.traits import Access, Exists, Matches, NotEmpty, Permission, Subject

RESOURCE = Resource(
    name='entra_app_role_assignment',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='`{resource_id}/{assignment_id}`.', computed=True),
            Attribute(
                name='principal_id',
                description='Object id of the user or group.',
                required=True,
                replace=True,
                field='principalId',
                checks=(
                    Matches(
                        pattern='[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}',
                        meaning=(
                            'an id such as 1e5f9a3c-7b2d-4c6e-8a0f-3d5b7c9e1f20, five groups of hexadecimal '
                            'digits'
                        ),
                    ),
                    Exists(
                        among=('directory_objects',),
                        noun='user or group',
                        made_by=('entra_user', 'entra_group'),
                    ),
                    NotEmpty(),
                ),
            ),
            Attribute(
                name='app_role_id',
                description=(
                    'Id of the app role, one of `app_roles` of the application. The zero id is access '
                    'without a role, for applications that have none.'
                ),
                optional=True,
                computed=True,
                default='00000000-0000-0000-0000-000000000000',
                replace=True,
                field='appRoleId',
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
                name='assignment_id',
                description='Id of the assignment alone.',
                computed=True,
                read='id',
            ),
            Attribute(
                name='principal_type',
                description='`User` or `Group`.',
                computed=True,
                read='principalType',
            ),
            Attribute(
                name='principal_display_name',
                description='Name of the user or group.',
                computed=True,
                read='principalDisplayName',
            ),
            Attribute(
                name='resource_id',
                description="Object id of the application's service principal.",
                required=True,
                replace=True,
                field='resourceId',
                read='resource_id',
                checks=(
                    Matches(
                        pattern='[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}',
                        meaning=(
                            'an id such as 1e5f9a3c-7b2d-4c6e-8a0f-3d5b7c9e1f20, five groups of hexadecimal '
                            'digits'
                        ),
                    ),
                    Exists(among=('service_principals',), noun='service principal'),
                    NotEmpty(),
                ),
            ),
        ),
        description='A user or group that is assigned to an application, in one of its roles.',
    ),
    lifecycle=ObjectLifecycle(
        collection='assignments',
        create=Operation(
            method='POST',
            path='/servicePrincipals/{resource_id}/appRoleAssignedTo',
            body='json',
        ),
        delete=Operation(
            method='DELETE',
            path='/servicePrincipals/{resource_id}/appRoleAssignedTo/{assignment_id}',
        ),
        created_id='{resource_id}/{id}',
        overlap=True,
    ),
    id_template='{resource_id}/{assignment_id}',
    access=Access(
        subject=Subject(
            attribute='principal_id',
            kind_at='principal_type',
            kinds=(('User', 'user'), ('Group', 'group'), ('ServicePrincipal', 'service')),
        ),
        permissions=(Permission(attribute='app_role_id', by='id'),),
        scopes=(('application', 'resource_id'),),
    ),
)
