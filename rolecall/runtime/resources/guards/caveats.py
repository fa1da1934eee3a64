"""Caveats: changes that a vendor does not take, warnings, and names that it compares without regard to case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from rolecall.runtime.collections.envelope import key_of
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.values.paths import dig
from rolecall.runtime.values.unknown import UNKNOWN, is_set
from rolecall.specification.schema import Lifecycle, ObjectLifecycle
from rolecall.specification.traits import Caution


def check_support(context: Context[Any], change: Change) -> Iterator[Diagnostic]:
    """Findings about a change that the vendor does not take. What stays as it is may stay."""
    resource = context.resource
    for trait in context.lifecycle.unsupported:
        if trait.attribute is None and not _only_forgotten(context.lifecycle, change):
            out = (
                " To take it out of Terraform alone, use `terraform state rm` or a `removed` block."
                if change.prior
                else ""
            )
            detail = f"{trait.reason} {trait.instead}{out}"
            yield Diagnostic("error", f"{context.title} does not take changes of {resource.name}", detail)
        elif trait.attribute is not None and change.given.get(trait.attribute) is not None:
            yield Diagnostic(
                "error",
                f"{context.title} does not take {trait.attribute}",
                f"{trait.reason} {trait.instead}",
                (trait.attribute,),
            )


def check_needs(context: Context[ObjectLifecycle], change: Change) -> Iterator[Diagnostic]:
    """Findings about attributes without which the vendor creates nothing."""
    for name in context.lifecycle.needs if change.is_create else ():
        if change.config is not None and change.config.get(name) is None:
            yield Diagnostic(
                "error",
                f"{context.title} needs {name}",
                f"It refuses a new {context.resource.name} without it. Set `{name}`.",
                (name,),
            )


def check_deletion(context: Context[ObjectLifecycle], change: Change) -> Iterator[Diagnostic]:
    """A finding where something is to be deleted, and the vendor offers no way to."""
    lifecycle = context.lifecycle
    if (
        change.planned is not None
        or lifecycle.delete is not None
        or any(not each.attribute for each in lifecycle.unsupported)
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


def check_cautions(context: Context[Any], change: Change) -> Iterator[Diagnostic]:
    """Warnings about a change that does less, or more, than it seems to."""
    for trait in context.lifecycle.cautions:
        if trait.event == "end" and _ends(context.lifecycle, change):
            path = (trait.attribute,) if trait.attribute and change.planned else ()
            yield Diagnostic("warning", trait.summary, trait.detail, path)
        elif trait.event == "write" and change.planned is not None:
            yield from _written(trait, change)


def check_likeness(context: Context[ObjectLifecycle], change: Change) -> Iterator[Diagnostic]:
    """A finding about a name that the vendor takes for another one's, because it compares without regard to case."""
    collection, references = context.collection, context.connection.references
    natural = collection.natural_key
    name = change.after.get(natural.attribute) if natural is not None else None
    if natural is None or not natural.caseless or not isinstance(name, str):
        return
    before = change.before.get(natural.attribute)
    if isinstance(before, str) and before.casefold() == name.casefold():
        return
    for other in references.announced(context.resource.name):
        if other != name and other.casefold() == name.casefold():
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
    if held != name:
        yield Diagnostic(
            "error",
            f"{name!r} differs from {held!r} only in case",
            f"{context.title} compares {natural.attribute} without regard to case and has {held!r} as "
            f"{str(key_of(collection, row))!r}. Choose another name, or import that one: `terraform import "
            f"{context.resource.name}.<label> {key_of(collection, row)}`.",
            (natural.attribute,),
        )


def mode_of(lifecycle: Lifecycle, change: Change) -> str:
    """What destroying does (trait Deprovision): `delete`, unless the prior state says otherwise."""
    trait = lifecycle.deprovision if isinstance(lifecycle, ObjectLifecycle) else None
    value = change.before.get(trait.mode) if trait is not None and trait.mode is not None else None
    return str(value) if is_set(value) else "delete"


def _written(trait: Caution, change: Change) -> Iterator[Diagnostic]:
    name = trait.attribute or ""
    value = change.after.get(name)
    if not isinstance(value, str) or not change.changed(name):
        return
    if trait.pattern is None or re.search(trait.pattern, value):
        shown = repr(value)
        summary, detail = (text.replace("{value}", shown) for text in (trait.summary, trait.detail))
        yield Diagnostic("warning", summary, detail, (name,))


def _ends(lifecycle: Lifecycle, change: Change) -> bool:
    """Whether access ends: the object goes, unless it is retained, or is disabled in place."""
    if change.prior is None:
        return False
    if change.planned is None:
        return mode_of(lifecycle, change) != "retain"
    if not isinstance(lifecycle, ObjectLifecycle) or lifecycle.deprovision is None:
        return False
    return any(
        change.planned.get(name) == value and change.changed(name) for name, value in lifecycle.deprovision.disable
    )


def _only_forgotten(lifecycle: Lifecycle, change: Change) -> bool:
    """Whether nothing changes at the vendor: arguments of the provider's own, or an object that is retained."""
    if change.planned is not None:
        return change.prior is not None and all(
            value is UNKNOWN or not change.changed(name) for name, value in change.planned.items()
        )
    return mode_of(lifecycle, change) == "retain"
