# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""The data source tanzu_org_members."""

from __future__ import annotations

from rolecall.specification.schema import AllOf, Attribute, DataSource, Schema
from rolecall.specification.traits import CanonicalForm, Elements
from rolecall.specification.types import MapOf, STRING, SetOf

DATA_SOURCE = DataSource(
    name='tanzu_org_members',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='A fixed value.', computed=True),
            Attribute(
                name='members',
                description='All of them, sorted by `email`.',
                computed=True,
                nested=(
                    Attribute(
                        name='id',
                        description='Id of the person; it does not change.',
                        computed=True,
                        read='user.userId',
                    ),
                    Attribute(
                        name='email',
                        description='E-mail addresses.',
                        computed=True,
                        read='user.email',
                        wire='listed',
                        canonical_form=CanonicalForm(),
                    ),
                    Attribute(name='role', description='Role in the organization.', computed=True),
                    Attribute(
                        name='status',
                        description='`INVITED` until the person accepts, then `ACTIVE`.',
                        computed=True,
                        read='status',
                    ),
                    Attribute(
                        name='first_name',
                        description='First name.',
                        computed=True,
                        read='user.firstName',
                    ),
                    Attribute(
                        name='last_name',
                        description='Last name.',
                        computed=True,
                        read='user.lastName',
                    ),
                    Attribute(
                        name='roles',
                        type=SetOf(STRING),
                        description=(
                            'Names of all roles that the person has in the organization directly, not by a '
                            'group. Leave it out to keep what they have.'
                        ),
                        computed=True,
                        read='organizationRoles',
                        elements=Elements(
                            value='name',
                            flag='membershipType',
                            own='DIRECT',
                            never_empty=True,
                        ),
                    ),
                    Attribute(
                        name='inherited_roles',
                        type=SetOf(STRING),
                        description=(
                            'Names of the roles in the organization that the person has by a group. They are '
                            'not managed here.'
                        ),
                        computed=True,
                        read='organizationRoles',
                        elements=Elements(
                            value='name',
                            flag='membershipType',
                            own='DIRECT',
                            others=True,
                            never_empty=True,
                        ),
                    ),
                    Attribute(
                        name='service_roles',
                        type=MapOf(SetOf(STRING)),
                        description=(
                            'Names of all roles in services that the person has directly, by the id of the '
                            'service. Leave it out to keep what they have; a service that is not in it takes '
                            'none.'
                        ),
                        computed=True,
                        read='serviceRoles',
                        elements=Elements(
                            value='name',
                            flag='membershipType',
                            own='DIRECT',
                            keys=('serviceDefinitionId', 'serviceDefinitionLink'),
                            lists=('serviceRoles', 'serviceRoleNames'),
                            sent_key='serviceDefinitionLink',
                            sent_list='serviceRoleNames',
                            link='/csp/gateway/slc/api/definitions/external/{}',
                        ),
                    ),
                    Attribute(
                        name='inherited_service_roles',
                        type=MapOf(SetOf(STRING)),
                        description=(
                            'Names of the roles in services that the person has by a group. They are not '
                            'managed here.'
                        ),
                        computed=True,
                        read='serviceRoles',
                        elements=Elements(
                            value='name',
                            flag='membershipType',
                            own='DIRECT',
                            others=True,
                            keys=('serviceDefinitionId', 'serviceDefinitionLink'),
                            lists=('serviceRoles', 'serviceRoleNames'),
                        ),
                    ),
                ),
                nesting='list',
            ),
        ),
        description='Everybody in the organization, those who are invited too.',
    ),
    source=AllOf(collection='members', into='members', sort='email'),
)
