"""What a vendor does not take, what to be warned of, and names that it compares without regard to case."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from rolecall.runtime.application import Object
from rolecall.runtime.collections.envelope import key_of
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostics
from rolecall.runtime.values.paths import dig
from rolecall.runtime.values.unknown import UNKNOWN, is_set
from rolecall.specification.schema import Lifecycle, ObjectLifecycle, Resource
from rolecall.specification.traits import Caution


def check_support(
    connection: Connection, resource: Resource, prior: Object | None, planned: Object | None, config: Object | None
) -> Diagnostics:
    """Findings about a change that the vendor does not take. What stays as it is may stay."""
    found = Diagnostics()
    lifecycle = resource.lifecycle
    title = connection.shim.title
    for name in lifecycle.needs if isinstance(lifecycle, ObjectLifecycle) and prior is None else ():
        if config is not None and config.get(name) is None:
            found.error(
                f"{title} needs {name}",
                f"It refuses a new {resource.name} without it. Set `{name}`.",
                (name,),
            )
    for trait in lifecycle.unsupported:
        if trait.attribute is None and not _only_forgotten(lifecycle, prior, planned):
            out = " To take it out of Terraform alone, use `terraform state rm` or a `removed` block." if prior else ""
            detail = f"{trait.reason} {trait.instead}{out}"
            found.error(f"{title} does not take changes of {resource.name}", detail, ())
        elif trait.attribute is not None and (config or {}).get(trait.attribute) is not None:
            found.error(
                f"{title} does not take {trait.attribute}", f"{trait.reason} {trait.instead}", (trait.attribute,)
            )
    if planned is None and not found.has_error:
        _check_deletion(resource, prior or {}, title, found)
    return found


def _check_deletion(resource: Resource, prior: Object, title: str, found: Diagnostics) -> None:
    lifecycle = resource.lifecycle
    if not isinstance(lifecycle, ObjectLifecycle) or lifecycle.delete is not None:
        return
    if _mode(lifecycle, prior) == "delete":
        found.error(
            f"{title} offers no way to delete {resource.name}",
            f"Delete {prior.get('id')!r} where the vendor manages it, and take it out of Terraform with `terraform "
            "state rm` or a `removed` block.",
            ("id",),
        )


def check_cautions(resource: Resource, prior: Object | None, planned: Object | None) -> Diagnostics:
    """Warnings about a change that does less, or more, than it seems to."""
    found = Diagnostics()
    for trait in resource.lifecycle.cautions:
        if trait.event == "end" and _ends(resource.lifecycle, prior, planned):
            found.warning(trait.summary, trait.detail, (trait.attribute,) if trait.attribute and planned else ())
        elif trait.event == "write" and planned is not None:
            _check_written(trait, prior, planned, found)
    return found


def check_likeness(connection: Connection, resource: Resource, prior: Object | None, planned: Object) -> Diagnostics:
    """Findings about a name that the vendor takes for another one's, because it compares without regard to case."""
    found = Diagnostics()
    lifecycle = resource.lifecycle
    if not isinstance(lifecycle, ObjectLifecycle):
        return found
    collection = connection.shim.collection(lifecycle.collection)
    natural = collection.natural_key
    name = planned.get(natural.attribute) if natural is not None else None
    if natural is None or not natural.caseless or not isinstance(name, str):
        return found
    before = (prior or {}).get(natural.attribute)
    if isinstance(before, str) and before.casefold() == name.casefold():
        return found
    title = connection.shim.title
    for other in connection.references.announced(resource.name):
        if other != name and other.casefold() == name.casefold():
            found.error(
                f"{name!r} differs from {other!r} only in case",
                f"{title} compares {natural.attribute} without regard to case, so both are one. Another resource of "
                "this configuration has the other spelling; keep one of them.",
                (natural.attribute,),
            )
            return found
    row = connection.names.holder(collection, name)
    if row is None or str(key_of(collection, row)) == (prior or {}).get("id"):
        return found
    held = str(dig(row, natural.field))
    if held != name:
        found.error(
            f"{name!r} differs from {held!r} only in case",
            f"{title} compares {natural.attribute} without regard to case and has {held!r} as "
            f"{str(key_of(collection, row))!r}. Choose another name, or import that one: `terraform import "
            f"{resource.name}.<label> {key_of(collection, row)}`.",
            (natural.attribute,),
        )
    return found


def _check_written(trait: Caution, prior: Object | None, planned: Mapping[str, Any], found: Diagnostics) -> None:
    value = planned.get(trait.attribute or "")
    if not isinstance(value, str) or (prior or {}).get(trait.attribute or "") == value:
        return
    if trait.pattern is None or re.search(trait.pattern, value):
        shown = repr(value)
        summary, detail = (text.replace("{value}", shown) for text in (trait.summary, trait.detail))
        found.warning(summary, detail, (trait.attribute or "",))


def _ends(lifecycle: Lifecycle, prior: Object | None, planned: Object | None) -> bool:
    """Whether access ends: the object goes, unless it is retained, or is disabled in place."""
    if prior is None:
        return False
    if planned is None:
        return not isinstance(lifecycle, ObjectLifecycle) or _mode(lifecycle, prior) != "retain"
    if not isinstance(lifecycle, ObjectLifecycle) or lifecycle.deprovision is None:
        return False
    return any(planned.get(name) == value != prior.get(name) for name, value in lifecycle.deprovision.disable)


def _only_forgotten(lifecycle: Lifecycle, prior: Object | None, planned: Object | None) -> bool:
    """Whether nothing changes at the vendor: arguments of the provider's own, or an object that is retained."""
    if planned is not None:
        return prior is not None and all(
            value is UNKNOWN or value == prior.get(name) for name, value in planned.items()
        )
    return isinstance(lifecycle, ObjectLifecycle) and _mode(lifecycle, prior or {}) == "retain"


def _mode(lifecycle: ObjectLifecycle, state: Mapping[str, Any]) -> str:
    trait = lifecycle.deprovision
    value = state.get(trait.mode) if trait is not None and trait.mode is not None else None
    return str(value) if is_set(value) else "delete"
