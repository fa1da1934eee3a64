"""The object after it was written, from the cheapest look that began after the write: a shared listing, or a read.

A look that says less than was known before, or that does not show what was written and all the rest, is no proof: then
the object is read. The answer to the write itself is never taken for a look: servers repeat in it what they were sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from rolecall.runtime.collections.rows import Row
from rolecall.runtime.errors import VendorError
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.object.carried_attributes import carried_by
from rolecall.runtime.resources.object.collateral_losses import vanished
from rolecall.runtime.resources.object.merge import unmet_by, unsaid_by
from rolecall.runtime.resources.object.reads_around_writes import read_back
from rolecall.runtime.resources.object.second_reads import Look
from rolecall.runtime.values.paths import MISSING, UNREAD, dig
from rolecall.specification.schema import ObjectLifecycle


def row_after(
    context: Context[ObjectLifecycle],
    key: str,
    prior: Mapping[str, Any],
    first: Row,
    before: Row,
    target: Mapping[str, Any],
    look: Look | None,
    *,
    whole: bool,
) -> Row:
    """The object `key` after `target` was written to `before`; `first` was there at first.

    `whole`: the write replaced it. Raises VendorError, and Refusal where the object is gone.
    """
    carried = carried_by(context) if whole else None

    def shows(row: Row) -> bool:
        return (
            not _says_less(context, before, row)
            and not unsaid_by(context, row, target)
            and not unmet_by(context, row, prior, target)
            and not vanished(context, key, first, row, target, carried)
        )

    seen = None
    with suppress(VendorError):
        seen = look() if look is not None else None
    return seen if seen is not None and shows(seen) else read_back(context, key, prior, first, target, whole=whole)


def _says_less(context: Context[ObjectLifecycle], before: Row, after: Row) -> bool:
    """Whether `after` leaves out an attribute that `before` says."""
    unsaid = (MISSING, UNREAD)
    paths = (item.read_path for item in context.resource.schema.attributes)
    return any(dig(before, path) not in unsaid and dig(after, path) in unsaid for path in paths if path is not None)
