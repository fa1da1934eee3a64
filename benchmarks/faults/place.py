"""A resource at a vendor in the moment before an operation, to which each case comes back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from benchmarks.faults.bystanders import by_hand
from benchmarks.faults.terraform import Outcome, Terraform
from benchmarks.faults.wire import Wire
from rolecall.sandbox.core.recorded_past import Moment
from rolecall.testing.case import Box, ResourceCase, Update, resolve
from rolecall.testing.snapshot import Snapshot
from rolecall.testing.waits import skipped
from tests.contract import snapshot
from tests.contract.conftest import environment_of, sandbox

OPERATIONS: Final = ("create", "update", "update_all", "replace", "destroy")


class Place:
    """A vendor, the configuration of one resource, and the operation that is about to happen.

    `begin` brings vendor and state back to the moment before; `operate` does it, or does what is left of it.
    """

    def __init__(self, case: ResourceCase, operation: str, box: Box, wire: Wire) -> None:
        self.case = case
        self.operation = operation
        self.box = box
        self.wire = wire
        self.terraform = Terraform(case.vendor, environment_of(box))
        if case.prepare is not None:
            case.prepare(box)
        self.configure({})
        _settle(self.terraform.run_apply())
        if operation != "create":
            self.configure({"this": case.basic})
            _settle(self.terraform.run_apply())
        by_hand(case, box, self.terraform.state().get(case.address))
        self._wanted = self._next(case, operation)
        self._moment = Moment(box.vendor)
        self._held = self.terraform.held

    def begin(self) -> None:
        """Everything as it was before the operation."""
        self._moment.restore()
        self.box.faults.clear()
        self.terraform.held = self._held
        self.configure({"this": self._wanted})

    def operate(self) -> Outcome:
        """The operation, as a practitioner runs it, again and again if need be."""
        if self.operation == "destroy":
            return self.terraform.run_destroy(self.case.address)
        return self.terraform.run_apply()

    def required(self, attribute: str) -> bool:
        """True if the resource cannot do without this argument."""
        return self.terraform.required(self.case.type, attribute)

    def look(self) -> Snapshot:
        """What the vendor has now."""
        return snapshot.take(self.box)

    def configure(self, labelled: Mapping[str, Mapping[str, Any]]) -> None:
        """Make these the resources of the type, by label, beside their prerequisites; the operation is on `this`."""
        resources: dict[str, dict[str, Any]] = {
            kind: dict(resolve(self.box, each)) for kind, each in self.case.prerequisites.items()
        }
        for label, values in labelled.items():
            resources.setdefault(self.case.type, {})[label] = resolve(self.box, values)
        self.terraform.configure(resources, self.case.variables)

    def _next(self, case: ResourceCase, operation: str) -> Mapping[str, Any]:
        """The configuration that brings the operation about; `first` of its updates has happened."""
        values = dict(case.basic)
        for name, update in updates_of(case, operation).items():
            if update.first is not None:
                update.first(self.box, self.terraform.state()[case.address])
            values |= {name: update.value, **update.also}
        return values


@contextmanager
def placed(case: ResourceCase, operation: str) -> Iterator[Place]:
    """A place of its own for one operation on one resource; in this block nobody waits."""
    with sandbox(case.where) as box:
        wire = Wire(box)
        with skipped(moment=0.0), wire.laid():
            yield Place(case, operation, box, wire)


def operations_of(case: ResourceCase) -> tuple[str, ...]:
    """The operations that this resource type can go through."""
    return tuple(name for name in OPERATIONS if name in ("create", "destroy") or updates_of(case, name))


def updates_of(case: ResourceCase, operation: str) -> Mapping[str, Update]:
    """The updates that an operation is made of."""
    inside = {name: each for name, each in case.updates.items() if not each.replaces}
    match operation:
        case "update":
            named = next((name for name, each in inside.items() if each.stored and not each.also), None)
            return {named: inside[named]} if named else {}
        case "update_all":
            return inside if len(inside) > 1 else {}
        case "replace":
            named = next((name for name, each in case.updates.items() if each.replaces), None)
            return {named: case.updates[named]} if named else {}
    return {}


def _settle(outcome: Outcome) -> None:
    assert outcome.well, f"setting the scene failed: {[item.text for item in outcome.errors]} {outcome.broken}"
