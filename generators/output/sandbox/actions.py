"""What each operation of a provider does, for the document of a generic sandbox."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from generators.input.description import ApiOperation, Description
from generators.output.sandbox.shapes import shape_of
from generators.resolve.declared import declared
from rolecall.sandbox.generic.document import Action, Body, Does, Filter, Job, Paging
from rolecall.specification.schema import Collection, NestedSet, ObjectLifecycle, Operation, Provider, Resource
from rolecall.specification.traits import Pagination

_PLACE = re.compile(r"\{([^{}]+)\}")
ELEMENT = "{element}"
"""The word for the place of an element in a path."""


class Actions:
    """The actions of one provider, with what its API description says of each operation."""

    def __init__(self, provider: Provider, description: Description) -> None:
        self._provider = provider
        self._operations = {(each.method, _skeleton(each.path)): each for each in description.operations.values()}

    def all(self) -> Iterator[Action]:
        """Every action: those of collections first."""
        nested = nested_collections(self._provider)
        for collection in self._provider.collections:
            if collection.name not in nested:
                yield from self._of_collection(collection)
            if collection.nested_set is not None:
                yield from self._of_set(collection, collection.nested_set)
        for resource in self._provider.resources:
            if isinstance(resource.lifecycle, ObjectLifecycle):
                yield from self._of_object(resource, resource.lifecycle)

    def api(self, operation: Operation) -> ApiOperation:
        """What the API description says of `operation`."""
        return self._operations[operation.method, _skeleton(operation.path)]

    def _of_collection(self, collection: Collection) -> Iterator[Action]:
        natural = collection.natural_key
        if collection.list is not None:
            yield self._listing(collection, collection.list)
        if collection.get is not None:
            yield self._action("read", collection, collection.get)
        if natural is not None and natural.get is not None:
            yield self._action("read", collection, natural.get)

    def _listing(self, collection: Collection, operation: Operation) -> Action:
        made, natural = self._action("list", collection, operation), collection.natural_key
        filters = {}
        if natural is not None and natural.query:
            filters[natural.query] = Filter(member=natural.field, form=natural.form)
        return replace(
            made,
            items=collection.envelope.items,
            item="",
            total=collection.envelope.total,
            filters=filters,
            paging=_paging(collection.pagination),
        )

    def _of_set(self, collection: Collection, trait: NestedSet) -> Iterator[Action]:
        """The listing of a set that is a collection of its own, and the calls that change it."""
        nested = self._provider.collection(trait.collection)
        if nested.list is not None:
            listing = self._action("elements", collection, nested.list)
            inside = dict.fromkeys(listing.places, own_key(collection))
            yield replace(
                listing,
                member=trait.field,
                places=inside,
                items=nested.envelope.items,
                item="",
                paging=_paging(nested.pagination),
            )
        items = (item for resource in self._provider.resources for item in resource.schema.attributes)
        for links in (item.links for item in items if item.links is not None and item.field == trait.field):
            calls: tuple[tuple[Does, Operation], ...] = (("add", links.add), ("remove", links.remove))
            for does, operation in calls:
                element = next((path for path, value in operation.constants if value == ELEMENT), links.member)
                yield replace(self._action(does, collection, operation), member=trait.field, element=element)

    def _of_object(self, resource: Resource, lifecycle: ObjectLifecycle) -> Iterator[Action]:
        collection = self._provider.collection(lifecycle.collection)
        job = lifecycle.job
        told = None
        if job is not None:
            told = declared(
                Job, job, pending=job.pending[0], done=job.done[0], failed="FAILED", words=job.words or "reason"
            )
            yield replace(self._action("poll", collection, job.poll), job=told)
        yield replace(self._action("create", collection, lifecycle.create, resource), job=told)
        if lifecycle.update is not None:
            does: Does = "replace" if lifecycle.update.method == "PUT" else "change"
            yield self._action(does, collection, lifecycle.update, resource)
        if lifecycle.delete is not None:
            yield self._action("delete", collection, lifecycle.delete, resource)
        for item in resource.schema.attributes:
            for step in item.transitions.steps if item.transitions is not None else ():
                operation = Operation(method="POST", path=step.path, query=step.query)
                made = self._action("step", collection, operation, resource)
                yield replace(made, member=item.read_path or "", starts=step.starts, ends=step.ends)

    def _action(
        self, does: Does, collection: Collection, operation: Operation, resource: Resource | None = None
    ) -> Action:
        api, envelope = self.api(operation), collection.envelope
        places = zip(_PLACE.findall(api.path), _PLACE.findall(operation.path), strict=True)
        return Action(
            does=does,
            collection=collection.name,
            method=operation.method,
            path=api.path,
            places={
                there: _member(here, collection, resource) for there, here in places if not here.startswith("provider.")
            },
            body=self._body(api, resource),
            answer=None if api.answer is None else shape_of(api.answer),
            media_type=operation.media_type,
            item=envelope.item,
            merge=envelope.merge,
            query=tuple(name for name, _ in operation.query),
        )

    def _body(self, api: ApiOperation, resource: Resource | None) -> Body | None:
        if api.body is None:
            return None
        attributes = resource.schema.attributes if resource is not None else ()
        sent = [item for item in attributes if item.field is not None and not (item.transitions or item.links)]
        fields = [(item.field or "", item.read_path or f"~{item.field}") for item in sent]
        taken = shape_of(api.body)
        known = [(path, member) for path, member in fields if _leads(taken, path)]
        return Body(encoding=api.encoding, media_type=api.media_type, shape=taken, fields=tuple(known))


def _leads(shape: object, path: str) -> bool:
    for step in path.split("."):
        properties = getattr(shape, "properties", {})
        if step not in properties:
            return False
        shape = properties[step]
    return True


def _paging(trait: Pagination | None) -> Paging | None:
    if trait is None:
        return None
    return declared(Paging, trait, start=trait.start or "page")


def _member(place: str, collection: Collection, resource: Resource | None) -> str:
    """The member of a row that a place of a path, an attribute or a part of the key, stands for."""
    name = place.partition("|")[0]
    if name == "element":
        return ELEMENT
    if name in collection.parents:
        return name
    if name == "id":
        return own_key(collection)
    attributes = {item.name: item for item in resource.schema.attributes} if resource is not None else {}
    item = attributes.get(name)
    if item is not None:
        return item.read_path or item.field or name
    return next((path for path in _PLACE.findall(collection.key) if path.rpartition(".")[2] == name), name)


def nested_collections(provider: Provider) -> set[str]:
    """The collections that are sets of objects, and no objects of their own."""
    return {each.nested_set.collection for each in provider.collections if each.nested_set is not None}


def own_key(collection: Collection) -> str:
    """The member that tells a row from others of the same parents."""
    parts = [path for path in _PLACE.findall(collection.key) if path not in collection.parents]
    return parts[-1] if parts else collection.key


def _skeleton(path: str) -> str:
    return _PLACE.sub("{}", path)
