"""Relations that change hands: what this state gave goes over to another resource of it, and nobody loses it.

What has a name of its own does not: with `create_before_destroy` that name is taken by what is to be replaced.
"""

from __future__ import annotations

from typing import Any

from rolecall.runtime.application import Object
from rolecall.runtime.collections.envelope import key_of
from rolecall.runtime.collections.rows import Row
from rolecall.runtime.concurrency.run_exchange import fact
from rolecall.runtime.diagnostics import Refusal, refusal
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.guards.managed_twice import name_of
from rolecall.runtime.resources.guards.other_blocks import check_deposed, check_end, is_kept
from rolecall.runtime.resources.instance_names import instance_of
from rolecall.runtime.resources.object.transitions import revival
from rolecall.runtime.resources.relations import is_relation
from rolecall.runtime.writes import unchanged
from rolecall.specification.schema import ObjectLifecycle


def stays(context: Context[ObjectLifecycle], change: Change) -> bool:
    """Whether a relation that is destroyed or replaced is kept by another resource of this configuration.

    Waits until no plan has come for a while. Raises Refusal where another provider block keeps it.
    """
    if not is_relation(context):
        return False
    addresses, kind, key = context.connection.addresses, context.resource.name, str(change.before.get("id"))
    if change.is_destroy and addresses.stays(kind, key):
        return is_kept(context, change.before)
    name = None if context.lifecycle.changes else name_of(context, change.before)
    addresses.settled()
    if name is not None and addresses.makes(kind, name):
        return True
    if change.is_destroy and (is_kept(context, change.before) or not addresses.ends_now(kind, key)):
        return is_kept(context, change.before)
    check_end(context, change.before)
    return False


def is_another_ones(context: Context[ObjectLifecycle], change: Change) -> bool:
    """Whether what is to be destroyed only leaves the state, since another resource of it keeps it or took it over.

    Raises Refusal where nothing tells.
    """
    addresses, kind, key = context.connection.addresses, context.resource.name, str(change.before["id"])
    if not change.private.stays and not addresses.is_taken(kind, key):
        if is_relation(context):
            check_deposed(context, change.before)
        return False
    addresses.leave(kind, key)
    return True


def announce_heir(context: Context[Any], key: str) -> None:
    """Tell the apply of this run that what this state has as `key` is to be made anew.

    Before 1.15 Terraform tells the apply of something new nothing of its plan.
    """
    context.connection.addresses.neighbours.tell(_heir(context, key))


def is_announced(context: Context[Any], key: str) -> bool:
    """Whether the plan of this run knew `key` as what this state has and is to be made anew."""
    heir = _heir(context, key)
    return heir in context.connection.addresses.neighbours.told_before([heir])


def is_handed(context: Context[ObjectLifecycle], key: str) -> bool:
    """Whether this state gave the relation `key` until now, as far as this run knows."""
    if not is_relation(context):
        return False
    return context.connection.addresses.is_left(context.resource.name, key) or is_announced(context, key)


def takes_over(context: Context[ObjectLifecycle], change: Change, key: str) -> bool:
    """Whether what is there as `key` was given by this state until now, and is what the create is to make."""
    return is_relation(context) and (change.private.stays or is_handed(context, key))


def taken(context: Context[ObjectLifecycle], attribute: str, planned: Object, row: Row) -> Refusal:
    """The error about something new whose name, `attribute`, the object of `row` has at the vendor."""
    key, kind = str(key_of(context.collection, row)), context.resource.name
    has = f"{context.title} has it as {key!r}"
    if is_announced(context, key):
        detail = (
            f"{has}: that is what the new one is to replace. With `create_before_destroy` the new one comes first, and "
            "the name is free only when the old one is gone. Take `create_before_destroy` out of the lifecycle block, "
            f"or write another `{attribute}`.{unchanged()}"
        )
    else:
        detail = (
            f"{has}, and it was not made by this configuration. To manage it, import it: "
            f"`terraform import {kind}.<label> {key}`.{unchanged()}{revival(context.resource, row)}"
        )
    return refusal(f"{planned[attribute]!r} already exists", detail, (attribute,))


def _heir(context: Context[Any], key: str) -> str:
    return fact("heir", instance_of(context.connection, context.resource), context.resource.name, key)
