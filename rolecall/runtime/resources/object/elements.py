"""Adding to a large set and taking out of it (trait `LargeSet`), without downloading it.

Only the difference is sent, in batches: additions and removals hold whatever else is in the set. Afterwards we look
whether they are done, and whether what was there before still is, by the cheapest of these that can be had:

1. the answer to the write, where it shows the set;
2. filters, which ask for what was added together with a sample of what must still be there;
3. the whole set.

What was there before is known from state, from a read of this run, or from one read before the first write of a run.
Where sets are not shown, elements of them are looked for before something is added beside them (`hidden_elements`).
Once adding was seen to keep what was there, later additions without anything known are not looked at any further; so
it is with taking out.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import Final

from rolecall.runtime.collections.large_sets import Elements
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.errors import AmbiguousOutcome, NotFound
from rolecall.runtime.resources.object.element_batches import Edit, Sending
from rolecall.runtime.resources.object.element_outcomes import NotDone, NotKept, Unseen
from rolecall.runtime.resources.object.elements_beyond_cut import beyond_cut
from rolecall.runtime.resources.object.hidden_elements import Unsent, hidden_elements
from rolecall.runtime.resources.object.merge import gone
from rolecall.runtime.values.paths import Unread
from rolecall.runtime.values.spellings import spelled_as
from rolecall.specification.schema import Collection, Operation

SAMPLE: Final = 5
"""So many of the elements that must still be there are asked for after a write."""
NOBODY: Final[Elements] = frozenset()


def differences(before: Iterable[str], wanted: Iterable[str]) -> list[Edit]:
    """What leads from `before` to `wanted`, in linear time: what is added first, then what is taken out."""
    old, new = list(before), list(wanted)
    had, has = frozenset(old), frozenset(new)
    added: list[Edit] = [("add", item) for item in new if item not in had]
    return added + [("remove", item) for item in old if item not in has]


def change_elements(
    connection: Connection,
    collection: Collection,
    operation: Operation,
    key: str,
    changes: list[Edit],
    known: Elements = NOBODY,
    *,
    beside: bool = False,
) -> None:
    """Add to the large set of `key` and take out of it, and make sure that this is done, and nothing else.

    `known` are elements that it had as far as state knows; `beside`: others than those may be in it, and have to stay.
    Needs no ETag: additions and removals hold whatever others do. Raises VendorError, and Refusal: when the object is
    gone, NotDone when the vendor did not do it, NotKept when elements vanished, Unseen when that cannot be told, Unsent
    when nothing was sent for it.
    """
    if collection.large_set is None or not changes:
        return
    with _first(connection, collection, changes, beside):
        _change(connection, collection, operation, key, changes, known, beside)


def _first(
    connection: Connection, collection: Collection, changes: list[Edit], beside: bool
) -> AbstractContextManager[None]:
    """Additions beside others go one by one where sets are not shown, until one was seen to keep what was there."""
    name = collection.name
    if not beside or connection.kept.keeps(name, "add") or all(kind == "remove" for kind, _ in changes):
        return nullcontext()
    return (
        nullcontext() if connection.listings.shown.has_shown(collection) else connection.locks.hold("first added", name)
    )


def _change(
    connection: Connection,
    collection: Collection,
    operation: Operation,
    key: str,
    changes: list[Edit],
    known: Elements,
    beside: bool,
) -> None:
    field = collection.large_set.field if collection.large_set is not None else ""
    if connection.kept.is_lost(collection.name):
        detail = (
            f"An earlier write of this run left none of those that were in the set: see its error. {key!r} was not "
            "changed."
        )
        raise Unsent(Diagnostic("error", f"Nothing more is written to the {field} of {collection.name}", detail))
    removed = frozenset(item for kind, item in changes if kind == "remove")
    before = _before(connection, collection, key, known, changes, beside)
    kept = spelled_as(before, (item for _, item in changes)) - removed
    proven = (
        not kept
        and len(removed) == len(changes)
        and connection.large_sets.find(collection, key, removed, "and") is True
    )
    try:
        shown = _send(connection, collection, operation, key, changes)
    except NotFound as problem:
        shown = _sent_after_all(connection, collection, operation, key, changes, problem)
    except AmbiguousOutcome:
        if _still_to_do(connection, collection, key, changes):
            raise
        shown = None
    finally:
        connection.changed(collection.name, key)
    connection.large_sets.added(collection.name, key, (item for kind, item in changes if kind == "add"))
    connection.large_sets.removed(collection.name, key, removed)
    _look(connection, collection, key, changes, kept, shown, proven)


def _sent_after_all(
    connection: Connection,
    collection: Collection,
    operation: Operation,
    key: str,
    changes: list[Edit],
    problem: NotFound,
) -> Elements | None:
    """The outcome of sending `changes` again where the object is there, though the answer was 404.

    Raises Refusal where it is proven to be gone, and `problem` where a second answer says the same of an object that is
    there.
    """
    connection.changed(collection.name, key)
    if connection.listings.fresh(collection, key, whole=False) is None:
        raise gone(connection.shim.title, key) from None
    try:
        return _send(connection, collection, operation, key, changes)
    except NotFound:
        raise problem from None


def _before(
    connection: Connection, collection: Collection, key: str, known: Elements, changes: list[Edit], beside: bool
) -> Elements:
    """Elements that were in the set before a write, read whole where nothing is known and no write was looked at.

    Raises VendorError, and Unsent where others may be in a set that is not shown, and cannot be looked for.
    """
    name, kinds = collection.name, {kind for kind, _ in changes}
    found = known or connection.large_sets.held(name, key)
    if found:
        return found
    if connection.kept.is_to_look(name, kinds):
        shown = connection.large_sets.read(collection, key, ())
        found = shown if isinstance(shown, frozenset) else NOBODY
    if beside and "add" in kinds and connection.large_sets.is_hidden(name) and not connection.kept.keeps(name, "add"):
        return hidden_elements(connection, collection, key, frozenset(item for _, item in changes))
    return found


def _send(
    connection: Connection, collection: Collection, operation: Operation, key: str, changes: list[Edit]
) -> Elements | None:
    """Send the changes in batches, and give the set as the last answer shows it, if it does."""
    sending = Sending(
        connection, collection, operation, key, lambda batch: _still_to_do(connection, collection, key, batch)
    )
    return sending(changes)


def _look(
    connection: Connection,
    collection: Collection,
    key: str,
    changes: list[Edit],
    kept: Elements,
    shown: Elements | None,
    proven: bool,
) -> None:
    """Make sure that `changes` are done and `kept` are still there. Raises NotKept, NotDone and Unseen."""
    kinds = {kind for kind, _ in changes}
    if shown is not None:
        shown = spelled_as(shown, [*kept, *(item for _, item in changes)])
    if shown is not None and not _left(changes, shown) and kept <= shown:
        connection.kept.looked_at(collection.name, kinds, bool(kept))
        return
    if _is_found(connection, collection, key, changes, kept, proven):
        connection.kept.looked_at(collection.name, kinds, bool(kept))
        return
    present = _present(connection, collection, key, [*kept, *(item for _, item in changes)])
    added = frozenset(item for kind, item in changes if kind == "add")
    beyond = beyond_cut(connection, collection, key, present, added, kept)
    present |= beyond.there
    left = [(kind, item) for kind, item in _left(changes, present) if item not in beyond.unknown]
    vanished = sorted(kept - present - beyond.unknown)
    field = collection.large_set.field if collection.large_set is not None else ""
    if vanished:
        if not kept & present:
            connection.kept.lost(collection.name)
        raise NotKept(connection.shim.title, field, key, vanished, left, present)
    connection.kept.looked_at(collection.name, kinds, bool(kept))
    if left:
        raise NotDone(connection.shim.title, field, key, left, present)
    if beyond.unknown:
        raise Unseen(connection.shim.title, collection, key, beyond.unknown, len(present))


def _is_found(
    connection: Connection, collection: Collection, key: str, changes: list[Edit], kept: Elements, proven: bool
) -> bool:
    """Whether filters show that all is done, and that a sample of `kept` is still there.

    That the vendor does not find what was taken out proves something only where it is `proven` to find what is there,
    as it does by finding what was added or kept.
    """
    there = [*(item for kind, item in changes if kind == "add"), *_sample(kept)]
    removed = [item for kind, item in changes if kind == "remove"]
    if there:
        proven = connection.large_sets.find(collection, key, there, "and") is True
    if not proven:
        return False
    return not removed or connection.large_sets.find(collection, key, removed, "or") is False


def _sample(kept: Elements) -> list[str]:
    """A few of `kept`, the first and the last among them."""
    ordered = sorted(kept)
    step = max(1, len(ordered) // (SAMPLE - 1))
    return list(dict.fromkeys([*ordered[::step][: SAMPLE - 1], *ordered[-1:]]))


def _still_to_do(connection: Connection, collection: Collection, key: str, changes: list[Edit]) -> list[Edit]:
    """Those of `changes` that the whole set, as it is now, does not show; all where it shows nothing to anybody.

    No answer said that they are done.
    """
    try:
        present = _present(connection, collection, key, [item for _, item in changes])
    except Unseen:
        return changes
    return _left(changes, present)


def _present(connection: Connection, collection: Collection, key: str, wanted: list[str]) -> Elements:
    """The set as it is now, or as far as filters tell. Raises Refusal when the object is gone, Unseen."""
    found = connection.large_sets.read(collection, key, wanted, known=True)
    if found is None:
        raise gone(connection.shim.title, key)
    if isinstance(found, Unread):
        raise Unseen(connection.shim.title, collection, key)
    return found


def _left(changes: list[Edit], present: Elements) -> list[Edit]:
    return [(kind, item) for kind, item in changes if (item in present) != (kind == "add")]
