# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""The resource type tanzu_org_member."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, ObjectLifecycle, Operation, Resource, Schema
from rolecall.specification.traits import (
    Access,
    Account,
    AddRemoveLists,
    Administrators,
    Among,
    CanonicalForm,
    CascadeDelete,
    Deprovision,
    Guard,
    Matches,
    Permission,
)
from rolecall.specification.types import BOOL, MapOf, NUMBER, STRING, SetOf

RESOURCE = Resource(
    name='tanzu_org_member',
    schema=Schema(
        attributes=(
            Attribute(
                name='id',
                description='Id of the person; it does not change.',
                computed=True,
                read='userId',
            ),
            Attribute(
                name='email',
                description='E-mail address, by which the person is invited.',
                required=True,
                replace=True,
                field='usernames',
                read='email',
                sent_on='create',
                wire='listed',
                checks=(Matches(pattern='[^@\\s]+@[^@\\s]+\\.[^@\\s.]+', meaning='an e-mail address'),),
                canonical_form=CanonicalForm(),
            ),
            Attribute(
                name='role',
                description='Role in the organization.',
                optional=True,
                computed=True,
                default='org_member',
                field='orgRoleName',
                read='role',
                add_remove_lists=AddRemoveLists(
                    add='organizationRoles.roleNamesToAdd',
                    remove='organizationRoles.roleNamesToRemove',
                ),
                checks=(Among(values=('org_owner', 'org_admin', 'developer', 'support_user', 'org_member')),),
            ),
            Attribute(
                name='status',
                description='`INVITED` until the person accepts, then `ACTIVE`.',
                computed=True,
                read='status',
            ),
            Attribute(name='first_name', description='First name.', computed=True, read='firstName'),
            Attribute(name='last_name', description='Last name.', computed=True, read='lastName'),
            Attribute(
                name='wait_for',
                description=(
                    'What an apply waits for: that the person is `invited`, or that they have accepted and '
                    'are `active`.'
                ),
                optional=True,
                computed=True,
                default='invited',
                checks=(Among(values=('invited', 'active')),),
            ),
            Attribute(
                name='remove_role_bindings_on_destroy',
                type=BOOL,
                description=(
                    "Whether destroying removes the person's role bindings first: those in the cluster of "
                    'this provider block, if it has one, then those in Mission Control. They outlive the '
                    'member otherwise.'
                ),
                optional=True,
                computed=True,
                default=True,
            ),
            Attribute(
                name='timeouts',
                description='How long to wait.',
                optional=True,
                nested=(
                    Attribute(
                        name='create',
                        description=(
                            'How long to wait for the person to accept, for example `30m`, `8h` or `3d`. '
                            'Default: `30m`.'
                        ),
                        optional=True,
                        checks=(
                            Matches(
                                pattern='\\d+[smhdw]',
                                meaning='a number with one of s, m, h, d, w behind it',
                            ),
                        ),
                    ),
                ),
                nesting='single',
            ),
            Attribute(
                name='roles',
                type=SetOf(STRING),
                description=(
                    'Names of all roles that the person has in the organization directly, not by a group. '
                    'Leave it out to keep what they have.'
                ),
                optional=True,
                computed=True,
            ),
            Attribute(
                name='inherited_roles',
                type=SetOf(STRING),
                description=(
                    'Names of the roles in the organization that the person has by a group. They are not '
                    'managed here.'
                ),
                computed=True,
            ),
            Attribute(
                name='service_roles',
                type=MapOf(SetOf(STRING)),
                description=(
                    'Names of all roles in services that the person has directly, by the id of the service. '
                    'Leave it out to keep what they have; a service that is not in it takes none.'
                ),
                optional=True,
                computed=True,
            ),
            Attribute(
                name='invitation_expires_in_days',
                type=NUMBER,
                description='Days in which the invitation can be accepted.',
                optional=True,
            ),
            Attribute(
                name='inherited_service_roles',
                type=MapOf(SetOf(STRING)),
                description=(
                    'Names of the roles in services that the person has by a group. They are not managed '
                    'here.'
                ),
                computed=True,
            ),
        ),
        description=(
            'A member of the organization: invited first, a member once the person accepts the invitation '
            'that comes by mail.'
        ),
    ),
    lifecycle=ObjectLifecycle(
        collection='members',
        create=Operation(method='POST', path='/orgs/{provider.org_id}/invitations', body='json'),
        update=Operation(method='PATCH', path='/v3/users/{id}/orgs/{provider.org_id}/roles', body='json'),
        delete=Operation(method='DELETE', path='/orgs/{provider.org_id}/users/{id}'),
        created_id='userId',
        deprovision=Deprovision(
            cascade_delete=(
                CascadeDelete(
                    collection='cluster_role_bindings',
                    owner='subjects.name',
                    delete_path='/clusterrolebindings/{metadata.name}',
                    switch='remove_role_bindings_on_destroy',
                    by='email',
                    where=(('subjects.kind', 'User'),),
                    endpoint='kubernetes',
                ),
                CascadeDelete(
                    collection='namespace_role_bindings',
                    owner='subjects.name',
                    delete_path='/namespaces/{metadata.namespace}/rolebindings/{metadata.name}',
                    switch='remove_role_bindings_on_destroy',
                    by='email',
                    where=(('subjects.kind', 'User'),),
                    endpoint='kubernetes',
                ),
                CascadeDelete(
                    collection='role_bindings',
                    owner='subjects.name',
                    delete_path='/iam/rolebindings/{name}',
                    switch='remove_role_bindings_on_destroy',
                    by='email',
                    where=(('subjects.kind', 'USER'),),
                    caseless=True,
                    endpoint='mission_control',
                ),
            ),
        ),
        protect_self=True,
        administrators=Administrators(attribute='role', values=('org_owner',)),
        withdraw=Operation(
            method='POST',
            path='/orgs/{provider.org_id}/invitations',
            query=(('action', 'revoke'),),
            body='json',
        ),
        guards=(
            Guard(
                events=('set',),
                attribute='roles',
                reason=(
                    'A member has one role in the organization of the user management guide. Write it in '
                    '`role`.'
                ),
            ),
            Guard(
                events=('set',),
                attribute='service_roles',
                reason='The API of the user management guide knows no roles in services.',
            ),
            Guard(
                events=('set',),
                attribute='invitation_expires_in_days',
                reason='How long an invitation lasts cannot be said in the API of the user management guide.',
            ),
        ),
    ),
    access=Access(
        account=Account(name='email', mail='email'),
        permissions=(Permission(attribute='role'),),
        scopes=(('cloud services organization', '*'),),
        outlives=(
            'Access tokens that were issued before stay valid for about half an hour.',
            'Role bindings in clusters that this provider block does not reach stay.',
        ),
    ),
)
