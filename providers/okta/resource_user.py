# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.
"""The resource type okta_user."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, Move, ObjectLifecycle, Operation, Resource, Schema
from rolecall.specification.traits import (
    Access,
    Account,
    Among,
    CanonicalForm,
    Deprovision,
    Length,
    Matches,
    NotEmpty,
    Step,
    Transitions,
)
from rolecall.specification.types import BOOL

RESOURCE = Resource(
    name='okta_user',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='Id of the user.', computed=True, read='id'),
            Attribute(
                name='login',
                description=(
                    'Login, in the form of an e-mail address. Unique in the organization in any case.'
                ),
                required=True,
                field='profile.login',
                checks=(
                    Matches(
                        pattern='(?=.{5,100}$)[^@\\s/]+@[^@\\s/]+\\.[^@\\s./]+',
                        meaning='an e-mail address of 5 to 100 characters without a slash',
                    ),
                ),
                canonical_form=CanonicalForm(),
            ),
            Attribute(
                name='email',
                description='Primary e-mail address.',
                required=True,
                field='profile.email',
                checks=(
                    Matches(
                        pattern='(?=.{5,100}$)[^@\\s]+@[^@\\s]+\\.[^@\\s.]+',
                        meaning='an e-mail address of 5 to 100 characters',
                    ),
                ),
            ),
            Attribute(
                name='first_name',
                description='First name.',
                required=True,
                field='profile.firstName',
                checks=(NotEmpty(), Length(maximum=50)),
            ),
            Attribute(
                name='last_name',
                description='Last name.',
                required=True,
                field='profile.lastName',
                checks=(NotEmpty(), Length(maximum=50)),
            ),
            Attribute(
                name='display_name',
                description='Name as shown to people.',
                optional=True,
                computed=True,
                field='profile.displayName',
                unset='clear',
                absent='empty',
            ),
            Attribute(
                name='title',
                description='Job title.',
                optional=True,
                computed=True,
                field='profile.title',
                unset='clear',
                absent='empty',
            ),
            Attribute(
                name='department',
                description='Department.',
                optional=True,
                computed=True,
                field='profile.department',
                unset='clear',
                absent='empty',
            ),
            Attribute(
                name='employee_number',
                description='Number of the employee.',
                optional=True,
                computed=True,
                field='profile.employeeNumber',
                unset='clear',
                absent='empty',
            ),
            Attribute(
                name='status',
                description=(
                    'What the user may do: `ACTIVE`, `SUSPENDED` (keeps everything, cannot sign in; only of '
                    'somebody who has signed in or has a password, so never of a new user), `DEPROVISIONED` '
                    '(deactivated: loses everything) or `STAGED` (not activated yet, and only before). A new '
                    'user is `STAGED` when it is left out.'
                ),
                optional=True,
                computed=True,
                field='status',
                sent_on='update',
                transitions=Transitions(
                    steps=(
                        Step(
                            path='/users/{id}/lifecycle/activate',
                            starts=('STAGED', 'DEPROVISIONED'),
                            ends='PROVISIONED',
                            query=(('sendEmail', '{send_activation_email}'),),
                        ),
                        Step(path='/users/{id}/lifecycle/suspend', starts=('ACTIVE',), ends='SUSPENDED'),
                        Step(path='/users/{id}/lifecycle/unsuspend', starts=('SUSPENDED',), ends='ACTIVE'),
                        Step(
                            path='/users/{id}/lifecycle/deactivate',
                            starts=(
                                'STAGED',
                                'PROVISIONED',
                                'ACTIVE',
                                'RECOVERY',
                                'PASSWORD_EXPIRED',
                                'LOCKED_OUT',
                                'SUSPENDED',
                            ),
                            ends='DEPROVISIONED',
                            query=(('sendEmail', 'false'),),
                        ),
                    ),
                    alike=(
                        ('PROVISIONED', 'ACTIVE'),
                        ('RECOVERY', 'ACTIVE'),
                        ('PASSWORD_EXPIRED', 'ACTIVE'),
                        ('LOCKED_OUT', 'ACTIVE'),
                    ),
                    closed=('DEPROVISIONED',),
                    powerless=('SUSPENDED', 'DEPROVISIONED'),
                    initial='STAGED',
                ),
                checks=(Among(values=('ACTIVE', 'SUSPENDED', 'DEPROVISIONED', 'STAGED')),),
            ),
            Attribute(
                name='send_activation_email',
                type=BOOL,
                description='Whether activating sends the user a mail with a link to set a password.',
                optional=True,
                computed=True,
                default=False,
            ),
            Attribute(
                name='on_destroy',
                description=(
                    'What destroying does: `delete` the user for good, `deactivate` and leave the record, or '
                    '`retain` everything as it is.'
                ),
                optional=True,
                computed=True,
                default='delete',
                checks=(Among(values=('delete', 'deactivate', 'retain')),),
            ),
        ),
        description='A user of the organization, staged until `status` says otherwise.',
    ),
    lifecycle=ObjectLifecycle(
        collection='users',
        create=Operation(method='POST', path='/users', query=(('activate', 'false'),), body='json'),
        update=Operation(method='POST', path='/users/{id}', body='json'),
        delete=Operation(method='DELETE', path='/users/{id}'),
        deprovision=Deprovision(disable=(('status', 'DEPROVISIONED'),), mode='on_destroy'),
        protect_self=True,
    ),
    moves=(Move(provider='okta/okta', type_name='okta_user', attributes=(('id', 'id'), ('login', 'login'))),),
    access=Access(
        account=Account(
            name='login',
            mail='email',
            disabled=(('status', ('STAGED', 'SUSPENDED', 'DEPROVISIONED')),),
        ),
        outlives=(
            'Sessions in apps stay open until they expire.',
            'Accounts at apps that Okta does not deprovision stay.',
        ),
    ),
)
