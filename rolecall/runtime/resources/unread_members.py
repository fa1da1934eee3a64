"""Members that an answer does not say: unknown, neither empty nor as they were before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final, TypeVar

from rolecall.runtime.diagnostics import Diagnostic, Refusal
from rolecall.runtime.errors import Incomplete
from rolecall.runtime.resources.context import Context
from rolecall.runtime.values.elements import read
from rolecall.runtime.values.json_forms import is_readable
from rolecall.runtime.values.paths import MISSING, UNREAD, dig
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.runtime.writes import unsent
from rolecall.specification.schema import Attribute
from rolecall.specification.types import ListOf, MapOf, SetOf

UNSAID: Final = "The vendor did not say"
"""The summary of every finding about such a member begins with this, and the name of the attribute follows."""

PAUSES_SECONDS: Final = (0.1, 0.4)
"""The pauses before an answer that leaves something out is asked for again."""

T = TypeVar("T")


def read_again(context: Context[Any], read: Callable[[], T | None], settled: Callable[[T], bool]) -> T | None:
    """The outcome of `read`, read again a few times until it is `settled`. None when it is gone."""
    found = read()
    for seconds in PAUSES_SECONDS:
        if found is None or settled(found) or not context.connection.client.pause(seconds):
            break
        found = read()
    return found


def is_unsaid(attribute: Attribute, row: Mapping[str, Any], before: Any = None) -> bool:
    """Whether `row` does not say what the attribute is.

    A null says that there is nothing, except in place of a collection, or of a flag that was set `before`: many servers
    write it where they leave something out. What we did not ask for is not unsaid.
    """
    path = attribute.read_path
    if path is None or attribute.write_only:
        return False
    raw = dig(row, path)
    if raw in (MISSING, None) and attribute.absent == "empty":
        return False
    if raw is None:
        return before is True or isinstance(attribute.value_type, SetOf | ListOf | MapOf)
    if raw is MISSING or (attribute.elements is not None and read(attribute.elements, raw) is MISSING):
        return True
    if raw is UNREAD:
        return False
    if attribute.words:
        return all(word != raw for _, word in attribute.words)
    return not is_readable(attribute, raw)


def left_out(attribute: Attribute, row: Mapping[str, Any], before: Any, noted: frozenset[str]) -> frozenset[str]:
    """The names of what `row` leaves out, a trait takes for empty, and had a value `before` or is `noted` already.

    That is the attribute, or members of an object as `name.family_name`. A null in place of a collection says no more.
    """
    path = attribute.read_path
    if path is None or attribute.write_only or attribute.absent != "empty":
        return frozenset()
    raw, several = dig(row, path), isinstance(attribute.value_type, SetOf | ListOf | MapOf)
    if raw is MISSING or (raw is None and several):
        return frozenset({attribute.name} if is_something(before) or attribute.name in noted else ())
    if attribute.nesting != "single" or not isinstance(raw, Mapping):
        return frozenset()
    had = {name for name, value in before.items() if is_something(value)} if isinstance(before, Mapping) else set()
    missing = (item for item in attribute.nested if item.read_path and dig(raw, item.read_path) is MISSING)
    names = {item.name: f"{attribute.name}.{item.name}" for item in missing}
    return frozenset(whole for name, whole in names.items() if name in had or whole in noted)


def is_something(value: Any) -> bool:
    """True for a known value that is neither null nor empty."""
    return value is not UNKNOWN and value is not MISSING and value is not UNREAD and value not in (None, "", [], {})


def warned(title: str, key: str, names: Iterable[str]) -> list[Diagnostic]:
    """A warning for each attribute that a read of the object `key` did not say."""
    return [
        Diagnostic(
            "warning",
            f"{UNSAID} {name}",
            f"The answer of {title} about {key!r} has no {name}. That is neither empty nor unchanged: state keeps the "
            f"last value that was seen, and what {name} is now is not known. Look whether the account that the "
            "provider runs as may read it.",
            (name,),
        )
        for name in names
    ]


def unread(title: str, key: str, names: Iterable[str], problem: Incomplete) -> list[Diagnostic]:
    """As `warned`, for the attributes `names` that a read could not show since its answer was `problem`."""
    said = problem.diagnostic().detail
    return [replace(item, detail=f"{item.detail}\n\n{said}") for item in warned(title, key, names)]


def way_out(name: str, before: Any) -> str:
    """The steps for a member that is really empty."""
    cleared = f"write `{name} = []`, or " if isinstance(before, list) and is_something(before) else ""
    return (
        f"Look at it at the vendor. If it is really empty, {cleared}take the resource out of the state with `terraform "
        "state rm` and import it again."
    )


def refused(title: str, key: str, unsaid: Mapping[str, Any]) -> Refusal:
    """The refusal to write to the object `key` while members are unknown: by name, the value known so far."""
    return Refusal(
        *(
            Diagnostic(
                "error",
                f"{UNSAID} {name}",
                f"{title} was asked several times and answered about {key!r} without {name}"
                + (", which state has a value of. " if is_something(before) else ". ")
                + "A change that is built on this answer would guess it, and could take away what others put there. "
                f"{unsent()} Plan again; if this goes on, look whether the account that the provider runs as may "
                "read it. " + (way_out(name, before) if is_something(before) else ""),
                (name,),
            )
            for name, before in unsaid.items()
        )
    )
