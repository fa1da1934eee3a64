"""Policies, as a view of Mission Control's role bindings: all that are about one object are its policy."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import astuple, replace
from typing import Any, Final

from rolecall.sandbox.tanzu.mission_control.store import Binding, MissionControl, Scope, Subject

_NAMESPACE: Final = uuid.UUID("5f0c1f7e-3f0e-4b52-9d6e-0b7a4f6c9b11")


def uid_of(scope: Scope, kind: str = "object") -> str:
    """The uid of an object, or of its policy: always the same for the same one."""
    return str(uuid.uuid5(_NAMESPACE, "/".join((kind, *astuple(scope)))))


def policy_of(mission: MissionControl, scope: Scope) -> dict[str, Any]:
    """The policy of one object, whether anything is bound there or not."""
    bound = mission.bound(scope, inherited=False)
    subjects: dict[str, list[dict[str, str]]] = {}
    for binding in bound:
        for subject in binding.subjects:
            row = {"name": subject.name, "kind": subject.kind}
            if row not in subjects.setdefault(binding.role, []):
                subjects[binding.role].append(row)
    newest = max((binding.number for binding in bound), default=0)
    return {
        "meta": {
            "uid": uid_of(scope, "policy"),
            "generation": str(len(bound)),
            "resourceVersion": str(newest),
            "parentReferences": [{"rid": f"rid:{scope.kind}:{scope.name}", "uid": uid_of(scope)}],
        },
        "roleBindings": [{"role": role, "subjects": rows} for role, rows in subjects.items()],
    }


def has(mission: MissionControl, scope: Scope, role: str, subject: Subject) -> bool:
    """Whether a policy has an element."""
    return any(each.role == role and subject in each.subjects for each in mission.bound(scope, inherited=False))


def add(mission: MissionControl, scope: Scope, role: str, subject: Subject) -> None:
    """Add an element where it is not there."""
    if not has(mission, scope, role, subject):
        mission.add_binding(role, [subject], scope)


def remove(mission: MissionControl, scope: Scope, role: str, subject: Subject) -> None:
    """Take an element out; a binding that names others too goes on naming them."""
    for binding in [each for each in mission.bound(scope, inherited=False) if each.role == role]:
        left = tuple(each for each in binding.subjects if each != subject)
        if not left:
            mission.remove_binding(binding.name)
        elif left != binding.subjects:
            mission.bindings[binding.name] = replace(binding, subjects=left)


def clear(mission: MissionControl, bindings: Iterable[Binding]) -> None:
    """Remove bindings."""
    for binding in bindings:
        mission.remove_binding(binding.name)
