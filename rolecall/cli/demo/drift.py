"""Changes outside the code, in sentences, from the JSON of a Terraform plan.

The plan says both what a refresh found (`resource_drift`) and what the next apply would do about it
(`resource_changes`). Only drift that the code disagrees with is told: a login date that moved on is not worth a
sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_VERBS = {
    "active": {True: "was activated", False: "was deactivated"},
    "enabled": {True: "was started", False: "was stopped"},
}
_NAMES = ("label", "email", "name", "user_name", "user", "display_name", "id")
_NAMED = ("_user", "_group", "_app", "_application")
"""Endings of types whose objects others refer to by id."""
_HOLDERS = ("user_id", "group_id", "principal_id")
_APPS = ("app_id", "resource_id")
_SCOPES = ("organization", "cluster_group", "cluster")


def sentences(plan: Mapping[str, Any], people: Mapping[str, str] | None = None) -> list[str]:
    """Return one sentence per fact that drifted, sorted; none when nothing did.

    `plan` is what `terraform show -json` prints for a saved plan, `people` what the users of other states are called,
    by id. Values that the plan marks as sensitive are never repeated.
    """
    planned = {change["address"]: change["change"] for change in plan.get("resource_changes", [])}
    state = plan.get("prior_state", {}).get("values", {}).get("root_module", {})
    names = {**(people or {}), **names_of(state.get("resources", []))}
    found: set[str] = set()
    for drift in plan.get("resource_drift", []):
        repair = planned.get(drift["address"])
        if repair is not None and repair["actions"] != ["no-op"]:
            found.update(_sentences(drift, repair, names))
    return sorted(found)


def names_of(resources: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return a name that people know for the id of every user, group and app among a state's resources."""
    named = (item["values"] for item in resources if item["type"].endswith(_NAMED))
    return {str(values["id"]): _label(values, {}) for values in named}


def _sentences(drift: Mapping[str, Any], repair: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[str]:
    vendor, _, kind = drift["type"].partition("_")
    before, after = drift["change"]["before"] or {}, drift["change"]["after"]
    what = f"the {kind.replace('_', ' ')}"
    who = _label(before, names)
    if "subject" in before or "subjects" in before:
        who, what = _subjects(before), _binding(before)
    elif kind.endswith("assignment"):
        who, app = (_referred(before, names, *each) for each in (_HOLDERS, _APPS))
        what = f"the assignment to {app}"
    elif kind == "provisioning_job":
        who = f"the provisioning of {names.get(str(before.get('service_principal_id')), 'an application')}"
    elif kind.endswith("role_binding"):
        subject = before.get("user_id") or before.get("user")
        who, what = names.get(str(subject), str(subject)), f"role {before.get('role')}"
    elif kind.endswith("token"):
        owner = before.get("user_id") or before.get("user")
        what = f"the token {before.get('name')!r}"
        who = names.get(str(owner), str(owner)) if owner else "the account itself"
    place = f"{who} ({vendor.capitalize()})"
    if after is None:
        yield f"{place}: {what} was removed outside the code"
        return
    for attribute in sorted(_disputed(before, after, repair)):
        hidden = _marked(drift["change"], attribute)
        for fact in _facts(attribute, before.get(attribute), after.get(attribute), hidden):
            yield f"{place}{' ' if fact.startswith('was ') else ': '}{fact} outside the code"


def _referred(values: Mapping[str, Any], names: Mapping[str, str], *attributes: str) -> str:
    """The name that people give to the object whose id is in the first of `attributes` that is there."""
    id_ = next((str(values[name]) for name in attributes if values.get(name)), "")
    return names.get(id_, id_)


def _subjects(binding: Mapping[str, Any]) -> str:
    """Whom a binding names that has its subjects within."""
    subjects = [binding["subject"]] if binding.get("subject") else binding.get("subjects") or []
    return ", ".join(str(each.get("name")) for each in subjects) or "nobody"


def _binding(binding: Mapping[str, Any]) -> str:
    """The role of such a binding, and what it is about."""
    role = binding.get("role") or (binding.get("role_ref") or {}).get("name")
    scope = binding.get("scope") or {}
    place = next((f"{kind.replace('_', ' ')} {scope[kind]['name']}" for kind in _SCOPES if scope.get(kind)), "")
    place = place or (f"namespace {binding['namespace']}" if binding.get("namespace") else "")
    return f"role {role} on {place}" if place else f"role {role}"


def _disputed(before: Mapping[str, Any], after: Mapping[str, Any], repair: Mapping[str, Any]) -> Iterator[str]:
    """Yield the attributes that moved and that the next apply would move again."""
    current, wanted, unknown = repair["before"] or {}, repair["after"] or {}, repair.get("after_unknown") or {}
    for attribute in before.keys() | after.keys():
        moved = before.get(attribute) != after.get(attribute)
        if moved and (current.get(attribute) != wanted.get(attribute) or unknown.get(attribute) is True):
            yield attribute


def _facts(attribute: str, before: Any, after: Any, hidden: bool) -> Iterator[str]:
    noun = attribute.replace("_", " ")
    if hidden:
        yield f"{noun} was changed"
    elif isinstance(before, list) or isinstance(after, list):
        one = _singular(noun)
        yield from (f"{one} {item} was added" for item in after or [] if item not in (before or []))
        yield from (f"{one} {item} was taken away" for item in before or [] if item not in (after or []))
    elif attribute in _VERBS and isinstance(after, bool):
        yield _VERBS[attribute][after]
    else:
        yield f"{noun} was changed from {_quoted(before)} to {_quoted(after)}"


def _marked(change: Mapping[str, Any], attribute: str) -> bool:
    """True if either side of the change holds something sensitive at the attribute."""
    sides = (change.get(f"{side}_sensitive") for side in ("before", "after"))
    return any(isinstance(side, Mapping) and _any_true(side.get(attribute, False)) for side in sides)


def _any_true(marks: Any) -> bool:
    if isinstance(marks, Mapping):
        return any(map(_any_true, marks.values()))
    return any(map(_any_true, marks)) if isinstance(marks, list) else marks is True


def _label(values: Mapping[str, Any], names: Mapping[str, str]) -> str:
    known = names.get(str(values.get("id")))
    return known or next((str(values[name]) for name in _NAMES if values.get(name)), "someone")


def _singular(noun: str) -> str:
    return noun[:-3] + "y" if noun.endswith("ies") else noun.removesuffix("s")


def _quoted(value: Any) -> str:
    return "nothing" if value in (None, "") else repr(value) if isinstance(value, str) else str(value)
