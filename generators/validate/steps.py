"""Calls of attributes concern the object that has them, and no two things are done by the same call."""

from __future__ import annotations

from collections.abc import Iterator

from generators.input.definition import Definition
from generators.input.mistakes import placed
from generators.input.yaml_source import DefinitionError
from generators.validate.targets import missed
from rolecall.specification.schema import Attribute, Collection, ObjectLifecycle, Operation, Provider, Resource
from rolecall.specification.traits import Step


def prove_steps(provider: Provider, definition: Definition) -> Iterator[DefinitionError]:
    """Every step or link of something else, and each call that stands for two things."""
    for resource in provider.resources:
        place = definition.resources[resource.name].place
        yield from placed(_of_resource(provider, resource), place, resource.name)
    for collection in provider.collections:
        place = definition.collections[collection.name].place
        yield from placed(_of_collection(collection), place, collection.name)


def _of_resource(provider: Provider, resource: Resource) -> Iterator[tuple[str, str]]:
    lifecycle = resource.lifecycle
    if isinstance(lifecycle, ObjectLifecycle) and provider.collection(lifecycle.collection).elements is None:
        yield from _ends(lifecycle)
        for item in resource.schema.attributes:
            yield from _of_attribute(provider, resource, lifecycle, item)
            yield from _same(item)


def _of_attribute(
    provider: Provider, resource: Resource, lifecycle: ObjectLifecycle, item: Attribute
) -> Iterator[tuple[str, str]]:
    calls = [(f"a step to {each.ends!r}", _call(each)) for each in item.transitions.steps] if item.transitions else []
    if item.links is not None:
        calls += [("add of links", item.links.add), ("remove of links", item.links.remove)]
    for what, call in calls:
        for problem, expected in missed(provider, resource, lifecycle, call):
            yield f"{item.name}: {what} is {call.method} {call.path}, {problem}", expected


def _call(step: Step) -> Operation:
    return Operation(method="POST", path=step.path, query=step.query)


def _same(item: Attribute) -> Iterator[tuple[str, str]]:
    """One call cannot lead to two statuses."""
    ends: dict[Operation, str] = {}
    for step in item.transitions.steps if item.transitions is not None else ():
        before = ends.setdefault(_call(step), step.ends)
        if before != step.ends:
            problem = f"{item.name}: POST {step.path} is a step to {before!r} and one to {step.ends!r}"
            yield problem, "another operation for one of them"


def _ends(lifecycle: ObjectLifecycle) -> Iterator[tuple[str, str]]:
    """What removes an object is not what makes or changes it."""
    for name in ("create", "update", "patch"):
        call: Operation | None = getattr(lifecycle, name)
        if call is not None and call == lifecycle.delete:
            yield f"delete and {name} are both {call.method} {call.path} and say the same", "another operation"


def _of_collection(collection: Collection) -> Iterator[tuple[str, str]]:
    natural, deleted = collection.natural_key, collection.list_deleted
    if natural is not None and natural.get is not None:
        told = (natural.get.path, *(value for _, value in natural.get.query))
        if not any(f"{{{name}" in text for text in told for name in (natural.attribute, natural.field)):
            problem = f"get of natural_key is {natural.get.method} {natural.get.path}, which names no object"
            yield problem, f"{{{natural.attribute}}} in its path, or a query with it"
    if deleted is not None and collection.list is not None and deleted.method != collection.list.method:
        yield f"list_deleted is {deleted.method} {deleted.path}", f"an operation that is {collection.list.method}"
