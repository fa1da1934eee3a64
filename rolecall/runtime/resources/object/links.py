"""References to other objects (`Links`) that calls of their own add and take away, one object or many of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import Any

from rolecall.runtime.connection import Connection
from rolecall.runtime.errors import NotFound, Rejected
from rolecall.runtime.http.requests import render_text
from rolecall.runtime.resources.context import Context
from rolecall.runtime.values.paths import MISSING
from rolecall.specification.schema import Attribute, Links, ObjectLifecycle, Operation
from rolecall.specification.types import SetOf


def change_links(
    context: Context[ObjectLifecycle],
    key: str,
    row: Mapping[str, Any],
    target: Mapping[str, Any],
    prior: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    """Bring the links of the object `key`, now `row`, to `target`, adding what is missing first. Raises VendorError.

    What was linked in the state `prior`, and is not to be, is taken away although this read does not show it: a copy
    may lag, and a link that is not there any more will do.
    """
    for name, wanted in target.items():
        attribute = context.resource.schema.attribute(name)
        trait = attribute.links
        if trait is None:
            continue
        had = _texts(context.connection, attribute, context.connection.wire.decode(attribute, row))
        has = _texts(context.connection, attribute, wanted)
        add(context, key, attribute, [each for each in has if each not in had])
        ended = [each for each in had if each not in has]
        if isinstance(attribute.value_type, SetOf) or not has:
            remove(context.connection, trait, key, ended)
            unseen = [each for each in _texts(context.connection, attribute, prior.get(name)) if each not in had]
            remove_unseen(context.connection, trait, key, [each for each in unseen if each not in has])


def add(context: Context[ObjectLifecycle], key: str, attribute: Attribute, elements: list[str]) -> None:
    """Link the object `key` to `elements`. Those that are linked already by then are left out. Raises VendorError."""
    trait = attribute.links
    if trait is None:
        return
    for batch in _batches(elements, trait.batch or 1):
        try:
            _send(context.connection, trait, key, batch)
        except Rejected:
            left = [each for each in batch if each not in _linked(context, key, attribute)]
            if len(left) == len(batch):
                raise
            if left:
                _send(context.connection, trait, key, left)


def remove(connection: Connection, trait: Links, key: str, elements: Iterable[str]) -> None:
    """Take the links of the object `key` to `elements` away; one that is not there any more will do."""
    for each in elements:
        with suppress(NotFound):
            _call(connection, trait.remove, {"id": key, "element": each}, None)


def remove_unseen(connection: Connection, trait: Links, key: str, elements: Iterable[str]) -> None:
    """As `remove`, of links that no read showed: a refusal says that they are not there either."""
    for each in elements:
        with suppress(Rejected):
            remove(connection, trait, key, [each])


def _send(connection: Connection, trait: Links, key: str, elements: list[str]) -> None:
    arguments = {"provider": connection.settings.arguments}
    links = [render_text(trait.form, {**arguments, "id": key, "element": each}) for each in elements]
    body = {trait.member: links if trait.batch else links[0]} if trait.member else None
    _call(connection, trait.add, {"id": key, "element": elements[0]}, body)


def _call(connection: Connection, operation: Operation, values: Mapping[str, Any], body: dict[str, Any] | None) -> None:
    """Send `body`, or one that only the constants of `operation` fill. Adding and taking away may be repeated."""
    if body is None and operation.body != "none":
        body = {}
    connection.client.call(operation, values, body=body, safe=True)


def _linked(context: Context[ObjectLifecycle], key: str, attribute: Attribute) -> list[str]:
    """The ids that the object is linked to, as a read shows them now."""
    row = context.connection.now(context.collection, key, {}, whole=True)
    found = [] if row is None else context.connection.wire.decode(attribute, row)
    return _texts(context.connection, attribute, found)


def _texts(connection: Connection, attribute: Attribute, value: Any) -> list[str]:
    """The ids or names in `value`, as bodies carry them: names of a reference become ids where those are meant."""
    if value is MISSING or value is None or value == []:
        return []
    sent = connection.wire.encode(attribute, value)
    return [str(each) for each in sent] if isinstance(sent, list) else [str(sent)]


def _batches(elements: list[str], size: int) -> Iterator[list[str]]:
    for start in range(0, len(elements), size):
        yield elements[start : start + size]
