"""Relations that change hands: what this state gave goes over to another resource of it, and nobody loses it."""

from __future__ import annotations

from rolecall.runtime.concurrency.run_exchange import fact
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.guards.managed_twice import name_of
from rolecall.runtime.resources.guards.other_blocks import check_end
from rolecall.runtime.resources.instance_names import instance_of
from rolecall.runtime.resources.relations import is_relation
from rolecall.specification.schema import ObjectLifecycle


def stays(context: Context[ObjectLifecycle], change: Change) -> bool:
    """Whether a relation that is destroyed or replaced is kept by another resource of this configuration.

    Waits until no plan has come for a while. Raises Refusal where another provider block keeps it.
    """
    if not is_relation(context):
        return False
    addresses, kind = context.connection.addresses, context.resource.name
    if change.is_destroy and addresses.stays(kind, str(change.before.get("id"))):
        return True
    name = None if context.lifecycle.changes else name_of(context, change.before)
    addresses.settled()
    if name is not None and addresses.makes(kind, name):
        return True
    check_end(context, change.before)
    return False


def is_another_ones(context: Context[ObjectLifecycle], change: Change) -> bool:
    """Whether what is to be destroyed only leaves the state, since another resource of it keeps it or took it over."""
    addresses, kind, key = context.connection.addresses, context.resource.name, str(change.before["id"])
    if not change.private.stays and not addresses.is_taken(kind, key):
        return False
    addresses.leave(kind, key)
    return True


def announce_heir(context: Context[ObjectLifecycle], key: str) -> None:
    """Tell the apply of this run that the relation `key`, which this state has, is to be made where it is.

    Before 1.15 Terraform tells the apply of something new nothing of its plan.
    """
    if is_relation(context):
        context.connection.addresses.neighbours.tell(_heir(context, key))


def is_handed(context: Context[ObjectLifecycle], key: str) -> bool:
    """Whether this state gave the relation `key` until now, as far as this run knows."""
    if not is_relation(context):
        return False
    addresses, heir = context.connection.addresses, _heir(context, key)
    return addresses.is_left(context.resource.name, key) or heir in addresses.neighbours.told_before([heir])


def takes_over(context: Context[ObjectLifecycle], change: Change, key: str) -> bool:
    """Whether what is there as `key` was given by this state until now, and is what the create is to make."""
    return is_relation(context) and (change.private.stays or is_handed(context, key))


def _heir(context: Context[ObjectLifecycle], key: str) -> str:
    return fact("heir", instance_of(context.connection, context.resource), context.resource.name, key)
