"""What ends with somebody though no plan shows it: their role bindings, whoever made them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from rolecall.runtime.collections.envelope import key_of
from rolecall.runtime.collections.ownership import holds_credentials, naming, same_owner
from rolecall.runtime.diagnostics import Diagnostic, Refusal
from rolecall.runtime.errors import VendorError
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.guards.guard import mode_of
from rolecall.specification.schema import ObjectLifecycle, PrincipalLifecycle
from rolecall.specification.traits import CascadeDelete

NAMED: Final = 20
"""So many bindings a warning names."""


def check_cascades(context: Context[Any], change: Change) -> Iterator[Diagnostic]:
    """A warning for each collection in which rows end with the object, but for those that this run ends anyway.

    Tokens are not named: they are the account's own.
    """
    lifecycle, before = context.lifecycle, change.before
    if not isinstance(lifecycle, ObjectLifecycle | PrincipalLifecycle) or lifecycle.deprovision is None:
        return
    if change.prior is None or not (change.is_destroy or change.replaces) or mode_of(lifecycle, change) == "retain":
        return
    for owned in lifecycle.deprovision.cascade_delete:
        owner, heir = before.get(owned.by), change.after.get(owned.by)
        is_off = owned.switch is not None and before.get(owned.switch) is False
        if is_off or not isinstance(owner, str) or holds_credentials(context.connection.shim, owned.collection):
            continue
        if isinstance(heir, str) and same_owner(owned, heir, owner):
            continue
        if context.connection.client.is_configured(owned.endpoint):
            yield from _told(context, owned, owner)


def _told(context: Context[Any], owned: CascadeDelete, owner: str) -> Iterator[Diagnostic]:
    try:
        keys = _ending(context, owned, owner)
    except (VendorError, Refusal) as problem:
        yield Diagnostic(
            "warning",
            f"What ends with {owner!r} in {owned.collection} is not known",
            f"{problem} Whatever names {owner!r} alone there is removed first.",
            (owned.by,),
        )
        return
    if keys:
        more = f" and {len(keys) - NAMED} more" if len(keys) > NAMED else ""
        keep = f" With `{owned.switch} = false`, applied first, it stays." if owned.switch else ""
        yield Diagnostic(
            "warning",
            f"{owner!r} takes {len(keys)} of {owned.collection} along",
            f"What names nobody else is removed first, whoever made it: {', '.join(map(repr, keys[:NAMED]))}{more}. "
            f"What this configuration goes on having of that is made anew by a later apply.{keep}",
            (owned.by,),
        )


def _ending(context: Context[Any], owned: CascadeDelete, owner: str) -> list[str]:
    """The keys of rows that name `owner` alone, and that no plan of this run ends. Raises VendorError or Refusal."""
    connection = context.connection
    collection = connection.shim.collection(owned.collection)
    rows = connection.references.rows(collection.name)
    named = ((str(key_of(collection, row)), naming(owned, row, owner)) for row in rows)
    keys = sorted(key for key, whom in named if whom.mine and not whom.others)
    kinds = [
        item.name
        for item in connection.shim.resources
        if isinstance(item.lifecycle, ObjectLifecycle) and item.lifecycle.collection == collection.name
    ]
    if keys:
        connection.addresses.settled()
    ends = connection.addresses
    return [key for key in keys if not any(ends.knows(kind, key) and not ends.stays(kind, key) for kind in kinds)]
