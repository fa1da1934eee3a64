"""The cases of the matrix: which request of which operation meets which fault, and what came of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from benchmarks.faults.kinds import EVERY, KINDS, Exchanged, recorded, struck
from benchmarks.faults.ledger import Ledger, Verdict
from benchmarks.faults.place import Place
from benchmarks.faults.terraform import Outcome

ROUNDS: Final = 4
"""How often a practitioner tries before giving up."""
_IMPORT: Final = re.compile(r"`terraform import (\S+)\.<label> '?([^\s'`<>]+)'?`")


@dataclass(frozen=True)
class Case:
    """One fault at one request of one operation; `variant` is the member that is missing."""

    type: str
    operation: str
    fault: str
    variant: str
    index: int
    request: str

    @property
    def command(self) -> str:
        """The command that runs this case alone."""
        more = f" --member {self.variant}" if self.variant else ""
        return (
            f"python -m benchmarks.faults --type {self.type} --operation {self.operation} --fault {self.fault} "
            f"--request {'every' if self.index == EVERY else self.index}{more}"
        )

    def __str__(self) -> str:
        what = f"{self.fault} of {self.variant}" if self.variant else self.fault
        where = "at every read" if self.index == EVERY else f"at request {self.index}, {self.request}"
        return f"{self.type} {self.operation}: {what} {where}"


class Scene:
    """One operation at its place: what it asks when nothing goes wrong, and each case of it."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self.exchanged: list[Exchanged] = []
        place.begin()
        before = place.look()
        with recorded(place.wire, self.exchanged, place.terraform.read_paths):
            outcome = place.operate()
        assert outcome.well, f"{place.case.type} {place.operation} fails without a fault: {outcome}"
        self._ledger = Ledger(place.operation, before, place.look(), place.terraform.state())

    def cases(self) -> Iterator[Case]:
        """Every case, request by request, and those of faults that last."""
        for index, exchanged in enumerate(self.exchanged):
            for name, kind in KINDS.items():
                for variant in kind.variants(exchanged):
                    request = f"{exchanged.method} {exchanged.path}"
                    yield Case(self._place.case.name, self._place.operation, name, variant, index, request)
        reads = [each for each in self.exchanged if each.method == "GET"]
        for name, kind in KINDS.items():
            for variant in sorted({each for read in reads for each in kind.variants(read)}) if kind.lasts else ():
                yield Case(self._place.case.name, self._place.operation, name, variant, EVERY, "")

    def play(self, case: Case) -> tuple[Verdict, list[Outcome]]:
        """Run the operation with the fault, then again without it, as a practitioner would."""
        place = self._place
        place.begin()
        with struck(place.box, place.wire, case.fault, case.variant, case.index):
            first = place.operate()
        outcomes = [first]
        verdict = self._ledger.after_fault(first, place.look(), place.terraform.state())
        while len(outcomes) < ROUNDS:
            self._follow(outcomes)
            outcomes.append(place.operate())
            if outcomes[-1].well:
                break
        self._ledger.in_the_end(verdict, outcomes, place.look(), place.terraform.state())
        return verdict, outcomes

    def _follow(self, outcomes: list[Outcome]) -> None:
        """Import what the last errors say should be imported."""
        terraform = self._place.terraform
        for finding in outcomes[-1].errors:
            found = _IMPORT.search(finding.detail)
            missing = [address for address in terraform.addresses if address not in terraform.state()]
            address = next((each for each in missing if found and each.startswith(f"{found[1]}.")), None)
            if found and address:
                outcomes.append(terraform.run_import(address, found[2]))
