# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""The collections of objects, with their listings."""

from __future__ import annotations

from rolecall.specification.schema import Collection, Envelope, NaturalKey, Operation
from rolecall.specification.traits import AbsentRows, CanonicalForm, Invitation, InvitationListing, Pagination

MEMBERS = Collection(
    name='members',
    key='userId',
    provisional_key='email',
    list=Operation(method='GET', path='/orgs/{provider.org_id}/users'),
    envelope=Envelope(items='results'),
    pagination=Pagination(
        style='link',
        size='pageLimit',
        start='page_token',
        default=20,
        maximum=100,
        next='pagination.next',
    ),
    natural_key=NaturalKey(attribute='email', field='email'),
    absent_rows=AbsentRows(because='deleted', flag='status', values=('REMOVED',), recreate='revive'),
    canonical_key=CanonicalForm(),
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
            ended=(('EXPIRED', 'expired'), ('REVOKED', 'was revoked')),
            since='generatedAt',
            by='email',
            flag='status',
            fills=(('role', 'orgRoleNames.0'),),
        ),
    ),
)

INVITATIONS = Collection(
    name='invitations',
    key='refLink',
    list=Operation(method='GET', path='/orgs/{provider.org_id}/invitations', query=(('expand', 'true'),)),
)

ROLE_BINDINGS = Collection(
    name='role_bindings',
    key='name',
    list=Operation(
        method='GET',
        path='/iam/rolebindings',
        query=(('searchScope.orgId', '{provider.org_id}'),),
        endpoint='mission_control',
    ),
    envelope=Envelope(item='roleBinding', items='roleBindings'),
    pagination=Pagination(
        style='token',
        size='page_size',
        start='page_token',
        default=20,
        maximum=100,
        next='next_page_token',
    ),
    natural_key=NaturalKey(
        attribute='role',
        field='role',
        scope=(('subject', 'subjects'),),
        within=(
            ('scope.organization.name', 'searchScope.orgId'),
            ('scope.cluster_group.name', 'searchScope.clusterGroupName'),
            ('scope.cluster.name', 'searchScope.clusterName'),
        ),
        unique=False,
    ),
)

IAM_PROVIDERS = Collection(
    name='iam_providers',
    key='name',
    list=Operation(method='GET', path='/account/iamproviders', endpoint='mission_control'),
    envelope=Envelope(items='iamProviders'),
)

CLUSTER_ROLE_BINDINGS = Collection(
    name='cluster_role_bindings',
    key='metadata.name',
    incarnation='metadata.uid',
    precondition='preconditions.uid',
    list=Operation(method='GET', path='/clusterrolebindings', endpoint='kubernetes'),
    get=Operation(method='GET', path='/clusterrolebindings/{id}', endpoint='kubernetes'),
    envelope=Envelope(items='items'),
    pagination=Pagination(
        style='token',
        size='limit',
        start='continue',
        default=500,
        maximum=500,
        next='metadata.continue',
    ),
    natural_key=NaturalKey(attribute='name', field='metadata.name'),
)

NAMESPACE_ROLE_BINDINGS = Collection(
    name='namespace_role_bindings',
    key='{metadata.namespace}/{metadata.name}',
    incarnation='metadata.uid',
    precondition='preconditions.uid',
    list=Operation(method='GET', path='/rolebindings', endpoint='kubernetes'),
    get=Operation(method='GET', path='/namespaces/{namespace}/rolebindings/{name}', endpoint='kubernetes'),
    envelope=Envelope(items='items'),
    pagination=Pagination(
        style='token',
        size='limit',
        start='continue',
        default=500,
        maximum=500,
        next='metadata.continue',
    ),
    natural_key=NaturalKey(
        attribute='name',
        field='metadata.name',
        scope=(('namespace', 'metadata.namespace'),),
    ),
)

CLUSTER_ROLES = Collection(
    name='cluster_roles',
    key='metadata.name',
    list=Operation(method='GET', path='/clusterroles', endpoint='kubernetes'),
    envelope=Envelope(items='items'),
    pagination=Pagination(
        style='token',
        size='limit',
        start='continue',
        default=500,
        maximum=500,
        next='metadata.continue',
    ),
)

COLLECTIONS = (
    MEMBERS,
    INVITATIONS,
    ROLE_BINDINGS,
    IAM_PROVIDERS,
    CLUSTER_ROLE_BINDINGS,
    NAMESPACE_ROLE_BINDINGS,
    CLUSTER_ROLES,
)
