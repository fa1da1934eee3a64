# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""The collections of objects, with their listings."""

from __future__ import annotations

from rolecall.specification.schema import Collection, Envelope, NaturalKey, Operation
from rolecall.specification.traits import CanonicalForm, Invitation, InvitationListing, Pagination
from ...collections import (
    CLUSTER_ROLES,
    CLUSTER_ROLE_BINDINGS,
    IAM_PROVIDERS,
    INVITATIONS,
    NAMESPACE_ROLE_BINDINGS,
    ROLE_BINDINGS,
)

MEMBERS = Collection(
    name='members',
    key='user.userId',
    provisional_key='user.email',
    list=Operation(method='GET', path='/v2/orgs/{provider.org_id}/users'),
    envelope=Envelope(items='results', total='totalResults'),
    pagination=Pagination(
        style='link',
        size='pageLimit',
        start='pageStart',
        default=200,
        maximum=200,
        next='nextLink',
    ),
    natural_key=NaturalKey(attribute='email', field='user.email'),
    canonical_key=CanonicalForm(form='bare'),
    invitation=Invitation(
        status='status',
        pending='INVITED',
        accepted='ACTIVE',
        wait_for='wait_for',
        until='active',
        timeout='timeouts.create',
        default_seconds=1800,
        who='email',
        listing=InvitationListing(
            lookup='invitations',
            who='username',
            status='status',
            open='AVAILABLE',
            ended=(('REVOKED', 'was revoked'),),
            since='generatedAt',
            by='user.email',
            flag='status',
            fills=(('organizationRoles', 'organizationRoles'), ('serviceRoles', 'serviceRolesDtos')),
            expires='expirationTime',
        ),
    ),
    implied=(('status', 'ACTIVE'),),
)

GROUPS = Collection(
    name='groups',
    key='id',
    list=Operation(method='GET', path='/orgs/{provider.org_id}/groups'),
    get=Operation(method='GET', path='/orgs/{provider.org_id}/groups/{id}'),
    envelope=Envelope(items='results', total='totalResults'),
    pagination=Pagination(
        style='link',
        size='pageLimit',
        start='pageStart',
        default=200,
        maximum=200,
        next='nextLink',
    ),
    natural_key=NaturalKey(attribute='name', field='displayName'),
)

GROUP_MEMBERS = Collection(
    name='group_members',
    key='{group_id}/{email}',
    list=Operation(method='GET', path='/orgs/{provider.org_id}/groups/{group_id}/users'),
    envelope=Envelope(items='results', total='totalResults'),
    pagination=Pagination(
        style='link',
        size='pageLimit',
        start='pageStart',
        default=200,
        maximum=200,
        next='nextLink',
    ),
    natural_key=NaturalKey(attribute='email', field='email', scope=(('group_id', 'group_id'),)),
    canonical_key=CanonicalForm(),
    parents=('group_id',),
    holders=(('group_id', 'tanzu_group.id'),),
)

COLLECTIONS = (
    MEMBERS,
    INVITATIONS,
    ROLE_BINDINGS,
    IAM_PROVIDERS,
    CLUSTER_ROLE_BINDINGS,
    NAMESPACE_ROLE_BINDINGS,
    CLUSTER_ROLES,
    GROUPS,
    GROUP_MEMBERS,
)
