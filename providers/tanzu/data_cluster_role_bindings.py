# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""The data source tanzu_cluster_role_bindings."""

from __future__ import annotations

from rolecall.specification.schema import AllOf, Attribute, DataSource, Schema
from rolecall.specification.types import MapOf, STRING

DATA_SOURCE = DataSource(
    name='tanzu_cluster_role_bindings',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='A fixed value.', computed=True),
            Attribute(
                name='cluster_role_bindings',
                description='All of them, sorted by `name`.',
                computed=True,
                nested=(
                    Attribute(
                        name='id',
                        description='Name of the binding.',
                        computed=True,
                        read='metadata.name',
                    ),
                    Attribute(
                        name='name',
                        description='Name of the binding.',
                        computed=True,
                        read='metadata.name',
                    ),
                    Attribute(
                        name='labels',
                        type=MapOf(STRING),
                        description='Labels.',
                        computed=True,
                        read='metadata.labels',
                        absent='empty',
                    ),
                    Attribute(
                        name='role_ref',
                        description='The role. It cannot be changed.',
                        computed=True,
                        read='roleRef',
                        nested=(
                            Attribute(
                                name='kind',
                                description='Kind of the role.',
                                computed=True,
                                read='kind',
                            ),
                            Attribute(
                                name='name',
                                description='Name of the role.',
                                computed=True,
                                read='name',
                            ),
                        ),
                        nesting='single',
                    ),
                    Attribute(
                        name='subjects',
                        description='Who has the role.',
                        computed=True,
                        read='subjects',
                        absent='empty',
                        nested=(
                            Attribute(
                                name='kind',
                                description='Kind of the subject.',
                                computed=True,
                                read='kind',
                            ),
                            Attribute(
                                name='name',
                                description='Name of the user, group or service account.',
                                computed=True,
                                read='name',
                            ),
                            Attribute(
                                name='namespace',
                                description='Namespace of a service account.',
                                computed=True,
                                read='namespace',
                            ),
                        ),
                        nesting='set',
                    ),
                    Attribute(
                        name='resource_version',
                        description='Version of the object as the cluster counts it.',
                        computed=True,
                        read='metadata.resourceVersion',
                    ),
                ),
                nesting='list',
            ),
        ),
        description='Every cluster role binding of the cluster of the provider block.',
    ),
    source=AllOf(collection='cluster_role_bindings', into='cluster_role_bindings'),
)
