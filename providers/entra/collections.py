# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""The collections of objects, with their listings."""

from __future__ import annotations

from rolecall.specification.schema import Collection, Envelope, HiddenSet, NaturalKey, NestedSet, Operation
from rolecall.specification.traits import Pagination

APPLICATION_TEMPLATES = Collection(
    name='application_templates',
    key='id',
    list=Operation(method='GET', path='/applicationTemplates'),
    get=Operation(method='GET', path='/applicationTemplates/{id}'),
    envelope=Envelope(items='value'),
    pagination=Pagination(
        style='link',
        size='$top',
        start='$skiptoken',
        default=100,
        maximum=999,
        next='@odata.nextLink',
    ),
    natural_key=NaturalKey(
        attribute='display_name',
        field='displayName',
        query='$filter',
        form="displayName eq '{}'",
    ),
)

APPLICATIONS = Collection(
    name='applications',
    key='id',
    list=Operation(method='GET', path='/applications'),
    get=Operation(method='GET', path='/applications/{id}'),
    envelope=Envelope(items='value'),
    pagination=Pagination(
        style='link',
        size='$top',
        start='$skiptoken',
        default=100,
        maximum=999,
        next='@odata.nextLink',
    ),
    natural_key=NaturalKey(attribute='app_id', field='appId', query='$filter', form="appId eq '{}'"),
)

SERVICE_PRINCIPALS = Collection(
    name='service_principals',
    key='id',
    list=Operation(method='GET', path='/servicePrincipals'),
    get=Operation(method='GET', path='/servicePrincipals/{id}'),
    envelope=Envelope(items='value'),
    pagination=Pagination(
        style='link',
        size='$top',
        start='$skiptoken',
        default=100,
        maximum=999,
        next='@odata.nextLink',
    ),
    natural_key=NaturalKey(
        attribute='display_name',
        field='displayName',
        query='$filter',
        scope=(('template_id', 'applicationTemplateId'),),
        form="displayName eq '{}'",
    ),
)

SYNCHRONIZATION_TEMPLATES = Collection(
    name='synchronization_templates',
    key='{service_principal_id}/{id}',
    list=Operation(method='GET', path='/servicePrincipals/{service_principal_id}/synchronization/templates'),
    envelope=Envelope(items='value'),
    parents=('service_principal_id',),
)

JOBS = Collection(
    name='jobs',
    key='{service_principal_id}/{id}',
    list=Operation(method='GET', path='/servicePrincipals/{service_principal_id}/synchronization/jobs'),
    get=Operation(method='GET', path='/servicePrincipals/{service_principal_id}/synchronization/jobs/{id}'),
    envelope=Envelope(items='value'),
    natural_key=NaturalKey(attribute='template_id', field='templateId'),
    parents=('service_principal_id',),
    holders=(('service_principal_id', 'entra_gallery_application.service_principal_id'),),
)

PROVISIONING_LOGS = Collection(
    name='provisioning_logs',
    key='id',
    list=Operation(method='GET', path='/auditLogs/provisioning'),
    envelope=Envelope(items='value'),
    pagination=Pagination(
        style='link',
        size='$top',
        start='$skiptoken',
        default=100,
        maximum=999,
        next='@odata.nextLink',
    ),
)

ASSIGNMENTS = Collection(
    name='assignments',
    key='{resource_id}/{id}',
    list=Operation(method='GET', path='/servicePrincipals/{resource_id}/appRoleAssignedTo'),
    envelope=Envelope(items='value'),
    pagination=Pagination(
        style='link',
        size='$top',
        start='$skiptoken',
        default=100,
        maximum=999,
        next='@odata.nextLink',
    ),
    natural_key=NaturalKey(
        attribute='principal_id',
        field='principalId',
        scope=(('app_role_id', 'appRoleId'),),
    ),
    parents=('resource_id',),
    holders=(('resource_id', 'entra_gallery_application.service_principal_id'),),
)

