"""Administrators (trait Administrators): the last one of an instance stays one, and so does our own account."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rolecall.runtime.collections.envelope import key_of
from rolecall.runtime.diagnostics import Diagnostic, Path
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.guards.guard import mode_of
from rolecall.runtime.resources.guards.own_account import is_ours
from rolecall.runtime.values.paths import MISSING
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.specification.schema import ObjectLifecycle
from rolecall.specification.traits import Administrators


def check_administrators(context: Context[ObjectLifecycle], change: Change) -> Iterator[Diagnostic]:
    """Findings against taking from somebody what lets them administer. Raises VendorError where that cannot be told."""
    trait = context.lifecycle.administrators
    if trait is None or change.prior is None or change.after.get(trait.attribute) is UNKNOWN:
        return
    ends = change.planned is None and mode_of(context.lifecycle, change) != "retain"
    if change.planned is None and not ends:
        return
    disables = _disables(context, change)
    held = _held(trait, change.before.get(trait.attribute))
    lost = held if ends or disables else held - _held(trait, change.after.get(trait.attribute))
    name = "id" if ends else disables or trait.attribute
    is_told = context.lifecycle.protect_self and name != trait.attribute
    yield from check_loss(context, trait, change, lost, (name,), is_told=is_told)


def check_loss(
    context: Context[ObjectLifecycle],
    trait: Administrators,
    change: Change,
    lost: set[str],
    path: Path,
    *,
    is_told: bool = False,
) -> Iterator[Diagnostic]:
    """Findings against an object's losing `lost`, values that let it administer; `change` says which object it is.

    `is_told`: another finding says it where that is the account that we run as. Raises VendorError.
    """
    if not lost:
        return
    key, access = str(change.before["id"]), context.resource.access
    if access is not None and access.account is not None and is_ours(context, change):
        if not is_told:
            yield Diagnostic(
                "error",
                f"The account we run as would lose {_shown(lost)}",
                f"{key!r} is the account whose credentials this provider uses: it could not administer {context.title} "
                "any more, nor take this back. Use credentials of another account.",
                path,
            )
        return
    for value in sorted(lost):
        if not _is_left(context, trait, value, key):
            yield Diagnostic(
                "error",
                f"Nobody else has {value!r}",
                f"{key!r} is the last one in {context.title} who is seen to have it directly, or whoever else has it "
                "loses it in the same run. Without one nobody could administer it. Give it to somebody else "
                "first, in a run of its own, and let them accept it.",
                path,
            )


def held_by(context: Context[ObjectLifecycle], trait: Administrators, row: Mapping[str, Any]) -> set[str]:
    """Those of the trait's values that a row shows."""
    attribute = context.resource.schema.attribute(trait.attribute)
    return _held(trait, context.connection.wire.decode(attribute, row))


def _disables(context: Context[ObjectLifecycle], change: Change) -> str | None:
    """The attribute by which a change shuts an account out, or None."""
    deprovision = context.lifecycle.deprovision
    states = deprovision.disable if deprovision is not None and change.planned is not None else ()
    return next((name for name, value in states if change.after.get(name) == value and change.changed(name)), None)


def _is_left(context: Context[ObjectLifecycle], trait: Administrators, value: str, leaving: str) -> bool:
    """Whether somebody who loses it in no plan of this run has `value`."""
    connection, collection = context.connection, context.collection
    gone = connection.addresses.stepping_down.setdefault((collection.name, value), set())
    for row in connection.listings.all(collection):
        key = key_of(collection, row)
        if key is MISSING or str(key) in {*gone, leaving} or not _is_active(context, row):
            continue
        if value in held_by(context, trait, row):
            gone.add(leaving)
            return True
    return False


def _is_active(context: Context[ObjectLifecycle], row: Mapping[str, Any]) -> bool:
    """Whether an account is neither disabled nor waits to be accepted, as far as its row tells."""
    connection, deprovision = context.connection, context.lifecycle.deprovision
    states = [*(deprovision.disable if deprovision is not None else ())]
    invitation = context.collection.invitation
    if invitation is not None:
        states.append((invitation.status, invitation.pending))
    known = {item.name: item for item in context.resource.schema.attributes}
    return all(name not in known or connection.wire.decode(known[name], row) != value for name, value in states)


def _held(trait: Administrators, value: Any) -> set[str]:
    """Those of the trait's values that an attribute has."""
    values = value if isinstance(value, list) else [value]
    return {each for each in values if isinstance(each, str) and each in trait.values}


def _shown(values: set[str]) -> str:
    return ", ".join(repr(each) for each in sorted(values))
