# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""The resource type entra_group."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, Links, Move, ObjectLifecycle, Operation, Resource, Schema
from rolecall.specification.traits import Access, Exists, Forbidden, Group, Guard, Length, Matches, NotEmpty
from rolecall.specification.types import BOOL, ListOf, STRING, SetOf

RESOURCE = Resource(
    name='entra_group',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='Object id of the group.', computed=True, read='id'),
            Attribute(
                name='display_name',
                description='Name of the group.',
                required=True,
                field='displayName',
                checks=(NotEmpty(), Length(maximum=256)),
            ),
            Attribute(
                name='description',
                description='What the group is for.',
                optional=True,
                computed=True,
                field='description',
                unset='clear',
                absent='empty',
                nullable=True,
                checks=(NotEmpty(), Length(maximum=1024)),
            ),
            Attribute(
                name='mail_nickname',
                description='What stands before the `@` of a mail address, unique in the tenant.',
                optional=True,
                computed=True,
                field='mailNickname',
                checks=(NotEmpty(), Length(maximum=64), Forbidden(characters='@()\\[]";:<>, ')),
            ),
            Attribute(name='mail', description='E-mail address.', computed=True, read='mail'),
            Attribute(
                name='group_types',
                type=ListOf(STRING),
                description='`Unified` and `DynamicMembership`, as they apply.',
                computed=True,
                read='groupTypes',
            ),
            Attribute(
                name='on_premises_sync_enabled',
                type=BOOL,
                description='Whether a directory of the company writes the object.',
                computed=True,
                read='onPremisesSyncEnabled',
                absent='empty',
            ),
            Attribute(
                name='members',
                type=SetOf(STRING),
                description=(
                    'Object ids of all members, users and groups. Leave it out to keep what the group has, '
                    'for example beside `entra_group_member`; `[]` takes everybody out.'
                ),
                optional=True,
                computed=True,
                field='members',
                sent_on='update',
                absent='empty',
                links=Links(
                    add=Operation(method='PATCH', path='/groups/{id}', body='json'),
                    remove=Operation(method='DELETE', path='/groups/{id}/members/{element}/$ref'),
                    member='members@odata.bind',
                    form='{provider.graph_url}/v1.0/directoryObjects/{element}',
                    batch=20,
                ),
                checks=(
                    Matches(
                        pattern='[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}',
                        meaning='an id in small letters such as 1e5f9a3c-7b2d-4c6e-8a0f-3d5b7c9e1f20',
                    ),
                    Exists(
                        among=('directory_objects',),
                        noun='user or group',
                        made_by=('entra_user', 'entra_group'),
                    ),
                ),
            ),
        ),
        description='A security group and, where `members` is given, everybody who is in it.',
    ),
    lifecycle=ObjectLifecycle(
        collection='groups',
        create=Operation(
            method='POST',
            path='/groups',
            body='json',
            constants=(('mailEnabled', False), ('securityEnabled', True)),
        ),
        update=Operation(method='PATCH', path='/groups/{id}', body='json'),
        delete=Operation(method='DELETE', path='/groups/{id}'),
        authoritative=('members',),
        needs=('mail_nickname',),
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
            type_name='azuread_group',
            attributes=(('object_id', 'id'), ('display_name', 'display_name')),
        ),
    ),
    access=Access(group=Group(name='display_name', members='members', directory=True)),
)
