"""Whether a read showed that what was made gives what was planned, so that what it takes the place of may end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rolecall.runtime.collections.listings import narrowing
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.guards.transfers import giving_attributes
from rolecall.runtime.values.conversion import same
from rolecall.specification.schema import ObjectLifecycle


def gives_as_planned(
    context: Context[ObjectLifecycle],
    planned: Mapping[str, Any],
    actual: Mapping[str, Any],
    found: Iterable[Diagnostic],
) -> bool:
    """Whether all that says who has what, and where, is as planned in `actual`, and nothing that was `found` is of it.

    Of an invitation nobody has anything yet.
    """
    access, schema = context.resource.access, context.resource.schema
    if access is None or context.collection.invitation is not None:
        return False
    names = giving_attributes(context.resource)
    names |= {path.partition(".")[0] for _, path in access.scopes if path != "*"}
    names |= {access.rule.where[0]} if access.rule is not None else set()
    if any(not each.path or each.path[0] in names for each in found):
        return False
    return all(same(schema.attribute(name), actual[name], planned[name]) for name in names)


def places_shown(context: Context[ObjectLifecycle], planned: Mapping[str, Any]) -> set[str]:
    """The attributes that say where an object is, where a read finds it only in the listing of that place.

    So what its row does not say of them was seen.
    """
    collection = context.collection
    natural = collection.natural_key
    if natural is None or collection.get is not None or collection.parents or collection.elements is not None:
        return set()
    return {path.partition(".")[0] for path, _ in natural.within} if narrowing(collection, planned) else set()
