"""Documents that are read and written whole: finding what is inside, and comparing it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from rolecall.runtime.values.paths import MISSING, dig

Chain: TypeAlias = tuple[Mapping[str, Any], ...]
"""An object in a document, behind all objects that it is inside of, the outermost first."""


def chains(document: Mapping[str, Any], path: str) -> Iterator[Chain]:
    """Every object in the lists along the dotted `path` of `document`, each with what it is inside of."""
    found: list[Chain] = [(document,)]
    for step in path.split("."):
        found = [(*chain, item) for chain in found for item in _list(chain[-1], step) if isinstance(item, Mapping)]
    yield from found


def unsaid_in(document: Any, path: str, members: Iterable[str]) -> str | None:
    """The path of the first thing that a document should say and does not; None where it says all.

    That are the lists along the dotted `path`, and the `members` of the objects in the last of them.
    """
    found, here = [document], ""
    for step in path.split("."):
        here = f"{here}.{step}".removeprefix(".")
        lists = [dig(item, step) for item in found]
        if not all(isinstance(each, list) for each in lists):
            return here
        found = [item for each in lists for item in each]
    return unsaid_of(found, path, members)


def unsaid_of(rows: Any, path: str, members: Iterable[str]) -> str | None:
    """As `unsaid_in`, of the list `rows` that is at `path`."""
    if not isinstance(rows, list):
        return path
    return next((f"{path}.{name}" for name in members for row in rows if dig(row, name) is MISSING), None)


def alike(left: Any, right: Any) -> bool:
    """True if two values mean the same where null, an empty text and an empty list all mean nothing."""
    if left in (None, "", []) and right in (None, "", []):
        return True
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return all(alike(left.get(name), right.get(name)) for name in {*left, *right})
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(alike(one, other) for one, other in zip(left, right, strict=True))
    return bool(left == right)


def is_another_form(shown: Any, wanted: Any) -> bool:
    """Whether `shown` differs from `wanted` in nothing but the case and the blanks of texts."""
    if isinstance(shown, Mapping) and isinstance(wanted, Mapping):
        return all(is_another_form(shown.get(name), wanted.get(name)) for name in {*shown, *wanted})
    if isinstance(shown, list) and isinstance(wanted, list) and len(shown) == len(wanted):
        return all(is_another_form(one, other) for one, other in zip(shown, wanted, strict=True))
    if isinstance(shown, str) and isinstance(wanted, str):
        return "".join(shown.casefold().split()) == "".join(wanted.casefold().split())
    return alike(shown, wanted)


def _list(item: Mapping[str, Any], name: str) -> list[Any]:
    found = dig(item, name)
    return found if found is not MISSING and isinstance(found, list) else []


def missing_from(after: Any, before: Any, path: str = "") -> str | None:
    """The path of the first thing that `before` has and `after` has not; None where nothing is missing.

    Elements of lists are told apart by their `id` or `name`; of others there must be as many.
    """
    if isinstance(before, Mapping):
        has = after if isinstance(after, Mapping) else {}
        for name, value in before.items():
            found = missing_from(has.get(name), value, f"{path}.{name}".removeprefix("."))
            if found is not None:
                return found
        return None
    if isinstance(before, list):
        if not isinstance(after, list) or len(after) < len(before):
            return path if before else None
        named = {_name(each): each for each in after if _name(each) is not None}
        for each in before:
            if _name(each) in named:
                found = missing_from(named[_name(each)], each, f"{path}.{_name(each)}")
                if found is not None:
                    return found
        return None
    return path if before not in (None, "", False) and after in (None, "") else None


def _name(element: Any) -> str | None:
    found = (element.get("id") or element.get("name")) if isinstance(element, Mapping) else None
    return found if isinstance(found, str) else None
