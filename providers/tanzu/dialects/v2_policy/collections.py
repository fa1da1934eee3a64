# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""The collections of objects, with their listings."""

from __future__ import annotations

from ..v2.collections import GROUPS, GROUP_MEMBERS, MEMBERS
from ...collections import CLUSTER_ROLES, CLUSTER_ROLE_BINDINGS, INVITATIONS, NAMESPACE_ROLE_BINDINGS
from ..policy.collections import CLUSTERS, CLUSTER_GROUPS, NAMESPACES, ROLES, ROLE_BINDINGS, WORKSPACES

COLLECTIONS = (
    MEMBERS,
    INVITATIONS,
    ROLE_BINDINGS,
    CLUSTER_ROLE_BINDINGS,
    NAMESPACE_ROLE_BINDINGS,
    CLUSTER_ROLES,
    GROUPS,
    GROUP_MEMBERS,
    CLUSTER_GROUPS,
    CLUSTERS,
    NAMESPACES,
    WORKSPACES,
    ROLES,
)
