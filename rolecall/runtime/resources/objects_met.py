"""Counting of what a run meets of each kind, which objects remember when they are made, imported or planned."""

from __future__ import annotations

from typing import Any

from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.private_state import NOTHING, Private
from rolecall.specification.schema import ObjectLifecycle


def count(context: Context[Any], private: Private = NOTHING) -> int:
    """Count one object, of which `private` is remembered; gives how many of its kind were met. 0 for other kinds."""
    if not isinstance(context.lifecycle, ObjectLifecycle):
        return 0
    return context.connection.listings.usage.met(context.collection.name, private.among)


def counted(context: Context[Any], change: Change) -> int:
    """How many of its kind are in use, as far as the plan of `change` knows. What was known halves if nothing shows it.

    What exists was counted when it was read.
    """
    if not isinstance(context.lifecycle, ObjectLifecycle):
        return 0
    usage = context.connection.listings.usage
    met = count(context) if change.prior is None else usage.known(context.collection.name)
    return max(met, change.private.among // 2)
