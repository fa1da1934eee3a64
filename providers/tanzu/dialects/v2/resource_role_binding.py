# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""The resource type tanzu_role_binding."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, ObjectLifecycle, Operation, Resource, Schema
from rolecall.specification.traits import (
    Access,
    Among,
    ExactlyOne,
    Guard,
    Matches,
    NotEmpty,
    Permission,
    Prerequisite,
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
                description='The name that Mission Control generated.',
                computed=True,
                read='name',
            ),
            Attribute(
                name='role',
                description='Name of the role, for example `cluster.admin`.',
                required=True,
                replace=True,
                field='roleBinding.role',
                read='role',
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
                ),
            ),
            Attribute(
                name='subject',
                description='Who has the role.',
                required=True,
                replace=True,
                field='roleBinding.subjects',
                read='subjects',
                wire='listed',
                nested=(
                    Attribute(
                        name='name',
                        description='E-mail address of a user; or name of a group.',
                        required=True,
                        replace=True,
                        field='name',
                        checks=(NotEmpty(),),
                    ),
                    Attribute(
                        name='kind',
                        description='Kind of the subject.',
                        required=True,
                        replace=True,
                        field='kind',
                        checks=(Among(values=('USER', 'GROUP')),),
                    ),
                ),
                nesting='single',
            ),
            Attribute(
                name='scope',
                description='What the role is about; exactly one of its members.',
                required=True,
                replace=True,
                field='roleBinding.scope',
                read='scope',
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
                        name='cluster_group',
                        description='One cluster group.',
                        optional=True,
                        replace=True,
                        field='clusterGroup',
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
                            ),
                            Attribute(
                                name='provisioner',
                                description='Provisioner of the management cluster.',
                                optional=True,
                                computed=True,
                            ),
                        ),
                        nesting='single',
                    ),
                    Attribute(
                        name='namespace',
                        description='One managed namespace of a cluster.',
                        optional=True,
                        nested=(
                            Attribute(
                                name='management_cluster',
                                description='Management cluster that it is of.',
                                optional=True,
                                computed=True,
                            ),
                            Attribute(
                                name='provisioner',
                                description='Provisioner of the management cluster.',
                                optional=True,
                                computed=True,
                            ),
                            Attribute(name='cluster', description='Cluster that it is in.', required=True),
                            Attribute(name='name', description='Its name.', required=True),
                        ),
                        nesting='single',
                    ),
                    Attribute(
                        name='workspace',
                        description='One workspace.',
                        optional=True,
                        nested=(Attribute(name='name', description='Its name.', required=True),),
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
        description='A role in Tanzu Mission Control, on the organization, a cluster group or a cluster.',
    ),
    lifecycle=ObjectLifecycle(
        collection='role_bindings',
        create=Operation(method='POST', path='/iam/rolebindings', body='json', endpoint='mission_control'),
        delete=Operation(method='DELETE', path='/iam/rolebindings/{id}', endpoint='mission_control'),
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
        guards=(
            Guard(
                events=('set',),
                attribute='scope.cluster.management_cluster',
                reason=(
                    'The API of the user management guide knows clusters by their name alone. Only the '
                    'published API tells clusters of several management clusters apart (`tmc_dialect = '
                    '"policy"`).'
                ),
            ),
            Guard(
                events=('set',),
                attribute='scope.cluster.provisioner',
                reason=(
                    'The API of the user management guide knows clusters by their name alone. Only the '
                    'published API tells clusters of several management clusters apart (`tmc_dialect = '
                    '"policy"`).'
                ),
            ),
            Guard(
                events=('set',),
                attribute='scope.namespace',
                reason=(
                    'The API of the user management guide has organizations, cluster groups and clusters '
                    'alone. Only the published API has it (`tmc_dialect = "policy"`).'
                ),
            ),
            Guard(
                events=('set',),
                attribute='scope.workspace',
                reason=(
                    'The API of the user management guide has organizations, cluster groups and clusters '
                    'alone. Only the published API has it (`tmc_dialect = "policy"`).'
                ),
            ),
        ),
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
