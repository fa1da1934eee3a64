"""Decisions: the live objects that are adopted, with their arguments, and why the others are left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any, Final

from rolecall.adopt.exclusions import Reason, reasons, withheld
from rolecall.adopt.managed import Managed
from rolecall.adopt.naming import title_of
from rolecall.adopt.selection import Selection
from rolecall.estate.inside import is_apart
from rolecall.estate.live_object import LiveObject
from rolecall.estate.live_vendor import LiveVendor
from rolecall.estate.runtime_facade import configuration_of, place_of
from rolecall.specification.schema import MembershipLifecycle, ObjectLifecycle, PrincipalLifecycle, Resource

BESIDE_A_SET: Final = "Another state manages what it is an element of, and with it perhaps the whole set."
"""The reason to leave out a role binding whose account another stack has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """An object to adopt: what to import it by, and the arguments that a configuration gives it."""

    type: str
    id: str
    import_id: str
    title: str
    arguments: Mapping[str, Any] = field(repr=False)
    alias: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An object that is not adopted, and why. `unseen` says that something of it could not be looked at."""

    type: str
    id: str
    title: str
    reason: str
    unseen: bool = False


@dataclass(slots=True)
class Decisions:
    """Decisions about the live objects. `known` were adopted or managed before; `unselected` nobody asked for.

    `unread` are the resource types that were not looked at, each with the reason; `looked` those that were. `unseen`
    are the objects of which a large set was not seen whole, by type and attribute.
    """

    adopted: list[Adopted] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    known: int = 0
    unselected: int = 0
    unread: dict[str, str] = field(default_factory=dict)
    looked: set[str] = field(default_factory=set)
    unseen: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    @property
    def is_complete(self) -> bool:
        """True if something was looked at, and nothing that was asked for could not be."""
        return bool(self.looked) and not self.unread and not any(each.unseen for each in self.left_out)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decider:
    """Decides about one vendor's objects.

    `default` is the vendor as its default provider block reaches it. `managed` is in Terraform already. `within` are
    (attribute path, value) of places to look in, for objects that do not say where they are. With `bindings`, an
    element of a set becomes a resource of its own where there is a type for that, and the set is left alone; without,
    the set is declared whole.
    """

    vendor: LiveVendor
    default: LiveVendor | None
    selection: Selection
    managed: Managed
    within: Collection[tuple[str, str]] = ()
    bindings: bool = False

    def decide(self, found: Decisions) -> None:
        """Add to `found` what becomes of each object."""
        for resource in self.vendor.shim.resources:
            if self.selection.takes_type(resource):
                self._look_inside(resource, found)
        for name in self.vendor.types:
            resource = self.vendor.shim.resource(name)
            is_binding = isinstance(resource.lifecycle, MembershipLifecycle)
            if self.selection.takes_type(resource) and self.vendor.is_own(name) and (self.bindings or not is_binding):
                found.looked.add(name)
                self._note_holders(resource, found)
                places = self._places(resource)
                for item in self.vendor.objects(name):
                    self._decide(resource, item, places.get(item.id, []), found)

    def decide_on(self, type_name: str, id_: str, found: Decisions) -> None:
        """Add to `found` what becomes of one object that the vendor lists."""
        item = self.vendor.by_id(type_name, id_)
        if item is not None:
            self._decide(self.vendor.shim.resource(type_name), item, (), found)

    def _decide(
        self, resource: Resource, item: LiveObject, places: Collection[tuple[str, str]], found: Decisions
    ) -> None:
        values = self.vendor.values(item)
        alias = self._alias(resource)
        import_id = item.id
        for path, value in places if len(places) == 1 else ():
            place = place_of(resource, path, value)
            if all(values.get(name) is None for name in place):
                values |= place
                import_id = f"{path}={value}/{item.id}"
        if self.managed.has((resource.name, item.id, alias)):
            found.known += 1
            return
        if not self.selection.takes(resource, values):
            found.unselected += 1
            return
        title = self._title(resource, item, values)
        sets = self._sets_of_bindings(resource) | self.managed.sets_of(resource, item.id)
        arguments = _arguments(resource, values, sets)
        reason = next(reasons(self.vendor, resource, item, values, arguments), None)
        lifecycle = resource.lifecycle
        if isinstance(lifecycle, MembershipLifecycle):
            owner = (lifecycle.parent, str(values.get(lifecycle.owner)), alias)
            reason = Reason(BESIDE_A_SET) if owner in self.managed.elsewhere else reason
        if reason is None:
            self._note_unseen(item, title, found)
            found.adopted.append(
                Adopted(
                    type=resource.name,
                    id=item.id,
                    import_id=import_id,
                    title=title,
                    arguments=arguments,
                    alias=alias,
                )
            )
        else:
            found.left_out.append(
                LeftOut(type=resource.name, id=item.id, title=title, reason=reason.text, unseen=reason.unseen)
            )

    def _note_holders(self, resource: Resource, found: Decisions) -> None:
        """Note the objects whose elements are resources of their own, and were not all seen."""
        lifecycle = resource.lifecycle
        if isinstance(lifecycle, MembershipLifecycle):
            for parent in self.vendor.objects(lifecycle.parent):
                owner = self.vendor.shim.resource(lifecycle.parent)
                self._note_unseen(parent, self._title(owner, parent, self.vendor.values(parent)), found)

    def _note_unseen(self, item: LiveObject, title: str, found: Decisions) -> None:
        """Note an object called `title` of which a large set was not seen whole."""
        for name in self.vendor.unsaid(item):
            titles = found.unseen.setdefault((item.type, name), []) if is_apart(self.vendor, item.type, name) else []
            if title not in titles:
                titles.append(title)

    def _look_inside(self, resource: Resource, found: Decisions) -> None:
        """List a type whose objects are inside of others: of those that can be adopted, or of those given."""
        lifecycle = resource.lifecycle
        if isinstance(lifecycle, MembershipLifecycle | PrincipalLifecycle):
            return
        if not isinstance(lifecycle, ObjectLifecycle):
            found.unread[resource.name] = "It is a part of another object: declare it and import it by hand."
            return
        if self.vendor.table(resource.name) is not None:
            return
        collection = self.vendor.shim.collection(lifecycle.collection)
        parents = collection.parents
        holders = dict(collection.holders)
        choices = [self._parents(name, holders.get(name, "")) for name in parents]
        priors = [dict(zip(parents, chosen, strict=True)) for chosen in product(*choices)] if parents else []
        if priors:
            self.vendor.read_inside(resource.name, priors)
        if self.vendor.table(resource.name) is not None:
            return
        missing = [name for name, chosen in zip(parents, choices, strict=True) if not chosen]
        if missing and all(holders.get(name, "").partition(".")[0] in self.vendor.types for name in missing):
            found.looked.add(resource.name)  # what could hold such objects was listed, and there is none to adopt
        elif missing:
            found.unread[resource.name] = f"Say inside of what to look: --within {missing[0]}=ID."
        elif collection.list is None:
            found.unread[resource.name] = "The vendor does not list it."
        else:
            found.unread[resource.name] = (
                f"Nothing says where {self.vendor.shim.at(collection.list.endpoint).title} is."
            )

    def _parents(self, name: str, held_by: str) -> list[str]:
        """The values that the attribute `name` of a nested object may have: those given, and those of listed objects.

        `held_by` is the type and the attribute that hold such values. Objects that are left out are not looked into.
        """
        found = {value: None for path, value in self.within if path == name}
        holder, _, attribute = held_by.partition(".")
        if holder in self.vendor.types:
            resource = self.vendor.shim.resource(holder)
            for item in self.vendor.objects(holder):
                values = self.vendor.values(item)
                left_out = any(withheld(self.vendor, resource, item, values))
                if self.selection.takes(resource, values) and not left_out:
                    found[str(values[attribute])] = None
        return list(found)

    def _alias(self, resource: Resource) -> str | None:
        """The block to declare objects with: the default one where it reaches the same, and not by a kubeconfig file.

        The current context of a kubeconfig file may be another one tomorrow.
        """
        table = self.vendor.table(resource.name)
        if table is None or self.default is None or self.default.table(resource.name) is not table:
            return self.vendor.alias
        name = "" if table.collection.list is None else table.collection.list.endpoint
        is_context = any(each.name == name and each.kubeconfig is not None for each in self.vendor.shim.endpoints)
        return self.vendor.alias if is_context else None

    def _places(self, resource: Resource) -> dict[str, list[tuple[str, str]]]:
        """By id, in which of the places given an object of the type is."""
        found: dict[str, list[tuple[str, str]]] = {}
        for path, value in self.within:
            for key in self.vendor.ids_within(resource.name, path, value):
                found.setdefault(key, []).append((path, value))
        return found

    def _sets_of_bindings(self, resource: Resource) -> frozenset[str]:
        """The sets whose elements are declared as resources of another type."""
        lives = [each.lifecycle for each in self.vendor.shim.resources] if self.bindings else []
        return frozenset(
            each.of for each in lives if isinstance(each, MembershipLifecycle) and each.parent == resource.name
        )

    def _title(self, resource: Resource, item: LiveObject, values: Mapping[str, Any]) -> str:
        lifecycle = resource.lifecycle
        if isinstance(lifecycle, ObjectLifecycle):
            return title_of(resource, self.vendor.shim.collection(lifecycle.collection), values)
        if not isinstance(lifecycle, MembershipLifecycle):
            return item.id
        parent = self.vendor.by_id(lifecycle.parent, str(values.get(lifecycle.owner)))
        owner = self.vendor.shim.resource(lifecycle.parent)
        who = item.id if parent is None else self._title(owner, parent, self.vendor.values(parent))
        return f"{who} {values.get(lifecycle.member)}"


def _arguments(resource: Resource, values: Mapping[str, Any], sets: frozenset[str]) -> dict[str, Any]:
    """Arguments that a person would write: no default, no empty text, no flag that is off; empty sets that bar access.

    `sets` are those that bindings of their own declare.
    """
    rights = {item.attribute.partition(".")[0] for item in resource.access.permissions} if resource.access else set()
    found: dict[str, Any] = {}
    for name, value in configuration_of(resource, values).items():
        attribute = resource.schema.attribute(name)
        empty = (value is False and attribute.default is None) or value in ("", [], {})
        kept = attribute.required or not empty or (value == [] and name in rights)
        if value is not None and kept and name not in sets:
            found[name] = _without_nulls(value)
    return found


def _without_nulls(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _without_nulls(item) for name, item in value.items() if item is not None}
    return [_without_nulls(item) for item in value] if isinstance(value, list) else value
