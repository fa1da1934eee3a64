# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""The resource type tanzu_group."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, ObjectLifecycle, Operation, Resource, Schema
from rolecall.specification.traits import Access, Group, NotEmpty

RESOURCE = Resource(
    name='tanzu_group',
    schema=Schema(
        attributes=(
            Attribute(
                name='id',
                description='Id of the group; it does not change.',
                computed=True,
                read='id',
            ),
            Attribute(
                name='name',
                description='Name of the group.',
                required=True,
                field='displayName',
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='description',
                description='What the group is for.',
                optional=True,
                computed=True,
                field='description',
                absent='empty',
            ),
        ),
        description='A custom group of members of the organization.',
    ),
    lifecycle=ObjectLifecycle(
        collection='groups',
        create=Operation(method='POST', path='/orgs/{provider.org_id}/groups', body='json'),
        update=Operation(method='PATCH', path='/orgs/{provider.org_id}/groups/{id}', body='json'),
        delete=Operation(
            method='DELETE',
            path='/orgs/{provider.org_id}/groups',
            body='json',
            constants=(('ids', ('{id}',)),),
            failed='failed',
        ),
    ),
    access=Access(group=Group(name='name')),
)
