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
    Exists,
    Forbidden,
    FurtherMembers,
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
                    "Login. An e-mail address, unless the organization's user schema allows another form. "
                    'Unique in the organization in any case.'
                ),
                required=True,
                field='profile.login',
                checks=(
                    Matches(
                        pattern='[^\\s/]{5,100}',
                        meaning='5 to 100 characters without a blank or a slash',
                    ),
                    NotEmpty(),
                    Length(maximum=100),
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
                    NotEmpty(),
                    Length(maximum=100),
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
                name='type_id',
                description=(
                    'Id of the user type, which decides which attributes the profile has '
                    '(`data.okta_user_type` finds it by name). The default type when it is left out. Another '
                    'one makes another user.'
                ),
                optional=True,
                computed=True,
                replace=True,
                field='type.id',
                sent_on='create',
                checks=(
                    NotEmpty(),
                    Forbidden(characters='/'),
                    Exists(among=('user_types',), noun='user type'),
                ),
            ),
            Attribute(
                name='raw_status',
                description=(
                    "The status in Okta's own word: `ACTIVE` may be `PROVISIONED`, `RECOVERY` or "
                    '`PASSWORD_EXPIRED`.'
                ),
                computed=True,
                read='status',
                recomputed_with=('status',),
            ),
            Attribute(
                name='status',
                description=(
                    'What the user may do: `ACTIVE`, `SUSPENDED` (keeps everything, cannot sign in; only of '
                    'somebody who has signed in or has a password, so never of a new user), `DEPROVISIONED` '
                    '(deactivated: loses everything) or `STAGED` (not activated yet, and only before). A new '
                    'user is `STAGED` when it is left out. Who is locked out after too many wrong passwords '
                    'shows as `LOCKED_OUT`, and `ACTIVE` unlocks them.'
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
                        Step(path='/users/{id}/lifecycle/unlock', starts=('LOCKED_OUT',), ends='ACTIVE'),
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
                    counts_as=(
                        ('PROVISIONED', 'ACTIVE'),
                        ('RECOVERY', 'ACTIVE'),
                        ('PASSWORD_EXPIRED', 'ACTIVE'),
                    ),
                    closed=('DEPROVISIONED',),
                    powerless=('SUSPENDED', 'DEPROVISIONED'),
                    initial='STAGED',
                ),
                checks=(Among(values=('ACTIVE', 'SUSPENDED', 'DEPROVISIONED', 'STAGED')),),
            ),
            Attribute(
                name='custom_profile_attributes',
                description=(
                    'Further attributes of the profile, as JSON by name: those that an administrator added '
                    'to the user schema, and those of Okta that have no argument of their own. What is left '
                    'out keeps its value; null takes it away. Names and types that are not in the schema of '
                    "the user's type are refused in the plan, where the provider may read it "
                    '(`okta.schemas.read`, `okta.userTypes.read`). In HCL: `jsonencode({badge = 1843, teams '
                    '= ["soc"]})`.'
                ),
                optional=True,
                computed=True,
                field='profile',
                absent='empty',
                further_members=FurtherMembers(
                    names='[A-Za-z_$][A-Za-z0-9_$]*',
                    meaning='the name of an attribute of the user schema',
                    known=(
                        ('login', 'login'),
                        ('email', 'email'),
                        ('firstName', 'first_name'),
                        ('lastName', 'last_name'),
                        ('displayName', 'display_name'),
                        ('title', 'title'),
                        ('department', 'department'),
                        ('employeeNumber', 'employee_number'),
                    ),
                    patterns=(('login', '[^@\\s/]+@[^@\\s/]+\\.[^@\\s./]+'),),
                    schemas='/meta/schemas/user/default',
                    form='json_schema',
                    kind='type_id',
                    kinds='/meta/types/user/{kind}',
                    kind_schema='_links.schema.href',
                ),
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
            locked=(('status', ('LOCKED_OUT',)),),
        ),
        outlives=(
            'Sessions in apps stay open until they expire.',
            'Accounts at apps that Okta does not deprovision stay.',
        ),
    ),
)
