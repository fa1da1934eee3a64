"""Every attribute of every resource type of every vendor, drifted alone: one finding about it, and no other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rolecall.drift.check import explain
from rolecall.drift.findings import Finding
from rolecall.estate.declarations import Declarations
from rolecall.estate.terraform.plan import read_plan
from rolecall.runtime import shims
from rolecall.specification.schema import Attribute, MembershipLifecycle, ObjectLifecycle, Resource
from rolecall.specification.types import ListOf, MapOf, ObjectOf, Primitive, SetOf, Type

VENDORS = ("tanium", "splunk", "tanzu", "scim", "entra", "okta")


def resources() -> Iterator[tuple[str, Resource]]:
    for vendor in VENDORS:
        shim = shims.load(vendor)
        assert shim is not None
        yield from ((vendor, each) for each in shim.resources)


def sample(value_type: Type, word: str) -> Any:
    """A value of a type; another `word` makes another value."""
    match value_type:
        case SetOf() | ListOf():
            return [sample(value_type.element, word)]
        case MapOf():
            return {word: sample(value_type.element, word)}
        case ObjectOf():
            return {name: sample(each, word) for name, each in value_type.fields}
        case Primitive():
            names = {"bool": word == "new", "number": len(word) + ord(word[0])}
            return names.get(value_type.name, word)
    raise AssertionError(value_type)


def differing(attribute: Attribute) -> Iterator[tuple[Any, Any]]:
    """Pairs of what state says and what the vendor has."""
    old, new = (sample(attribute.value_type, word) for word in ("old", "new"))
    yield old, new
    if isinstance(attribute.value_type, SetOf | ListOf):
        yield old, [*old, *new]
        yield [*old, *new], old
        yield [], new
        yield old, []
    if isinstance(attribute.value_type, ObjectOf):
        for name, value in new.items():
            yield old, {**old, name: value}


def said(vendor: str, resource: Resource, before: Any, after: Any, folder: Path) -> list[Finding]:
    """What drift says of a plan whose refresh found `after` in place of `before`."""
    row = {
        "address": f"{resource.name}.this",
        "mode": "managed",
        "type": resource.name,
        "name": "this",
        "provider_name": f"registry.example/rolecall/{vendor}",
    }
    change = {"actions": ["update"], "before": before, "after": after, "after_unknown": {}}
    prior = {"values": {"root_module": {"resources": [{**row, "values": after, "sensitive_values": {}}]}}}
    document = {
        "format_version": "1.2",
        "resource_changes": [],
        "resource_drift": [{**row, "change": change}] if before != after else [],
        "prior_state": prior,
        "configuration": {},
    }
    file = folder / "plan.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return list(explain(read_plan(file), Declarations()).findings)


TYPES = sorted(resources(), key=lambda pair: pair[1].name)


@pytest.mark.parametrize(("vendor", "resource"), TYPES, ids=[each.name for _, each in TYPES])
def test_each_attribute_alone_is_one_finding(vendor: str, resource: Resource, tmp_path: Path) -> None:
    schema = resource.schema
    values = {each.name: None if each.write_only else sample(each.value_type, "old") for each in schema.attributes}
    trait = resource.lifecycle.secret if isinstance(resource.lifecycle, ObjectLifecycle) else None
    if trait is not None and trait.live is not None:
        values[trait.live[0]] = trait.live[1]
    apart = {(each.kind, each.attribute) for each in said(vendor, resource, values, values, tmp_path)}
    assert not any(attribute for _, attribute in apart)
    for attribute in schema.attributes:
        settable = (attribute.required or attribute.optional) and not attribute.write_only
        for before, after in differing(attribute) if settable and attribute.name != "id" else ():
            old, new = {**values, attribute.name: before}, {**values, attribute.name: after}
            every = said(vendor, resource, old, new, tmp_path)
            if trait is not None and trait.live is not None and attribute.name == trait.live[0]:
                assert [each.kind for each in every] == ["token_revoked"]
                continue
            found = [each for each in every if each.attribute]
            alone = not isinstance(resource.lifecycle, MembershipLifecycle) and before != after
            expected = [attribute.name] if alone else []
            assert [each.attribute for each in found] == expected, (before, after)
            assert all(each.text and each.fix and each.severity for each in found)
