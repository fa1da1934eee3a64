# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""The collections of objects, with their listings."""

from __future__ import annotations

from rolecall.specification.schema import (
    Collection,
    Document,
    DocumentElements,
    Envelope,
    Inheritance,
    NaturalKey,
    Operation,
)
from rolecall.specification.traits import Pagination
from ...collections import CLUSTER_ROLES, CLUSTER_ROLE_BINDINGS, INVITATIONS, MEMBERS, NAMESPACE_ROLE_BINDINGS

ROLE_BINDINGS = Collection(
    name='role_bindings',
    key='name',
    list=Operation(
        method='GET',
        path='/organization:iam',
        query=(('fullName.orgId', '{provider.org_id}'),),
        endpoint='mission_control',
    ),
    envelope=Envelope(item='roleBinding', items='roleBindings'),
    natural_key=NaturalKey(
        attribute='role',
        field='role',
        scope=(('subject', 'subjects'), ('scope', 'scope')),
        within=(
            ('scope.organization.name', 'scope.organization.name'),
            ('scope.cluster_group.name', 'scope.cluster_group.name'),
            ('scope.cluster.name', 'scope.cluster.name'),
            ('scope.namespace.name', 'scope.namespace.name'),
            ('scope.namespace.cluster', 'scope.namespace.cluster'),
            ('scope.workspace.name', 'scope.workspace.name'),
        ),
    ),
    elements=DocumentElements(
        documents='policyList',
        path='roleBindings.subjects',
        key=('role', 'subjects.0.kind', 'subjects.0.name'),
        uid='meta.uid',
        deltas='bindingDeltaList',
        delta=(('role', 'role'), ('subject', 'subjects.0')),
        op='op',
        add='ADD',
        remove='DELETE',
        changed='policy',
        of=(
            Document(
                at='scope.organization',
                names=(('name', 'fullName.orgId'),),
                read=Operation(
                    method='GET',
                    path='/organization:iam',
                    query=(('fullName.orgId', '{fullName.orgId}'),),
                    endpoint='mission_control',
                ),
                change=Operation(
                    method='PATCH',
                    path='/organization:iam',
                    body='json',
                    endpoint='mission_control',
                ),
                only='org_id',
            ),
            Document(
                at='scope.cluster_group',
                names=(('name', 'fullName.name'),),
                read=Operation(
                    method='GET',
                    path='/clustergroups:iam/{fullName.name}',
                    endpoint='mission_control',
                ),
                change=Operation(
                    method='PATCH',
                    path='/clustergroups:iam/{fullName.name}',
                    body='json',
                    endpoint='mission_control',
                ),
                listed='cluster_groups',
            ),
            Document(
                at='scope.cluster',
                names=(
                    ('management_cluster', 'fullName.managementClusterName'),
                    ('provisioner', 'fullName.provisionerName'),
                    ('name', 'fullName.name'),
                ),
                read=Operation(
                    method='GET',
                    path='/clusters:iam/{fullName.name}',
                    query=(
                        ('fullName.managementClusterName', '{fullName.managementClusterName}'),
                        ('fullName.provisionerName', '{fullName.provisionerName}'),
                    ),
                    endpoint='mission_control',
                ),
                change=Operation(
                    method='PATCH',
                    path='/clusters:iam/{fullName.name}',
                    body='json',
                    endpoint='mission_control',
                ),
                listed='clusters',
            ),
            Document(
                at='scope.namespace',
                names=(
                    ('management_cluster', 'fullName.managementClusterName'),
                    ('provisioner', 'fullName.provisionerName'),
                    ('cluster', 'fullName.clusterName'),
                    ('name', 'fullName.name'),
                ),
                read=Operation(
                    method='GET',
                    path='/clusters/{fullName.clusterName}/namespaces:iam/{fullName.name}',
                    query=(
                        ('fullName.managementClusterName', '{fullName.managementClusterName}'),
                        ('fullName.provisionerName', '{fullName.provisionerName}'),
                    ),
                    endpoint='mission_control',
                ),
                change=Operation(
                    method='PATCH',
                    path='/clusters/{fullName.clusterName}/namespaces:iam/{fullName.name}',
                    body='json',
                    endpoint='mission_control',
                ),
                listed='namespaces',
                inside='clusters',
                parents=(
                    ('managementClusterName', 'fullName.managementClusterName'),
                    ('provisionerName', 'fullName.provisionerName'),
                    ('clusterName', 'fullName.name'),
                ),
            ),
            Document(
                at='scope.workspace',
                names=(('name', 'fullName.name'),),
                read=Operation(
                    method='GET',
                    path='/workspaces:iam/{fullName.name}',
                    endpoint='mission_control',
                ),
                change=Operation(
                    method='PATCH',
                    path='/workspaces:iam/{fullName.name}',
                    body='json',
                    endpoint='mission_control',
                ),
                listed='workspaces',
            ),
        ),
        inherited=Inheritance(
            list=Operation(
                method='GET',
                path='/iam/effective',
                query=(('searchScope.targetResourceUid', '{uid}'),),
                endpoint='mission_control',
            ),
            rows='effective',
            total='totalCount',
            flag='spec.inherited',
            document='spec.policySpec',
            uid='meta.uid',
        ),
    ),
)

