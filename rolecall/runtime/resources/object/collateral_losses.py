"""What a write took away beside what it was meant to do: the rest of the object before it and after it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.runtime.collections.rows import Row
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.unread_members import is_something
from rolecall.runtime.values.conversion import settle
from rolecall.runtime.values.further_members import lost, members_in
from rolecall.runtime.values.paths import MISSING, UNREAD, dig, steps
from rolecall.specification.schema import Attribute, ObjectLifecycle
from rolecall.specification.types import ListOf, SetOf


def vanished(
    context: Context[ObjectLifecycle],
    key: str,
    before: Row,
    after: Row,
    changes: Mapping[str, Any],
    carried: list[Attribute] | None,
) -> list[Diagnostic]:
    """An error for each member that a write of `changes` did not mean, and that is not as it was.

    Everything that can be configured is looked at. `carried` are the attributes that a write of the whole object
    carries along; after such a write what no attribute speaks of is looked at too.
    """
    found: list[Diagnostic] = []
    for attribute in context.resource.schema.attributes:
        if attribute.further_members is not None:
            found += _lost_members(context, key, attribute, before, after, changes)
        if attribute.name in changes or attribute.read_path is None or attribute.transitions is not None:
            continue
        if (attribute.required or attribute.optional) and attribute.further_members is None:
            missing = _lost(context, attribute, before, after, carried=attribute in (carried or ()))
            if missing is not None:
                found.append(_took_away(context, key, attribute.name, missing, changes))
    trait = context.lifecycle.full_replace if carried is not None else None
    if trait is not None and trait.carry == ("*",):
        attributes = context.resource.schema.attributes
        spoken_of = {steps(item.read_path or item.field or "")[0] for item in attributes}
        further = [item.further_members for item in attributes if item.further_members is not None]
        spoken_of |= {name for trait in further for name in members_in(trait, before)}
        others = sorted(before.keys() - spoken_of - set(trait.strip))
        gone_now = [name for name in others if is_something(before[name]) and not is_something(after.get(name))]
        found += [_took_away(context, key, name, "something", changes) for name in gone_now]
    return found


def _lost(
    context: Context[ObjectLifecycle], attribute: Attribute, before: Row, after: Row, *, carried: bool
) -> str | None:
    """What of an attribute is not there any more, in words; None where nothing is missing."""
    wire = context.connection.wire
    if dig(before, attribute.read_path or "") is UNREAD or dig(after, attribute.read_path or "") is UNREAD:
        return None
    had, has = wire.decode(attribute, before), wire.decode(attribute, after)
    if attribute.sensitive or not (is_something(had) or isinstance(had, bool)):
        return None
    has = settle(attribute, has, had) if has is not MISSING else has
    if isinstance(had, list) and isinstance(has, list) and isinstance(attribute.value_type, SetOf | ListOf):
        lost = [each for each in had if each not in has and each not in _derived(context, after)]
        return ", ".join(map(_shown, lost)) or None
    if isinstance(had, dict) and isinstance(has, dict):
        gone_from = [name for name, value in had.items() if is_something(value) and not is_something(has.get(name))]
        return ", ".join(gone_from) or None
    if isinstance(had, bool):
        return _shown(had) if carried and has is not had else None
    return None if is_something(has) else _shown(had)


def _lost_members(
    context: Context[ObjectLifecycle],
    key: str,
    attribute: Attribute,
    before: Row,
    after: Row,
    changes: Mapping[str, Any],
) -> list[Diagnostic]:
    """An error for each member (trait `FurtherMembers`) that is gone and of which no change speaks."""
    had, has = (context.connection.wire.decode(attribute, row) for row in (before, after))
    names = lost(had, has, changes.get(attribute.name)) if isinstance(had, str) else []
    return [_took_away(context, key, attribute.name, repr(name), changes) for name in names]


def _derived(context: Context[ObjectLifecycle], row: Row) -> list[Any]:
    """Elements of what the vendor works out itself: an element that went there, as by inheritance, is not lost."""
    shown = (item for item in context.resource.schema.attributes if not (item.required or item.optional))
    values = (context.connection.wire.decode(item, row) for item in shown)
    return [each for value in values if isinstance(value, list) for each in value]


def _shown(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else repr(value)


def _took_away(
    context: Context[ObjectLifecycle], key: str, name: str, lost: str, changes: Mapping[str, Any]
) -> Diagnostic:
    return Diagnostic(
        "error",
        f"The update took away {name}",
        f"It changed {', '.join(sorted(changes))} of {key!r} and nothing else. Before it {name} had {lost}, and a read "
        f"after it does not show that. {context.title} dropped it, or somebody else took it away at the same moment. "
        "Look at it now: a plan brings back only what the configuration says.",
        (name,),
    )
