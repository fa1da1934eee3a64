"""A sample of the fault matrix over the wild vendors: nothing is lost, doubled or left without a way out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from benchmarks.faults import place
from benchmarks.faults.cases import Scene
from benchmarks.faults.selection import Selection
from rolecall.runtime import shims
from rolecall.sandbox import Sandbox
from rolecall.sandbox.generic import Generic
from rolecall.testing.case import ResourceCase
from tests.contract.generated.test_wild_vendors import CASES, wild

SAMPLE = Selection(sample=3, seed=1)


@contextmanager
def sandbox(where: str) -> Iterator[Sandbox[Any, Any]]:
    with Sandbox(Generic(wild(where).served, seed=3)) as box:
        yield box


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_fault_costs_anything(case: ResourceCase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "sandbox", sandbox)
    monkeypatch.setattr(shims, "load", lambda vendor: wild(vendor).provider)
    found = []
    for operation in place.operations_of(case):
        with place.placed(case, operation) as there:
            scene = Scene(there)
            for each in SAMPLE.of(scene.cases(), f"{case.name} {operation}"):
                verdict, _ = scene.play(each)
                found += [f"{each}: {line}" for line in verdict.lines()]
    assert found == []
