"""Permissions of a caller by the bindings and roles there are, and what they may grant to others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from rolecall.sandbox.tanzu.kubernetes.cluster import MASTERS, Caller, Cluster
from rolecall.sandbox.tanzu.kubernetes.kinds import CLUSTER_ROLE, CLUSTER_ROLE_BINDING, RBAC, ROLE, ROLE_BINDING, Kind
from rolecall.sandbox.tanzu.kubernetes.status import Failure, not_found

Object = dict[str, Any]
_KINDS = {CLUSTER_ROLE.name: CLUSTER_ROLE, ROLE.name: ROLE}


@dataclass(frozen=True)
class Action:
    """One thing somebody does to a resource, or to a path that is none (`url`)."""

    verb: str
    group: str = ""
    resource: str = ""
    name: str = ""
    url: str = ""


def allows(rules: Sequence[Object], action: Action) -> bool:
    """True if one of the rules allows the action."""

    def has(rule: Object, field: str, value: str) -> bool:
        return any(item in ("*", value) for item in rule.get(field) or [])

    for rule in rules:
        if not has(rule, "verbs", action.verb):
            continue
        if action.url:
            if has(rule, "nonResourceURLs", action.url):
                return True
        elif has(rule, "apiGroups", action.group) and has(rule, "resources", action.resource):
            names = rule.get("resourceNames") or []
            if not names or action.name in names:
                return True
    return False


def rules_of(cluster: Cluster, caller: Caller, namespace: str) -> list[Object]:
    """The rules that bindings give the caller everywhere and in `namespace`."""
    if MASTERS in caller.groups:
        return [{"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]}, {"nonResourceURLs": ["*"], "verbs": ["*"]}]
    bindings = [*cluster.records(CLUSTER_ROLE_BINDING)]
    if namespace:
        bindings += cluster.records(ROLE_BINDING, namespace)
    found: list[Object] = []
    for binding in bindings:
        if any(_is(caller, subject, namespace) for subject in binding.object.get("subjects", [])):
            found += referenced(cluster, binding.object["roleRef"], namespace) or []
    return found


def _is(caller: Caller, subject: Object, namespace: str) -> bool:
    if subject["kind"] == "Group":
        return subject["name"] in caller.groups
    if subject["kind"] == "ServiceAccount":
        return caller.name == f"system:serviceaccount:{subject.get('namespace', namespace)}:{subject['name']}"
    return bool(subject["name"] == caller.name)


def referenced(cluster: Cluster, ref: Object, namespace: str) -> list[Object] | None:
    """The rules of the role a binding refers to; None when there is no such role."""
    kind = _KINDS[ref["kind"]]
    record = cluster.find(kind, ref["name"], namespace if kind.namespaced else "")
    return None if record is None else record.object.get("rules", [])


def require(cluster: Cluster, caller: Caller, verb: str, kind: Kind, namespace: str | None, name: str = "") -> None:
    """Refuse with 403 what the caller may not do."""
    action = Action(verb, kind.group, kind.plural, name)
    if allows(rules_of(cluster, caller, namespace or ""), action):
        return
    where = f'in the namespace "{namespace}"' if namespace else "at the cluster scope"
    about = f'{kind.resource} "{name}"' if name else kind.resource
    text = (
        f'{about} is forbidden: User "{caller.name}" cannot {verb} resource "{kind.plural}" '
        f'in API group "{kind.group}" {where}'
    )
    raise Failure(403, text, kind=kind, about=name)


def require_grant(cluster: Cluster, caller: Caller, kind: Kind, object: Object) -> None:
    """Refuse with 403 a binding or role that gives what the caller does not have.

    Whoever may `bind` the role a binding refers to, or `escalate` roles, needs not have it. Raises Refusal 404 for a
    role that does not exist, unless the caller may bind it all the same.
    """
    metadata = object["metadata"]
    name, namespace = metadata.get("name", ""), metadata.get("namespace", "")
    held = rules_of(cluster, caller, namespace)
    if kind in (CLUSTER_ROLE, ROLE):
        if allows(held, Action("escalate", RBAC, kind.plural, name)):
            return
        wanted = object.get("rules", [])
    else:
        ref = object["roleRef"]
        role_kind = _KINDS[ref["kind"]]
        if allows(held, Action("bind", RBAC, role_kind.plural, ref["name"])):
            return
        rules = referenced(cluster, ref, namespace)
        if rules is None:
            raise not_found(role_kind, ref["name"])
        wanted = rules
    missing = [rule for rule in wanted if not all(allows(held, action) for action in _actions(rule))]
    if missing:
        text = (
            f'{kind.resource} "{name}" is forbidden: user "{caller.name}" (groups={list(caller.groups)}) is attempting '
            f"to grant RBAC permissions not currently held: {'; '.join(map(_describe, missing))}"
        )
        raise Failure(403, text, kind=kind, about=name)


def _actions(rule: Object) -> Iterator[Action]:
    """Every single thing a rule allows; `*` stands for itself, so that only `*` covers it."""
    for verb in rule.get("verbs") or []:
        for url in rule.get("nonResourceURLs") or []:
            yield Action(verb, url=url)
        names = rule.get("resourceNames") or [""]
        for group, resource, name in product(rule.get("apiGroups") or [], rule.get("resources") or [], names):
            yield Action(verb, group, resource, name)


def _describe(rule: Object) -> str:
    parts = ("apiGroups", "resources", "resourceNames", "nonResourceURLs", "verbs")
    return "{" + ", ".join(f"{part[0].upper()}{part[1:]}:{rule[part]}" for part in parts if rule.get(part)) + "}"
