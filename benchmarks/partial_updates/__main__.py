"""Random partial updates where a write replaces the whole object, while others change it too.

    python -m benchmarks.partial_updates                         # 10,000 for each API
    python -m benchmarks.partial_updates --count 500 --seed 7
    python -m benchmarks.partial_updates --type tanium_user

An update sets some arguments of a resource and leaves the others out, at random. Others change the same object by hand,
before the plan and again between plan and apply. Afterwards everything that was there must be there: what others gave,
what the configuration does not speak of, and every other object. Only what the plan had seen and was to change may be
gone. SCIM servers are asked without PATCH, so that they are written whole too.

  updates       how many were applied
  no change     of them, plans that wanted nothing
  refused       configurations that the plan or the vendor refused, in which nothing may be lost either
  rights lost   updates after which something was gone

The last should be 0. What was lost is printed with the update's number; the same seed gives the same updates. The exit
code is 1 if there is any.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from benchmarks.faults.ledger import Fact, facts_of
from benchmarks.faults.place import Place
from benchmarks.faults.waits import skipped
from benchmarks.faults.wire import Wire
from benchmarks.partial_updates.others import OTHERS
from rolecall.sandbox import start
from tests.contract.case import ResourceCase, resolve
from tests.contract.conftest import OPTIONS
from tests.contract.snapshot import Snapshot
from tests.contract.tables import RESOURCES

LIFE: Final = 40
"""After so many updates the object begins anew."""
REPLACED_WHOLE: Final[Mapping[str, Any]] = {"scim": {"patch": False}}
"""Options of a vendor by which it is written whole."""


@dataclass
class Counts:
    """What came of the updates of one resource type."""

    updates: int = 0
    unchanged: int = 0
    refused: int = 0
    lost: int = 0


@dataclass
class Update:
    """One update: `fields` are those that the plan changes, `seen` what was there when it was made."""

    fields: set[str] = field(default_factory=set)
    seen: set[Fact] = field(default_factory=set)
    before: Snapshot = field(default_factory=dict)


class Life:
    """The updates of one resource, one after the other."""

    def __init__(self, case: ResourceCase, place: Place, rng: random.Random) -> None:
        self._case = case
        self._place = place
        self._rng = rng
        self._inside = {
            name: each
            for name, each in case.updates.items()
            if not each.replaces and name not in ("on_destroy", "wait_for")
        }
        self._change = OTHERS[case.type]
        self.counts = Counts()

    def update(self) -> list[Fact]:
        """Plan and apply one update with what others do meanwhile; gives what is lost by it."""
        place, made = self._place, Update()
        self._others()
        configured = self._configuration()
        place.configure(configured)

        def between(plans: Mapping[str, Any]) -> None:
            made.seen = facts_of(place.look())
            plan = plans[self._case.address]
            self.counts.unchanged += plan.action == "no-op"
            made.fields = {name for each in plan.differs for name in self._fields(each)}
            self._others()
            made.before = place.look()

        outcome = place.terraform.run_apply(between)
        self.counts.updates += outcome.well
        self.counts.refused += not outcome.well
        if not made.before:
            return []
        lists = {(section, name) for section, name in _lists(made.before)}
        set_again = {name for each in configured for name in self._fields(each)}
        lost = []
        for fact in facts_of(made.before) - facts_of(place.look()):
            section, _, name, _ = fact
            planned = name in made.fields and (fact in made.seen or (section, name) not in lists)
            repaired = name in set_again and (section, name) not in lists
            if not planned and not repaired:
                lost.append(fact)
        self.counts.lost += bool(lost)
        return lost

    def _others(self) -> None:
        attributes = self._place.terraform.state().get(self._case.address)
        for _ in range(self._rng.randrange(3) if attributes else 0):
            self._change(self._place.box, attributes or {}, self._rng)

    def _configuration(self) -> dict[str, Any]:
        """The arguments that this update sets: required ones always, others at random."""
        values = dict(self._case.basic)
        for name, update in self._inside.items():
            chosen = self._rng.random()
            if chosen < 0.3:
                values |= {name: self._some(resolve(self._place.box, update.value)), **update.also}
            elif chosen < 0.7 and name in values and not self._place.required(name):
                del values[name]
        return values

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
    options = {**OPTIONS.get(case.vendor, {}), **REPLACED_WHOLE.get(case.vendor, {})}
    with start(case.vendor, seed=3, options=options) as box:
        wire = Wire(box)
        with skipped(), wire.laid():
            yield Place(case, "update", box, wire)


def run(case: ResourceCase, count: int, seed: int) -> Counts:
    """`count` updates of one resource type; prints what is lost."""
    rng = random.Random(f"{seed} {case.type}")
    with _placed(case) as place:
        life = Life(case, place, rng)
        for number in range(count):
            if number % LIFE == 0:
                place.begin()
            if lost := life.update():
                print(f"{case.type}, update {number}: {'; '.join(' '.join(fact) for fact in lost)[:400]}")
            if sys.stderr.isatty() and number % 20 == 0:
                print(f"\r\x1b[K{case.type} {number:,}/{count:,}", end="", file=sys.stderr, flush=True)
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
    for case in RESOURCES:
        if case.type in OTHERS and given.type in (None, case.type):
            begun = time.perf_counter()
            rows.append((case.type, run(case, given.count, given.seed), time.perf_counter() - begun))
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
