"""Reading and checking a change of a policy as Mission Control does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from rolecall.sandbox.tanzu.body import invalid, refuse_unknown
from rolecall.sandbox.tanzu.mission_control.store import (
    ATTACHED,
    CLUSTER,
    CLUSTER_GROUP,
    KINDS,
    NAMESPACE,
    ORGANIZATION,
    PLACES,
    ROLES,
    WORKSPACE,
    Scope,
    Subject,
)

POLICY_ROLES: Final = (
    *ROLES,
    *(f"{kind}.{right}" for kind in ("namespace", "workspace") for right in ("admin", "edit", "view")),
)
LONGEST_ROLE: Final = 126
LONGEST_NAME: Final = 320
MEMBERS: Final[Mapping[str, tuple[str, ...]]] = {
    ORGANIZATION: ("orgId",),
    CLUSTER_GROUP: ("orgId", "name"),
    CLUSTER: ("orgId", "managementClusterName", "provisionerName", "name"),
    NAMESPACE: ("orgId", "managementClusterName", "provisionerName", "clusterName", "name"),
    WORKSPACE: ("orgId", "name"),
}
"""The members of an object's full name, by kind."""
_ON: Final[Mapping[str, tuple[str, ...]]] = {
    "organization": (ORGANIZATION,),
    "clustergroup": (ORGANIZATION, CLUSTER_GROUP),
    "cluster": (ORGANIZATION, CLUSTER_GROUP, CLUSTER),
    "workspace": (ORGANIZATION, WORKSPACE),
}
"""Where roles can be bound, by their first word; others anywhere."""


def full_name(scope: Scope, org_id: str) -> dict[str, str]:
    """The full name of an object, as rows of listings have it."""
    values = {
        "orgId": org_id,
        "managementClusterName": scope.management_cluster,
        "provisionerName": scope.provisioner,
        "clusterName": scope.cluster,
        "name": scope.name,
    }
    return {name: values[name] for name in MEMBERS[scope.kind]}


def scope_of(kind: str, name: str, said: Mapping[str, Any], org_id: str, cluster: str = "") -> Scope:
    """The object that a full name means; an organization that is not said is our own."""
    if kind == ORGANIZATION:
        return Scope(kind, str(said.get("orgId") or org_id))
    if kind not in (CLUSTER, NAMESPACE):
        return Scope(kind, name)
    management = str(said.get("managementClusterName") or ATTACHED)
    return Scope(kind, name, management, str(said.get("provisionerName") or ATTACHED), cluster)


def deltas(body: dict[str, Any], kind: str, arguments: Mapping[str, str]) -> list[tuple[str, str, Subject]]:
    """The operation, role and subject of each delta; raises Refusal 400, also for the full name of another object."""
    refuse_unknown(body, {"fullName", "bindingDeltaList"}, "request")
    said = body.get("fullName")
    if not isinstance(said, dict):
        raise invalid("fullName is required")
    refuse_unknown(said, set(MEMBERS[kind]), "fullName")
    for member, argument in (("name", "name"), ("clusterName", "cluster")):
        if member in MEMBERS[kind] and said.get(member) != arguments.get(argument):
            raise invalid(f"fullName.{member} does not match the path")
    asked = body.get("bindingDeltaList")
    if not isinstance(asked, list) or not asked:
        raise invalid("bindingDeltaList must not be empty")
    return [_delta(each, kind) for each in asked]


def _delta(value: Any, kind: str) -> tuple[str, str, Subject]:
    if not isinstance(value, dict):
        raise invalid("a delta is an object")
    refuse_unknown(value, {"op", "role", "subject"}, "bindingDelta")
    op, role, subject = value.get("op"), value.get("role"), value.get("subject")
    if op not in ("ADD", "DELETE"):
        raise invalid(f'op "{op}" is not one of ADD, DELETE')
    if not isinstance(role, str) or not 0 < len(role) <= LONGEST_ROLE or role not in POLICY_ROLES:
        raise invalid(f'role "{role}" does not exist')
    if kind not in _ON.get(role.partition(".")[0], PLACES):
        raise invalid(f'role "{role}" cannot be bound on a {kind}')
    if not isinstance(subject, dict):
        raise invalid("subject is required")
    refuse_unknown(subject, {"name", "kind"}, "subject")
    name, who = subject.get("name"), subject.get("kind")
    if not isinstance(name, str) or not 0 < len(name) <= LONGEST_NAME:
        raise invalid(f"subject.name must have 1 to {LONGEST_NAME} characters")
    if who not in KINDS:
        raise invalid(f'subject kind "{who}" is not one of {", ".join(KINDS)}')
    if who == "K8S_SERVICEACCOUNT" and len(list(filter(None, name.split(":")))) != 2:
        raise invalid(f'"{name}" is not of the form namespace:account')
    return op, role, Subject(who, name)
