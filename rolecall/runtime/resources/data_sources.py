"""Data sources: one object, every object, or one call."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from rolecall.runtime.application import Object, StateResult
from rolecall.runtime.collections.envelope import item_of, key_of
from rolecall.runtime.collections.filters import worded
from rolecall.runtime.collections.rows import Row
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostics, refusal
from rolecall.runtime.resources.object.write_only_sets import unseen
from rolecall.runtime.values.conversion import none_if_missing
from rolecall.runtime.values.paths import UNREAD, dig
from rolecall.runtime.values.unknown import is_set
from rolecall.specification.schema import AllOf, Attribute, Collection, DataSource, OneOf, Singleton
from rolecall.specification.types import ListOf


def read_data_source(connection: Connection, source: DataSource, config: Mapping[str, Any]) -> StateResult:
    """The values of `source`. Raises VendorError, or Refusal when there is no such object or several.

    A large set that the vendor does not show is null, with a warning, and never empty.
    """
    match source.source:
        case AllOf() as every:
            return _read_all(connection, source, every, config)
        case OneOf() as one:
            row = _find_one(connection, source, one, config)
            return StateResult(
                state=_decode(connection, source, row, config),
                diagnostics=_unshown(connection, connection.shim.collection(one.collection), [row]),
            )
        case Singleton() as single:
            answer = connection.client.consistency.found(lambda: connection.client.call(single.operation, config))
            row = item_of(single.envelope, answer.data) or {}
    return StateResult(state=_decode(connection, source, row, config))


def check_choice(source: DataSource, config: Mapping[str, Any]) -> str | None:
    """What is wrong with the arguments that choose the object: exactly one of them must be set."""
    if not isinstance(source.source, OneOf):
        return None
    given = [name for name in source.source.by if config.get(name) is not None]
    if len(given) == 1:
        return None
    return f"Set exactly one of {', '.join(source.source.by)}; {'none is' if not given else f'{len(given)} are'} set."


def _decode(connection: Connection, source: DataSource, row: Mapping[str, Any], config: Mapping[str, Any]) -> Object:
    values: Object = {}
    for attribute in source.schema.attributes:
        value = none_if_missing(connection.wire.decode(attribute, row))
        values[attribute.name] = value if value is not None else config.get(attribute.name)
    if values.get("id") is None and "id" in values:
        values["id"] = source.name
    return values


def _read_all(connection: Connection, source: DataSource, every: AllOf, config: Mapping[str, Any]) -> StateResult:
    into = source.schema.attribute(every.into)
    collection = connection.shim.collection(every.collection)
    given = _narrowed(every, config)
    within = collection.natural_key.within if collection.natural_key is not None else ()
    query = {**dict.fromkeys(name for _, name in within), **given} if given else {}
    complete = connection.listings.full(collection, *_members(collection, into.nested), query)
    rows = _completed(connection, collection, complete)
    items: list[Any] = []
    for row in rows:
        if into.nesting is None:
            items.append(str(row.get(every.sort)))
        else:
            items.append({part.name: none_if_missing(connection.wire.decode(part, row)) for part in into.nested})
    if into.nesting is None:
        items.sort()
    else:
        items.sort(key=lambda item: (str(item.get(every.sort) or ""), str(item.get("id") or "")))
    values = {attribute.name: config.get(attribute.name) for attribute in source.schema.attributes}
    values[every.into] = items if isinstance(into.value_type, ListOf) else sorted(items)
    if "id" in values:
        values["id"] = source.name
    return StateResult(state=values, diagnostics=_unshown(connection, collection, rows))


def _narrowed(every: AllOf, config: Mapping[str, Any]) -> dict[str, Any]:
    """The query parameters that narrow the listing, by what the configuration gives."""
    found: dict[str, Any] = {}
    forms = dict(every.forms)
    for name, parameter in every.filters:
        if is_set(config.get(name)):
            said = worded(forms[name], str(config[name])) if name in forms else config[name]
            found[parameter] = f"{found[parameter]} and {said}" if parameter in found else said
    return found


def _completed(connection: Connection, collection: Collection, rows: list[Row]) -> list[Row]:
    """`rows`, those without their large set read singly, unless single reads do not show it either."""
    apart, nested = collection.apart, collection.nested_set is not None
    if apart is None or collection.get is None:
        return rows
    found: list[Row] = []
    for row in rows:
        full: Row | None = row
        if dig(row, apart) is UNREAD and (nested or connection.listings.shown.has_shown(collection)):
            full = connection.listings.get(collection, str(key_of(collection, row)), frozenset({apart}))
        found += [] if full is None else [full]
    return found


def _unshown(connection: Connection, collection: Collection, rows: Iterable[Mapping[str, Any]]) -> Diagnostics:
    """A warning where one of `rows` has a set that is not shown."""
    apart = collection.apart
    if apart is None or not any(dig(row, apart) is UNREAD for row in rows):
        return Diagnostics()
    return Diagnostics([replace(unseen(connection, collection, apart), path=())])


def _find_one(connection: Connection, source: DataSource, one: OneOf, config: Mapping[str, Any]) -> Mapping[str, Any]:
    collection = connection.shim.collection(one.collection)
    needed, emptiable = _members(collection, source.schema.attributes)
    by = next(name for name in one.by if is_set(config.get(name)))
    value = config[by]
    field = source.schema.attribute(by).read_path or by
    if field == collection.key:
        row = connection.listings.get(collection, str(value), needed, dict.fromkeys(emptiable, True))
        rows = [] if row is None else [row]
    else:
        rows = connection.client.consistency.found(lambda: connection.listings.find(collection, {field: value}))
    if len(rows) == 1:
        full: Mapping[str, Any] | None = connection.listings.get(
            collection, str(rows[0][collection.key]), needed, dict.fromkeys(emptiable, True)
        )
        return rows[0] if full is None else full
    if not rows:
        raise refusal(
            f"There is no {source.name} with {by} {value!r}",
            f"{connection.shim.title} does not have it, or our account may not see it.",
            (by,),
        )
    raise refusal(f"{len(rows)} objects have {by} {value!r}", "Choose one by its id.", (by,))


def _members(collection: Collection, attributes: Iterable[Attribute]) -> tuple[frozenset[str], frozenset[str]]:
    """The members of a row that say what `attributes` are: those that it must have, and those that may be empty.

    A large set is one that it must have.
    """
    large = collection.apart
    said = [(item.read_path, item.absent) for item in attributes if item.read_path is not None]
    emptiable = frozenset(path for path, absent in said if absent == "empty" and path != large)
    return frozenset(path for path, _ in said) - emptiable, emptiable
