# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.
"""The resource type okta_app_group_assignment."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, ObjectLifecycle, Operation, Resource, Schema
from rolecall.specification.traits import (
    Access,
    Between,
    Exists,
    Forbidden,
    FullReplace,
    NotEmpty,
    Permission,
    Subject,
)
from rolecall.specification.types import NUMBER

RESOURCE = Resource(
    name='okta_app_group_assignment',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='`{app_id}/{group_id}`.', computed=True),
            Attribute(
                name='priority',
                type=NUMBER,
                description=(
                    "Which group's settings win for a user of several: the one with the lowest number. "
                    'Setting it moves the others.'
                ),
                optional=True,
                computed=True,
                field='priority',
                wire='integer',
                checks=(Between(minimum=0, maximum=100000),),
            ),
            Attribute(
                name='group_id',
                description='The `id` of the group.',
                required=True,
                replace=True,
                read='id',
                checks=(NotEmpty(), Forbidden(characters='/'), Exists(among=('groups',), noun='group')),
            ),
            Attribute(
                name='app_id',
                description='The `id` of the app.',
                required=True,
                replace=True,
                read='app_id',
                checks=(NotEmpty(), Forbidden(characters='/'), Exists(among=('apps',), noun='app')),
            ),
        ),
        description='One app, assigned to one group and so to everybody in it.',
    ),
    lifecycle=ObjectLifecycle(
        collection='app_groups',
        create=Operation(method='PUT', path='/apps/{app_id}/groups/{group_id}', body='json'),
        update=Operation(method='PUT', path='/apps/{app_id}/groups/{group_id}', body='json'),
        delete=Operation(method='DELETE', path='/apps/{app_id}/groups/{group_id}'),
        created_id='{app_id}/{id}',
        full_replace=FullReplace(carry=('priority', 'profile')),
    ),
    id_template='{app_id}/{group_id}',
    access=Access(
        subject=Subject(attribute='group_id', kind='group'),
        permissions=(Permission(attribute='app_id', kind='app', by='id'),),
    ),
)
