# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.
"""The resource type okta_group_rule."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, Move, ObjectLifecycle, Operation, Resource, Schema
from rolecall.specification.traits import (
    Access,
    Among,
    Deprovision,
    Exists,
    Forbidden,
    FullReplace,
    Length,
    NotEmpty,
    Permission,
    Rule,
    Step,
    Transitions,
)
from rolecall.specification.types import BOOL, STRING, SetOf

RESOURCE = Resource(
    name='okta_group_rule',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='Id of the rule.', computed=True, read='id'),
            Attribute(
                name='name',
                description='Name of the rule. Unique in the organization.',
                required=True,
                field='name',
                checks=(NotEmpty(), Length(maximum=50)),
            ),
            Attribute(
                name='expression',
                description="Whom the rule means, in Okta's expression language.",
                required=True,
                field='conditions.expression.value',
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='excluded_users',
                type=SetOf(STRING),
                description=(
                    'The ids of users whom the rule never means. Leave it out to keep what the rule has.'
                ),
                optional=True,
                computed=True,
                field='conditions.people.users.exclude',
                absent='empty',
                checks=(Forbidden(characters='/@'), Exists(among=('users',), noun='user')),
            ),
            Attribute(
                name='group_ids',
                type=SetOf(STRING),
                description='The ids of the groups that the rule fills. Of the type `OKTA_GROUP`.',
                required=True,
                replace=True,
                field='actions.assignUserToGroups.groupIds',
                checks=(NotEmpty(), Forbidden(characters='/'), Exists(among=('groups',), noun='group')),
            ),
            Attribute(
                name='status',
                description=(
                    'Whether the rule works: `ACTIVE` or `INACTIVE`. A new rule is `INACTIVE` when it is '
                    'left out.'
                ),
                optional=True,
                computed=True,
                field='status',
                sent_on='update',
                transitions=Transitions(
                    steps=(
                        Step(
                            path='/groups/rules/{id}/lifecycle/activate',
                            starts=('INACTIVE', 'INVALID'),
                            ends='ACTIVE',
                        ),
                        Step(
                            path='/groups/rules/{id}/lifecycle/deactivate',
                            starts=('ACTIVE',),
                            ends='INACTIVE',
                        ),
                    ),
                    initial='INACTIVE',
                    writable=('INACTIVE', 'INVALID'),
                ),
                checks=(Among(values=('ACTIVE', 'INACTIVE')),),
            ),
            Attribute(
                name='remove_users_on_destroy',
                type=BOOL,
                description='Whether destroying the rule takes those out of its groups whom it put there.',
                optional=True,
                computed=True,
                default=False,
            ),
        ),
        description='A rule that puts everybody whom an expression means into groups.',
    ),
    lifecycle=ObjectLifecycle(
        collection='group_rules',
        create=Operation(
            method='POST',
            path='/groups/rules',
            body='json',
            constants=(('type', 'group_rule'), ('conditions.expression.type', 'urn:okta:expression:1.0')),
        ),
        update=Operation(method='PUT', path='/groups/rules/{id}', body='json'),
        delete=Operation(
            method='DELETE',
            path='/groups/rules/{id}',
            query=(('removeUsers', '{remove_users_on_destroy}'),),
        ),
        full_replace=FullReplace(strip=('id', 'status')),
        deprovision=Deprovision(disable=(('status', 'INACTIVE'),)),
    ),
    moves=(
        Move(provider='okta/okta', type_name='okta_group_rule', attributes=(('id', 'id'), ('name', 'name'))),
    ),
    access=Access(
        rule=Rule(expression='expression', where=('status', 'ACTIVE'), excluded='excluded_users'),
        permissions=(Permission(attribute='group_ids', kind='group', by='id'),),
        outlives=('Whom the rule put into a group stays in it, unless `remove_users_on_destroy` is true.',),
    ),
)
