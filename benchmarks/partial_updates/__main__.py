"""Random partial updates where a write replaces the whole object, while others change it too.

    python -m benchmarks.partial_updates                         # 10,000 for each API
    python -m benchmarks.partial_updates --count 500 --seed 7
    python -m benchmarks.partial_updates --type tanium_user

An update sets some arguments of a resource and leaves the others out, at random; 24 objects are updated in one run, and
fewer after a plan that refused them together. Others change the same objects by hand, before the plan and again between
plan and apply. Afterwards everything that was there must be there: what others gave, what the configuration does not
speak of, and every other object. Only what the plan had seen and was to change may be gone. SCIM servers are asked
without PATCH, so that they are written whole too.

  updates       how many were applied
  no change     of them, plans that wanted nothing
  refused       configurations that the plan or the vendor refused, in which nothing may be lost either
  rights lost   objects of which something was gone after a run

The last should be 0. What was lost is printed with the run's number; the same seed gives the same updates. The exit
code is 1 if there is any.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Final

from benchmarks.faults.ledger import Fact, facts_of
from benchmarks.faults.place import Place
from benchmarks.faults.wire import Wire
from benchmarks.partial_updates.others import KEYED, OTHERS
from rolecall.testing.case import ResourceCase, resolve
from rolecall.testing.snapshot import Snapshot
from rolecall.testing.waits import skipped
from tests.contract.conftest import sandbox
from tests.contract.tables import IN_DIALECTS, RESOURCES

TOGETHER: Final = 24
"""So many objects are updated in one run."""
LABELS: Final = tuple(f"number{number}" for number in range(TOGETHER))
LIFE: Final = 40
"""After so many runs the objects begin anew."""
OPTIONS: Final[Mapping[str, Mapping[str, Any]]] = {
    "scim": {"patch": False},
    "splunk": {"omitted_lists": "clear"},
    "okta": {"rate_limit": 1_000_000},
}
"""Options of a vendor by which it is written whole, and counts no requests by a clock that nobody waits for."""
NAMES: Final = ("name", "user_name", "display_name")
"""What tells the objects apart: the first of them that a resource type has."""


@dataclass
class Counts:
    """What came of the updates of one resource type."""

    updates: int = 0
    unchanged: int = 0
    refused: int = 0
    lost: int = 0

    @property
    def tried(self) -> int:
        """How many there were."""
        return self.updates + self.refused


@dataclass
class Run:
    """One run: by label what is configured and which fields the plan changes, and what was there in the meantime.

    `seen` is what was there when the plan was made, `before` when the apply began; `rows` are the objects in it.
    """

    configured: Mapping[str, Mapping[str, Any]]
    fields: dict[str, set[str]] = field(default_factory=dict)
    seen: set[Fact] = field(default_factory=set)
    before: Snapshot = field(default_factory=dict)
    rows: dict[tuple[str, str], str] = field(default_factory=dict)


class Life:
    """Some objects of one resource type and their updates, run by run."""

    def __init__(self, case: ResourceCase, place: Place, rng: random.Random) -> None:
        self._case = case
        self._place = place
        self._rng = rng
        self._keyed = KEYED.get(case.name)
        self._inside = {
            name: each
            for name, each in case.updates.items()
            if not each.replaces and name not in ("on_destroy", "wait_for")
        }
        self._name = self._keyed.attribute if self._keyed else next(name for name in NAMES if name in case.basic)
        self._labels = {label: f"-{number}" for number, label in enumerate(LABELS)}
        self._change = OTHERS[case.name]
        self._together = TOGETHER
        self._configured: dict[str, Mapping[str, Any]] = {}
        self.counts = Counts()

    def begin(self) -> None:
        """The objects as they are made."""
        self._place.begin()
        self._configured = {label: self._named(label, self._case.basic) for label in self._labels}
        self._place.configure(self._configured)
        outcome = self._place.terraform.run_apply()
        assert outcome.well, [item.text for item in outcome.errors] + outcome.broken

    def update(self) -> list[Fact]:
        """Plan and apply one update of each object with what others do meanwhile; gives what is lost by it."""
        place = self._place
        self._others()
        chosen = self._rng.sample(list(self._labels), self._together)
        run = Run({**self._configured, **{label: self._configuration(label) for label in chosen}})
        place.configure(run.configured)

        unchanged = 0

        def between(plans: Mapping[str, Any]) -> None:
            nonlocal unchanged
            run.seen = facts_of(place.look())
            for label in self._labels:
                plan = plans[self._address(label)]
                unchanged += plan.action == "no-op" and label in chosen
                run.fields[label] = {name for each in plan.differs for name in self._fields(each)}
            self._others()
            run.before = place.look()
            run.rows = dict(self._rows(run.before))

        outcome = place.terraform.run_apply(between)
        place.terraform.said.clear()
        if not run.before:
            self.counts.refused += len(chosen)
            self._together = max(1, self._together // 2)
            return []
        self._together = min(TOGETHER, self._together + 1)
        self._configured = dict(run.configured)
        updated = sum(self._address(label) in outcome.done for label in chosen) + unchanged
        self.counts.unchanged += unchanged
        self.counts.updates += updated
        self.counts.refused += len(chosen) - updated
        lost = list(self._lost(run, facts_of(place.look())))
        self.counts.lost += len({(section, key) for section, key, _, _ in lost})
        return lost

    def _lost(self, run: Run, now: set[Fact]) -> Iterator[Fact]:
        """What is gone and neither was to change nor is what the configuration says again."""
        lists = {(section, name) for section, name in _lists(run.before)}
        for fact in facts_of(run.before) - now:
            section, key, name, _ = fact
            if self._keyed and name in self._keyed.moving:
                continue
            label = run.rows.get((section, key), "")
            planned = name in run.fields.get(label, ()) and (fact in run.seen or (section, name) not in lists)
            set_again = {field for each in run.configured.get(label, ()) for field in self._fields(each)}
            repaired = name in set_again and (section, name) not in lists
            if not planned and not repaired:
                yield fact

    def _rows(self, snapshot: Snapshot) -> Iterator[tuple[tuple[str, str], str]]:
        """The rows of the objects, with their labels."""
        state = self._place.terraform.state()
        for label in self._labels:
            row = self._case.find(snapshot, state[self._address(label)])
            for section, rows in snapshot.items():
                yield from (((section, key), label) for key, each in rows.items() if each is row)

    def _address(self, label: str) -> str:
        return f"{self._case.type}.{label}"

    def _others(self) -> None:
        state = self._place.terraform.state()
        for label in self._labels:
            attributes = state[self._address(label)]
            for _ in range(self._rng.randrange(3)):
                self._change(self._place.box, attributes, self._rng)

    def _configuration(self, label: str) -> dict[str, Any]:
        """The arguments that an update sets: required ones always, others at random."""
        values = dict(self._case.basic)
        for name, update in self._inside.items():
            chosen = self._rng.random()
            if chosen < 0.3:
                values |= {name: self._some(resolve(self._place.box, update.value)), **update.also}
            elif chosen < 0.7 and name in values and not self._place.required(name):
                del values[name]
        for name, several in self._keyed.values.items() if self._keyed else ():
            if self._rng.random() < 0.3:
                values[name] = self._rng.choice(several)
        return self._named(label, values)

    def _named(self, label: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """`values` with what tells the object apart from all others."""
        if self._keyed:
            return {**values, self._name: f"${{{self._keyed.made_by}.{label}.id}}"}
        return {**values, self._name: f"{values[self._name]}{self._labels[label]}"}

    def _some(self, value: Any) -> Any:
        """Of a list some elements, at least one; anything else as it is."""
        if not isinstance(value, list) or len(value) < 2:
            return value
        return [each for each in value if self._rng.randrange(2)] or value

    def _fields(self, attribute: str) -> set[str]:
        """The vendor's members that an attribute is stored in."""
        update = self._case.updates.get(attribute)
        return {attribute, *(update.stored if update else ())}


