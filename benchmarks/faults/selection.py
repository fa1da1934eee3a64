"""Which cases of the matrix are to run."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.faults.cases import Case
from rolecall.testing.case import ResourceCase


@dataclass(frozen=True, kw_only=True)
class Selection:
    """What was asked for; None is everything. `sample` is how many cases of each operation, drawn with `seed`.

    A dialect of a vendor is named like `splunk@acs`, and a resource type in it like `splunk_user@acs`.
    """

    vendor: str | None = None
    type: str | None = None
    operation: str | None = None
    fault: str | None = None
    request: int | None = None
    member: str | None = None
    sample: int | None = None
    seed: int = 0
    listed: bool = False

    def wants(self, resource: ResourceCase) -> bool:
        """True if cases of this resource type may be asked for."""
        return self.vendor in (None, resource.where) and self.type in (None, resource.name)

    def of(self, cases: Iterable[Case], what: str) -> list[Case]:
        """Those of the cases of one operation, which is called `what`, that are asked for."""
        found = [
            case
            for case in cases
            if self.fault in (None, case.fault)
            and self.request in (None, case.index)
            and self.member in (None, case.variant)
        ]
        if self.sample is None or self.sample >= len(found):
            return found
        drawn = random.Random(f"{self.seed} {what}").sample(range(len(found)), self.sample)
        return [found[number] for number in sorted(drawn)]
