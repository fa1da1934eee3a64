"""What a write of the whole object would wipe, because no answer of this run shows it of anybody.

A trait takes a missing member for empty (`absent: empty`). That is so where the vendor shows the member of others;
where it shows it of nobody, it may keep it back. Filters are asked before the write, and where they find it nothing is
written.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.runtime.collections.rows import Row
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.object.carried import carried_by
from rolecall.runtime.resources.unsaid import UNSAID, is_something, refused
from rolecall.runtime.values.paths import MISSING, dig
from rolecall.specification.schema import Attribute, ObjectLifecycle


def check_never_shown(
    context: Context[ObjectLifecycle], key: str, row: Row, prior: Mapping[str, Any], changes: Mapping[str, Any]
) -> list[Diagnostic]:
    """Raise Refusal where a write of the whole of `row` wipes what filters find. Raises VendorError.

    Gives a warning, once in a run, where filters do not tell.
    """
    connection, collection = context.connection, context.collection
    doubtful = {each.read_path or "": each for each in _doubtful(context, row, prior, changes)}
    if not doubtful or collection.filters is None:
        return []
    found = connection.kept_back.found(collection, key, sorted(doubtful))
    if found:
        raise refused(context.title, key, {doubtful[each].name: None for each in found})
    if found is not None or not connection.client.seen.is_news(f"never shown of {collection.name}"):
        return []
    names = sorted(each.name for each in doubtful.values())
    return [
        Diagnostic(
            "warning",
            f"{UNSAID} whether there is more",
            f"No answer of {context.title} in this run shows {', '.join(names)} of any of its {collection.name}, and "
            f"it cannot be asked. Updates here write the whole object: where {key!r} has them all the same, they are "
            "gone now. Look at it at the vendor, or set what it must have in the configuration.",
        )
    ]


def _doubtful(
    context: Context[ObjectLifecycle], row: Row, prior: Mapping[str, Any], changes: Mapping[str, Any]
) -> list[Attribute]:
    """What is carried along, left out of `row`, known of nobody, and not said by the write."""
    shown, apart = context.connection.client.seen.shown(context.collection.name), context.collection.apart
    return [
        each
        for each in carried_by(context)
        if each.absent == "empty"
        and each.name not in changes
        and each.read_path not in (None, apart)
        and each.further_members is None
        and ":" not in (each.read_path or "")  # `schemas` of the row names extensions
        and dig(row, each.read_path or "") is MISSING
        and not is_something(prior.get(each.name))
        and (each.read_path or "").partition(".")[0] not in shown
    ]
