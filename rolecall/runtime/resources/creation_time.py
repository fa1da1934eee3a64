"""The moment at which something was made, so that a later run waits for a lagging copy as the one that made it."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

from rolecall.runtime.application import Object
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.private_state import Private
from rolecall.specification.schema import ObjectLifecycle


def note_made(context: Context[Any], private: Private) -> Private:
    """`private` of what was made now, with the moment where the vendor's copies lag."""
    lags = context.connection.client.consistency.needed
    return replace(private, made=round(time.time(), 1)) if lags else private


def expect_made(context: Context[Any], private: Private, state: Object) -> None:
    """Let reads and writes of what `private` says was made be waited for, until every copy may have it."""
    if not private.made or not isinstance(context.lifecycle, ObjectLifecycle):
        return
    key, companion = str(state.get("id")), context.lifecycle.companion
    keys = [key, key.rpartition("/")[2], *([str(state.get(companion.attribute))] if companion is not None else [])]
    context.connection.client.consistency.made_before(keys, time.time() - private.made)