def _lists(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    for section, rows in snapshot.items():
        for row in rows.values():
            yield from ((section, name) for name, value in row.items() if isinstance(value, list))


@contextmanager
def _placed(case: ResourceCase) -> Iterator[Place]:
    keyed = KEYED.get(case.name)
    if keyed is not None:
        made = {label: keyed.basic(label) for label in LABELS}
        case = replace(case, prerequisites={**case.prerequisites, keyed.made_by: made})
    with sandbox(case.where, OPTIONS.get(case.vendor, {})) as box:
        wire = Wire(box)
        with skipped(moment=0.0), wire.laid():
            yield Place(case, "create", box, wire)


def run(case: ResourceCase, count: int, seed: int) -> Counts:
    """`count` updates of one resource type; prints what is lost."""
    rng = random.Random(f"{seed} {case.type}")
    with _placed(case) as place:
        life = Life(case, place, rng)
        for number in itertools.count():
            if life.counts.tried >= count:
                break
            if number % LIFE == 0:
                life.begin()
            if lost := life.update():
                print(f"{case.name}, run {number}: {'; '.join(' '.join(fact) for fact in lost)[:400]}")
            if sys.stderr.isatty():
                print(f"\r\x1b[K{case.name} {life.counts.tried:,}/{count:,}", end="", file=sys.stderr, flush=True)
    return life.counts


def main() -> None:
    """Print the table; exit with 1 when anything was lost."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.partial_updates",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--count", type=int, default=10_000, help="updates of each resource type (default 10,000)")
    parser.add_argument("--seed", type=int, default=0, help="another seed makes other updates (default 0)")
    parser.add_argument("--type", choices=list(OTHERS), metavar="TYPE", help=f"one of {', '.join(OTHERS)}")
    given = parser.parse_args()
    rows: list[tuple[str, Counts, float]] = []
    for case in (*RESOURCES, *IN_DIALECTS):
        if case.name in OTHERS and given.type in (None, case.name):
            begun = time.perf_counter()
            rows.append((case.name, run(case, given.count, given.seed), time.perf_counter() - begun))
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr)
    print(f"{'':<30}{'updates':>9}{'no change':>11}{'refused':>9}{'rights lost':>13}{'seconds':>9}")
    for name, counts, seconds in rows:
        print(
            f"{name:<30}{counts.updates:>9,}{counts.unchanged:>11,}{counts.refused:>9,}{counts.lost:>13,}{seconds:>9.0f}"
        )
    raise SystemExit(1 if any(counts.lost for _, counts, _ in rows) else 0)


if __name__ == "__main__":
    main()
