"""Two looks that agree, before a write that replaces a whole set or a whole object.

What others gave since the state was read stands in the vendor's answers alone. One answer may lack it: a listing that
moves, a copy that lags, a list that is cut short. Such a write would take it away, so that one look is not enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from rolecall.runtime.collections.rows import Row
from rolecall.runtime.diagnostics import refusal
from rolecall.runtime.resources.context import Context
from rolecall.runtime.writes import unsent
from rolecall.specification.schema import Attribute, ObjectLifecycle
from rolecall.specification.types import ListOf, MapOf, SetOf

MOST_LOOKS: Final = 4
"""After so many answers, none like the one before it, the object does not hold still."""


def is_replaced(attribute: Attribute) -> bool:
    """Whether a write sends all elements of the attribute, of which an answer may show a part."""
    several = isinstance(attribute.value_type, SetOf | ListOf | MapOf)
    return several and attribute.add_remove_lists is None and attribute.links is None


def agreed(
    context: Context[ObjectLifecycle],
    key: str,
    row: Row,
    read: Callable[[], Row],
    attributes: Iterable[Attribute],
    before: Row | None = None,
) -> Row:
    """The object once two looks in succession show the same of `attributes`.

    The first are the one `before`, if there was one, and `row`; `read` gives more. Raises what `read` raises, and
    Refusal where no two agree.
    """
    compared = list(attributes)
    looks = [row] if before is None else [before, row]
    differing: list[str] = []
    while len(looks) < MOST_LOOKS:
        if len(looks) == 1 or differing:
            looks.append(read())
        first, second = looks[-2:]
        differing = [item.name for item in compared if _value(context, item, first) != _value(context, item, second)]
        if not differing:
            return second
    raise refusal(
        f"{context.title} shows {', '.join(differing)} of {key!r} differently each time",
        f"It was asked {MOST_LOOKS} times, and no two answers in succession agree. This change replaces all of it, "
        f"and would take away what an answer leaves out. {unsent()} Plan and apply again; if this goes on, "
        "somebody is changing the same, or copies of the vendor's data differ.",
        (differing[0],),
    )


def _value(context: Context[ObjectLifecycle], attribute: Attribute, row: Row) -> Any:
    return context.connection.wire.decode(attribute, row)
