"""Statuses that no body carries (trait Transitions): brought about step by step, each from a fresh read."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from rolecall.runtime.application import Object
from rolecall.runtime.diagnostics import Diagnostic, Refusal, refusal
from rolecall.runtime.errors import VendorError
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.exception_diagnostics import explain
from rolecall.runtime.resources.object.read import state_of
from rolecall.runtime.resources.unread_members import is_unsaid, read_again, refused
from rolecall.runtime.values.paths import MISSING, dig
from rolecall.runtime.values.unknown import UNKNOWN, is_set
from rolecall.specification.schema import Attribute, ObjectLifecycle, Operation, Resource
from rolecall.specification.traits import Step, Transitions

MOST_STEPS = 6
"""More steps than any way has: a vendor that moves elsewhere meanwhile is not followed for ever."""


def is_closed(resource: Resource, moves: Iterable[str], row: Mapping[str, Any]) -> bool:
    """Whether the object must leave its status before anything else of it can be written."""
    for attribute in map(resource.schema.attribute, moves):
        trait = attribute.transitions
        if trait is not None and dig(row, attribute.read_path or attribute.name) in trait.closed:
            return True
    return False


def move(context: Context[ObjectLifecycle], key: str, values: Mapping[str, Any], moves: Mapping[str, str]) -> None:
    """Bring about what `moves` ask for. Raises VendorError, and Refusal where no step leads further."""
    for name, wanted in moves.items():
        attribute = context.resource.schema.attribute(name)
        if attribute.transitions is not None:
            _move(context, key, values, attribute, attribute.transitions, wanted)


class Detour:
    """The statuses that the writes of one object led it out of, over all attempts, until it is led back."""

    def __init__(self, context: Context[ObjectLifecycle], key: str, values: Mapping[str, Any]) -> None:
        self._context = context
        self._key = key
        self._values = values
        self._left: dict[str, str] = {}

    @contextmanager
    def writable(self, row: Mapping[str, Any], moves: Mapping[str, str]) -> Iterator[None]:
        """Lead the object, now `row`, for a write to where it can be written, and back, also when the write fails.

        What `moves` lead elsewhere afterwards is not led back after a write that went well. Raises VendorError and
        Refusal.
        """
        there: dict[str, str] = {}
        for attribute in self._context.resource.schema.attributes:
            trait, status = attribute.transitions, dig(row, attribute.read_path or attribute.name)
            if trait is not None and trait.writable and isinstance(status, str) and status not in trait.writable:
                there[attribute.name] = trait.writable[0]
                self._left.setdefault(attribute.name, status)
        move(self._context, self._key, self._values, there)
        try:
            yield
        except (VendorError, Refusal):
            self._back()
            raise
        for name in moves:
            self._left.pop(name, None)
        self._back()

    @contextmanager
    def told(self) -> Iterator[None]:
        """In this block an error says too which status was left and not come back to, after one more try."""
        try:
            yield
        except (VendorError, Refusal) as problem:
            with suppress(VendorError, Refusal):
                self._back()
            if not self._left:
                raise
            raise Refusal(*explain(problem), *map(self._astray, self._left)) from problem

    def _back(self) -> None:
        move(self._context, self._key, self._values, self._left)
        self._left.clear()

    def _astray(self, name: str) -> Diagnostic:
        return Diagnostic(
            "error",
            f"{self._key!r} was {self._left[name]}, and may not be any more",
            f"{self._context.title} takes a change only in another {name}, so it was led out of {self._left[name]} "
            f"for the write, and could not be led back. What it gave while it was {self._left[name]} may be missing. "
            f'Write `{name} = "{self._left[name]}"` and apply again, or bring that about at the vendor.',
            (name,),
        )


def _move(
    context: Context[ObjectLifecycle],
    key: str,
    values: Mapping[str, Any],
    attribute: Attribute,
    trait: Transitions,
    wanted: str,
) -> None:
    connection, collection = context.connection, context.collection
    for step in range(MOST_STEPS + 1):
        row = read_again(
            context,
            lambda: connection.fresh(collection, key, values),
            lambda found: not is_unsaid(attribute, found),
        )
        if row is None:
            return
        if is_unsaid(attribute, row):
            raise refused(context.title, key, {attribute.name: None})
        status = str(dig(row, attribute.read_path or attribute.name))
        if status == wanted or trait.canonical(status) == wanted:
            return
        way = route(trait, status, wanted)
        if step == MOST_STEPS:
            raise refusal(
                f"{attribute.name} is still {status}",
                f"{context.title} took {MOST_STEPS} calls that lead to {wanted} without an error, and a read shows no "
                f"effect on {key!r}. Look at its status, and apply again.",
                (attribute.name,),
            )
        if not way:
            raise refusal(
                f"{attribute.name} cannot go from {status} to {wanted}",
                f"{context.title} has {key!r} as {status}, and offers no step from there. {_ways(trait)}",
                (attribute.name,),
            )
        try:
            connection.client.call(Operation(method="POST", path=way[0].path, query=way[0].query), values)
        finally:
            connection.changed(collection.name, key)


def route(trait: Transitions, status: str, wanted: str) -> list[Step]:
    """The shortest way from `status` to `wanted`, or to a status that counts as it; empty where there is none.

    No way leads through a closed status: what an object loses there does not come back with it.
    """
    ways: deque[tuple[str, list[Step]]] = deque([(status, [])])
    seen = {status}
    while ways:
        at, way = ways.popleft()
        for step in trait.steps:
            if at in step.starts and step.ends not in seen:
                if wanted in (step.ends, trait.canonical(step.ends)):
                    return [*way, step]
                seen.add(step.ends)
                if step.ends not in trait.closed:
                    ways.append((step.ends, [*way, step]))
    return []


def _ways(trait: Transitions) -> str:
    ways = (f"{' or '.join(step.starts)} to {step.ends}" for step in trait.steps)
    return f"There is: {'; '.join(ways)}."


def check_moves(context: Context[ObjectLifecycle], change: Change) -> Iterator[Diagnostic]:
    """Findings against a planned status: one that no step leads to, or changes of what is closed.

    The way begins at the status that the vendor has, not at the one that it counts as. Raises VendorError.
    """
    for attribute in context.resource.schema.attributes:
        trait, wanted = attribute.transitions, change.after.get(attribute.name)
        if trait is None or not isinstance(wanted, str):
            continue
        before = trait.initial if change.is_create else change.before.get(attribute.name)
        if not isinstance(before, str) or not before:
            continue
        if wanted != trait.canonical(before):
            status = before if change.is_create else _status_now(context, attribute, change) or before
            if wanted not in (status, trait.canonical(status)) and not route(trait, status, wanted):
                whose = "a new one" if change.is_create else repr(change.before.get("id"))
                yield Diagnostic(
                    "error",
                    f"{attribute.name} cannot go from {status} to {wanted}",
                    f"{context.title} has {whose} as {status}, and offers no step from there. {_ways(trait)}",
                    (attribute.name,),
                )
        elif wanted == before and before in trait.closed:
            yield from _closed(context, attribute, change)


def _status_now(context: Context[ObjectLifecycle], attribute: Attribute, change: Change) -> str | None:
    """The status in the vendor's own word; state holds the one that it counts as."""
    path = attribute.read_path or attribute.name
    row = context.connection.listings.get(context.collection, str(change.before["id"]), frozenset({path}))
    status = None if row is None else dig(row, path)
    return status if isinstance(status, str) else None


