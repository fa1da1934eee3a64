"""Changes of an object: what to send, merged with what is there now, and whether a write took."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.runtime.diagnostics import Diagnostic, Refusal, refusal
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.unread_members import is_unsaid
from rolecall.runtime.values.canonical import canonical_value
from rolecall.runtime.values.conversion import same, settle
from rolecall.runtime.values.paths import MISSING
from rolecall.runtime.values.unknown import UNKNOWN, known_part
from rolecall.runtime.writes import nothing_written
from rolecall.specification.schema import Attribute, ObjectLifecycle
from rolecall.specification.types import SetOf


def changes_of(context: Context[ObjectLifecycle], change: Change) -> dict[str, Any]:
    """The attributes that an update must send, with their values. A write-only one goes when its version changed."""
    changes: dict[str, Any] = {}
    for attribute in context.resource.schema.attributes:
        name = attribute.name
        value = change.after.get(name)
        if attribute.version_of is not None and change.changed(name):
            if change.given.get(attribute.version_of) is not None:
                changes[attribute.version_of] = change.given[attribute.version_of]
        elif (
            attribute.field is not None
            and not attribute.write_only
            and attribute.sent_on in ("both", "update")
            and value is not UNKNOWN
            and change.changed(name)
        ):
            changes[name] = value
    return changes


class Gone(Refusal):
    """The object vanished between plan and apply; `written` says whether this apply had written by then."""

    def __init__(self, *diagnostics: Diagnostic, written: bool) -> None:
        super().__init__(*diagnostics)
        self.written = written


def gone(title: str, key: str) -> Gone:
    """The error for an object that vanished between plan and apply, or in the middle of the apply."""
    written = not nothing_written()
    what = (
        f"{title} took a write of this apply, and answers since that there is no such object. Plan again to see."
        if written
        else f"{title} deleted it after the plan was made. Nothing was written; plan again."
    )
    return Gone(*refusal(f"{key!r} no longer exists", what).diagnostics, written=written)


def merge_sets(
    context: Context[ObjectLifecycle],
    row: Mapping[str, Any],
    prior: Mapping[str, Any],
    changes: Mapping[str, Any],
) -> dict[str, Any]:
    """`changes`, where a set keeps the elements that appeared since the plan was made, or that no plan has seen."""
    target = dict(changes)
    for name, wanted in changes.items():
        before = prior.get(name)
        attribute = context.resource.schema.attribute(name)
        if attribute.shared and attribute.nesting not in ("single", "set"):
            ours = {*(before or ()), *(wanted or ())}
            current = context.connection.wire.decode(attribute, row)
            others = {key: value for key, value in (current or {}).items() if key not in ours}
            target[name] = {**others, **(wanted or {})}
            continue
        if attribute.elements is not None and isinstance(wanted, dict):
            current = context.connection.wire.decode(attribute, row)
            target[name] = _merged_map(before or {}, wanted, {} if current is MISSING else current)
            continue
        if not isinstance(attribute.value_type, SetOf):
            continue
        before = before or []
        current = context.connection.wire.decode(attribute, row)
        if isinstance(current, list):
            current = settle(attribute, current, canonical_value(attribute.value_type, [*before, *(wanted or [])]))
            known = before if attribute.nesting is not None else frozenset(before)
            appeared = [item for item in current if item not in known]
            target[name] = canonical_value(attribute.value_type, [*(wanted or []), *appeared])
    return target


def _merged_map(before: dict[str, Any], wanted: dict[str, Any], current: dict[str, Any]) -> dict[str, Any]:
    """The sets `wanted` by key, each with the elements that appeared since the plan was made."""
    merged = {
        key: sorted({*wanted.get(key, ()), *(set(current.get(key, ())) - set(before.get(key, ())))})
        for key in sorted({*wanted, *current})
    }
    return {key: elements for key, elements in merged.items() if elements or key in wanted}


def unmet_by(
    context: Context[ObjectLifecycle],
    row: Mapping[str, Any],
    prior: Mapping[str, Any],
    target: Mapping[str, Any],
) -> list[Diagnostic]:
    """What the read back does not show as written. What was cleared may show the vendor's own value instead."""
    found: list[Diagnostic] = []
    for name, wanted in target.items():
        attribute = context.resource.schema.attribute(name)
        if attribute.write_only or not attribute.readable:
            continue
        value = context.connection.wire.decode(attribute, row)
        if value is MISSING or same(attribute, value, wanted):
            continue
        if wanted is not None or value == prior.get(name):
            found.append(not_stored(context, attribute, wanted, value))
    return found


def unsaid_by(context: Context[ObjectLifecycle], row: Mapping[str, Any], target: Mapping[str, Any]) -> list[str]:
    """The attributes that were written and that the read back does not say, nor masks (trait `Masked`)."""
    masked = context.collection.masked.fields if context.collection.masked is not None else ()
    written = [context.resource.schema.attribute(name) for name in target]
    return [each.name for each in written if each.read_path not in masked and is_unsaid(each, row)]


def not_stored(context: Context[Any], attribute: Attribute, wanted: Any, actual: Any) -> Diagnostic:
    """The error for an attribute that reads back as something else than was written."""
    values = "" if attribute.sensitive else f"Written: {known_part(wanted)!r}. Read back: {actual!r}. "
    return Diagnostic(
        "error",
        f"{context.title} did not store {attribute.name}",
        f"{values}Somebody else may be writing the same object, or the vendor drops or changes what it does not accept "
        "without saying so. The next plan shows what is there. What the vendor never stores is better left out of the "
        "configuration, or named under `ignore_changes`.",
        (attribute.name,),
    )
