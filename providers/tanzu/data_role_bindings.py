# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""The data source tanzu_role_bindings."""

from __future__ import annotations

from rolecall.specification.schema import AllOf, Attribute, DataSource, Schema

DATA_SOURCE = DataSource(
    name='tanzu_role_bindings',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='A fixed value.', computed=True),
            Attribute(name='cluster', description='Only the role bindings of this cluster.', optional=True),
            Attribute(
                name='cluster_group',
                description='Only the role bindings of this cluster group.',
                optional=True,
            ),
            Attribute(
                name='role_bindings',
                description='All of them, sorted by `name`.',
                computed=True,
                nested=(
                    Attribute(
                        name='id',
                        description='The name that Mission Control generated.',
                        computed=True,
                        read='name',
                    ),
                    Attribute(
                        name='name',
                        description='The name that Mission Control generated.',
                        computed=True,
                        read='name',
                    ),
                    Attribute(
                        name='role',
                        description='Name of the role, for example `cluster.admin`.',
                        computed=True,
                        read='role',
                    ),
                    Attribute(
                        name='subjects',
                        description='Who has the role.',
                        computed=True,
                        read='subjects',
                        nested=(
                            Attribute(
                                name='name',
                                description='E-mail address of a user; or name of a group.',
                                computed=True,
                                read='name',
                            ),
                            Attribute(
                                name='kind',
                                description='Kind of the subject.',
                                computed=True,
                                read='kind',
                            ),
                        ),
                        nesting='list',
                    ),
                    Attribute(
                        name='scope',
                        description='What the role is about, where Mission Control says it.',
                        computed=True,
                        read='scope',
                        nested=(
                            Attribute(
                                name='organization',
                                description='The whole organization by its id.',
                                computed=True,
                                read='organization',
                                nested=(
                                    Attribute(
                                        name='name',
                                        description='Its name.',
                                        computed=True,
                                        read='name',
                                    ),
                                ),
                                nesting='single',
                            ),
                            Attribute(
                                name='cluster_group',
                                description='One cluster group.',
                                computed=True,
                                read='clusterGroup',
                                nested=(
                                    Attribute(
                                        name='name',
                                        description='Its name.',
                                        computed=True,
                                        read='name',
                                    ),
                                ),
                                nesting='single',
                            ),
                            Attribute(
                                name='cluster',
                                description='One cluster.',
                                computed=True,
                                read='cluster',
                                nested=(
                                    Attribute(
                                        name='name',
                                        description='Its name.',
                                        computed=True,
                                        read='name',
                                    ),
                                    Attribute(
                                        name='management_cluster',
                                        description='Management cluster that it is of.',
                                        computed=True,
                                    ),
                                    Attribute(
                                        name='provisioner',
                                        description='Provisioner of the management cluster.',
                                        computed=True,
                                    ),
                                ),
                                nesting='single',
                            ),
                            Attribute(
                                name='namespace',
                                description='One managed namespace of a cluster.',
                                computed=True,
                                nested=(
                                    Attribute(
                                        name='management_cluster',
                                        description='Management cluster that it is of.',
                                        computed=True,
                                    ),
                                    Attribute(
                                        name='provisioner',
                                        description='Provisioner of the management cluster.',
                                        computed=True,
                                    ),
                                    Attribute(
                                        name='cluster',
                                        description='Cluster that it is in.',
                                        computed=True,
                                    ),
                                    Attribute(name='name', description='Its name.', computed=True),
                                ),
                                nesting='single',
                            ),
                            Attribute(
                                name='workspace',
                                description='One workspace.',
                                computed=True,
                                nested=(Attribute(name='name', description='Its name.', computed=True),),
                                nesting='single',
                            ),
                        ),
                        nesting='single',
                    ),
                ),
                nesting='list',
            ),
        ),
        description=(
            'Role bindings in Tanzu Mission Control, all of them or those of one cluster or cluster group.'
        ),
    ),
    source=AllOf(
        collection='role_bindings',
        into='role_bindings',
        filters=(('cluster', 'searchScope.clusterName'), ('cluster_group', 'searchScope.clusterGroupName')),
    ),
)
