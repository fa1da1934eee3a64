# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.
"""The resource type scim_user."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, ObjectLifecycle, Operation, Resource, Schema
from rolecall.specification.traits import (
    Access,
    Account,
    Among,
    CanonicalForm,
    Deprovision,
    FullReplace,
    NotEmpty,
)
from rolecall.specification.types import BOOL, NUMBER, STRING, SetOf

RESOURCE = Resource(
    name='scim_user',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='Id that the server gave the user.', computed=True, read='id'),
            Attribute(
                name='user_name',
                description='Name by which the user signs in. Servers compare it without regard to case.',
                required=True,
                field='userName',
                checks=(NotEmpty(),),
                canonical_form=CanonicalForm(),
            ),
            Attribute(
                name='display_name',
                description='Name as shown to people.',
                optional=True,
                computed=True,
                field='displayName',
                unset='clear',
                absent='empty',
            ),
            Attribute(
                name='external_id',
                description='Id of the user in the system that provisions it.',
                optional=True,
                computed=True,
                field='externalId',
                unset='clear',
                absent='empty',
            ),
            Attribute(
                name='active',
                type=BOOL,
                description='Whether the user may sign in.',
                optional=True,
                computed=True,
                default=True,
                field='active',
                absent='empty',
            ),
            Attribute(
                name='name',
                description="Parts of the user's name.",
                optional=True,
                computed=True,
                field='name',
                absent='empty',
                shared=True,
                nested=(
                    Attribute(
                        name='given_name',
                        description='Given name.',
                        optional=True,
                        computed=True,
                        field='givenName',
                    ),
                    Attribute(
                        name='family_name',
                        description='Family name.',
                        optional=True,
                        computed=True,
                        field='familyName',
                    ),
                    Attribute(
                        name='formatted',
                        description='Full name as displayed.',
                        optional=True,
                        computed=True,
                        field='formatted',
                    ),
                ),
                nesting='single',
            ),
            Attribute(
                name='emails',
                description=(
                    'All e-mail addresses of the user. Leave it out to keep what the user has; `[]` takes '
                    'them all away.'
                ),
                optional=True,
                computed=True,
                field='emails',
                absent='empty',
                shared=True,
                nested=(
                    Attribute(
                        name='value',
                        description='The address.',
                        required=True,
                        field='value',
                        checks=(NotEmpty(),),
                        canonical_form=CanonicalForm(),
                    ),
                    Attribute(
                        name='type',
                        description='What it is for, such as `work` or `home`.',
                        optional=True,
                        field='type',
                    ),
                    Attribute(
                        name='primary',
                        type=BOOL,
                        description='Whether it is the preferred one. At most one is.',
                        optional=True,
                        field='primary',
                    ),
                ),
                nesting='set',
            ),
            Attribute(
                name='title',
                description='Title, such as Vice President.',
                optional=True,
                computed=True,
                field='title',
                unset='clear',
                absent='empty',
            ),
            Attribute(
                name='password_wo',
                description='Initial or new password.',
                optional=True,
                sensitive=True,
                write_only=True,
                field='password',
                readable=False,
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='password_wo_version',
                type=NUMBER,
                description='Change this number to send `password_wo` again.',
                optional=True,
                version_of='password_wo',
            ),
            Attribute(
                name='groups',
                type=SetOf(STRING),
                description='Ids of the groups the user is in, as far as the server says.',
                computed=True,
                read='groups',
                wire='values',
            ),
            Attribute(
                name='on_destroy',
                description=(
                    'What destroying does: `delete` the user, `deactivate` and leave the record, or `retain` '
                    'everything as it is.'
                ),
                optional=True,
                computed=True,
                default='delete',
                checks=(Among(values=('delete', 'deactivate', 'retain')),),
            ),
        ),
        description='A user.',
    ),
    lifecycle=ObjectLifecycle(
        collection='users',
        create=Operation(
            method='POST',
            path='/Users',
            body='json',
            constants=(('schemas', ('urn:ietf:params:scim:schemas:core:2.0:User',)),),
            media_type='application/scim+json',
        ),
        update=Operation(method='PUT', path='/Users/{id}', body='json', media_type='application/scim+json'),
        delete=Operation(method='DELETE', path='/Users/{id}'),
        full_replace=FullReplace(strip=('id', 'groups', 'meta')),
        deprovision=Deprovision(disable=(('active', False),), mode='on_destroy'),
        patch=Operation(
            method='PATCH',
            path='/Users/{id}',
            body='json',
            constants=(('schemas', ('urn:ietf:params:scim:api:messages:2.0:PatchOp',)),),
            media_type='application/scim+json',
        ),
    ),
    access=Access(account=Account(name='user_name', mail='user_name', disabled=(('active', (False,)),))),
)
