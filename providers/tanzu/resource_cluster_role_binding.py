# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""The resource type tanzu_cluster_role_binding."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, ObjectLifecycle, Operation, Resource, Schema
from rolecall.specification.traits import (
    Access,
    Among,
    BuiltIn,
    Forbidden,
    FullReplace,
    Guard,
    KeysMatch,
    Matches,
    NeedsMember,
    NotEmpty,
    Permission,
    Subject,
    UncheckedName,
)
from rolecall.specification.types import MapOf, STRING

RESOURCE = Resource(
    name='tanzu_cluster_role_binding',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='Name of the binding.', computed=True, read='metadata.name'),
            Attribute(
                name='name',
                description='Name of the binding.',
                required=True,
                replace=True,
                field='metadata.name',
                checks=(NotEmpty(), Forbidden(characters='/%')),
            ),
            Attribute(
                name='labels',
                type=MapOf(STRING),
                description='Labels to set. Labels that others set stay as they are and are not shown.',
                optional=True,
                computed=True,
                field='metadata.labels',
                absent='empty',
                shared=True,
                checks=(
                    Matches(
                        pattern='(([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9])?',
                        meaning=(
                            'up to 63 letters, digits, `-`, `_` and `.`, with a letter or a digit at both '
                            'ends'
                        ),
                    ),
                    KeysMatch(
                        pattern='([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]',
                        meaning='like its values, perhaps behind a domain and a slash',
                    ),
                ),
            ),
            Attribute(
                name='role_ref',
                description='The role. It cannot be changed.',
                required=True,
                replace=True,
                field='roleRef',
                nested=(
                    Attribute(
                        name='kind',
                        description='Kind of the role.',
                        required=True,
                        field='kind',
                        checks=(Among(values=('ClusterRole',)),),
                    ),
                    Attribute(
                        name='name',
                        description='Name of the role.',
                        required=True,
                        field='name',
                        checks=(NotEmpty(),),
                    ),
                ),
                nesting='single',
            ),
            Attribute(
                name='subjects',
                description=(
                    'Everybody who has the role. Leave it out to keep whom the binding has; `[]` takes it '
                    'from everybody.'
                ),
                optional=True,
                computed=True,
                field='subjects',
                absent='empty',
                checks=(NeedsMember(member='namespace', by='kind', values=('ServiceAccount',)),),
                nested=(
                    Attribute(
                        name='kind',
                        description='Kind of the subject.',
                        required=True,
                        field='kind',
                        checks=(Among(values=('User', 'Group', 'ServiceAccount')),),
                    ),
                    Attribute(
                        name='name',
                        description='Name of the user, group or service account.',
                        required=True,
                        field='name',
                        checks=(NotEmpty(),),
                    ),
                    Attribute(
                        name='namespace',
                        description='Namespace of a service account.',
                        optional=True,
                        field='namespace',
                    ),
                ),
                nesting='set',
            ),
            Attribute(
                name='resource_version',
                description='Version of the object as the cluster counts it.',
                computed=True,
                read='metadata.resourceVersion',
                recomputed_with=('subjects', 'labels'),
            ),
        ),
        description='A role that users, groups and service accounts have in a whole cluster.',
    ),
    lifecycle=ObjectLifecycle(
        collection='cluster_role_bindings',
        create=Operation(
            method='POST',
            path='/clusterrolebindings',
            body='json',
            endpoint='kubernetes',
            constants=(
                ('apiVersion', 'rbac.authorization.k8s.io/v1'),
                ('kind', 'ClusterRoleBinding'),
                ('roleRef.apiGroup', 'rbac.authorization.k8s.io'),
            ),
        ),
        update=Operation(
            method='PUT',
            path='/clusterrolebindings/{id}',
            body='json',
            endpoint='kubernetes',
            constants=(
                ('apiVersion', 'rbac.authorization.k8s.io/v1'),
                ('kind', 'ClusterRoleBinding'),
                ('roleRef.apiGroup', 'rbac.authorization.k8s.io'),
            ),
        ),
        delete=Operation(
            method='DELETE',
            path='/clusterrolebindings/{id}',
            body='json',
            endpoint='kubernetes',
        ),
        created_id='metadata.name',
        full_replace=FullReplace(),
        unchecked_names=(
            UncheckedName(
                attribute='role_ref.name',
                when=('role_ref.kind', 'ClusterRole'),
                lookup='cluster_roles',
                member='metadata.name',
                noun='cluster role',
            ),
        ),
        guards=(
            Guard(
                events=('create', 'update', 'delete'),
                attribute='name',
                values=('cluster-admin', 'system:*'),
                reason='Kubernetes makes such role bindings for itself and restores them.',
            ),
        ),
    ),
    access=Access(
        subject=Subject(
            attribute='subjects.name',
            by='name',
            kind_at='subjects.kind',
            kinds=(('User', 'user'), ('Group', 'group'), ('ServiceAccount', 'service')),
            within='subjects.namespace',
        ),
        permissions=(Permission(attribute='role_ref.name'),),
        scopes=(('Kubernetes cluster', '*'),),
        built_in=(
            BuiltIn(
                names=('cluster-admin',),
                reason=(
                    'Certificates of the group `system:masters` administer the cluster, and no binding takes '
                    'that away.'
                ),
                subjects=('system:masters',),
                rights=('cluster-admin',),
            ),
            BuiltIn(
                names=('system:*',),
                reason='The control plane and its controllers run by it.',
                subjects=('system:*', 'kube-system/*'),
                rights=('system:*',),
            ),
            BuiltIn(
                names=('kubeadm:*',),
                reason='kubeadm makes it when it sets up a cluster.',
                subjects=('system:*', 'kubeadm:*'),
                rights=('system:*', 'kubeadm:*', 'cluster-admin'),
            ),
        ),
    ),
)
