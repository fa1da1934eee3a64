"""List resources: every object of a type, for `terraform query`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rolecall.runtime.application import ListEvent
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.handlers import handler_of


def list_resource(context: Context[Any], *, include_resource: bool, limit: int) -> Iterator[ListEvent]:
    """An event for each object, at most `limit` (0: all). Raises VendorError or Refusal."""
    for number, event in enumerate(handler_of(context.resource).list(context), start=1):
        if not include_resource:
            event.resource = None
        yield event
        if number == limit:
            return
