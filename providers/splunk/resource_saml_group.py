# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""The resource type splunk_saml_group."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, Move, ObjectLifecycle, Operation, Resource, Schema
from rolecall.specification.traits import Access, FullReplace, Group, NotEmpty, Permission, Reference
from rolecall.specification.types import STRING, SetOf

RESOURCE = Resource(
    name='splunk_saml_group',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='Name of the group.', computed=True, read='name'),
            Attribute(
                name='name',
                description='Name of the group as the identity provider sends it.',
                required=True,
                replace=True,
                field='name',
                sent_on='create',
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='roles',
                type=SetOf(STRING),
                description=(
                    'Names of all roles that members get, at least one. Leave it out to keep what the group '
                    'has; a new one needs it.'
                ),
                optional=True,
                computed=True,
                field='roles',
                checks=(NotEmpty(),),
                reference=Reference(
                    lookup='roles',
                    noun='role',
                    key='name',
                    wire='name',
                    made_by='splunk_role',
                ),
            ),
        ),
        description='The roles that members of a group of the identity provider get. Use it for SAML users.',
    ),
    lifecycle=ObjectLifecycle(
        collection='saml_groups',
        create=Operation(method='POST', path='/services/admin/SAML-groups', body='form'),
        update=Operation(method='POST', path='/services/admin/SAML-groups/{id}', body='form'),
        delete=Operation(method='DELETE', path='/services/admin/SAML-groups/{id}'),
        created_id='name',
        full_replace=FullReplace(carry=('roles',)),
        authoritative=('roles',),
        needs=('roles',),
    ),
    moves=(
        Move(
            provider='splunk/splunk',
            type_name='splunk_admin_saml_groups',
            attributes=(('id', 'id'), ('name', 'name')),
        ),
    ),
    access=Access(
        group=Group(name='name'),
        permissions=(Permission(attribute='roles'),),
        outlives=('SAML sessions that are open keep their roles until they expire.',),
    ),
)
