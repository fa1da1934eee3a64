"""What a whole set gives goes over to a single binding, at every vendor that has both, and nobody loses it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from benchmarks.faults.place import Place, placed
from rolecall.specification.schema import MembershipLifecycle
from rolecall.testing.case import ResourceCase, resolve
from tests.contract.dialects import provider_of
from tests.contract.tables import IN_DIALECTS, RESOURCES

LONG_AGO = 400.0
"""Seconds, after which every copy of a directory has what was written."""


def lifecycle_of(case: ResourceCase) -> Any:
    return provider_of(case.where).resource(case.type).lifecycle


BINDINGS = [case for case in (*RESOURCES, *IN_DIALECTS) if isinstance(lifecycle_of(case), MembershipLifecycle)]


def configure(place: Place, *, whole: bool) -> str:
    """Give the element by the whole set of its owner, or by the binding; gives the owner's address."""
    case, lifecycle = place.case, lifecycle_of(place.case)
    values = resolve(place.box, case.basic)
    resources: dict[str, dict[str, Mapping[str, Any]]] = {
        kind: dict(resolve(place.box, each)) for kind, each in case.prerequisites.items()
    }
    owner = str(values[lifecycle.owner])
    label = owner.removeprefix("${").split(".")[1] if owner.startswith("${") else owner
    parents = resources.setdefault(lifecycle.parent, {})
    parents.setdefault(label, {"name": owner})
    if whole:
        parents[label] = {**parents[label], lifecycle.of: [values[lifecycle.member]]}
    else:
        resources.setdefault(case.type, {})["this"] = values
    place.terraform.configure(resources, case.variables)
    return f"{lifecycle.parent}.{label}"


@pytest.mark.parametrize("case", BINDINGS, ids=lambda case: case.name)
def test_an_element_goes_over_to_a_binding(case: ResourceCase) -> None:
    with placed(case, "create") as place:
        place.begin()
        owner = configure(place, whole=True)
        if case.vendor == "splunk":  # whose owners are there already
            assert place.terraform.run_import(owner, owner.partition(".")[2]).well
        assert place.terraform.run_apply().well
        place.box.store.clock.advance(LONG_AGO)
        before = place.look()
        configure(place, whole=False)
        there = place.terraform.run_apply()
        assert there.well and there.done[case.address] == "create"
        assert place.look() == before
