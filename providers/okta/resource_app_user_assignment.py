# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.
"""The resource type okta_app_user_assignment."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, ObjectLifecycle, Operation, Resource, Schema
from rolecall.specification.traits import Access, Exists, Forbidden, NotEmpty, Permission, Subject

RESOURCE = Resource(
    name='okta_app_user_assignment',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='`{app_id}/{user_id}`.', computed=True),
            Attribute(
                name='user_id',
                description='The `id` of the user, not the login.',
                required=True,
                replace=True,
                field='id',
                checks=(NotEmpty(), Forbidden(characters='/@'), Exists(among=('users',), noun='user')),
            ),
            Attribute(
                name='sync_state',
                description=(
                    "How far the app is with the user's account: `DISABLED` where Okta does not provision, "
                    'else `SYNCING`, `SYNCHRONIZED`, `OUT_OF_SYNC` or `ERROR`.'
                ),
                computed=True,
                read='syncState',
            ),
            Attribute(
                name='external_id',
                description='Id of the account at the app, once there is one.',
                computed=True,
                read='externalId',
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
        description='One app, assigned to one user directly.',
    ),
    lifecycle=ObjectLifecycle(
        collection='app_users',
        create=Operation(
            method='POST',
            path='/apps/{app_id}/users',
            body='json',
            constants=(('scope', 'USER'),),
        ),
        delete=Operation(method='DELETE', path='/apps/{app_id}/users/{user_id}'),
        created_id='{app_id}/{id}',
    ),
    id_template='{app_id}/{user_id}',
    access=Access(
        subject=Subject(attribute='user_id'),
        permissions=(Permission(attribute='app_id', kind='app', by='id'),),
    ),
)
