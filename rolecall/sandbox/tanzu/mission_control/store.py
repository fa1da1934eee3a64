"""The state of Mission Control: clusters and their groups, groups of people, role bindings, identity providers."""

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
SCOPES = (ORGANIZATION, CLUSTER_GROUP, CLUSTER)
"""What a binding can be about, widest first."""

USER, GROUP = "USER", "GROUP"
ROLES = (
    "organization.admin",
    "organization.edit",
    "organization.view",
    "organization.credential.admin",
    "organization.credential.view",
    "clustergroup.admin",
    "clustergroup.edit",
    "clustergroup.view",
    "cluster.admin",
    "cluster.edit",
    "cluster.view",
)


@dataclass(frozen=True)
class Scope:
    """The scope of a binding: a kind of `SCOPES`, and the name of the one."""

    kind: str
    name: str


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

    `clusters` maps each cluster to its group, `groups` the groups of people that an identity provider pushed to their
    members' addresses.
    """

    def __init__(self, lock: threading.RLock, cloud: CloudServices, options: TanzuOptions) -> None:
        self.lock = lock
        self.cloud = cloud
        self.cluster_groups = list(options.cluster_groups)
        self.clusters = dict.fromkeys(options.clusters, self.cluster_groups[0])
        self.groups: dict[str, list[str]] = {"tanzu-cluster-admins": []}
        self.roles = list(ROLES)
        self.bindings: dict[str, Binding] = {}
        self.iam_providers = [{"name": "okta-scim", "type": "SCIM", "status": "ACTIVE"}]
        self._number = 0

    def exists(self, scope: Scope) -> bool:
        """True if there is what a binding would be about."""
        if scope.kind == ORGANIZATION:
            return scope.name == self.cloud.org_id
        return scope.name in (self.cluster_groups if scope.kind == CLUSTER_GROUP else self.clusters)

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
        scopes = {scope}
        if inherited and scope.kind != ORGANIZATION:
            scopes.add(Scope(ORGANIZATION, self.cloud.org_id))
            if scope.kind == CLUSTER and scope.name in self.clusters:
                scopes.add(Scope(CLUSTER_GROUP, self.clusters[scope.name]))
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
            "groups": self.groups,
            "role_bindings": [asdict(binding) | {"grants": self.grants(binding)} for binding in self.bindings.values()],
            "iam_providers": self.iam_providers,
        }


def subject_of(value: Mapping[str, str]) -> Subject:
    """A subject from `{kind, name}`; raises ValueError for an unknown kind."""
    if value.get("kind") not in (USER, GROUP):
        raise ValueError(f"a subject's kind is USER or GROUP, not {value.get('kind')!r}")
    return Subject(value["kind"], value["name"])