CLUSTER_GROUPS = Collection(
    name='cluster_groups',
    key='fullName.name',
    list=Operation(
        method='GET',
        path='/clustergroups',
        query=(('searchScope.name', '*'), ('includeTotal', 'true')),
        endpoint='mission_control',
    ),
    envelope=Envelope(items='clusterGroups', total='totalCount'),
    pagination=Pagination(size='pagination.size', start='pagination.offset', default=50, maximum=100),
)

CLUSTERS = Collection(
    name='clusters',
    key='{fullName.managementClusterName}/{fullName.provisionerName}/{fullName.name}',
    list=Operation(
        method='GET',
        path='/clusters',
        query=(('searchScope.name', '*'), ('includeTotal', 'true')),
        endpoint='mission_control',
    ),
    envelope=Envelope(items='clusters', total='totalCount'),
    pagination=Pagination(size='pagination.size', start='pagination.offset', default=50, maximum=100),
)

NAMESPACES = Collection(
    name='namespaces',
    key='{managementClusterName}/{provisionerName}/{clusterName}/{fullName.name}',
    list=Operation(
        method='GET',
        path='/clusters/{clusterName}/namespaces',
        query=(
            ('searchScope.name', '*'),
            ('includeTotal', 'true'),
            ('searchScope.managementClusterName', '{managementClusterName}'),
            ('searchScope.provisionerName', '{provisionerName}'),
        ),
        endpoint='mission_control',
    ),
    envelope=Envelope(items='namespaces', total='totalCount'),
    pagination=Pagination(size='pagination.size', start='pagination.offset', default=50, maximum=100),
    parents=('managementClusterName', 'provisionerName', 'clusterName'),
)

WORKSPACES = Collection(
    name='workspaces',
    key='fullName.name',
    list=Operation(
        method='GET',
        path='/workspaces',
        query=(('searchScope.name', '*'), ('includeTotal', 'true')),
        endpoint='mission_control',
    ),
    envelope=Envelope(items='workspaces', total='totalCount'),
    pagination=Pagination(size='pagination.size', start='pagination.offset', default=50, maximum=100),
)

ROLES = Collection(
    name='roles',
    key='name',
    list=Operation(
        method='GET',
        path='/iam/roles',
        query=(('searchScope.name', '*'), ('includeTotal', 'true')),
        endpoint='mission_control',
    ),
    envelope=Envelope(items='roles', merge=('fullName',), total='totalCount'),
    pagination=Pagination(size='pagination.size', start='pagination.offset', default=50, maximum=100),
)

COLLECTIONS = (
    MEMBERS,
    INVITATIONS,
    ROLE_BINDINGS,
    CLUSTER_ROLE_BINDINGS,
    NAMESPACE_ROLE_BINDINGS,
    CLUSTER_ROLES,
    CLUSTER_GROUPS,
    CLUSTERS,
    NAMESPACES,
    WORKSPACES,
    ROLES,
)
