"""What a vendor needs, what it cannot do, and names that it compares without regard to case."""

from __future__ import annotations

from collections.abc import Iterator

from rolecall.runtime.collections.envelope import key_of
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.guards.guard import mode_of
from rolecall.runtime.values.paths import dig
from rolecall.runtime.values.texts import caseless_name, same_name
from rolecall.specification.schema import ObjectLifecycle


def check_needs(context: Context[ObjectLifecycle], change: Change) -> Iterator[Diagnostic]:
    """Findings about attributes without which the vendor creates nothing."""
    for needed in context.lifecycle.needs if change.is_create else ():
        names = (needed,) if isinstance(needed, str) else needed
        if change.config is not None and all(change.config.get(name) in (None, False) for name in names):
            either = " or ".join(f"`{name}`" for name in names)
            yield Diagnostic(
                "error",
                f"{context.title} needs {' or '.join(names)}",
                f"It refuses a new {context.resource.name} without it. Set {either}.",
                (names[0],),
            )


def check_deletion(context: Context[ObjectLifecycle], change: Change) -> Iterator[Diagnostic]:
    """A finding where something is to be deleted, and the vendor offers no way to."""
    lifecycle = context.lifecycle
    if (
        change.planned is not None
        or lifecycle.delete is not None
        or any(each.effect == "refuse" and "delete" in each.events and not each.attribute for each in lifecycle.guards)
    ):
        return
    if mode_of(lifecycle, change) == "delete":
        yield Diagnostic(
            "error",
            f"{context.title} offers no way to delete {context.resource.name}",
            f"Delete {change.before.get('id')!r} where the vendor manages it, and take it out of Terraform with "
            "`terraform state rm` or a `removed` block.",
            ("id",),
        )


def check_likeness(context: Context[ObjectLifecycle], change: Change) -> Iterator[Diagnostic]:
    """A finding about a name that the vendor takes for another one's, because it compares without regard to case."""
    collection, references = context.collection, context.connection.references
    natural = collection.natural_key
    name = change.after.get(natural.attribute) if natural is not None else None
    if natural is None or not natural.caseless or not isinstance(name, str):
        return
    before = change.before.get(natural.attribute)
    if isinstance(before, str) and caseless_name(before) == caseless_name(name):
        return
    for other in references.announced(context.resource.name):
        if not same_name(other, name) and caseless_name(other) == caseless_name(name):
            yield Diagnostic(
                "error",
                f"{name!r} differs from {other!r} only in case",
                f"{context.title} compares {natural.attribute} without regard to case, so both are one. Another "
                "resource of this configuration has the other spelling; keep one of them.",
                (natural.attribute,),
            )
            return
    row = context.connection.names.holder(collection, name)
    if row is None or str(key_of(collection, row)) == change.before.get("id"):
        return
    held = str(dig(row, natural.field))
    if not same_name(held, name):
        yield Diagnostic(
            "error",
            f"{name!r} differs from {held!r} only in case",
            f"{context.title} compares {natural.attribute} without regard to case and has {held!r} as "
            f"{str(key_of(collection, row))!r}. Choose another name, or import that one: `terraform import "
            f"{context.resource.name}.<label> {key_of(collection, row)}`.",
            (natural.attribute,),
        )
