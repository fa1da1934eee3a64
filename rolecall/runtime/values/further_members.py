"""Members of an object that are one JSON text here (trait `FurtherMembers`): read, compared, merged, written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, TypeAlias

from rolecall.runtime.values.canonical import canonical_text
from rolecall.specification.traits import FurtherMembers
from rolecall.text import strict_json

Members: TypeAlias = Mapping[str, Any]


def members_in(trait: FurtherMembers, container: Any) -> dict[str, Any]:
    """The members of `container` that the trait is about."""
    if not isinstance(container, Mapping):
        return {}
    return {name: value for name, value in container.items() if is_about(trait, name)}


def is_about(trait: FurtherMembers, name: str) -> bool:
    """Whether the trait is about members of this name."""
    return name not in dict(trait.known) and re.fullmatch(trait.names, name) is not None


def parsed(text: str) -> dict[str, Any]:
    """The members that `text` says; raises ValueError where it is no JSON object, or says one member twice."""
    found = strict_json.loads(text, parse_constant=_refused)
    if not isinstance(found, dict):
        raise ValueError("it is JSON, but no object")
    return found


def problem_of(trait: FurtherMembers, text: str) -> str | None:
    """The reason why `text` cannot be a value of the attribute, as a sentence; None where it can."""
    try:
        members = parsed(text)
    except (ValueError, RecursionError) as problem:
        return f"It must be a JSON object, as `jsonencode` makes one: {problem}."
    for name, value in members.items():
        if name in dict(trait.known):
            return f"{name!r} has an attribute of its own: write it as `{dict(trait.known)[name]}`."
        if re.fullmatch(trait.names, name) is None:
            return f"{name!r} must be {trait.meaning}."
        if trait.form == "scim" and not isinstance(value, Mapping) and value is not None:
            return f"{name!r} must be an object, the attributes of that schema."
    return None


def text_of(members: Members) -> str | None:
    """`members` as JSON without anything that is empty, by name; None where nothing is left."""
    left = _without_empty(members)
    return (
        json.dumps(left, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_number) if left else None
    )


def settled(read: Any, expected: Any) -> Any:
    """The text for the state: `expected` where what was read says the same, else what was read of its members."""
    if not isinstance(expected, str) or not expected:
        return read
    there = parsed(read) if isinstance(read, str) else {}
    try:
        wanted = parsed(expected)
    except ValueError:  # a state that was written by hand
        return read
    return expected if covers(there, wanted) else text_of(_of(there, wanted))


def covers(there: Any, wanted: Any) -> bool:
    """Whether `there` says all that `wanted` does. Lists are compared without regard to order."""
    if _is_empty(wanted):
        return _is_empty(there)
    if isinstance(wanted, Mapping):
        has = there if isinstance(there, Mapping) else {}
        return all(covers(has.get(name), value) for name, value in wanted.items())
    if isinstance(wanted, list):
        left = list(there) if isinstance(there, list) else []
        for each in wanted:
            found = next((other for other in left if covers(other, each)), None)
            if found is None:
                return False
            left.remove(found)
        return not left
    if isinstance(wanted, str) and isinstance(there, str):
        return canonical_text(there) == canonical_text(wanted)
    return isinstance(wanted, bool) == isinstance(there, bool) and bool(there == wanted)


def merged(there: Any, wanted: Any) -> dict[str, Any]:
    """The members `there` with what `wanted` says of them; what is to be empty is left out."""
    found = dict(there) if isinstance(there, Mapping) else {}
    for name, value in wanted.items():
        if isinstance(value, Mapping):
            value = merged(found.get(name), value)
        if _is_empty(value):
            found.pop(name, None)
        else:
            found[name] = value
    return found


def edits(there: Any, wanted: Members, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The names along the way to each member that is not as `wanted`, with its value; None takes it away."""
    has = there if isinstance(there, Mapping) else {}
    for name, value in wanted.items():
        if covers(has.get(name), value):
            continue
        if isinstance(value, Mapping) and value:
            yield from edits(has.get(name), value, (*above, name))
        else:
            yield (*above, name), None if _is_empty(value) else value


def lost(had: str, has: Any, changed: Any) -> list[str]:
    """The names of members that the text `had` says and `has` does not, but for those that `changed` speaks of."""
    left = parsed(has) if isinstance(has, str) else {}
    meant = parsed(changed) if isinstance(changed, str) else {}
    return [name for name in parsed(had) if name not in left and name not in meant]


def _of(there: Any, wanted: Any) -> Any:
    """The part of `there` that `wanted` speaks of."""
    if not isinstance(there, Mapping) or not isinstance(wanted, Mapping) or not wanted:
        return there
    return {name: _of(value, wanted[name]) for name, value in there.items() if name in wanted}


def _is_empty(value: Any) -> bool:
    """Whether a value says that there is nothing (RFC 7643 section 2.5): null, nothing in a list or an object."""
    if isinstance(value, Mapping):
        return all(_is_empty(each) for each in value.values())
    return value is None or value == []


def _without_empty(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _without_empty(each) for name, each in value.items() if not _is_empty(each)}
    return [_without_empty(each) for each in value] if isinstance(value, list) else value


def _refused(word: str) -> Any:
    raise ValueError(f"{word} is no JSON")


def _number(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"{type(value).__name__} is no JSON")
