"""What ends in a run although the configuration goes on naming it: a role, a group, the user of a binding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.values.paths import ValuePath, sibling, values_at
from rolecall.specification.schema import (
    Attribute,
    MembershipLifecycle,
    ObjectLifecycle,
    PrincipalLifecycle,
    Provider,
    Resource,
)

_RETAIN: Final = "retain"


class _Naming(NamedTuple):
    """The attribute path `path` of a resource names an object of the type `made_by` by its attribute `by`.

    `when`: only where that attribute beside it has that value.
    """

    path: str
    made_by: str
    by: str
    when: tuple[str, str] | None = None


def check_named(context: Context[Any], change: Change) -> Iterator[Diagnostic]:
    """A warning where something ends that the configuration of another resource names."""
    shim, addresses, kind = context.connection.shim, context.connection.addresses, context.resource.name
    ending: list[tuple[ValuePath, str]] = []
    if not change.is_destroy:
        for naming in _namings(shim, context.resource):
            for path, name in values_at(change.given, naming.path):
                if naming.when is not None and sibling(change.given, path, naming.when[0]) != naming.when[1]:
                    continue
                if isinstance(name, str) and addresses.use(naming.made_by, f"{naming.by}={name}"):
                    ending.append((path, name))
    elif not _is_retained(context, change):
        named_by = {each.by for item in shim.resources for each in _namings(shim, item) if each.made_by == kind}
        for attribute in sorted(named_by):
            name = change.before.get(attribute)
            if isinstance(name, str) and addresses.end(kind, f"{attribute}={name}"):
                ending.append(((attribute,), name))
    for path, name in ending:
        yield Diagnostic(
            "warning",
            f"{name!r} ends, and this configuration goes on naming it",
            "Whoever has it loses it with it, and the next plan does not find the name. Take it out of every resource "
            "that names it in the same run, or keep it.",
            path,
        )


def _namings(shim: Provider, resource: Resource) -> Iterator[_Naming]:
    """The attributes of a resource type that name objects of other types."""
    lifecycle, references = resource.lifecycle, {item.name: item.reference for item in resource.schema.attributes}
    if isinstance(lifecycle, MembershipLifecycle):
        yield _Naming(lifecycle.owner, lifecycle.parent, "id")
        references[lifecycle.member] = shim.resource(lifecycle.parent).schema.attribute(lifecycle.of).reference
    for name, reference in references.items():
        if reference is not None and reference.made_by is not None:
            yield _Naming(name, reference.made_by, shown_as(shim, reference.made_by, reference.by))
    if not isinstance(lifecycle, ObjectLifecycle):
        return
    for attribute, holder in shim.collection(lifecycle.collection).holders:
        made_by, _, by = holder.partition(".")
        yield _Naming(attribute, made_by, by)
    for each in lifecycle.prerequisites:
        yield _Naming(each.attribute, each.made_by, shown_as(shim, each.made_by, each.by), each.when)


def shown_as(shim: Provider, made_by: str, member: str) -> str:
    """The attribute of a resource type that shows a member of its rows."""
    attributes: tuple[Attribute, ...] = shim.resource(made_by).schema.attributes
    return next((item.name for item in attributes if item.read_path == member and item.name != "id"), "id")


def _is_retained(context: Context[Any], change: Change) -> bool:
    """Whether the object stays at the vendor when it leaves the configuration."""
    lifecycle = context.lifecycle
    ending = lifecycle.deprovision if isinstance(lifecycle, ObjectLifecycle | PrincipalLifecycle) else None
    return ending is not None and ending.mode is not None and change.before.get(ending.mode) == _RETAIN
