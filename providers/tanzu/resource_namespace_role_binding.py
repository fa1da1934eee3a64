# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""The resource type tanzu_namespace_role_binding."""

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
    NotEmpty,
    Permission,
    Subject,
    UncheckedName,
)
from rolecall.specification.types import MapOf, STRING

RESOURCE = Resource(
    name='tanzu_namespace_role_binding',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='`{namespace}/{name}`.', computed=True),
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
            Attribute(
                name='namespace',
                description='Namespace of the binding.',
                required=True,
                replace=True,
                read='metadata.namespace',
                checks=(
                    NotEmpty(),
                    Matches(
                        pattern='[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?',
                        meaning=(
                            'at most 63 small letters, digits and hyphens, with a letter or a digit at both '
                            'ends'
                        ),
                    ),
                ),
            ),
        ),
        description='A role that users, groups and service accounts have in one namespace of a cluster.',
    ),
    lifecycle=ObjectLifecycle(
        collection='namespace_role_bindings',
        create=Operation(
            method='POST',
            path='/namespaces/{namespace}/rolebindings',
            body='json',
            endpoint='kubernetes',
            constants=(
                ('apiVersion', 'rbac.authorization.k8s.io/v1'),
                ('kind', 'RoleBinding'),
                ('roleRef.apiGroup', 'rbac.authorization.k8s.io'),
            ),
        ),
        update=Operation(
            method='PUT',
            path='/namespaces/{namespace}/rolebindings/{name}',
            body='json',
            endpoint='kubernetes',
            constants=(
                ('apiVersion', 'rbac.authorization.k8s.io/v1'),
                ('kind', 'RoleBinding'),
                ('roleRef.apiGroup', 'rbac.authorization.k8s.io'),
            ),
        ),
        delete=Operation(
            method='DELETE',
            path='/namespaces/{namespace}/rolebindings/{name}',
            body='json',
            endpoint='kubernetes',
        ),
        created_id='{metadata.namespace}/{metadata.name}',
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
                values=('system:*',),
                reason='Kubernetes makes such role bindings for itself and restores them.',
            ),
        ),
    ),
    id_template='{namespace}/{name}',
    access=Access(
        subject=Subject(
            attribute='subjects.name',
            by='name',
            kind_at='subjects.kind',
            kinds=(('User', 'user'), ('Group', 'group'), ('ServiceAccount', 'service')),
            within='subjects.namespace',
        ),
        permissions=(Permission(attribute='role_ref.name'),),
        scopes=(('namespace', 'namespace'),),
        built_in=(
            BuiltIn(
                names=('system:*',),
                reason='The control plane and its controllers run by it.',
                subjects=('system:*', 'kube-system/*'),
                rights=('system:*',),
            ),
        ),
    ),
)
