"""The collections of a provider, for the document of a generic sandbox: their rows, and the rules that traits say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generators.input.description import Shape as Described
from generators.output.sandbox.actions import Actions, nested_collections, own_key
from generators.output.sandbox.shapes import shape_of, with_rules
from generators.resolve.calls import joined, row_of
from generators.resolve.declared import declared
from rolecall.sandbox.generic.document import Absent, ElementSet, Kind, Reference, Shape
from rolecall.specification.schema import Attribute, Collection, ObjectLifecycle, Provider, Resource
from rolecall.specification.types import ListOf, SetOf


def kinds(provider: Provider, actions: Actions) -> dict[str, Kind]:
    """Every collection, by name."""
    nested = nested_collections(provider)
    return {each.name: _kind(provider, each, actions) for each in provider.collections if each.name not in nested}


def _kind(provider: Provider, collection: Collection, actions: Actions) -> Kind:
    natural, deleted = collection.natural_key, collection.absent("deleted")
    resource = next((each for each in _objects(provider) if _collection(each) == collection.name), None)
    attributes = resource.schema.attributes if resource is not None else ()
    key = own_key(collection)
    trait = collection.nested_set
    elements = {} if trait is None else {trait.field: own_key(provider.collection(trait.collection))}
    named = {item.read_path or "": item for item in attributes if item.reference is not None}
    sent = {item.read_path for item in attributes if item.field is not None and item.links is None}
    placed = resource is not None and _is_placed(resource, key)
    return Kind(
        key=key,
        row=_row(provider, collection, resource, actions),
        parents={name: _holder(provider, collection, name) for name in collection.parents},
        chosen=key in sent or placed,
        unique=(natural.field,) if natural is not None and natural.unique and not _several(resource) else (),
        caseless=natural is not None and natural.caseless,
        absent=None if deleted is None else declared(Absent, deleted, value=deleted.values[0]),
        omitted=collection.list_omits.fields if collection.list_omits else (),
        shown_once=tuple(item.issued for item in attributes if item.issued is not None and item.sensitive),
        references={
            member: declared(Reference, item.reference, many=isinstance(item.type, SetOf | ListOf))
            for member, item in named.items()
            if item.reference is not None and member not in elements and member not in collection.parents
        },
        sets={
            field: ElementSet(
                key=element,
                lookup=_lookup(named.get(field)),
                counted=trait is not None and _counted(provider, provider.collection(trait.collection), actions),
            )
            for field, element in elements.items()
        },
        status={
            item.read_path or "": item.transitions.initial or item.transitions.steps[0].starts[0]
            for item in attributes
            if item.transitions is not None
        },
        seeded=resource is None,
    )


def _row(provider: Provider, collection: Collection, resource: Resource | None, actions: Actions) -> Shape:
    """The members that rows may have, with the defaults and forms of what creates them."""
    shapes: list[Described] = []
    for operation, listing in ((collection.list, True), (collection.get, False)):
        if operation is not None:
            api = actions.api(operation)
            shapes.append(row_of(api, collection.envelope, listing, api.place))
    whole = joined(shapes[-1], shapes[0]) if shapes else None
    row = Shape() if whole is None else shape_of(whole)
    return with_rules(row, dict(_rules(resource, actions)))


def _counted(provider: Provider, collection: Collection, actions: Actions) -> bool:
    """Whether the keys of what is listed are whole numbers."""
    key = _row(provider, collection, None, actions).properties.get(own_key(collection))
    return key is not None and key.kind == "integer"


def _rules(resource: Resource | None, actions: Actions) -> Iterator[tuple[str, dict[str, Any]]]:
    if resource is None or not isinstance(resource.lifecycle, ObjectLifecycle):
        return
    body = actions.api(resource.lifecycle.create).body
    for item in resource.schema.attributes:
        found = body.at(item.field or "") if body is not None else None
        said = {} if found is None else {"default": found.default, "pattern": found.pattern}
        if item.read_path and (kept := {key: value for key, value in said.items() if value not in (None, "")}):
            yield item.read_path, kept


def _objects(provider: Provider) -> list[Resource]:
    return [each for each in provider.resources if isinstance(each.lifecycle, ObjectLifecycle)]


def _collection(resource: Resource) -> str:
    return resource.lifecycle.collection if isinstance(resource.lifecycle, ObjectLifecycle) else ""


def _several(resource: Resource | None) -> bool:
    """Whether the vendor takes several objects of one name: secrets, as a rule."""
    lifecycle = resource.lifecycle if resource is not None else None
    return isinstance(lifecycle, ObjectLifecycle) and lifecycle.takes_namesakes


def _is_placed(resource: Resource, key: str) -> bool:
    """Whether the path of the create says the key."""
    lifecycle = resource.lifecycle
    if not isinstance(lifecycle, ObjectLifecycle):
        return False
    placed = [item for item in resource.schema.attributes if f"{{{item.name}}}" in lifecycle.create.path]
    return any(key in (item.read_path, item.field) for item in placed)


def _holder(provider: Provider, collection: Collection, parent: str) -> str:
    """The collection that holds what objects are inside of; empty where the definition does not say."""
    held = dict(collection.holders).get(parent, "").partition(".")[0]
    return next((_collection(each) for each in provider.resources if each.name == held), "")


def _lookup(item: Attribute | None) -> str:
    return item.reference.lookup if item is not None and item.reference is not None else ""
