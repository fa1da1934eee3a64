# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.
"""The resource type okta_group."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, Move, ObjectLifecycle, Operation, Resource, Schema
from rolecall.specification.traits import Access, FullReplace, Group, Guard, Length, NotEmpty

RESOURCE = Resource(
    name='okta_group',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='Id of the group.', computed=True, read='id'),
            Attribute(
                name='name',
                description='Name of the group. Unique in the organization.',
                required=True,
                field='profile.name',
                checks=(NotEmpty(), Length(maximum=255)),
            ),
            Attribute(
                name='description',
                description='What the group is for.',
                optional=True,
                computed=True,
                field='profile.description',
                unset='clear',
                absent='empty',
            ),
            Attribute(
                name='type',
                description=(
                    '`OKTA_GROUP`, or `APP_GROUP` for one of a directory and `BUILT_IN` for one of the '
                    'system.'
                ),
                computed=True,
                read='type',
            ),
        ),
        description='A group of the organization.',
    ),
    lifecycle=ObjectLifecycle(
        collection='groups',
        create=Operation(method='POST', path='/groups', body='json'),
        update=Operation(method='PUT', path='/groups/{id}', body='json'),
        delete=Operation(method='DELETE', path='/groups/{id}'),
        full_replace=FullReplace(carry=('profile',)),
        guards=(
            Guard(
                events=('create', 'update', 'delete'),
                attribute='type',
                values=('BUILT_IN', 'APP_GROUP'),
                reason='Okta itself or a directory writes groups of this type.',
            ),
        ),
    ),
    moves=(Move(provider='okta/okta', type_name='okta_group', attributes=(('id', 'id'), ('name', 'name'))),),
    access=Access(group=Group(name='name', directory=True)),
)
