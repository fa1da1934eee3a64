"""Members that listings leave out where they are empty, told apart from members that listings leave out always.

Where a missing member means an empty one (`absent: empty`), that is said of single reads. A listing is believed about
such a member once one of its rows has shown it, or once a few single reads agreed with rows that lack it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from rolecall.runtime.collections.rows import Row, Rows

SAMPLES: Final = 5
"""So many single reads must agree that a member is empty before rows that lack it are believed."""


class EmptyMembers:
    """What is known of one listing. Not safe for several threads by itself."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._shown: set[str] = set()
        self._agreed: dict[str, int] = {}
        self.omitted: frozenset[str] = frozenset()
        """The members that single reads have shown and rows of the listing lack."""

    def saw(self, rows: Iterable[Row], members: Iterable[str]) -> None:
        """These rows came from the listing."""
        unseen = set(members) - self._shown
        for row in rows if unseen else ():
            self._shown |= unseen - self._rows.lacking(row, unseen)

    def doubtful(self, row: Row, members: Mapping[str, bool]) -> frozenset[str]:
        """Those of `members` about which a row of the listing does not say enough.

        `members` come with whether the object is known to have had something there, which a row must not unsay.
        """
        lacking = self._rows.lacking(row, members)
        return frozenset(each for each in lacking if members[each] or not self._is_believed(each))

    def compared(self, listed: Row, single: Row, members: Iterable[str]) -> None:
        """A single read of an object shows `single`, where the listing had the row `listed`."""
        for each in self._rows.lacking(listed, members):
            if self._rows.lacking(single, (each,)):
                self._agreed[each] = self._agreed.get(each, 0) + 1
            else:
                self.omitted |= {each}

    def _is_believed(self, member: str) -> bool:
        if member in self.omitted:
            return False
        return member in self._shown or self._agreed.get(member, 0) >= SAMPLES
