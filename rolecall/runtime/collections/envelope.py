"""Objects, rows and totals, found in answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from rolecall.runtime.errors import NotTheApi
from rolecall.runtime.logging import Logger
from rolecall.runtime.values.paths import MISSING, PLACES, dig, drop
from rolecall.specification.schema import Collection, Envelope

log = Logger("listing")


def item_of(envelope: Envelope, data: Any) -> dict[str, Any] | None:
    """The object of a single answer, with the members named by `merge` lifted into it; None when there is none."""
    item = dig(data, envelope.item)
    return _lift((*envelope.merge, envelope.may_wrap), item) if isinstance(item, Mapping) else None


def rows_of(envelope: Envelope, data: Any) -> list[dict[str, Any]]:
    """The rows of a listing, `merge` members lifted.

    Where the answer says that there are no rows, none at all or a null is an empty list (RFC 7644 section 3.4.2).
    Raises NotTheApi when there is no list at all, a null in its place, or it holds something else than objects: what
    cannot be read as a listing must not look like an empty one. A row that says nothing but what the envelope's `aside`
    names is no object; any other row without a key may be one, and stays. Some servers write the name in another case,
    which means the same to a standard (RFC 7643 section 2.1).
    """
    rows = dig(data, envelope.items)
    if rows is MISSING and isinstance(data, Mapping):
        others = [value for name, value in data.items() if name.casefold() == envelope.items.casefold()]
        rows = others[0] if len(others) == 1 else MISSING
    if envelope.may_wrap and isinstance(rows, Mapping) and envelope.may_wrap in rows:
        rows = rows[envelope.may_wrap]
        rows = [rows] if isinstance(rows, Mapping) and rows else rows
    if envelope.items and (rows is None or rows is MISSING) and total_of(envelope, data) == 0:
        return []
    if not isinstance(rows, list):
        where = f"at {envelope.items!r}" if envelope.items else "as the whole answer"
        instead = ", but null, which says nothing" if rows is None else ""
        raise NotTheApi(f"The answer has no list {where}{instead}.")
    if not all(isinstance(row, Mapping) for row in rows):
        raise NotTheApi("The listing holds something else than objects.")
    objects = [row for row in rows if not _is_aside(envelope, row)]
    if len(objects) < len(rows):
        log.info("rows that tell of the listing are no objects", member=envelope.aside, rows=len(rows) - len(objects))
    return [_lift((*envelope.merge, envelope.may_wrap), row) for row in objects]


def key_of(collection: Collection, row: Mapping[str, Any]) -> Any:
    """The key of `row`, or `MISSING`: the member or the template `key`, else the provisional key.

    A null, a list or an object is none.
    """
    if "{" in collection.key:
        parts = {path: _plain(dig(row, path)) for path in PLACES.findall(collection.key)}
        if MISSING in parts.values():
            return MISSING
        return PLACES.sub(lambda place: str(parts[place[1]]), collection.key)
    found = _plain(dig(row, collection.key))
    if found is MISSING and collection.provisional_key is not None:
        return dig(row, collection.provisional_key)
    return found


def _plain(part: Any) -> Any:
    return MISSING if part is None or isinstance(part, list | dict) else part


def incarnation_of(collection: Collection, row: Mapping[str, Any]) -> str | None:
    """Which of the objects that had its key in turn `row` is; None where the vendor does not say."""
    found = None if collection.incarnation is None else dig(row, collection.incarnation)
    return found if isinstance(found, str) and found else None


def parts_of(collection: Collection, key: str) -> dict[str, str] | None:
    """The members that make up `key`, by path, where the collection's key is a template; None where it does not fit."""
    paths = PLACES.findall(collection.key)
    pattern = "".join(
        "(.+)" if index % 2 else re.escape(text) for index, text in enumerate(PLACES.split(collection.key))
    )
    match = re.fullmatch(pattern, key)
    return None if match is None else dict(zip(paths, match.groups(), strict=True))


def total_of(envelope: Envelope, data: Any) -> int | None:
    """The number of rows that the listing says there are in all, or None when it does not say."""
    if not envelope.total:
        return None
    total = dig(data, envelope.total)
    if isinstance(total, str) and total.isascii() and total.isdecimal():
        return int(total)
    return total if isinstance(total, int) and not isinstance(total, bool) and total >= 0 else None


def without(row: dict[str, Any], paths: Iterable[str], values: Iterable[Any]) -> dict[str, Any]:
    """`row` without the members at the dotted `paths` whose value is among `values`; `row` itself is not changed."""
    masks = tuple(values)
    for path in paths:
        if dig(row, path) in masks:
            row = drop(row, path)
    return row


def _is_aside(envelope: Envelope, row: Mapping[str, Any]) -> bool:
    return bool(envelope.aside) and {name for name, value in row.items() if value is not None} == {envelope.aside}


def _lift(names: tuple[str, ...], row: Mapping[str, Any]) -> dict[str, Any]:
    lifted = dict(row)
    for name in names:
        member = row.get(name)
        if isinstance(member, Mapping):
            lifted.update(member)
    return lifted
