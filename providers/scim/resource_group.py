# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.
"""The resource type scim_group."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, ObjectLifecycle, Operation, Resource, Schema
from rolecall.specification.traits import Access, Exists, FullReplace, Group, NotEmpty
from rolecall.specification.types import STRING, SetOf

RESOURCE = Resource(
    name='scim_group',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='Id that the server gave the group.', computed=True, read='id'),
            Attribute(
                name='display_name',
                description='Name of the group.',
                required=True,
                field='displayName',
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='external_id',
                description='Id of the group in the system that provisions it.',
                optional=True,
                computed=True,
                field='externalId',
                unset='clear',
                absent='empty',
            ),
            Attribute(
                name='members',
                type=SetOf(STRING),
                description=(
                    'Ids of all members. Leave it out to keep what the group has, for example beside '
                    '`scim_group_member`; `[]` takes everybody out.'
                ),
                optional=True,
                computed=True,
                field='members',
                wire='values',
                absent='empty',
                checks=(Exists(among=('users', 'groups'), noun='user or group'),),
            ),
        ),
        description='A group and, where `members` is given, everybody who is in it.',
    ),
    lifecycle=ObjectLifecycle(
        collection='groups',
        create=Operation(
            method='POST',
            path='/Groups',
            body='json',
            constants=(('schemas', ('urn:ietf:params:scim:schemas:core:2.0:Group',)),),
            media_type='application/scim+json',
        ),
        update=Operation(method='PUT', path='/Groups/{id}', body='json', media_type='application/scim+json'),
        delete=Operation(method='DELETE', path='/Groups/{id}'),
        full_replace=FullReplace(strip=('id', 'meta')),
        authoritative=('members',),
        patch=Operation(
            method='PATCH',
            path='/Groups/{id}',
            body='json',
            constants=(('schemas', ('urn:ietf:params:scim:api:messages:2.0:PatchOp',)),),
            media_type='application/scim+json',
        ),
    ),
    access=Access(group=Group(name='display_name', members='members', directory=True)),
)
