# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""The resource type tanzu_group_member."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, ObjectLifecycle, Operation, Resource, Schema
from rolecall.specification.traits import (
    Access,
    CanonicalForm,
    Forbidden,
    Matches,
    NotEmpty,
    Permission,
    Prerequisite,
    Subject,
)

RESOURCE = Resource(
    name='tanzu_group_member',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='`{group_id}/{email}`.', computed=True),
            Attribute(
                name='email',
                description='E-mail address of the member.',
                required=True,
                replace=True,
                field='usernamesToAdd',
                read='email',
                wire='listed',
                checks=(Matches(pattern='[^@\\s]+@[^@\\s]+\\.[^@\\s.]+', meaning='an e-mail address'),),
                canonical_form=CanonicalForm(),
            ),
            Attribute(name='user_id', description='The `id` of the member.', computed=True, read='userId'),
            Attribute(
                name='group_id',
                description='The `id` of the group.',
                required=True,
                replace=True,
                read='group_id',
                checks=(NotEmpty(), Forbidden(characters='/')),
            ),
            Attribute(
                name='timeouts',
                description='How long to wait.',
                optional=True,
                nested=(
                    Attribute(
                        name='create',
                        description=(
                            'How long to wait for somebody who is invited in the same run to accept. '
                            'Default: `30m`.'
                        ),
                        optional=True,
                        checks=(
                            Matches(
                                pattern='\\d+[smhdw]',
                                meaning='a number with one of s, m, h, d, w behind it',
                            ),
                        ),
                    ),
                ),
                nesting='single',
            ),
        ),
        description='One member of the organization in one custom group, beside whoever else is in it.',
    ),
    lifecycle=ObjectLifecycle(
        collection='group_members',
        create=Operation(
            method='POST',
            path='/orgs/{provider.org_id}/groups/{group_id}/users',
            body='json',
            failed='failed',
        ),
        delete=Operation(
            method='DELETE',
            path='/orgs/{provider.org_id}/groups/{group_id}/users',
            body='json',
            constants=(('ids', ('{user_id}',)),),
            failed='failed',
        ),
        created_id='{group_id}/{email}',
        prerequisites=(
            Prerequisite(
                attribute='email',
                lookup='members',
                by='user.email',
                member='status',
                value='ACTIVE',
                made_by='tanzu_org_member',
                timeout='timeouts.create',
                default_seconds=1800,
                noun='member of the organization',
            ),
        ),
    ),
    id_template='{group_id}/{email}',
    access=Access(
        subject=Subject(attribute='email', by='name'),
        permissions=(Permission(attribute='group_id', kind='group', by='id'),),
    ),
)
