# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""The resource type tanzu_cluster_user."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, PrincipalLifecycle, Resource, Schema
from rolecall.specification.traits import CascadeDelete, Deprovision, Matches, NotEmpty
from rolecall.specification.types import BOOL

RESOURCE = Resource(
    name='tanzu_cluster_user',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='`{name}`.', computed=True),
            Attribute(
                name='name',
                description='The name by which the cluster knows the user.',
                required=True,
                replace=True,
                checks=(
                    NotEmpty(),
                    Matches(pattern='(?!system:).*', meaning='a name that does not begin with system:'),
                ),
            ),
            Attribute(
                name='remove_role_bindings_on_destroy',
                type=BOOL,
                description=(
                    'Whether destroying removes every role binding of the cluster that names this user '
                    'alone, whoever made it. Those that name others too stay and are reported.'
                ),
                optional=True,
                computed=True,
                default=True,
            ),
        ),
        description='What a user has in one cluster, so that it ends when they leave the organization.',
    ),
    lifecycle=PrincipalLifecycle(
        deprovision=Deprovision(
            cascade_delete=(
                CascadeDelete(
                    collection='cluster_role_bindings',
                    owner='subjects.name',
                    delete_path='/clusterrolebindings/{metadata.name}',
                    switch='remove_role_bindings_on_destroy',
                    by='name',
                    where=(('subjects.kind', 'User'),),
                    endpoint='kubernetes',
                ),
                CascadeDelete(
                    collection='namespace_role_bindings',
                    owner='subjects.name',
                    delete_path='/namespaces/{metadata.namespace}/rolebindings/{metadata.name}',
                    switch='remove_role_bindings_on_destroy',
                    by='name',
                    where=(('subjects.kind', 'User'),),
                    endpoint='kubernetes',
                ),
            ),
        ),
    ),
    id_template='{name}',
)
