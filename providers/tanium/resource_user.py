# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
"""The resource type tanium_user."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, ObjectLifecycle, Operation, Resource, Schema
from rolecall.specification.traits import (
    Access,
    Account,
    Administrators,
    Among,
    CascadeDelete,
    Deprovision,
    Forbidden,
    FullReplace,
    NotEmpty,
    Permission,
    Reference,
)
from rolecall.specification.types import BOOL, NUMBER, STRING, SetOf

RESOURCE = Resource(
    name='tanium_user',
    schema=Schema(
        attributes=(
            Attribute(
                name='id',
                description='Number of the user on this instance.',
                computed=True,
                read='id',
                wire='id_text',
            ),
            Attribute(
                name='name',
                description='Login name. Unique on the instance.',
                required=True,
                replace=True,
                field='name',
                checks=(NotEmpty(), Forbidden(characters='/\\[]:;|=,+*?<>')),
            ),
            Attribute(
                name='display_name',
                description='Name as shown to people.',
                optional=True,
                computed=True,
                field='display_name',
                unset='clear',
            ),
            Attribute(
                name='email',
                description='E-mail address, for notifications and identity matching.',
                optional=True,
                computed=True,
                field='email',
                unset='clear',
            ),
            Attribute(
                name='active',
                type=BOOL,
                description='Whether the user can log in.',
                optional=True,
                computed=True,
                default=True,
                field='active',
            ),
            Attribute(
                name='local_admin_flag',
                type=BOOL,
                description='Whether the user has local administrator rights.',
                optional=True,
                computed=True,
                field='local_admin_flag',
            ),
            Attribute(
                name='roles',
                type=SetOf(STRING),
                description=(
                    'Names of all roles of the user. Leave it out to keep what the user has; `[]` takes '
                    'every role away.'
                ),
                optional=True,
                computed=True,
                field='roles',
                reference=Reference(lookup='roles', noun='role'),
            ),
            Attribute(
                name='computer_groups',
                type=SetOf(STRING),
                description=(
                    'Names of all computer groups of the user. Leave it out to keep what the user has; `[]` '
                    'takes them all away.'
                ),
                optional=True,
                computed=True,
                field='computer_groups',
                reference=Reference(lookup='computer_groups', noun='computer group'),
            ),
            Attribute(
                name='content_sets',
                type=SetOf(STRING),
                description=(
                    'Names of all content sets of the user. Leave it out to keep what the user has; `[]` '
                    'takes them all away.'
                ),
                optional=True,
                computed=True,
                field='content_sets',
                reference=Reference(lookup='content_sets', noun='content set'),
            ),
            Attribute(
                name='persona_id',
                type=NUMBER,
                description='Number of the persona assigned to the user.',
                optional=True,
                computed=True,
                field='persona_id',
                wire='integer',
            ),
            Attribute(
                name='last_login',
                description='Time of the last login. Someone who never logged in shows the year 2001.',
                computed=True,
                read='last_login',
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
            Attribute(
                name='revoke_tokens_on_destroy',
                type=BOOL,
                description=(
                    "Whether destroying revokes the user's API tokens first. They outlive the user "
                    'otherwise.'
                ),
                optional=True,
                computed=True,
                default=True,
            ),
        ),
        description='A user of the Tanium console.',
    ),
    lifecycle=ObjectLifecycle(
        collection='users',
        create=Operation(method='POST', path='/users', body='json'),
        update=Operation(method='PUT', path='/users/{id}', body='json'),
        delete=Operation(method='DELETE', path='/users/{id}'),
        full_replace=FullReplace(strip=('id', 'last_login', 'deleted_flag')),
        deprovision=Deprovision(
            disable=(('active', False),),
            cascade_delete=(
                CascadeDelete(
                    collection='api_tokens',
                    owner='user.id',
                    delete_path='/api_tokens/{id}',
                    switch='revoke_tokens_on_destroy',
                ),
            ),
            mode='on_destroy',
        ),
        protect_self=True,
        administrators=Administrators(attribute='roles', values=('Administrator',)),
        authoritative=('roles',),
    ),
    access=Access(
        account=Account(name='name', mail='email', disabled=(('active', (False,)),)),
        permissions=(
            Permission(attribute='roles'),
            Permission(attribute='computer_groups', kind='computer group'),
            Permission(attribute='content_sets', kind='content set'),
            Permission(attribute='local_admin_flag', kind='flag', word='local administrator'),
        ),
        outlives=('Open sessions go on for minutes.',),
        reach=(('persona_id', 'high'),),
    ),
)