def _closed(context: Context[ObjectLifecycle], attribute: Attribute, change: Change) -> Iterator[Diagnostic]:
    for other in context.resource.schema.attributes:
        if other.field is not None and change.after.get(other.name) is not UNKNOWN and change.changed(other.name):
            yield Diagnostic(
                "error",
                f"{other.name} cannot be changed while {attribute.name} is {change.before[attribute.name]}",
                f"{context.title} refuses every change of such an object. Give `{attribute.name}` another "
                f"value, or leave `{other.name}` as it is.",
                (other.name,),
            )


def revival(resource: Resource, row: Mapping[str, Any]) -> str:
    """How an object that is there, but in a closed status, comes back; empty where that is no matter."""
    for attribute in resource.schema.attributes:
        trait, status = attribute.transitions, dig(row, attribute.read_path or attribute.name)
        if trait is not None and status in trait.closed:
            return f" It is {status}; once imported, another `{attribute.name}` brings it back."
    return ""


def switch(
    context: Context[ObjectLifecycle],
    planned: Object,
    key: str,
    row: dict[str, Any],
) -> dict[str, Any]:
    """Bring about what the plan says of truth values with the trait Transitions; gives the row as it is afterwards.

    Raises VendorError, or Refusal when a call had no effect.
    """
    collection = context.collection
    for attribute, trait in _switched(context.resource):
        wanted = planned.get(attribute.name)
        if not is_set(wanted) or context.connection.wire.decode(attribute, row) == wanted:
            continue
        if dig(row, attribute.read_path or attribute.name) is MISSING:
            raise refused(context.title, key, {attribute.name: None})
        operation = Operation(method="POST", path=_step(trait, wanted=bool(wanted)).path)
        values = state_of(context, row, {**planned, "id": key})
        with context.connection.locks.hold(collection.name, key):
            try:
                context.connection.client.call(operation, values, safe=True)
            finally:
                context.connection.changed(collection.name, key)
            found = context.connection.client.consistency.until(
                lambda: context.connection.now(collection, key, planned),
                lambda now: now is not None and context.connection.wire.decode(attribute, now) == wanted,  # noqa: B023  # used at once
            )
        if found is None or context.connection.wire.decode(attribute, found) != wanted:
            raise refusal(
                f"{attribute.name} is still {str(not wanted).lower()}",
                f"{context.title} took the call without an error, but a read shows no effect on {key!r}. Look "
                "at its status, and apply again.",
                (attribute.name,),
            )
        row = found
    return row


def switches(resource: Resource, change: Change) -> bool:
    """Whether the plan switches something on or off."""
    return any(is_set(change.after.get(item.name)) and change.changed(item.name) for item, _ in _switched(resource))


def _switched(resource: Resource) -> Iterator[tuple[Attribute, Transitions]]:
    """The truth values with the trait Transitions: no body carries them, not even a written status."""
    for attribute in resource.schema.attributes:
        if attribute.transitions is not None and attribute.field is None:
            yield attribute, attribute.transitions


def _step(trait: Transitions, *, wanted: bool) -> Step:
    return next(step for step in trait.steps if step.ends == str(wanted).lower())
