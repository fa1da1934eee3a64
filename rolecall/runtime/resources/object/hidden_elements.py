"""Elements of a large set that is not shown (trait `LargeSet`), looked for before something is added beside them.

Some servers put what is added in the place of what is there. Where the set is shown, a read after the first addition
tells. Where it is not, elements that were in it must be known before: those that this run saw or added, or else the
first few of all objects that can be elements, as far as filters find them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from rolecall.runtime.collections.large_sets import MOST_ASKED, TOGETHER, Elements
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostic, Refusal
from rolecall.runtime.errors import Denied, EndlessListing, NotFound, NotTheApi, Rejected
from rolecall.runtime.logging import Logger
from rolecall.runtime.values.paths import dig
from rolecall.runtime.writes import unsent
from rolecall.specification.schema import Collection

log = Logger("hidden elements")

ENOUGH: Final = 5
"""So many elements that are found prove what an addition does to those that were there."""


class Unsent(Refusal):
    """A change of a large set was not sent, whatever there is."""


class TooMany(Unsent):
    """More may be in a large set than are asked for."""


def hidden_elements(connection: Connection, collection: Collection, key: str, beside: Elements) -> Elements:
    """Elements of the set of `key` other than `beside`; none where nobody else is in it. Raises VendorError.

    Raises Unsent where others may be in it, and filters do not tell, or there are too many to ask for.
    """
    met = connection.large_sets.met(collection.name, key)
    if met is not None:
        there = connection.large_sets.found(collection, key, sorted(met - beside)) if met - beside else frozenset()
        if there is None:
            raise _unseen(connection, collection, key, "it cannot be asked for single ones")
        if there or connection.large_sets.is_new(collection.name, key):
            return there
    return searched(connection, collection, key, beside)


def searched(connection: Connection, collection: Collection, key: str, beside: Elements) -> Elements:
    """The first few elements other than `beside` that are found among all objects that can be one.

    Rows that name the sets they are in (`member_of` of the trait) tell it where any does, and filters of the others.
    Raises VendorError, and Unsent where they do not tell.
    """
    told = told_by_candidates(connection, collection, key)
    if told.inside - beside:
        found = connection.large_sets.found(collection, key, sorted(told.inside - beside)[:ENOUGH])
        if found is None:
            raise _unseen(connection, collection, key, "it cannot be asked for single ones")
        if found:
            return found
    return asked(connection, collection, key, [each for each in told.silent if each not in beside])


def asked(
    connection: Connection, collection: Collection, key: str, waiting: list[str], *, every: bool = False
) -> Elements:
    """The first few of `waiting` that filters find, or `every` one.

    Raises VendorError, and Unsent where they do not tell, TooMany where too many would have to be asked for.
    """
    found: set[str] = set()
    size = TOGETHER
    for _ in range(MOST_ASKED):
        if not waiting or (len(found) >= ENOUGH and not every):
            return frozenset(found)
        some_of = waiting[:size]
        some = connection.large_sets.find(collection, key, some_of, "or" if size > 1 else "and")
        if some is None and size > 1:
            size = 1
            continue
        if some is None:
            raise _unseen(connection, collection, key, "it cannot be asked for single ones")
        if some:
            found |= connection.large_sets.found(collection, key, some_of) or frozenset()
        waiting = waiting[len(some_of) :]
    if waiting and (every or not found):
        why = f"none of the first {MOST_ASKED} that were asked for is there, and {len(waiting)} more may be"
        raise TooMany(*_unseen(connection, collection, key, why).diagnostics)
    return frozenset(found)


@dataclass(frozen=True)
class Told:
    """What the objects that can be elements of a set say themselves.

    `inside` are those that say that they are in it, `silent` those of which nothing is known. `spoken`: some say which
    sets they are in, so that those that name none are in none.
    """

    inside: Elements
    silent: tuple[str, ...]
    spoken: bool


def told_by_candidates(connection: Connection, collection: Collection, key: str, *, shared: bool = False) -> Told:
    """What rows of the objects that can be in the set of `key` say (`member_of` of the trait). Raises VendorError.

    `shared`: for reads, from one look of this run, where a listing that cannot be had says nothing. What is in a set by
    way of another set does not count.
    """
    inside, silent, spoken = set[str](), list[str](), False
    name = f"what is said by elements of {collection.name}"
    said = connection.second_looks(name, lambda: _said_to_reads(connection, collection)) if shared else None
    for sets in _said(connection, collection) if said is None else said:
        if any(sets.values()):
            spoken = True
            inside |= {each for each, named in sets.items() if key in named}
        else:
            silent += [each for each in sets if each != key]
    return Told(frozenset(inside), tuple(silent), spoken)


def _said(connection: Connection, collection: Collection) -> list[dict[str, set[str]]]:
    """For each collection of what can be an element, the sets that its objects name."""
    large, shim = collection.large_set, connection.shim
    return [
        {
            str(dig(row, of.key)): _sets(row, large.member_of if large is not None else None)
            for row in connection.listings.all(of, whole=False)
        }
        for of in map(shim.collection, large.candidates if large is not None else ())
    ]


def _said_to_reads(connection: Connection, collection: Collection) -> list[dict[str, set[str]]]:
    try:
        return _said(connection, collection)
    except (Denied, EndlessListing, NotFound, NotTheApi, Rejected) as error:
        log.info("what can be an element cannot be listed, and says nothing", path=error.path, why=str(error))
        return []


def _sets(row: Mapping[str, Any], member_of: str | None) -> set[str]:
    """The sets that `row` names as those that it is in itself."""
    named = dig(row, member_of) if member_of is not None else None
    if not isinstance(named, list):
        return set()
    return {str(each.get("value")) for each in named if isinstance(each, Mapping) and each.get("type") != "indirect"}


def _unseen(connection: Connection, collection: Collection, key: str, why: str) -> Unsent:
    field = collection.large_set.field if collection.large_set is not None else ""
    title = connection.shim.title
    detail = (
        f"{title} shows no {field} of its {collection.name}, and {why}. Some servers put what is added in the place of "
        f"what is there, and that would not be noticed. {unsent()} Make the object in this configuration "
        f"with all of its {field} listed in it, or, where the vendor says that additions leave in a set what is there, "
        "set `additions_keep = true` in the provider block."
    )
    return Unsent(Diagnostic("error", f"Whom an addition to the {field} of {key!r} takes out cannot be seen", detail))
