"""Reading and checking a role binding as Mission Control does."""

from __future__ import annotations

from typing import Any

from rolecall.sandbox.core.message import Refusal
from rolecall.sandbox.tanzu.body import invalid, refuse_unknown
from rolecall.sandbox.tanzu.mission_control.store import (
    CLUSTER_GROUP,
    GROUP,
    ORGANIZATION,
    SCOPES,
    USER,
    MissionControl,
    Scope,
    Subject,
)

_ON = {"organization": (ORGANIZATION,), "clustergroup": (ORGANIZATION, CLUSTER_GROUP)}


def role_binding(body: dict[str, Any], mission: MissionControl) -> tuple[str, list[Subject], Scope]:
    """The role, subjects and scope a body asks for; raises Refusal 400, or 404 for a scope that does not exist.

    A `name` in the body is ignored: names are generated.
    """
    refuse_unknown(body, {"roleBinding"}, "request")
    asked = body.get("roleBinding")
    if not isinstance(asked, dict):
        raise invalid("roleBinding is required")
    refuse_unknown(asked, {"name", "role", "subjects", "scope"}, "roleBinding")
    scope = _scope(asked.get("scope"), mission)
    role = asked.get("role")
    if role not in mission.roles:
        raise invalid(f'role "{role}" does not exist')
    if scope.kind not in _ON.get(role.partition(".")[0], SCOPES):
        raise invalid(f'role "{role}" cannot be bound on a {scope.kind}')
    return role, _subjects(asked.get("subjects")), scope


def _scope(value: Any, mission: MissionControl) -> Scope:
    if not isinstance(value, dict) or len(value) != 1:
        raise invalid("scope must have exactly one of organization, clusterGroup, cluster")
    kind, inner = next(iter(value.items()))
    if kind not in SCOPES:
        raise invalid(f'unknown field "{kind}" in scope')
    name = inner.get("name") if isinstance(inner, dict) else None
    if not isinstance(name, str) or not name:
        raise invalid(f"scope.{kind}.name is required")
    scope = Scope(kind, name)
    if not mission.exists(scope):
        raise Refusal(404, f'{kind} "{name}" not found', "not_found")
    return scope


def _subjects(value: Any) -> list[Subject]:
    if not isinstance(value, list) or not value:
        raise invalid("subjects must name someone")
    subjects = []
    for item in value:
        if not isinstance(item, dict) or not isinstance(item.get("name"), str) or not item["name"]:
            raise invalid("each of subjects needs a name")
        refuse_unknown(item, {"name", "kind"}, "subject")
        if item.get("kind") not in (USER, GROUP):
            raise invalid(f'subject kind "{item.get("kind")}" is not one of USER, GROUP')
        subjects.append(Subject(item["kind"], item["name"]))
    return subjects
