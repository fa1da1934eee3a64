"""Members that updates carry along and no attribute speaks of: what a refresh shows of them, a write must see too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rolecall.runtime.collections.rows import Row
from rolecall.runtime.diagnostics import refusal
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.unread_members import UNSAID, is_something
from rolecall.runtime.values.paths import dig
from rolecall.runtime.writes import unchanged
from rolecall.specification.schema import ObjectLifecycle


def beside(context: Context[ObjectLifecycle], row: Row) -> frozenset[str]:
    """The dotted paths of what `row` has there.

    Only of members that a trait names: rows of listings may have others than single reads.
    """
    trait = context.lifecycle.full_replace
    if trait is None or trait.carry == ("*",):
        return frozenset()
    attributes = context.resource.schema.attributes
    known = {path for item in attributes for path in (item.read_path, item.field) if path is not None}
    return frozenset(each for name in trait.carry for each in _paths(name, dig(row, name)) if each not in known)


def check_beside(context: Context[ObjectLifecycle], key: str, row: Row) -> None:
    """See that `row`, on which a write of the whole object is built, has all that the plan saw. Raises Refusal."""
    lacking = sorted(context.beside - beside(context, row))
    if lacking:
        raise refusal(
            f"{UNSAID} {', '.join(lacking)}",
            f"When {key!r} was planned, it had that, and now answers lack it. Somebody took it away, or it is not "
            "shown any more. The update would replace the whole object, and wipe what it does not see. Plan once more."
            f"{unchanged()}",
        )


def _paths(path: str, value: Any) -> Iterator[str]:
    """The paths of everything inside of `value` that is something."""
    if isinstance(value, Mapping):
        for name, inside in value.items():
            yield from _paths(f"{path}.{name}", inside)
    elif is_something(value):
        yield path
