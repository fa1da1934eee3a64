"""People, scopes and role bindings of Mission Control's policies."""

from __future__ import annotations

from typing import Any

from rolecall.sandbox.tanzu.mission_control.store import Scope, Subject
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox

JANE, JOE = "user00001@example.com", "user00002@example.com"
ALPHA = Scope("cluster", "alpha")
PATCH = "/v1alpha1/clusters:iam/alpha"


def scope(**said: Any) -> dict[str, Any]:
    """A scope with every member, as Terraform gives it."""
    members = {
        "organization": ("name",),
        "cluster_group": ("name",),
        "cluster": ("name", "management_cluster", "provisioner"),
        "namespace": ("name", "cluster", "management_cluster", "provisioner"),
        "workspace": ("name",),
    }
    return {
        kind: None if kind not in said else {name: said[kind].get(name) for name in names}
        for kind, names in members.items()
    }


def binding(name: str = JANE, role: str = "cluster.view", kind: str = "USER", **said: Any) -> dict[str, Any]:
    return {
        "role": role,
        "subject": {"name": name, "kind": kind},
        "scope": scope(**(said or {"cluster": {"name": "alpha"}})),
    }


def bound(box: TanzuSandbox, at: Scope = ALPHA) -> list[tuple[str, str]]:
    return sorted(
        (each.role, subject.name) for each in box.store.mission.bound(at, inherited=False) for subject in each.subjects
    )


def give(box: TanzuSandbox, name: str, role: str = "cluster.view", at: Scope = ALPHA, kind: str = "USER") -> None:
    box.store.mission.add_binding(role, [Subject(kind, name)], at)
