"""Elements of which nothing says whether they are direct (trait Elements): they may be a group's and stay."""

from __future__ import annotations

from collections.abc import Iterator

from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.values.elements import texts, unflagged
from rolecall.runtime.values.paths import dig
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.specification.schema import ObjectLifecycle


def check_unflagged(context: Context[ObjectLifecycle], change: Change) -> Iterator[Diagnostic]:
    """Findings against taking out elements that do not say how they came about. Raises VendorError."""
    row = None
    for attribute in context.resource.schema.attributes:
        trait, after = attribute.elements, change.after.get(attribute.name)
        if trait is None or not trait.flag or trait.others or after is UNKNOWN or attribute.read_path is None:
            continue
        lost = texts(change.before.get(attribute.name)) - texts(after)
        if not lost:
            continue
        if row is None:
            row = context.connection.fresh(context.collection, str(change.before["id"]), change.before)
        if row is None:
            return
        unsaid = sorted(text for _, text in lost & unflagged(trait, dig(row, attribute.read_path)))
        if unsaid:
            yield Diagnostic(
                "error",
                f"Nothing says whether {', '.join(map(repr, unsaid))} can be taken away",
                f"{context.title} does not say at {trait.flag!r} whether it is direct or comes by a group, and what a "
                f"group gives is not ours to take. List it in `{attribute.name}`, or take it away in the console.",
                (attribute.name,),
            )
