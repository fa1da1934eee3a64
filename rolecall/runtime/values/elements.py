"""Sets that are lists of objects there, and texts here (trait `Elements`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rolecall.runtime.values.paths import MISSING
from rolecall.specification.traits import AddRemoveLists, Elements


def read(trait: Elements, raw: Any) -> Any:
    """The elements in `raw`, by key where the trait has keys; `MISSING` where it cannot be told."""
    if not isinstance(raw, list) or (trait.never_empty and not raw):
        return MISSING
    if not trait.keys:
        return [*_elements(trait, raw)] if _all_say(trait, raw) else MISSING
    found: dict[str, list[str]] = {}
    for each in raw:
        key, inside = _first(each, trait.keys), _first(each, trait.lists)
        if not isinstance(key, str) or not isinstance(inside, list) or not _all_say(trait, inside):
            return MISSING
        elements = [*_elements(trait, inside)]
        if elements:
            found.setdefault(key.rpartition("/")[2], []).extend(elements)
    return found


def unflagged(trait: Elements, raw: Any) -> set[tuple[str, str]]:
    """Key and text of the elements in `raw` that do not say how they came about; the key is empty where none is."""
    rows: Iterable[Any] = raw if isinstance(raw, list) and trait.flag else ()
    if not trait.keys:
        return {("", text) for text in _unflagged(trait, rows)}
    found: set[tuple[str, str]] = set()
    for each in rows:
        key, inside = _first(each, trait.keys), _first(each, trait.lists)
        if isinstance(key, str) and isinstance(inside, list):
            found |= {(key.rpartition("/")[2], text) for text in _unflagged(trait, inside)}
    return found


def texts(value: Any) -> set[tuple[str, str]]:
    """Key and text of the elements that an attribute has; the key is empty where it is a set."""
    if isinstance(value, Mapping):
        return {(key, each) for key, inside in value.items() for each in inside or ()}
    return {("", each) for each in value} if isinstance(value, list) else set()


def write(trait: Elements, value: Any) -> list[Any]:
    """`value` as a body that creates carries it."""
    if not trait.keys:
        return [{trait.value: each} for each in value]
    return [
        {trait.sent_key: trait.link.replace("{}", key), trait.sent_list: list(elements)}
        for key, elements in value.items()
    ]


def changes(trait: AddRemoveLists, before: Any, wanted: Any) -> dict[str, Any]:
    """The members of a body, by dotted path, that make of the elements `before` those that are `wanted`."""
    if not trait.each:
        return {trait.add: _without(wanted, before), trait.remove: _without(before, wanted)}
    before, wanted = before or {}, wanted or {}
    lists = [
        {
            trait.key: key,
            trait.add: _without(wanted.get(key), before.get(key)),
            trait.remove: _without(before.get(key), wanted.get(key)),
        }
        for key in sorted({*before, *wanted})
    ]
    return {trait.each: [each for each in lists if each[trait.add] or each[trait.remove]]}


def _all_say(trait: Elements, raw: Iterable[Any]) -> bool:
    """Whether each element says which one it is."""
    return all((each.get(trait.value) if isinstance(each, Mapping) else each) is not None for each in raw)


def _elements(trait: Elements, raw: Iterable[Any]) -> Iterable[str]:
    for each in raw:
        if not isinstance(each, Mapping):
            if not trait.others:
                yield str(each)
        else:
            is_own = not trait.flag or each.get(trait.flag) in (None, trait.own)
            if is_own is not trait.others:
                yield str(each[trait.value])


def _unflagged(trait: Elements, raw: Iterable[Any]) -> Iterable[str]:
    for each in raw:
        if not isinstance(each, Mapping):
            yield str(each)
        elif each.get(trait.flag) is None and trait.value in each:
            yield str(each[trait.value])


def _first(row: Any, members: Iterable[str]) -> Any:
    return next((row[name] for name in members if isinstance(row, Mapping) and row.get(name) is not None), None)


def _without(values: Iterable[str] | None, others: Iterable[str] | None) -> list[str]:
    gone = frozenset(others or ())
    return [each for each in values or () if each not in gone]
