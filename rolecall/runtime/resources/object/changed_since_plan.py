"""What somebody changed between plan and apply, and a write must not be built on.

Access of one value, such as a role, what cannot be changed at all, and elements that a write of the whole would wipe.
News of sets are merged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rolecall.runtime.diagnostics import Diagnostic, Refusal
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.guards.listing_names import few, named
from rolecall.runtime.resources.object.carried_attributes import carried_by
from rolecall.runtime.resources.unread_members import is_something
from rolecall.runtime.values.conversion import same
from rolecall.runtime.writes import unchanged
from rolecall.specification.schema import Attribute, ObjectLifecycle


def check_meanwhile(
    context: Context[ObjectLifecycle],
    key: str,
    row: Mapping[str, Any],
    prior: Mapping[str, Any],
    changes: Mapping[str, Any],
) -> None:
    """Raise Refusal where `changes` would overwrite access that `row` shows and the plan did not: `prior` is other."""
    found = []
    for attribute in _single(context):
        name, before = attribute.name, prior.get(attribute.name)
        if name not in changes or not isinstance(before, str):
            continue
        now, wanted = context.connection.wire.decode(attribute, row), changes[name]
        if not isinstance(now, str) or not now or same(attribute, now, before) or same(attribute, now, wanted):
            continue
        found.append(
            Diagnostic(
                "error",
                f"{name} of {key!r} is {now!r} since this was planned",
                f"The plan changes it from {before!r} to {wanted!r}, and somebody else made it {now!r}. Plan once "
                f"more, and look what is lost by it.{unchanged()}",
                (name,),
            )
        )
    if found:
        raise Refusal(*found)


def check_fixed(
    context: Context[ObjectLifecycle],
    key: str,
    row: Mapping[str, Any],
    prior: Mapping[str, Any],
    changes: Mapping[str, Any],
) -> None:
    """Raise Refusal where `row` shows another value than `prior` of what never changes: it is another object.

    It is not where `changes` take up the form that the vendor shows.
    """
    found = []
    for attribute in context.resource.schema.attributes:
        before = prior.get(attribute.name)
        if not attribute.replace or attribute.read_path is None or attribute.nesting in ("list", "set", "map"):
            continue
        now = context.connection.wire.decode(attribute, row)
        if not is_something(before) or not is_something(now) or same(attribute, now, before):
            continue
        if attribute.name in context.stored or now == changes.get(attribute.name) or _is_only_case(now, before):
            continue
        found.append(
            Diagnostic(
                "error",
                f"{attribute.name} of {key!r} is {now!r} since this was planned",
                f"It was {before!r}, and it cannot be changed: somebody made another {key!r} in its place. Plan once "
                f"more, and look what is lost by it.{unchanged()}",
                (attribute.name,),
            )
        )
    if found:
        raise Refusal(*found)


def _is_only_case(left: Any, right: Any) -> bool:
    return isinstance(left, str) and isinstance(right, str) and left.casefold() == right.casefold()


def check_elements(
    context: Context[ObjectLifecycle],
    key: str,
    row: Mapping[str, Any],
    prior: Mapping[str, Any],
    changes: Mapping[str, Any],
) -> None:
    """Raise Refusal where a write of the whole object would wipe what `prior` has and `row` does not show.

    That are elements and single values. Not those that this run took out, and those that name what is there no more.
    Raises VendorError.
    """
    found = []
    for attribute in carried_by(context):
        before, now = prior.get(attribute.name), context.connection.wire.decode(attribute, row)
        if attribute.name in changes or attribute.sensitive:
            continue
        if isinstance(before, str) and before and now in (None, ""):
            lacking: list[Any] = [before]
        elif isinstance(before, list) and isinstance(now, list):
            lacking = [each for each in before if each not in now]
        else:
            continue
        place = (context.collection.name, key, attribute.name)
        taken = context.connection.elements.taken_out(place, lacking) if lacking else []
        lacking = [each for each in lacking if each not in taken and _is_known(context, attribute, each)]
        if lacking:
            shown = few([named(each) for each in lacking])
            found.append(
                Diagnostic(
                    "error",
                    f"{attribute.name} of {key!r} lacks {shown} since this was planned",
                    "Somebody took it away, or answers do not show it any more. The update would replace the whole "
                    "object, and wipe what it does not see. Plan again; if this goes on, look at it at the vendor."
                    f"{unchanged()}",
                    (attribute.name,),
                )
            )
    if found:
        raise Refusal(*found)


def _is_known(context: Context[ObjectLifecycle], attribute: Attribute, element: Any) -> bool:
    """Whether the vendor still has what an element names, as far as it can be asked."""
    reference = attribute.reference
    if reference is None:
        return True
    return any(row.get(reference.by) == element for row in context.connection.references.rows(reference.lookup))


def _single(context: Context[ObjectLifecycle]) -> Iterator[Attribute]:
    """The attributes that say with one value who has what."""
    access, schema = context.resource.access, context.resource.schema
    if access is None:
        return
    names = [each.attribute for each in access.permissions] + ([] if access.rule is None else [access.rule.expression])
    yield from (schema.attribute(name) for name in names if "." not in name)
