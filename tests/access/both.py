"""One change as a review sees it in a plan, and as drift sees it when somebody else made it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from rolecall.access import TIERS
from rolecall.drift.check import explain
from rolecall.drift.findings import Finding
from rolecall.estate.declarations import Declarations
from rolecall.estate.terraform.plan import read_plan
from rolecall.runtime import shims
from rolecall.specification.schema import Resource
from rolecall.specification.types import ListOf, ObjectOf, SetOf, Type
from tests.drift.test_names_in_plans import row
from tests.review.plans import change, plan, reviewed

Values: TypeAlias = Mapping[str, Any]
Changes: TypeAlias = Mapping[str, tuple[Values, Values]]
"""By address: what a resource was before, and what it is after."""


@dataclass(frozen=True, slots=True)
class Said:
    """How grave the gravest gain is, as a tier, and the people and groups who gain."""

    tier: str
    people: frozenset[str]


def same(values: Values) -> tuple[Values, Values]:
    """A resource that nobody changes."""
    return values, values


def of_review(changes: Changes, folder: Path) -> Said:
    """What a review says of a plan with these changes."""
    rows = []
    for address, (before, after) in _whole(changes).items():
        kind, _, name = address.partition(".")
        rows.append(change(kind, name, before, after, actions=["no-op"] if before == after else ["update"]))
    found = reviewed(plan(folder, *rows))
    gains = [each for each in found.rows if each.effect == "gains" and each.grant.key.subject.kind != "role"]
    tiers = [*(each.tier for each in gains), *(each.tier for each in found.notes if each.kind in ("identity", "reach"))]
    return Said(min(tiers, key=TIERS.index, default="none"), frozenset(each.grant.key.subject.key for each in gains))


def of_drift(changes: Changes, folder: Path) -> Said:
    """What drift says of a plan whose refresh found these changes; what is about access counts as normal at least."""
    found = findings(changes, folder)
    words = {"medium": "normal"}
    tiers = [words.get(each.severity.word, each.severity.word) for each in found]
    gained = {key.subject for each in found for key in each.gained if key.right.kind != "account"}
    return Said(
        min(tiers, key=TIERS.index, default="none"),
        frozenset(each.key for each in gained if each.kind != "role"),
    )


def findings(changes: Changes, folder: Path) -> list[Finding]:
    """The findings of a plan whose refresh found these changes, but for those that are no more than information."""
    rows, drifted = [], []
    for address, (before, after) in _whole(changes).items():
        kind, _, name = address.partition(".")
        there = row(kind, name, dict(after))
        rows.append(there)
        if before != after:
            seen = {"actions": ["update"], "before": before, "after": after, "after_unknown": {}}
            drifted.append({key: there[key] for key in there if key not in ("values", "sensitive_values")})
            drifted[-1]["change"] = seen
    document = {
        "format_version": "1.2",
        "resource_changes": [],
        "resource_drift": drifted,
        "prior_state": {"values": {"root_module": {"resources": rows}}},
        "configuration": {},
    }
    file = folder / "drifted.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return [each for each in explain(read_plan(file), Declarations()).findings if each.severity]


def _whole(changes: Changes) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    """The changes with all attributes of their types; what is not given is null."""
    return {
        address: (_filled(_type(address), before), _filled(_type(address), after))
        for address, (before, after) in changes.items()
    }


def _type(address: str) -> Resource:
    name = address.partition(".")[0]
    shim = shims.load(name.partition("_")[0])
    assert shim is not None
    return shim.resource(name)


def _filled(resource: Resource, values: Values) -> dict[str, Any]:
    types = {each.name: each.value_type for each in resource.schema.attributes}
    assert set(values) <= set(types), f"no such attribute of {resource.name}"
    return {name: _shaped(kind, values.get(name)) for name, kind in types.items()}


def _shaped(kind: Type, value: Any) -> Any:
    if isinstance(kind, SetOf | ListOf) and isinstance(value, list):
        return [_shaped(kind.element, each) for each in value]
    if isinstance(kind, ObjectOf) and isinstance(value, dict):
        return {name: _shaped(inner, value.get(name)) for name, inner in kind.fields}
    return value
