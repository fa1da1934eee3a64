# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""The resource type entra_user."""

from __future__ import annotations

from rolecall.specification.schema import (
    Attribute,
    Links,
    Move,
    ObjectLifecycle,
    Operation,
    Resource,
    Restore,
    Schema,
)
from rolecall.specification.traits import (
    Access,
    Account,
    Among,
    CanonicalForm,
    Deprovision,
    Exists,
    Forbidden,
    Guard,
    Length,
    Matches,
    NotEmpty,
)
from rolecall.specification.types import BOOL, NUMBER

RESOURCE = Resource(
    name='entra_user',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='Object id of the user.', computed=True, read='id'),
            Attribute(
                name='user_principal_name',
                description='Name that the user signs in with.',
                required=True,
                field='userPrincipalName',
                checks=(
                    Matches(
                        pattern='[^@\\s]+@[^@\\s]+\\.[^@\\s.]+',
                        meaning='a name, an @ and a domain of the tenant',
                    ),
                    NotEmpty(),
                    Length(maximum=113),
                ),
                canonical_form=CanonicalForm(),
            ),
            Attribute(
                name='display_name',
                description='Name for people.',
                required=True,
                field='displayName',
                checks=(NotEmpty(), Length(maximum=256)),
            ),
            Attribute(
                name='mail_nickname',
                description='What stands before the `@` of the mail address.',
                optional=True,
                computed=True,
                field='mailNickname',
                checks=(NotEmpty(), Length(maximum=64), Forbidden(characters='@()\\[]";:<>, ')),
            ),
            Attribute(
                name='account_enabled',
                type=BOOL,
                description='Whether the user can sign in.',
                required=True,
                field='accountEnabled',
            ),
            Attribute(
                name='given_name',
                description='First name.',
                optional=True,
                computed=True,
                field='givenName',
                unset='clear',
                absent='empty',
                nullable=True,
                checks=(NotEmpty(), Length(maximum=64)),
            ),
            Attribute(
                name='surname',
                description='Last name.',
                optional=True,
                computed=True,
                field='surname',
                unset='clear',
                absent='empty',
                nullable=True,
                checks=(NotEmpty(), Length(maximum=64)),
            ),
            Attribute(
                name='job_title',
                description='Job title.',
                optional=True,
                computed=True,
                field='jobTitle',
                unset='clear',
                absent='empty',
                nullable=True,
                checks=(NotEmpty(), Length(maximum=128)),
            ),
            Attribute(
                name='department',
                description='Department.',
                optional=True,
                computed=True,
                field='department',
                unset='clear',
                absent='empty',
                nullable=True,
                checks=(NotEmpty(), Length(maximum=64)),
            ),
            Attribute(
                name='company_name',
                description='Company.',
                optional=True,
                computed=True,
                field='companyName',
                unset='clear',
                absent='empty',
                nullable=True,
                checks=(NotEmpty(), Length(maximum=64)),
            ),
            Attribute(
                name='employee_id',
                description='Number in the company.',
                optional=True,
                computed=True,
                field='employeeId',
                unset='clear',
                absent='empty',
                nullable=True,
                checks=(NotEmpty(), Length(maximum=16)),
            ),
            Attribute(
                name='mobile_phone',
                description='Mobile phone.',
                optional=True,
                computed=True,
                field='mobilePhone',
                unset='clear',
                absent='empty',
                nullable=True,
                checks=(NotEmpty(), Length(maximum=64)),
            ),
            Attribute(
                name='office_location',
                description='Office.',
                optional=True,
                computed=True,
                field='officeLocation',
                unset='clear',
                absent='empty',
                nullable=True,
                checks=(NotEmpty(), Length(maximum=128)),
            ),
            Attribute(
                name='preferred_language',
                description='Language, for example `en-GB`.',
                optional=True,
                computed=True,
                field='preferredLanguage',
                unset='clear',
                absent='empty',
                nullable=True,
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='usage_location',
                description='Country of use, which licences need: two letters, for example `DE`.',
                optional=True,
                computed=True,
                field='usageLocation',
                unset='clear',
                absent='empty',
                nullable=True,
                checks=(Matches(pattern='[A-Z]{2}', meaning='two capital letters (ISO 3166)'),),
            ),
            Attribute(
                name='password_wo',
                description="Password of the user, which the tenant's rules must allow. Not in state.",
                optional=True,
                sensitive=True,
                write_only=True,
                field='passwordProfile.password',
                readable=False,
                checks=(NotEmpty(), Length(maximum=256)),
            ),
            Attribute(
                name='password_wo_version',
                type=NUMBER,
                description='Change this number to send `password_wo` again.',
                optional=True,
                version_of='password_wo',
            ),
            Attribute(
                name='force_change_password',
                type=BOOL,
                description=(
                    'Whether the user must choose another password when signing in next. Sent with the '
                    'password.'
                ),
                optional=True,
                field='passwordProfile.forceChangePasswordNextSignIn',
                readable=False,
            ),
            Attribute(name='mail', description='E-mail address.', computed=True, read='mail'),
            Attribute(
                name='on_premises_sync_enabled',
                type=BOOL,
                description='Whether a directory of the company writes the object.',
                computed=True,
                read='onPremisesSyncEnabled',
                absent='empty',
            ),
            Attribute(
                name='manager_id',
                description="Object id of the user's manager.",
                optional=True,
                computed=True,
                field='manager.id',
                sent_on='update',
                unset='clear',
                absent='empty',
                links=Links(
                    add=Operation(method='PUT', path='/users/{id}/manager/$ref', body='json'),
                    remove=Operation(method='DELETE', path='/users/{id}/manager/$ref'),
                    member='@odata.id',
                    form='{provider.graph_url}/v1.0/users/{element}',
                ),
                checks=(
                    Matches(
                        pattern='[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}',
                        meaning='an id in small letters such as 1e5f9a3c-7b2d-4c6e-8a0f-3d5b7c9e1f20',
                    ),
                    Exists(among=('users',), noun='user'),
                ),
            ),
            Attribute(
                name='restore_deleted',
                type=BOOL,
                description=(
                    'Whether creating brings back the user of this name who is in the recycle bin, if there '
                    'is one.'
                ),
                optional=True,
                computed=True,
                default=False,
            ),
            Attribute(
                name='on_destroy',
                description=(
                    'What destroying does: `delete` the user, into the recycle bin, `deactivate` and leave '
                    'the record, or `retain` everything as it is.'
                ),
                optional=True,
                computed=True,
                default='delete',
                checks=(Among(values=('delete', 'deactivate', 'retain')),),
            ),
        ),
        description='A user of the directory.',
    ),
    lifecycle=ObjectLifecycle(
        collection='users',
        create=Operation(method='POST', path='/users', body='json'),
        update=Operation(method='PATCH', path='/users/{id}', body='json'),
        delete=Operation(method='DELETE', path='/users/{id}'),
        deprovision=Deprovision(disable=(('account_enabled', False),), mode='on_destroy'),
        restore=Restore(
            list=Operation(method='GET', path='/directory/deletedItems/microsoft.graph.user'),
            restore=Operation(method='POST', path='/directory/deletedItems/{id}/restore'),
            switch='restore_deleted',
            name='userPrincipalName',
            prefix='[0-9a-f]{32}',
        ),
        needs=('mail_nickname', 'password_wo'),
        guards=(
            Guard(
                events=('update', 'delete'),
                attribute='on_premises_sync_enabled',
                values=('true',),
                reason='A directory of the company writes it, and Microsoft Entra refuses every change here.',
                advice='Change it in that directory.',
            ),
        ),
    ),
    moves=(
        Move(
            provider='hashicorp/azuread',
            type_name='azuread_user',
            attributes=(('object_id', 'id'), ('user_principal_name', 'user_principal_name')),
        ),
    ),
    access=Access(
        account=Account(name='user_principal_name', mail='mail', disabled=(('account_enabled', (False,)),)),
        outlives=(
            (
                'Access tokens work until they expire, usually for an hour; revoke sessions in the portal '
                'where it must be now.'
            ),
            'Accounts in applications stay until provisioning takes them away, at the end of its next cycle.',
        ),
    ),
)
