"""The table of the matrix, the cases that are not sound, and how far it is."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from typing import Final

from benchmarks.faults.cases import Case
from benchmarks.faults.ledger import Verdict
from benchmarks.faults.terraform import Outcome

_HEADINGS: Final = ("cases", "ids lost", "duplicates", "orphans", "rights lost", "no way out", "not done")
_LONGEST: Final = 240


class Report:
    """What came of the cases so far. `alone`: one case, of which everything that was said is shown."""

    def __init__(self, *, alone: bool) -> None:
        self._alone = alone
        self._rows: dict[str, list[int]] = {}
        self._begun = time.perf_counter(), time.process_time()
        self._terminal = sys.stderr.isatty()

    @property
    def sound(self) -> bool:
        """True if nothing is wrong in any case."""
        return not any(any(row[1:]) for row in self._rows.values())

    def progress(self, what: str) -> None:
        """Say on a terminal which case is running."""
        if self._terminal:
            print(f"\r\x1b[K{what}", end="", file=sys.stderr, flush=True)

    def add(self, case: Case, verdict: Verdict, outcomes: Sequence[Outcome]) -> None:
        """Count a case: one in each column in which something is wrong; print it if there is any."""
        row = self._rows.setdefault(case.type, [0] * len(_HEADINGS))
        row[0] += 1
        for column, count in enumerate(verdict.counts, 1):
            row[column] += bool(count)
        if verdict.sound and not self._alone:
            return
        self.progress("")
        print(f"{case}\n  {case.command}")
        for line in verdict.lines():
            print(f"    {line if self._alone else _cut(line)}")
        if self._alone:
            for number, outcome in enumerate(outcomes, 1):
                _print_outcome(number, outcome)

    def print_table(self) -> None:
        """Print the counts of each resource type, their sum, and the time it took."""
        self.progress("")
        total = [sum(column) for column in zip(*self._rows.values(), strict=True)] or [0] * len(_HEADINGS)
        width = max([len(name) for name in self._rows] + [5])
        print(f"{'':<{width}}" + "".join(f"{name:>{len(name) + 2}}" for name in _HEADINGS))
        for name, row in [*self._rows.items(), ("total", total)]:
            print(
                f"{name:<{width}}"
                + "".join(f"{count:>{len(heading) + 2},}" for heading, count in zip(_HEADINGS, row, strict=True))
            )
        wall, cpu = time.perf_counter() - self._begun[0], time.process_time() - self._begun[1]
        print(f"{wall:.0f} s, of which {cpu:.0f} s of processor time")


def _print_outcome(number: int, outcome: Outcome) -> None:
    print(
        f"  run {number}: {', '.join(f'{what} {address}' for address, what in outcome.done.items()) or 'nothing done'}"
    )
    for finding in outcome.findings:
        at = f" (at {finding.path})" if finding.path else ""
        print(f"    {finding.severity}{at}: {finding.summary}")
        print("".join(f"      {line}\n" for line in finding.detail.splitlines()), end="")
    for broken in outcome.broken:
        print(f"    Terraform's rule: {broken}")


def _cut(line: str) -> str:
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
