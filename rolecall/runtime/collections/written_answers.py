"""Answers to writes that were found to tell what a read tells.

The first answer of each kind of write is compared with a read of the object. Where both say the same, later ones of
that kind stand in for the read; where they do not, none does for the rest of the run.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

from rolecall.runtime.collections.rows import Row
from rolecall.runtime.concurrency.locks import KeyedLocks
from rolecall.runtime.logging import Logger

log = Logger("answers")


class WrittenAnswers:
    """Whether the answers to each kind of write are believed in this run."""

    def __init__(self) -> None:
        self._turns = KeyedLocks()
        self._believed: dict[Hashable, bool] = {}

    def row(self, what: Hashable, told: Row, read: Callable[[], Row], same: Callable[[Row], bool]) -> Row:
        """`told` where answers to `what` are believed, else what `read` gives. `same` compares that with `told`.

        While a first answer is compared, others wait. Raises what `read` raises.
        """
        with self._turns.hold(what):
            believed = self._believed.get(what)
            if believed is None:
                row = read()
                self._believed[what] = same(row)
                log.info("the answers to writes were compared with a read", of=str(what), same=self._believed[what])
                return row
        return told if believed else read()
