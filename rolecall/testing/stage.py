"""One vendor, somebody to run commands, and the steps that every life is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from rolecall.testing import snapshot
from rolecall.testing.case import Attributes, Box, ResourceCase, Update, resolve
from rolecall.testing.commands import Commands
from rolecall.testing.snapshot import Row, Snapshot


@dataclass
class Stage:
    """A sandbox, and the commands that point to it. `take` gives what a vendor that is not generic has."""

    box: Box
    commands: Commands
    take: Callable[[Box], Snapshot] = snapshot.take

    def begin(self, case: ResourceCase) -> Snapshot:
        """Make what `case` needs at the vendor, and give what is there before anything is applied."""
        if case.prepare is not None:
            case.prepare(self.box)
        return self.look()

    def look(self) -> Snapshot:
        """What the vendor has now."""
        return self.take(self.box)

    def configure(self, case: ResourceCase, values: Mapping[str, Any]) -> None:
        """Make `values` the configuration of the resource under test, beside its prerequisites."""
        resources: dict[str, dict[str, Any]] = {
            kind: dict(resolve(self.box, labelled)) for kind, labelled in case.prerequisites.items()
        }
        resources.setdefault(case.type, {})["this"] = resolve(self.box, values)
        self.commands.configure(resources, case.variables)

    def create(self, case: ResourceCase) -> Attributes:
        """Apply the basic configuration; gives the attributes in state."""
        self.configure(case, case.basic)
        self.commands.apply()
        return self.attributes(case)

    def attributes(self, case: ResourceCase) -> Attributes:
        """What the state says of the resource under test."""
        return self.commands.state()[case.address]

    def row(self, case: ResourceCase) -> Row:
        """What the vendor has of the resource under test; raises AssertionError when it has nothing."""
        found = case.find(self.look(), self.attributes(case))
        assert found is not None, f"the vendor has no {case.address}"
        return found

    def expect_empty_plan(self) -> None:
        """Plan, and want nothing to change."""
        assert self.commands.plan() == {}

    def update(self, case: ResourceCase, values: Mapping[str, Any], updates: Mapping[str, Update]) -> None:
        """Apply `values`, in which `updates` are new: all of them in place or all of them by another object.

        In place the members that they say are stored change at the vendor and nothing else does. One update alone
        changes each of them; of several, one may store what another has stored.
        """
        what = ", ".join(updates)
        old = self.attributes(case)
        for update in updates.values():
            if update.first is not None:
                update.first(self.box, old)
        before = self.look()
        self.configure(case, values)
        (replaces,) = {update.replaces for update in updates.values()}
        assert self.commands.apply() == {case.address: "replace" if replaces else "update"}, what
        again = {name for update in updates.values() for name in update.also}
        stored: dict[str, Any] = {}
        for name, update in updates.items():
            stored |= resolve(self.box, update.stored) if name not in again else {}
        row, found = self.row(case), snapshot.changes(before, self.look())
        assert {field: row[field] for field in stored} == stored, what
        same_id = all(update.same_id for update in updates.values()) or not replaces
        assert (self.attributes(case)["id"] == old["id"]) is same_id, what
        if replaces:
            assert (case.find(self.look(), old) is not None) is same_id, what
        elif len(updates) == 1:
            assert list(found.values()) == ([stored] if stored else []), what
        else:
            assert len(found) <= 1, what
            assert {field for each in found.values() for field in each} <= set(stored), what

    def expect_only(self, case: ResourceCase, before: Snapshot, stored: Mapping[str, Any], what: str) -> None:
        """At the vendor, the row of the resource changed in the members `stored`, and nothing else did."""
        found = snapshot.changes(before, self.look())
        assert list(found.values()) == ([dict(stored)] if stored else []), what
        if found:
            row = self.row(case)
            assert {field: row[field] for field in stored} == stored, what

    def expect_known(self, case: ResourceCase) -> None:
        """The plan after an import wants nothing, but to record arguments that an import cannot know."""
        if case.unreadable:
            assert self.commands.planned_changes(case.address) == case.unreadable
            assert self.commands.apply() == {case.address: "update"}
        self.expect_empty_plan()
