# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""The resource type tanzu_role_binding."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, ObjectLifecycle, Operation, Resource, Schema
from rolecall.specification.traits import (
    Access,
    Among,
    ExactlyOne,
    Length,
    Matches,
    NotEmpty,
    Permission,
    Prerequisite,
    Reference,
    Subject,
    UncheckedName,
    WellKnown,
)

RESOURCE = Resource(
    name='tanzu_role_binding',
    schema=Schema(
        attributes=(
            Attribute(
                name='id',
                description='`<scope>/<role>/<kind>/<subject>`.',
                computed=True,
                read='name',
            ),
            Attribute(
                name='role',
                description='Name of the role, for example `cluster.admin`.',
                required=True,
                replace=True,
                field='role',
                checks=(
                    WellKnown(
                        values=(
                            'organization.admin',
                            'organization.edit',
                            'organization.view',
                            'organization.credential.admin',
                            'organization.credential.view',
                            'clustergroup.admin',
                            'clustergroup.edit',
                            'clustergroup.view',
                            'cluster.admin',
                            'cluster.edit',
                            'cluster.view',
                            'namespace.admin',
                            'namespace.edit',
                            'namespace.view',
                            'workspace.admin',
                            'workspace.edit',
                            'workspace.view',
                        ),
                    ),
                    NotEmpty(),
                    Length(maximum=126),
                ),
                reference=Reference(lookup='roles', noun='role', key='name', wire='name', unseen='pass'),
            ),
            Attribute(
                name='subject',
                description='Who has the role.',
                required=True,
                replace=True,
                field='subjects',
                wire='listed',
                nested=(
                    Attribute(
                        name='name',
                        description=(
                            'E-mail address of a user; name of a group; or `<namespace>:<account>` of a '
                            'service account.'
                        ),
                        required=True,
                        replace=True,
                        field='name',
                        checks=(NotEmpty(), Length(maximum=320)),
                    ),
                    Attribute(
                        name='kind',
                        description='Kind of the subject.',
                        required=True,
                        replace=True,
                        field='kind',
                        checks=(Among(values=('USER', 'GROUP', 'K8S_SERVICEACCOUNT')),),
                    ),
                ),
                nesting='single',
            ),
            Attribute(
                name='scope',
                description='What the role is about; exactly one of its members.',
                required=True,
                replace=True,
                field='scope',
                checks=(ExactlyOne(),),
                nested=(
                    Attribute(
                        name='organization',
                        description='The whole organization by its id.',
                        optional=True,
                        replace=True,
                        field='organization',
                        nested=(
                            Attribute(
                                name='name',
                                description='Id of the organization.',
                                required=True,
                                replace=True,
                                field='name',
                                checks=(NotEmpty(),),
                            ),
                        ),
                        nesting='single',
                    ),
                    Attribute(
                        name='cluster_group',
                        description='One cluster group.',
                        optional=True,
                        replace=True,
                        field='cluster_group',
                        nested=(
                            Attribute(
                                name='name',
                                description='Its name.',
                                required=True,
                                replace=True,
                                field='name',
                                checks=(NotEmpty(),),
                            ),
                        ),
                        nesting='single',
                    ),
                    Attribute(
                        name='cluster',
                        description='One cluster.',
                        optional=True,
                        replace=True,
                        field='cluster',
                        nested=(
                            Attribute(
                                name='name',
                                description='Its name.',
                                required=True,
                                replace=True,
                                field='name',
                                checks=(NotEmpty(),),
                            ),
                            Attribute(
                                name='management_cluster',
                                description='Management cluster that it is of.',
                                optional=True,
                                computed=True,
                                default='attached',
                                replace=True,
                                field='management_cluster',
                                checks=(NotEmpty(),),
                            ),
                            Attribute(
                                name='provisioner',
                                description='Provisioner of the management cluster.',
                                optional=True,
                                computed=True,
                                default='attached',
                                replace=True,
                                field='provisioner',
                                checks=(NotEmpty(),),
                            ),
                        ),
                        nesting='single',
                    ),
                    Attribute(
                        name='namespace',
                        description='One managed namespace of a cluster.',
                        optional=True,
                        replace=True,
                        field='namespace',
                        nested=(
                            Attribute(
                                name='management_cluster',
                                description='Management cluster that it is of.',
                                optional=True,
                                computed=True,
                                default='attached',
                                replace=True,
                                field='management_cluster',
                                checks=(NotEmpty(),),
                            ),
                            Attribute(
                                name='provisioner',
                                description='Provisioner of the management cluster.',
                                optional=True,
                                computed=True,
                                default='attached',
                                replace=True,
                                field='provisioner',
                                checks=(NotEmpty(),),
                            ),
                            Attribute(
                                name='cluster',
                                description='Cluster that it is in.',
                                required=True,
                                replace=True,
                                field='cluster',
                                checks=(NotEmpty(),),
                            ),
                            Attribute(
                                name='name',
                                description='Its name.',
                                required=True,
                                replace=True,
                                field='name',
                                checks=(NotEmpty(),),
                            ),
                        ),
                        nesting='single',
                    ),
                    Attribute(
                        name='workspace',
                        description='One workspace.',
                        optional=True,
                        replace=True,
                        field='workspace',
                        nested=(
                            Attribute(
                                name='name',
                                description='Its name.',
                                required=True,
                                replace=True,
                                field='name',
                                checks=(NotEmpty(),),
                            ),
                        ),
                        nesting='single',
                    ),
                ),
                nesting='single',
            ),
            Attribute(
                name='timeouts',
                description='How long to wait.',
                optional=True,
                nested=(
                    Attribute(
                        name='create',
                        description=(
                            'How long to wait for a user who is invited in the same run to become an active '
                            'member. Default: `30m`.'
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
        description=(
            'A role in Tanzu Mission Control, on the organization, a cluster group, a cluster, a namespace '
            'or a workspace.'
        ),
    ),
    lifecycle=ObjectLifecycle(
        collection='role_bindings',
        create=Operation(method='PATCH', path='/organization:iam', body='json', endpoint='mission_control'),
        delete=Operation(method='PATCH', path='/organization:iam', body='json', endpoint='mission_control'),
        created_id='name',
        prerequisites=(
            Prerequisite(
                attribute='subject.name',
                lookup='members',
                by='user.email',
                member='status',
                value='ACTIVE',
                made_by='tanzu_org_member',
                timeout='timeouts.create',
                default_seconds=1800,
                noun='member of the organization',
                when=('subject.kind', 'USER'),
            ),
        ),
        unchecked_names=(
            UncheckedName(
                attribute='subject.name',
                when=('subject.kind', 'GROUP'),
                lookup='role_bindings',
                member='subjects.name',
                noun='group',
                where=('subjects.kind', 'GROUP'),
            ),
        ),
        overlap=True,
    ),
    access=Access(
        subject=Subject(
            attribute='subject.name',
            by='name',
            kind_at='subject.kind',
            kinds=(('USER', 'user'), ('GROUP', 'group'), ('K8S_SERVICEACCOUNT', 'service')),
        ),
        permissions=(Permission(attribute='role'),),
        scopes=(
            ('organization', 'scope.organization.name'),
            ('cluster group', 'scope.cluster_group.name'),
            ('cluster', 'scope.cluster.name'),
            ('cluster namespace', 'scope.namespace.name'),
            ('workspace', 'scope.workspace.name'),
        ),
    ),
)
