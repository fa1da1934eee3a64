"""Documents that are read and written whole: fetching one, finding a part of it, writing it and reading it back.

What this run has written to other parts is in what is fetched, or it is fetched again: a copy that lags behind must
not undo it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any

from rolecall.runtime.application import Object
from rolecall.runtime.diagnostics import Refusal, refusal
from rolecall.runtime.errors import AmbiguousOutcome, Conflict, Incomplete
from rolecall.runtime.http.client import Answer
from rolecall.runtime.http.requests import places, render_path
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.hooks import attributes_of
from rolecall.runtime.resources.unread_members import UNSAID, read_again
from rolecall.runtime.values.documents import Chain, chains, missing_from, unsaid_in
from rolecall.runtime.writes import unchanged
from rolecall.specification.schema import PartLifecycle


def place_of(context: Context[PartLifecycle], values: Mapping[str, Any]) -> str:
    """Where the document is."""
    return render_path(context.lifecycle.read.path, {**values, "provider": context.connection.settings.arguments})


def alone(context: Context[PartLifecycle], values: Object) -> AbstractContextManager[None]:
    """Hold the document: one writer at a time."""
    return context.connection.locks.hold("document", place_of(context, values))


def names_of(lifecycle: PartLifecycle, values: Mapping[str, Any]) -> tuple[str, ...]:
    """The names that say which part of the document is meant."""
    return tuple(str(values[name]) for _, name in lifecycle.where)


def fetch(context: Context[PartLifecycle], values: Object) -> dict[str, Any] | None:
    """The whole document, or None when it is proven to be gone.

    One that does not say what the part is, or that there is none, is asked for again. Raises VendorError.
    """
    connection, read = context.connection, context.lifecycle.read

    def is_said(answer: Answer) -> bool:
        return _unsaid(context.lifecycle, answer.data, values) is None and not unsaid(context, answer.data, values)

    answer = read_again(context, lambda: connection.known(read, lambda: connection.client.call(read, values)), is_said)
    if answer is None:
        return None
    lacking = _unsaid(context.lifecycle, answer.data, values)
    if lacking is not None:
        place = (context.lifecycle.where[0][1],)
        raise Incomplete(
            f"The document in {context.title} was read without {lacking}.", place=place, request_id=answer.request_id
        ).at(read.method, connection.client.path_of(read, values), answer.status)
    return {name: value for name, value in answer.data.items() if name not in context.lifecycle.strip}


def _unsaid(lifecycle: PartLifecycle, document: Any, values: Object) -> str | None:
    """The path of what keeps `document` from saying whether it has the part; None where it does say that."""
    if isinstance(document, Mapping) and choose(lifecycle, document, names_of(lifecycle, values)):
        return None
    return unsaid_in(document, lifecycle.at, (member for member, _ in lifecycle.where))


def unsaid(context: Context[PartLifecycle], document: Mapping[str, Any], values: Object) -> list[str]:
    """The attributes that the part, if the document has it, does not say."""
    found = choose(context.lifecycle, document, names_of(context.lifecycle, values))
    items = attributes_of(context)
    return [item.attribute.name for chain in found for item in items if item.is_unsaid(chain[-1])]


def choose(lifecycle: PartLifecycle, document: Mapping[str, Any], names: tuple[str, ...]) -> list[Chain]:
    """The parts that have the members `names`, narrowed to the preferred ones where there are several."""
    members = [member for member, _ in lifecycle.where]
    found = [
        chain
        for chain in chains(document, lifecycle.at)
        if [str(chain[-1].get(member)).casefold() for member in members] == [name.casefold() for name in names]
    ]
    if len(found) > 1:
        found = [chain for chain in found if all(chain[-1].get(member) == value for member, value in lifecycle.prefer)]
    return found


def find(context: Context[PartLifecycle], document: Mapping[str, Any], values: Mapping[str, Any]) -> Chain | None:
    """The part that is meant, or None when there is none. Raises Refusal when there are several."""
    found = choose(context.lifecycle, document, names_of(context.lifecycle, values))
    if len(found) > 1:
        names = ", ".join(repr(chain[-1].get("name")) for chain in found)
        raise refusal(
            f"There are {len(found)} parts for {' '.join(names_of(context.lifecycle, values))!r}",
            f"{names} of {context.title} all fit, and one resource manages one of them. Disable all but one.",
            (context.lifecycle.where[0][1],),
        )
    return found[0] if found else None


def no_document(context: Context[PartLifecycle], values: Mapping[str, Any]) -> Refusal:
    """The error for a document that does not exist."""
    needed = list(dict.fromkeys(name.partition("|")[0] for name in places(context.lifecycle.read)))
    return refusal(
        "What this is a part of does not exist",
        f"{context.title} does not have {place_of(context, values)}. Correct {', '.join(needed)}. If the same run "
        f"makes it, refer to it.{unchanged()}",
        (needed[-1],),
    )


def no_part(context: Context[PartLifecycle], values: Mapping[str, Any], document: Mapping[str, Any]) -> Refusal:
    """The error for a `document` that has no such part."""
    (member, name), at = context.lifecycle.where[0], context.lifecycle.at
    there = sorted({repr(chain[-1].get(member)) for chain in chains(document, at)})
    return refusal(
        f"There is nothing for {' '.join(names_of(context.lifecycle, values))!r}",
        f"{place_of(context, values)} of {context.title} has no such part in {at}, but "
        f"{', '.join(there) or 'none at all'}. Correct {name}, or add the part there.{unchanged()}",
        (name,),
    )


def fetched(context: Context[PartLifecycle], values: Object) -> Chain:
    """The part in a document that has what this run wrote to the other parts of it. Raises VendorError or Refusal."""
    written = context.connection.written.get(place_of(context, values), {})
    others = {names: part for names, part in written.items() if names != names_of(context.lifecycle, values)}

    def has_them(document: Mapping[str, Any] | None) -> bool:
        return document is None or all(
            [chain[-1] for chain in choose(context.lifecycle, document, names)] == [part]
            for names, part in others.items()
        )

    document = context.connection.client.consistency.until(lambda: fetch(context, values), has_them)
    if document is None:
        raise no_document(context, values)
    chain = find(context, document, values)
    if chain is None:
        raise no_part(context, values, document)
    return chain


def send(context: Context[PartLifecycle], values: Object, document: dict[str, Any]) -> bool:
    """Write the whole document; whether that was confirmed. Otherwise a read has to show it. Raises VendorError."""
    try:
        context.connection.client.call(context.lifecycle.write, values, body=document)
    except (AmbiguousOutcome, Conflict):
        return False
    return True


def read_back(
    context: Context[PartLifecycle],
    values: Object,
    document: Mapping[str, Any],
    settled: Callable[[Mapping[str, Any]], bool],
) -> Mapping[str, Any]:
    """The part after `document` was written, once it is `settled`.

    Raises VendorError or Refusal, also where the document has lost something that was written.
    """
    last: list[Mapping[str, Any]] = []
    place, names = place_of(context, values), names_of(context.lifecycle, values)

    def read() -> Mapping[str, Any] | None:
        found = fetch(context, values)
        last[:] = [] if found is None else [found]
        chain = None if found is None else find(context, found, values)
        return None if chain is None else chain[-1]

    def is_whole(found: Mapping[str, Any]) -> bool:
        return settled(found) and missing_from(last[0], document) is None

    now = context.connection.client.consistency.until(read, lambda found: found is not None and settled(found))
    if now is not None and settled(now) and not is_whole(now):
        now = read_again(context, read, is_whole)
    if now is None:
        raise no_part(context, values, last[0]) if last else no_document(context, values)
    context.connection.written.setdefault(place, {})[names] = now
    if settled(now) and (lost := missing_from(last[0], document)) is not None:
        raise refusal(
            f"The update took away {lost}",
            f"It was in the document that was written to {place}, and a read of {context.title} after it does not show "
            "it, or somebody else took it away at the same moment. Look at it now: a plan brings back only what the "
            "configuration says.",
            (context.lifecycle.where[0][1],),
        )
    return now


def fetched_to_write(context: Context[PartLifecycle], values: Object, seen: Mapping[str, Any]) -> Chain:
    """As `fetched`, with everything that was `seen` of the document a moment ago; asked again where it is not said.

    Raises VendorError or Refusal.
    """
    for seconds in (0.1, 0.4, 0.0):
        chain = fetched(context, values)
        left_out = missing_from(chain[0], seen)
        if left_out is None:
            return chain
        if not context.connection.client.pause(seconds):
            break
    raise refusal(
        f"{UNSAID} {left_out}",
        f"A read of {place_of(context, values)} showed it a moment ago, and further ones did not. The document is "
        "written whole, so that it would be gone. It was not written; plan again.",
        (context.lifecycle.where[0][1],),
    )
