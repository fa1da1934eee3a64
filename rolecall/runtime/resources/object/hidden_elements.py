"""Elements of a large set that is not shown (trait `LargeSet`), looked for before something is added beside them.

Some servers put what is added in the place of what is there. Where the set is shown, a read after the first addition
tells. Where it is not, elements that were in it must be known before: those that this run saw or added, or else the
first few of all objects that can be elements, as far as filters find them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rolecall.runtime.collections.large_sets import MOST_ASKED, TOGETHER, Elements
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostic, Refusal
from rolecall.runtime.values.paths import dig
from rolecall.specification.schema import Collection

ENOUGH: Final = 5
"""So many elements that are found prove what an addition does to those that were there."""


class Unsent(Refusal):
    """A change of a large set was not sent, whatever there is."""


def hidden_elements(connection: Connection, collection: Collection, key: str, beside: Elements) -> Elements:
    """Elements of the set of `key` other than `beside`; none where nobody else is in it. Raises VendorError.

    Raises Unsent where others may be in it, and filters do not tell, or there are too many to ask for.
    """
    met = connection.crowds.met(collection.name, key)
    if met is not None:
        there = connection.crowds.found(collection, key, sorted(met - beside)) if met - beside else frozenset()
        if there is None:
            raise _unseen(connection, collection, key, "it cannot be asked for single ones")
        if there or connection.crowds.is_new(collection.name, key):
            return there
    return _searched(connection, collection, key, beside)


def _searched(connection: Connection, collection: Collection, key: str, beside: Elements) -> Elements:
    """The first few elements that filters find among all objects that can be one."""
    waiting = [each for each in _candidates(connection, collection) if each not in beside]
    found: set[str] = set()
    size = TOGETHER
    for _ in range(MOST_ASKED):
        if not waiting or len(found) >= ENOUGH:
            return frozenset(found)
        asked = waiting[:size]
        some = connection.crowds.find(collection, key, asked, "or" if size > 1 else "and")
        if some is None and size > 1:
            size = 1
            continue
        if some is None:
            raise _unseen(connection, collection, key, "it cannot be asked for single ones")
        if some:
            found |= connection.crowds.found(collection, key, asked) or frozenset()
        waiting = waiting[len(asked) :]
    if not found and waiting:
        why = f"none of the first {MOST_ASKED} that were asked for is there, and {len(waiting)} more may be"
        raise _unseen(connection, collection, key, why)
    return frozenset(found)


def _candidates(connection: Connection, collection: Collection) -> Iterator[str]:
    """The keys of all objects that can be elements."""
    for name in collection.large_set.candidates if collection.large_set is not None else ():
        of = connection.shim.collection(name)
        for row in connection.listings.all(of, whole=False):
            yield str(dig(row, of.key))


def _unseen(connection: Connection, collection: Collection, key: str, why: str) -> Unsent:
    field = collection.large_set.field if collection.large_set is not None else ""
    title = connection.shim.title
    detail = (
        f"{title} shows no {field} of its {collection.name}, and {why}. Some servers put what is added in the place of "
        f"what is there, and that would not be noticed. Nothing was written. Make the object in this configuration "
        f"with all of its {field} listed in it."
    )
    return Unsent(Diagnostic("error", f"Whom an addition to the {field} of {key!r} takes out cannot be seen", detail))
