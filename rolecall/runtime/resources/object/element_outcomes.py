"""What came of changes of a large set (trait `LargeSet`) that the vendor accepted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rolecall.runtime.collections.large_sets import Elements
from rolecall.runtime.diagnostics import Diagnostic, Refusal
from rolecall.runtime.resources.object.element_batches import Edit
from rolecall.runtime.resources.unread_members import UNSAID
from rolecall.specification.schema import Collection

NAMED: Final = 10
"""So many elements an error names."""


class Unseen(Refusal):
    """A change of a large set was accepted, and nothing tells whether it is done: a warning.

    `unknown` are those of which that is so in a set that shows `count` others.
    """

    def __init__(
        self, title: str, collection: Collection, key: str, unknown: Iterable[str] = (), count: int = 0
    ) -> None:
        field = collection.large_set.field if collection.large_set is not None else ""
        who = f" This is so of {named(sorted(unknown))}." if count else ""
        shown = (
            f"A read shows {count} {field} of it and no more of any other of its {collection.name}: answers may be cut "
            "short"
            if count
            else f"Its answers show no {field} of any of its {collection.name}"
        )
        detail = (
            f"{title} accepted the change of {key!r}. {shown}, and it cannot be asked for single ones, so whether the "
            f"change is done cannot be seen. Look at the vendor.{who}"
        )
        super().__init__(Diagnostic("warning", f"{UNSAID} {field}", detail, (field,)))


class NotDone(Refusal):
    """The vendor accepted changes of a large set, and a read, which gave `present`, does not show those in `left`."""

    def __init__(self, title: str, field: str, key: str, left: list[Edit], present: Elements) -> None:
        detail = (
            f"It accepted the change of {key!r}, but a read does not show: "
            f"{named([f'{kind} {item}' for kind, item in left])}. Does the vendor have these ids? What is there is in "
            "state; plan again."
        )
        super().__init__(Diagnostic("error", f"{title} did not store {field}", detail, (field,)))
        self.left = left
        self.present = present


class NotKept(Refusal):
    """After a change of a large set, `vanished` are not in it any more, and nobody asked for that."""

    def __init__(
        self,
        title: str,
        field: str,
        key: str,
        vanished: list[str],
        left: list[Edit],
        present: Elements,
    ) -> None:
        undone = f" Not done: {named([f'{kind} {item}' for kind, item in left])}." if left else ""
        hidden = f"Or {title} shows nobody any more: state keeps whom it knew of."
        state = "What is there is in state." if present else hidden
        detail = (
            f"They were among the {field} of {key!r}, the change did not name them, and a read after it does not show "
            f"them: {named(vanished)}.{undone} Somebody else took them out since the last refresh, or {title} puts "
            f"what is added in the place of what is there. {state} Find out which before applying again, and put back "
            f"whoever belongs there: a plan brings back only {field} that the configuration lists."
        )
        super().__init__(Diagnostic("error", f"{len(vanished)} of the {field} of {key!r} vanished", detail, (field,)))
        self.vanished = vanished
        self.left = left
        self.present = present


def named(items: list[str]) -> str:
    """The first few of `items`, and how many more there are."""
    more = f" and {len(items) - NAMED} more" if len(items) > NAMED else ""
    return ", ".join(items[:NAMED]) + more
