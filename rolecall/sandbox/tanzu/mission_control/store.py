"""The state of Mission Control: what bindings can be about, groups of people, role bindings, identity providers."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rolecall.sandbox.core.vendor import known
from rolecall.sandbox.tanzu.cloud_services.store import CloudServices
from rolecall.sandbox.tanzu.options import TanzuOptions

ORGANIZATION, CLUSTER_GROUP, CLUSTER = "organization", "clusterGroup", "cluster"
NAMESPACE, WORKSPACE = "namespace", "workspace"
SCOPES = (ORGANIZATION, CLUSTER_GROUP, CLUSTER)
"""What a binding of the guide's API can be about, widest first."""

PLACES = (*SCOPES, NAMESPACE, WORKSPACE)
"""What has a policy of its own."""

ATTACHED = "attached"
"""Management cluster and provisioner of a cluster that was made elsewhere and attached."""

USER, GROUP = "USER", "GROUP"
KINDS = (USER, GROUP, "SERVICEACCOUNT", "K8S_SERVICEACCOUNT")
"""What a subject of a policy may be."""

ROLES = (
    *(f"organization.{right}" for right in ("admin", "edit", "view", "credential.admin", "credential.view")),
    *(f"{kind}.{right}" for kind in ("clustergroup", "cluster") for right in ("admin", "edit", "view")),
)


@dataclass(frozen=True)
class Scope:
    """The scope of a binding: a kind of `PLACES`, and the name of the one.

    Clusters, and namespaces inside of `cluster`, are of a management cluster and a provisioner too.
    """

    kind: str
    name: str
    management_cluster: str = ATTACHED
    provisioner: str = ATTACHED
    cluster: str = ""


@dataclass(frozen=True)
class Subject:
    """A person by address, or a group by name."""

    kind: str
    name: str


@dataclass(frozen=True)
class Binding:
    """A role binding; it never changes. `number` counts bindings in the order they were made."""

    name: str
    role: str
    subjects: tuple[Subject, ...]
    scope: Scope
    number: int


class MissionControl:
    """The Mission Control of one organization. Methods that change it are safe from any thread.

    `clusters` maps each attached cluster to its group, `provisioned` each cluster that a management cluster made;
    `namespaces` are the managed ones of all of them. `groups` maps the groups of people that an identity provider
    pushed to their members' addresses.
    """

    def __init__(self, lock: threading.RLock, cloud: CloudServices, options: TanzuOptions) -> None:
        self.lock = lock
        self.cloud = cloud
        self.cluster_groups = list(options.cluster_groups)
        self.clusters = dict.fromkeys(options.clusters, self.cluster_groups[0])
        self.provisioned: dict[Scope, str] = {}
        self.namespaces = [Scope(NAMESPACE, options.namespace, cluster=name) for name in options.clusters]
        self.workspaces = ["default"]
        self.groups: dict[str, list[str]] = {"tanzu-cluster-admins": []}
        self.roles = list(ROLES)
        self.bindings: dict[str, Binding] = {}
        self.iam_providers = [{"name": "okta-scim", "type": "SCIM", "status": "ACTIVE"}]
        self._number = 0

    def objects(self, kind: str) -> list[Scope]:
        """Everything of a kind that a binding could be about."""
        match kind:
            case "clusterGroup":
                return [Scope(kind, name) for name in self.cluster_groups]
            case "cluster":
                return [*(Scope(kind, name) for name in self.clusters), *self.provisioned]
            case "namespace":
                return list(self.namespaces)
            case "workspace":
                return [Scope(kind, name) for name in self.workspaces]
        return [Scope(ORGANIZATION, self.cloud.org_id)]

    def exists(self, scope: Scope) -> bool:
        """True if there is what a binding would be about."""
        return scope in self.objects(scope.kind)

    def above(self, scope: Scope) -> list[Scope]:
        """The organization, and the groups and clusters that `scope` belongs to; widest first."""
        if scope.kind == ORGANIZATION:
            return []
        found = [Scope(ORGANIZATION, self.cloud.org_id)]
        cluster = scope
        if scope.kind == NAMESPACE:
            cluster = Scope(CLUSTER, scope.cluster, scope.management_cluster, scope.provisioner)
        if cluster.kind == CLUSTER:
            group = self.provisioned.get(cluster) or self.clusters.get(cluster.name)
            found += [Scope(CLUSTER_GROUP, group)] if group else []
        return [*found, *([cluster] if cluster != scope else [])]

    def add_binding(self, role: str, subjects: Sequence[Subject], scope: Scope) -> Binding:
        """A new binding under a generated name; nothing is checked."""
        with self.lock:
            self._number += 1
            binding = Binding(f"rb-{secrets.token_hex(6)}", role, tuple(subjects), scope, self._number)
            self.bindings[binding.name] = binding
            return binding

    def remove_binding(self, name: str) -> Binding:
        """Remove a binding; raises KeyError."""
        with self.lock:
            return known(self.bindings.pop(name, None), f"role binding {name!r}")

    def bound(self, scope: Scope, *, inherited: bool) -> list[Binding]:
        """The bindings about `scope`, oldest first; `inherited`: and about what it belongs to."""
        scopes = {scope, *(self.above(scope) if inherited else ())}
        return [binding for binding in self.bindings.values() if binding.scope in scopes]

    def grants(self, binding: Binding) -> bool:
        """True if the binding gives anyone anything: a subject who is an active member, or a group that exists."""
        return any(
            subject.name in self.groups if subject.kind == GROUP else self.cloud.is_active(subject.name)
            for subject in binding.subjects
        )

    def seed(self, count: int) -> None:
        """Add `count` bindings of members to roles on clusters, cluster groups and the organization in turn."""
        people = [member.email for member in self.cloud.members.values()]
        places = [
            *(("cluster", Scope(CLUSTER, name)) for name in self.clusters),
            *(("clustergroup", Scope(CLUSTER_GROUP, name)) for name in self.cluster_groups),
            ("organization", Scope(ORGANIZATION, self.cloud.org_id)),
        ]
        for number in range(count):
            prefix, scope = places[number % len(places)]
            role = f"{prefix}.{('view', 'edit', 'admin')[number // len(people) % 3]}"
            self.add_binding(role, [Subject(USER, people[number % len(people)])], scope)

    def dump(self) -> dict[str, Any]:
        """Everything as JSON-ready values; of each binding, whether it grants anything."""
        return {
            "cluster_groups": self.cluster_groups,
            "clusters": self.clusters,
            "provisioned": [asdict(each) for each in self.provisioned],
            "namespaces": [asdict(each) for each in self.namespaces],
            "workspaces": self.workspaces,
            "groups": self.groups,
            "role_bindings": [asdict(binding) | {"grants": self.grants(binding)} for binding in self.bindings.values()],
            "iam_providers": self.iam_providers,
        }


def subject_of(value: Mapping[str, str]) -> Subject:
    """A subject from `{kind, name}`; raises ValueError for an unknown kind."""
    if value.get("kind") not in KINDS:
        raise ValueError(f"a subject's kind is one of {', '.join(KINDS)}, not {value.get('kind')!r}")
    return Subject(value["kind"], value["name"])