USERS = Collection(
    name='users',
    key='id',
    list=Operation(
        method='GET',
        path='/users',
        query=(
            (
                '$select',
                'id,userPrincipalName,displayName,mailNickname,mail,accountEnabled,givenName,surname,jobTitle,department,companyName,employeeId,mobilePhone,officeLocation,preferredLanguage,usageLocation,onPremisesSyncEnabled',
            ),
            ('$expand', 'manager($select=id)'),
        ),
    ),
    get=Operation(
        method='GET',
        path='/users/{id}',
        query=(
            (
                '$select',
                'id,userPrincipalName,displayName,mailNickname,mail,accountEnabled,givenName,surname,jobTitle,department,companyName,employeeId,mobilePhone,officeLocation,preferredLanguage,usageLocation,onPremisesSyncEnabled',
            ),
            ('$expand', 'manager($select=id)'),
        ),
    ),
    envelope=Envelope(items='value'),
    pagination=Pagination(
        style='link',
        size='$top',
        start='$skiptoken',
        default=100,
        maximum=999,
        next='@odata.nextLink',
    ),
    natural_key=NaturalKey(
        attribute='user_principal_name',
        field='userPrincipalName',
        query='$filter',
        form="userPrincipalName eq '{}'",
        caseless=True,
    ),
)

DIRECTORY_OBJECTS = Collection(
    name='directory_objects',
    key='id',
    get=Operation(method='GET', path='/directoryObjects/{id}'),
    envelope=Envelope(items='value'),
)

GROUPS = Collection(
    name='groups',
    key='id',
    list=Operation(method='GET', path='/groups'),
    get=Operation(method='GET', path='/groups/{id}'),
    envelope=Envelope(items='value'),
    pagination=Pagination(
        style='link',
        size='$top',
        start='$skiptoken',
        default=100,
        maximum=999,
        next='@odata.nextLink',
    ),
    natural_key=NaturalKey(
        attribute='display_name',
        field='displayName',
        query='$filter',
        form="displayName eq '{}'",
    ),
    nested_set=NestedSet(
        field='members',
        collection='group_members',
        hidden=HiddenSet(
            field='visibility',
            value='HiddenMembership',
            permission='Member.Read.Hidden',
            claim='roles',
        ),
    ),
)

GROUP_MEMBERS = Collection(
    name='group_members',
    key='{group_id}/{id}',
    list=Operation(method='GET', path='/groups/{group_id}/members'),
    envelope=Envelope(items='value'),
    pagination=Pagination(
        style='link',
        size='$top',
        start='$skiptoken',
        default=100,
        maximum=999,
        next='@odata.nextLink',
    ),
    parents=('group_id',),
    holders=(('group_id', 'entra_group.id'),),
)

GROUP_OWNERS = Collection(
    name='group_owners',
    key='{group_id}/{id}',
    list=Operation(method='GET', path='/groups/{group_id}/owners'),
    envelope=Envelope(items='value'),
    pagination=Pagination(
        style='link',
        size='$top',
        start='$skiptoken',
        default=100,
        maximum=999,
        next='@odata.nextLink',
    ),
    natural_key=NaturalKey(attribute='owner_id', field='id', scope=(('group_id', 'group_id'),)),
    parents=('group_id',),
    holders=(('group_id', 'entra_group.id'),),
)

APPLICATION_OWNERS = Collection(
    name='application_owners',
    key='{application_id}/{id}',
    list=Operation(method='GET', path='/applications/{application_id}/owners'),
    envelope=Envelope(items='value'),
    pagination=Pagination(
        style='link',
        size='$top',
        start='$skiptoken',
        default=100,
        maximum=999,
        next='@odata.nextLink',
    ),
    natural_key=NaturalKey(attribute='owner_id', field='id', scope=(('application_id', 'application_id'),)),
    parents=('application_id',),
    holders=(('application_id', 'entra_gallery_application.application_id'),),
)

SERVICE_PRINCIPAL_OWNERS = Collection(
    name='service_principal_owners',
    key='{service_principal_id}/{id}',
    list=Operation(method='GET', path='/servicePrincipals/{service_principal_id}/owners'),
    envelope=Envelope(items='value'),
    pagination=Pagination(
        style='link',
        size='$top',
        start='$skiptoken',
        default=100,
        maximum=999,
        next='@odata.nextLink',
    ),
    natural_key=NaturalKey(
        attribute='owner_id',
        field='id',
        scope=(('service_principal_id', 'service_principal_id'),),
    ),
    parents=('service_principal_id',),
    holders=(('service_principal_id', 'entra_gallery_application.service_principal_id'),),
)

COLLECTIONS = (
    APPLICATION_TEMPLATES,
    APPLICATIONS,
    SERVICE_PRINCIPALS,
    SYNCHRONIZATION_TEMPLATES,
    JOBS,
    PROVISIONING_LOGS,
    ASSIGNMENTS,
    USERS,
    DIRECTORY_OBJECTS,
    GROUPS,
    GROUP_MEMBERS,
    GROUP_OWNERS,
    APPLICATION_OWNERS,
    SERVICE_PRINCIPAL_OWNERS,
)
