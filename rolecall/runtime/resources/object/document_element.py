"""Objects that are elements of documents (`DocumentElements`): added and removed by deltas, beside those of others.

What waits for the same document at the same moment becomes one change. The document is read before and after it: what
is there already is refused, what did not take is an error, and so is whatever else vanished.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final, Literal, TypeAlias

from rolecall.runtime.application import Object, StateResult
from rolecall.runtime.collections.document_elements import Rows
from rolecall.runtime.collections.element_keys import Place, key_of_element, place_in, place_of, trait_of
from rolecall.runtime.collections.rows import Rows as Reader
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostic, Refusal, refusal
from rolecall.runtime.errors import (
    AmbiguousOutcome,
    Conflict,
    Rejected,
    TlsFailure,
    Unavailable,
    Unreachable,
    VendorError,
)
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.exception_diagnostics import as_warnings, explain
from rolecall.runtime.resources.guards.prerequisites import await_prerequisites
from rolecall.runtime.values.unknown import completed
from rolecall.runtime.writes import unchanged
from rolecall.specification.schema import Collection, ObjectLifecycle

TRIES: Final = 4
"""So often a change is sent anew on what is read again, where somebody else was faster or no answer came."""
PAUSE_SECONDS: Final = 0.2

Kind: TypeAlias = Literal["add", "remove"]
Outcome: TypeAlias = Literal["there"] | VendorError | Refusal | None
"""None where it is done, `there` where the element is there already, or what went wrong."""


class Vanished(Refusal):
    """A change was done, and elements that it does not name are gone."""


class Unseen(Refusal):
    """A change was accepted, and no read tells whether it is done."""


def check_place(context: Context[ObjectLifecycle], change: Change) -> Iterator[Diagnostic]:
    """A warning about a new element of an object that is not there, unless the same run makes it.

    The apply looks again and changes nothing. A system that is away fails its own resources then, and none here. Raises
    VendorError.
    """
    collection, addresses = context.collection, context.connection.addresses
    place = None if collection.elements is None or addresses.applying else place_of(collection, change.after)
    if place is None:
        return
    try:
        found = context.connection.listings.elements.of(collection, place, anew=False)
    except (Unreachable, TlsFailure, Unavailable):
        return
    if found is None:
        yield Diagnostic(
            "warning",
            f"{context.title} has no {place.key!r}",
            "If something else makes it in this run, before this resource, all is well. If not, the apply of this "
            "resource is refused and changes nothing. Look whether the name is right, and what it is inside of.",
            tuple(place.document.at.split(".")),
        )


def add_element(context: Context[ObjectLifecycle], change: Change) -> StateResult:
    """Add the element that is planned. One that is there already is refused with the way to import it."""
    connection, collection, planned = context.connection, context.collection, change.after
    result = StateResult(state=None)
    try:
        if context.lifecycle.prerequisites:
            await_prerequisites(context, planned)
        place, key = _named(context, planned)
        found = _change(connection, collection, place, "add", key)
    except (VendorError, Refusal) as problem:
        result.diagnostics.extend(explain(problem))
        return result
    if found == "there":
        found = _already(context, planned, key)
    state = {**{name: completed(value, None) for name, value in planned.items()}, "id": key}
    if found is None or isinstance(found, Vanished | Unseen):
        result.state = state
        connection.addresses.know(context.resource.name, key)
    if isinstance(found, Unseen):
        result.diagnostics.extend(as_warnings(found, key))
    elif found is not None:
        result.diagnostics.extend(explain(found))
    return result


def end_element(connection: Connection, collection: Collection, key: str) -> list[Diagnostic]:
    """Remove the element `key`. One that is gone is fine. Raises VendorError or Refusal.

    Gives a warning where nothing tells whether it is out.
    """
    place = place_in(collection, key)
    if place is None:
        raise refusal(f"{key!r} is no id of {collection.name}", "Nothing was sent.", ("id",))
    found = _change(connection, collection, place, "remove", key)
    if isinstance(found, Unseen):
        return [replace(item, severity="warning") for item in found.diagnostics]
    if isinstance(found, VendorError | Refusal):
        raise found
    return []


def _named(context: Context[ObjectLifecycle], planned: Object) -> tuple[Place, str]:
    """The document that holds what is planned, and the element's key."""
    collection = context.collection
    sent = [item for item in context.resource.schema.attributes if item.field is not None]
    row = context.connection.wire.body(sent, planned)
    place = place_of(collection, row)
    if place is None:
        raise refusal(
            "Nothing says what this is about",
            f"Set one of {', '.join(each.at for each in trait_of(collection).of)} with all of its members. "
            "Nothing was sent.",
            (trait_of(collection).of[0].at.partition(".")[0],),
        )
    return place, key_of_element(trait_of(collection), place, row)


def _already(context: Context[ObjectLifecycle], planned: Object, key: str) -> Refusal:
    natural = context.collection.natural_key
    attribute = natural.attribute if natural is not None else "id"
    return refusal(
        f"{planned.get(attribute)!r} is given already",
        f"{context.title} has {key!r}, and it was not made by this configuration: destroying this resource would take "
        f"away what was there before. To manage it, import it: `terraform import {context.resource.name}.<label> "
        f"'{key}'`.{unchanged()}",
        (attribute,),
    )


def _change(connection: Connection, collection: Collection, place: Place, kind: Kind, key: str) -> Outcome:
    """What came of adding or removing `key`, together with what others want of the same document now."""

    def work(keys: list[str]) -> list[Outcome]:
        with connection.locks.hold(collection.name, place.key), connection.client.finishing():
            found = _Changing(connection, collection, place, kind).outcomes(keys)
        outcomes: list[Outcome] = []
        for item in keys:
            outcomes.append(found[item])
            found[item] = found[item] or ("there" if kind == "add" else None)
        return outcomes

    found: Outcome = connection.batches((collection.name, place.key, kind), key, work)
    return found


