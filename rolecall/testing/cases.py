"""The cases of a vendor that the generic sandbox stands in for: derived from its declarations, with nothing by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rolecall.sandbox.generic.document import Document
from rolecall.sandbox.generic.forms import sample_text
from rolecall.specification.schema import (
    Attribute,
    MembershipLifecycle,
    ObjectLifecycle,
    Provider,
    Resource,
)
from rolecall.specification.traits import Among, Between
from rolecall.specification.types import BOOL, NUMBER, ListOf, SetOf
from rolecall.testing.case import Attributes, Box, Drift, OutOfBand, ResourceCase, Update
from rolecall.testing.samples import sample
from rolecall.testing.snapshot import Row, Snapshot

Labelled = dict[str, dict[str, dict[str, Any]]]


def cases_of(provider: Provider, served: Document) -> list[ResourceCase]:
    """A case for each resource type."""
    cases = Cases(provider, served)
    return [case for resource in provider.resources for case in cases.of(resource)]


@dataclass(frozen=True)
class Cases:
    """The cases of one provider, which `served` describes to its sandbox."""

    provider: Provider
    served: Document

    def of(self, resource: Resource) -> Iterator[ResourceCase]:
        """The case of an object or of a binding; there are no others in what the generic sandbox serves."""
        if isinstance(resource.lifecycle, ObjectLifecycle):
            yield self._object(resource, resource.lifecycle)
        elif isinstance(resource.lifecycle, MembershipLifecycle):
            yield self._binding(resource, resource.lifecycle)

    def _object(self, resource: Resource, lifecycle: ObjectLifecycle) -> ResourceCase:
        collection = self.provider.collection(lifecycle.collection)
        needed: Labelled = {}
        basic = {item.name: self._value(resource, item, 1, needed) for item in settable(resource) if item.required}
        updates = {item.name: self._update(resource, item, basic, needed) for item in settable(resource)}
        key = next((item for item in resource.schema.attributes if item.name == "id"), None)
        natural = collection.natural_key
        imports = {"id": lambda its: str(its["id"])}
        if natural is not None and not collection.parents and lifecycle.secret is None:
            imports["name"] = lambda its: f"name={its[natural.attribute]}"
        unreadable = {
            item.name
            for item in settable(resource)
            if not item.write_only
            and item.read_path is None
            and item.imported is None
            and (item.default is None or item.field is None)
        }
        assert key is not None

        served = self.served.kinds[collection.name]

        def find(snapshot: Snapshot, its: Attributes) -> Row | None:
            row = snapshot[collection.name].get(str(its["id"]))
            if row is None or served.chosen:
                return row
            return {name: value for name, value in row.items() if name != served.key}  # a new object has its own

        def vanish(box: Box, its: Attributes) -> None:
            box.change("row.delete", collection=collection.name, key=str(its["id"]))

        return ResourceCase(
            type=resource.name,
            basic=basic,
            find=find,
            updates=updates,
            vanish=vanish,
            imports=imports,
            drifts=tuple(self._drifts(resource, lifecycle, basic)),
            unreadable=frozenset(unreadable),
            prerequisites=needed,
            issues=lifecycle.secret.attribute if lifecycle.secret is not None else None,
        )

    def _binding(self, resource: Resource, lifecycle: MembershipLifecycle) -> ResourceCase:
        parent = self.provider.resource(lifecycle.parent)
        assert isinstance(parent.lifecycle, ObjectLifecycle)
        collection, of = parent.lifecycle.collection, parent.schema.attribute(lifecycle.of)
        needed: Labelled = {}
        owners = [self._made(lifecycle.parent, label, needed, number) for number, label in ((1, "owner"), (2, "other"))]
        members = [self._value(parent, of, number, needed)[0] for number in (1, 2)]
        field = of.read_path or ""

        def find(snapshot: Snapshot, its: Attributes) -> Row | None:
            row = snapshot[collection].get(str(its[lifecycle.owner]), {})
            has = its[lifecycle.member] in row.get(field, ())
            return {"element": its[lifecycle.member]} if has else None

        def vanish(box: Box, its: Attributes) -> None:
            element = self._wire(parent, of, box, its[lifecycle.member])
            box.change("element.remove", collection=collection, key=its[lifecycle.owner], member=field, element=element)

        return ResourceCase(
            type=resource.name,
            basic={lifecycle.owner: owners[0], lifecycle.member: members[0]},
            find=find,
            updates={
                lifecycle.owner: Update(value=owners[1], replaces=True),
                lifecycle.member: Update(value=members[1], replaces=True),
            },
            vanish=vanish,
            imports={"id": lambda its: str(its["id"])},
            prerequisites=needed,
        )

    def _wire(self, parent: Resource, of: Attribute, box: Box, name: str) -> Any:
        """An element as the sandbox keeps it: the key of what it names."""
        if of.reference is None:
            return name
        assert isinstance(parent.lifecycle, ObjectLifecycle)
        sets = self.served.kinds[parent.lifecycle.collection].sets
        kept = sets[of.read_path or ""].key if of.read_path in sets else of.reference.key
        row = box.store.find(of.reference.lookup, {of.reference.by: name})
        return row[kept]

    def _update(self, resource: Resource, item: Attribute, basic: Mapping[str, Any], needed: Labelled) -> Update:
        value = self._value(resource, item, 2, needed)
        path = item.read_path
        stored = {} if path is None or item.replace or item.field is None else self._stored(resource, item, path, value)
        unset: dict[str, Any] = {}
        if item.name in basic:
            unset = {} if item.replace else self._stored(resource, item, path or "", basic[item.name])
        elif stored and item.default is not None:
            unset = {path or "": item.default}
        elif stored and item.unset == "clear":
            unset = {path or "": ""}
        return Update(value=value, stored=stored, replaces=item.replace, unset=unset)

    def _stored(self, resource: Resource, item: Attribute, path: str, value: Any) -> dict[str, Any]:
        """What the vendor's row then has, as a snapshot shows it."""
        if item.nesting == "single":
            inner = {each.name: each for each in item.nested}
            return {f"{path}.{inner[name].read_path}": each for name, each in value.items() if inner[name].read_path}
        if item.words:
            return {path: next(word for known, word in item.words if known == value)}
        return {path: [int(each) for each in value] if self._counted(resource, item) else value}

    def _counted(self, resource: Resource, item: Attribute) -> bool:
        """Whether the attribute is a set that is a listing of its own, whose ids are whole numbers."""
        lifecycle = resource.lifecycle
        sets = self.served.kinds[lifecycle.collection].sets if isinstance(lifecycle, ObjectLifecycle) else {}
        found = sets.get(item.read_path or "")
        return found is not None and found.counted

    def _drifts(self, resource: Resource, lifecycle: ObjectLifecycle, basic: Mapping[str, Any]) -> Iterator[Drift]:
        """Somebody else changes the first text that is managed and can be changed back."""
        key = self.provider.collection(lifecycle.collection).key
        for item in settable(resource):
            managed = item.name in basic and isinstance(basic[item.name], str) and item.read_path is not None
            free = not item.replace and item.reference is None and item.read_path != key
            if managed and free and lifecycle.changes:
                yield Drift(name=f"{item.name} is changed", change=_changed(lifecycle.collection, item.read_path or ""))
                return

    def _value(self, resource: Resource, item: Attribute, number: int, needed: Labelled) -> Any:
        """A value of an attribute: the first or the second, so that they differ."""
        holder = self._holder(resource, item)
        if holder is not None:
            return self._made(holder, "owner" if number == 1 else "other", needed, number)
        if item.reference is not None:
            names = [self._named(item, each) for each in ((1, 2), (2, 3))[number - 1]]
            return names if isinstance(item.type, SetOf | ListOf) else names[0]
        if item.transitions is not None:
            return item.transitions.steps[0].ends
        among = next((check for check in item.checks if isinstance(check, Among)), None)
        if among is not None:
            known = sorted(among.values, key=lambda each: each != item.default)  # the first is what unsaid means
            return known[number - 1 if len(known) > 1 else 0]
        if item.nesting == "single":
            return {each.name: self._value(resource, each, number, needed) for each in item.nested}
        if item.value_type == BOOL:
            return item.default is not True if number == 2 else item.default is True
        if item.value_type == NUMBER:
            between = next((check for check in item.checks if isinstance(check, Between)), None)
            return number + (between.minimum if between is not None else 0)
        if isinstance(item.value_type, SetOf | ListOf):
            if item.value_type.element == NUMBER:
                return [number, number + 1]
            counted = self._counted(resource, item)
            return [str(each) if counted else f"{item.name}-{each}" for each in (number, number + 1)]
        return sample(item, number + 10)

    def _named(self, item: Attribute, number: int) -> str:
        assert item.reference is not None
        return sample_text(item.reference.by, number)

    def _holder(self, resource: Resource, item: Attribute) -> str | None:
        """The resource type whose id the attribute holds: what an object of the collection is inside of."""
        lifecycle = resource.lifecycle
        if not isinstance(lifecycle, ObjectLifecycle):
            return None
        holders = dict(self.provider.collection(lifecycle.collection).holders)
        return holders[item.name].partition(".")[0] if item.name in holders else None

    def _made(self, type_name: str, label: str, needed: Labelled, number: int) -> str:
        """A resource beside the one under test, and the expression for its id."""
        resource = self.provider.resource(type_name)
        needed.setdefault(type_name, {})[label] = {
            item.name: self._value(resource, item, number + 4, needed) for item in settable(resource) if item.required
        }
        return f"${{{type_name}.{label}.id}}"


def settable(resource: Resource) -> list[Attribute]:
    """The arguments of a resource type, those of write-only values left out."""
    return [
        item
        for item in resource.schema.attributes
        if (item.required or item.optional) and not item.write_only and item.version_of is None
    ]


def _changed(collection: str, path: str) -> OutOfBand:
    def change(box: Box, its: Attributes) -> None:
        box.change("row.update", collection=collection, key=its["id"], **{path: "another"})

    return change
