# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""The resource type entra_service_principal_owner."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, ObjectLifecycle, Operation, Resource, Schema
from rolecall.specification.traits import Access, Among, Deprovision, Exists, Matches, Permission, Subject

RESOURCE = Resource(
    name='entra_service_principal_owner',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='`{service_principal_id}/{owner_id}`.', computed=True),
            Attribute(
                name='owner_id',
                description='Object id of the user or service principal that owns it.',
                required=True,
                replace=True,
                read='id',
                checks=(
                    Matches(
                        pattern='[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}',
                        meaning='an id in small letters such as 1e5f9a3c-7b2d-4c6e-8a0f-3d5b7c9e1f20',
                    ),
                    Exists(
                        among=('directory_objects',),
                        noun='user or service principal',
                        made_by=('entra_user',),
                    ),
                ),
            ),
            Attribute(
                name='service_principal_id',
                description='Object id of the service principal.',
                required=True,
                replace=True,
                read='service_principal_id',
                checks=(
                    Matches(
                        pattern='[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}',
                        meaning='an id in small letters such as 1e5f9a3c-7b2d-4c6e-8a0f-3d5b7c9e1f20',
                    ),
                    Exists(among=('service_principals',), noun='service principal'),
                ),
            ),
            Attribute(
                name='on_destroy',
                description=(
                    'What destroying does; `delete` takes the owner out, `retain` leaves everything as it '
                    'is.'
                ),
                optional=True,
                computed=True,
                default='delete',
                checks=(Among(values=('delete', 'retain')),),
            ),
        ),
        description='One owner of a service principal, beside whatever other owners it has.',
    ),
    lifecycle=ObjectLifecycle(
        collection='service_principal_owners',
        create=Operation(
            method='POST',
            path='/servicePrincipals/{service_principal_id}/owners/$ref',
            body='json',
            constants=(('@odata.id', '{provider.graph_url}/v1.0/directoryObjects/{owner_id}'),),
        ),
        delete=Operation(
            method='DELETE',
            path='/servicePrincipals/{service_principal_id}/owners/{owner_id}/$ref',
        ),
        created_id='{service_principal_id}/{id}',
        deprovision=Deprovision(mode='on_destroy'),
    ),
    id_template='{service_principal_id}/{owner_id}',
    access=Access(
        subject=Subject(attribute='owner_id'),
        permissions=(Permission(attribute='service_principal_id', kind='service principal owner', by='id'),),
    ),
)