class _Changing:
    """One change of one document, its only writer in this process."""

    def __init__(self, connection: Connection, collection: Collection, place: Place, kind: Kind) -> None:
        self._connection = connection
        self._collection = collection
        self._place = place
        self._kind: Kind = kind

    def outcomes(self, keys: list[str]) -> dict[str, Outcome]:
        """What came of each of `keys`."""
        wanted = list(dict.fromkeys(keys))
        try:
            return self._outcomes(wanted)
        except (VendorError, Refusal) as problem:
            return dict.fromkeys(wanted, problem)
        finally:
            for key in wanted:
                self._connection.changed(self._collection.name, key)

    def _outcomes(self, wanted: list[str]) -> dict[str, Outcome]:
        found: dict[str, Outcome] = dict.fromkeys(wanted)
        in_doubt = False
        problem: VendorError | None = None
        for number in range(TRIES):
            before = self._before(wanted)
            left = [key for key in wanted if found[key] is None and self._is_to_do(before, key)]
            if self._kind == "add" and not in_doubt:
                found |= {key: "there" for key in wanted if key in before and found[key] is None}
            if not left:
                return found
            try:
                self._connection.listings.elements.change(self._collection, self._place, self._kind, left)
            except (Conflict, AmbiguousOutcome) as error:
                problem, in_doubt = error, in_doubt or isinstance(error, AmbiguousOutcome)
                if number + 1 < TRIES and self._connection.client.pause(PAUSE_SECONDS):
                    continue
                return found | dict.fromkeys(left, error)
            except Rejected as error:
                return found | self._by_halves(left, error)
            return found | self._looked_at(before, left)
        return found | dict.fromkeys(wanted, problem)

    def _by_halves(self, keys: list[str], error: Rejected) -> dict[str, Outcome]:
        """What came of each, where the vendor refuses them together."""
        if len(keys) == 1:
            return {keys[0]: error}
        half = len(keys) // 2
        return self.outcomes(keys[:half]) | self.outcomes(keys[half:])

    def _is_to_do(self, document: Rows, key: str) -> bool:
        return (key in document) == (self._kind == "remove")

    def _before(self, wanted: list[str]) -> Rows:
        """The document as it is now. Of an object that is proven to be gone, nothing, if that is what is wanted.

        One that lacks what of `wanted` is to be removed is read once more, after a pause.
        """
        found = first = self._read()
        if first is not None and self._kind == "remove" and not first.keys() >= set(wanted):
            found = self._connection.client.consistency.again(lambda: self._with_more(first)) or first
        if found is None:
            proofs = self._connection.listings.proofs
            proofs.collection(Reader(self._connection.client, self._collection))
            found = self._connection.client.consistency.again(self._read)
        if found is None and self._kind == "add":
            title = self._connection.shim.at(self._place.document.read.endpoint).title
            raise refusal(
                f"{title} has no {self._place.key!r}",
                f"There is nothing of that name whose role bindings could be changed, or our account may not see it."
                f"{unchanged()}",
                (self._place.document.at.partition(".")[0],),
            )
        return found or {}

    def _with_more(self, before: Rows) -> Rows | None:
        """The document where it shows more than `before`; else None."""
        now = self._read()
        return now if now is not None and now.keys() - before.keys() else None

    def _read(self) -> Rows | None:
        return self._connection.listings.elements.of(self._collection, self._place, anew=True)

    def _looked_at(self, before: Rows, done: list[str]) -> dict[str, Outcome]:
        """What reads say of a change that the vendor accepted."""
        expected = {key for key in before if key not in done}

        def is_done(found: Rows | None) -> bool:
            now = found or {}
            return expected <= now.keys() and not any(self._is_to_do(now, key) for key in done)

        try:
            after = self._connection.client.consistency.until(self._read, is_done)
            if not is_done(after):
                after = self._connection.client.consistency.again(self._read)
        except VendorError as problem:
            return dict.fromkeys(done, self._unseen(problem))
        now = after or {}
        outcomes: dict[str, Outcome] = {key: self._not_done(key) if self._is_to_do(now, key) else None for key in done}
        lost = sorted(key for key in expected if key not in now)
        if lost:
            outcomes[done[0]] = self._vanished(lost)
        return outcomes

    def _unseen(self, problem: VendorError) -> Unseen:
        finding = problem.diagnostic()
        what = "added" if self._kind == "add" else "removed"
        return Unseen(
            Diagnostic(
                "error",
                f"Nothing shows that it was {what}",
                f"The change of {self._place.key!r} was accepted, and no read tells what is there now. Look at it "
                f"there.\n{finding.detail}",
                ("id",),
            )
        )

    def _not_done(self, key: str) -> Refusal:
        adds = self._kind == "add"
        return refusal(
            f"{key!r} was {'added, and is not there' if adds else 'removed, and is still there'}",
            f"The change of {self._place.key!r} was accepted, and a read does not show it. It may come from what the "
            "object belongs to. Look at it there, then apply again.",
            ("id",),
        )

    def _vanished(self, lost: Iterable[str]) -> Vanished:
        names = list(lost)
        shown = ", ".join(names[:10]) + (f" and {len(names) - 10} more" if len(names) > 10 else "")
        return Vanished(
            Diagnostic(
                "error",
                f"{len(names)} role bindings vanished from {self._place.key!r}",
                f"They were there before this change, which does not name them, and are gone after it: {shown}. Either "
                "somebody else took them away at the same moment, or the vendor overwrites what it should add to. Look "
                "who needs them, and give them back, before anything else is applied.",
                ("id",),
            )
        )
