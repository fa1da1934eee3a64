"""The kinds of objects an API server has here."""

from __future__ import annotations

from dataclasses import dataclass

RBAC = "rbac.authorization.k8s.io"


@dataclass(frozen=True)
class Kind:
    """One kind: its name, its plural in paths, its API group (empty: the core), and whether it lives in namespaces."""

    name: str
    plural: str
    group: str
    namespaced: bool

    @property
    def api_version(self) -> str:
        """The `apiVersion` of objects of this kind."""
        return f"{self.group}/v1" if self.group else "v1"

    @property
    def resource(self) -> str:
        """The name in errors: the plural with its group."""
        return f"{self.plural}.{self.group}" if self.group else self.plural


NAMESPACE = Kind("Namespace", "namespaces", "", namespaced=False)
CLUSTER_ROLE = Kind("ClusterRole", "clusterroles", RBAC, namespaced=False)
ROLE = Kind("Role", "roles", RBAC, namespaced=True)
CLUSTER_ROLE_BINDING = Kind("ClusterRoleBinding", "clusterrolebindings", RBAC, namespaced=False)
ROLE_BINDING = Kind("RoleBinding", "rolebindings", RBAC, namespaced=True)
KINDS = (NAMESPACE, CLUSTER_ROLE, ROLE, CLUSTER_ROLE_BINDING, ROLE_BINDING)
BINDINGS = (CLUSTER_ROLE_BINDING, ROLE_BINDING)
