"""The rules of a generated sandbox that can be switched."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class GenericOptions:
    """Rules that can be relaxed or tightened while it runs.

    put_replaces: a PUT loses what it leaves out (off: it keeps it).
    unknown_refused: a body with a member that the API description does not know is refused (off: it is not looked at).
    soft_delete: what the definition calls deleted softly stays as a deleted row (off: it is gone at once).
    lists_omit: listings leave out what the definition says (off: they show everything).
    filters: listings are narrowed by their filters (off: the filters are not looked at).
    drops_unknown: names that a reference does not know are dropped without a word (off: they are refused).
    largest_page: rows of a page at most, whatever is asked for (0: the maximum of the API description).
    pending_polls: so many times work that goes on after the answer is not done yet.
    work_fails: such work fails, for this reason.
    """

    put_replaces: bool = True
    unknown_refused: bool = True
    soft_delete: bool = True
    lists_omit: bool = True
    filters: bool = True
    drops_unknown: bool = False
    largest_page: int = 0
    pending_polls: int = 2
    work_fails: str = ""
