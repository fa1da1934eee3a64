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
    Guard,
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
            ),
            Attribute(
                name='active',
                type=BOOL,
                description='Whether the user can log in.',
                optional=True,
                computed=True,
                default=True,
                field='locked_out',
                words=((True, 0), (False, 1), (False, 2), (False, 3)),
            ),
            Attribute(
                name='local_admin_flag',
                type=BOOL,
                description='Whether the user has local administrator rights.',
                optional=True,
                computed=True,
                field='local_admin_flag',
                words=((False, 0), (True, 1)),
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
                field='content_set_roles',
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
            ),
            Attribute(
                name='persona_id',
                type=NUMBER,
                description='Number of the persona assigned to the user.',
                optional=True,
                computed=True,
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
        update=Operation(method='PATCH', path='/users/{id}', body='json'),
        delete=Operation(method='DELETE', path='/users/{id}'),
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
        guards=(
            Guard(
                events=('set',),
                attribute='email',
                reason=(
                    "Tanium's published API keeps no e-mail addresses. Take `email` out of the resource; "
                    '`Person` and rosters of Python stacks leave it out where the provider block or '
                    'TANIUM_API_DIALECT says `platform`.'
                ),
            ),
            Guard(
                events=('set',),
                attribute='computer_groups',
                reason=(
                    "Tanium's published API gives computers by one management rights group of the user, not "
                    'by computer groups. Set it in the console.'
                ),
            ),
            Guard(
                events=('set',),
                attribute='content_sets',
                reason=(
                    "Tanium's published API gives content sets by roles. Give the user a role that has them "
                    'in `roles`.'
                ),
            ),
            Guard(
                events=('set',),
                attribute='persona_id',
                reason=(
                    "Tanium's published API assigns personas by the lists of the persona, not by the user. "
                    'Set it in the console.'
                ),
            ),
        ),
    ),
    access=Access(
        account=Account(name='name', disabled=(('active', (False,)),)),
        permissions=(
            Permission(attribute='roles'),
            Permission(attribute='local_admin_flag', kind='flag', word='local administrator'),
        ),
        outlives=('Open sessions go on for minutes.',),
    ),
)
