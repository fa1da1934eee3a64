# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""The resource type entra_gallery_application."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, ObjectLifecycle, Operation, Resource, Schema
from rolecall.specification.traits import Among, Companion, Deprovision, Matches, NotEmpty, Template
from rolecall.specification.types import BOOL

RESOURCE = Resource(
    name='entra_gallery_application',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='Object id of the service principal.', computed=True, read='id'),
            Attribute(
                name='display_name',
                description='Name of the application and its service principal.',
                required=True,
                field='displayName',
                checks=(NotEmpty(),),
            ),
            Attribute(name='service_principal_id', description='The same as `id`.', computed=True, read='id'),
            Attribute(
                name='client_id',
                description='Id that the application has as a client.',
                computed=True,
                read='appId',
            ),
            Attribute(
                name='template_id',
                description='Id of the application in the gallery, in place of its name.',
                optional=True,
                computed=True,
                replace=True,
                read='applicationTemplateId',
                recomputed_with=('template',),
                checks=(
                    Matches(
                        pattern='[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}',
                        meaning='an id in small letters such as 1e5f9a3c-7b2d-4c6e-8a0f-3d5b7c9e1f20',
                    ),
                ),
            ),
            Attribute(
                name='app_roles',
                description='The roles that users and groups can have in the application.',
                computed=True,
                read='appRoles',
                nested=(
                    Attribute(name='id', description='Id of the role.', computed=True, read='id'),
                    Attribute(
                        name='value',
                        description="The role's name in tokens and in provisioning.",
                        computed=True,
                        read='value',
                    ),
                    Attribute(
                        name='display_name',
                        description="The role's name for people.",
                        computed=True,
                        read='displayName',
                    ),
                    Attribute(
                        name='is_enabled',
                        type=BOOL,
                        description='Whether it can be assigned.',
                        computed=True,
                        read='isEnabled',
                    ),
                ),
                nesting='list',
            ),
            Attribute(
                name='application_id',
                description='Object id of the application.',
                computed=True,
                issued='application.id',
            ),
            Attribute(
                name='template',
                description='Name of the application in the gallery, for example `Tanium SSO`.',
                optional=True,
                computed=True,
                replace=True,
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='on_destroy',
                description=(
                    'What destroying does: `delete` the application and its service principal, or `retain` '
                    'them. Unless it is set, what was made here is deleted, and what was imported is '
                    'retained.'
                ),
                optional=True,
                computed=True,
                checks=(Among(values=('delete', 'retain')),),
                initial='delete',
                imported='retain',
            ),
        ),
        description=(
            'An application from the gallery: the application and its service principal, which are made '
            'together.'
        ),
    ),
    lifecycle=ObjectLifecycle(
        collection='service_principals',
        create=Operation(method='POST', path='/applicationTemplates/{template_id}/instantiate', body='json'),
        update=Operation(method='PATCH', path='/servicePrincipals/{id}', body='json'),
        delete=Operation(method='DELETE', path='/applications/{application_id}'),
        created_id='servicePrincipal.id',
        deprovision=Deprovision(mode='on_destroy'),
        protect_self=True,
        template=Template(
            id='template_id',
            name='template',
            lookup='application_templates',
            by='displayName',
            noun='gallery application',
        ),
        companion=Companion(
            attribute='application_id',
            collection='applications',
            member='appId',
            by='appId',
        ),
    ),
)
