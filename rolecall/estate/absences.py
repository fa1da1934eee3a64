"""What listings lack: it is gone only where the vendor says so once more, and else the listing is not whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rolecall.estate.collection_table import Table
from rolecall.estate.gaps import Gap, gap_of, left_out


class Absences:
    """Asks for what the listings of one vendor lack. What nobody can tell is added to `gaps`.

    `forget` is called where a listing was read again.
    """

    def __init__(self, label: str, gaps: list[Gap], forget: Callable[[], None]) -> None:
        self._forget = forget
        self._label = label
        self._gaps = gaps
        self._asked: dict[tuple[str, str], bool] = {}

    def are_gone(self, table: Table, type_name: str, ids: Sequence[str]) -> dict[str, bool]:
        """By id, whether objects of a type are gone; an id of which nobody can tell is left out.

        Where one of them is there after all, the listing is not whole: whoever else it lacks is not gone for that.
        """
        found, problems = table.confirm(ids)
        for problem in problems:
            self.note(gap_of(self._label, f"whether {type_name} objects are gone", problem))
        self._disbelieve(table, found)
        return found

    def is_gone(self, table: Table, type_name: str, id_: str) -> bool:
        """True if an object is gone for sure; each is asked for once."""
        place = (type_name, id_)
        if place not in self._asked:
            self._asked[place] = self.are_gone(table, type_name, [id_]).get(id_) is True
        return self._asked[place]

    def ask_for(self, table: Table, account: str) -> None:
        """Ask for the account that we run as where the listing lacks it: then it may lack others too.

        Whoever is no user, or may not be asked for, is no proof against the listing.
        """
        if table.gap is None and table.collection.get is not None and table.row(account) is None:
            self._disbelieve(table, table.confirm([account])[0])

    def note(self, gap: Gap) -> None:
        """Note that something could not be read, once."""
        if gap not in self._gaps:
            self._gaps.append(gap)

    def _disbelieve(self, table: Table, gone: dict[str, bool]) -> None:
        """Take a listing for cut short that lacks what is there, and lacks it too when it is read again."""
        there = [id_ for id_, is_gone in gone.items() if not is_gone]
        if table.gap is not None or all(table.row(id_) for id_ in there):
            return
        table.read_again()
        self._forget()
        missed = [id_ for id_ in there if table.row(id_) is None]
        if missed and table.gap is None:
            table.gap = left_out(self._label, table.collection.name.replace("_", " "), missed)
        for gap in table.gaps:
            self.note(gap)
