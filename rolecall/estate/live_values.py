"""Attribute values of live objects, as a refresh or an import would put them into state."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from rolecall.estate.live_object import LiveObject
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Refusal
from rolecall.runtime.errors import VendorError
from rolecall.runtime.resources.context import context_of
from rolecall.runtime.resources.object.read import large_set_attribute, needed_members, state_of
from rolecall.runtime.resources.private_state import Private
from rolecall.runtime.resources.unread_members import is_unsaid
from rolecall.runtime.values.paths import MISSING, PLACES, UNREAD, dig
from rolecall.specification.schema import Attribute, Collection, ObjectLifecycle, Provider, Resource

AddGap: TypeAlias = Callable[[str, VendorError | Refusal], None]
"""Called with what could not be read, and why."""


class LiveValues:
    """The values of one vendor's objects. What cannot be decoded is left out from then on, and a gap says so."""

    def __init__(self, shim: Provider, connection: Connection, add_gap: AddGap) -> None:
        self.unreadable: set[tuple[str, str]] = set()
        self._shim = shim
        self._connection = connection
        self._add_gap = add_gap
        self._resources = {item.name: item for item in shim.resources}
        self._names = {name: [each.name for each in item.schema.attributes] for name, item in self._resources.items()}
        self._readable: dict[str, Resource] = dict(self._resources)
        self._settable: dict[str, Resource] = {}
        self._sayable: dict[str, list[Attribute]] = {}

    def unsaid(self, item: LiveObject, collection: Collection, prior: Mapping[str, Any] | None) -> list[str]:
        """The attributes that may have changed and that the vendor's answer about an object does not say."""
        if item.row is None:
            return []
        if item.type not in self._sayable:
            masked = collection.masked.fields if collection.masked else ()
            needed = needed_members(self._resources[item.type]) - frozenset(masked)
            attributes = self._resources[item.type].schema.attributes
            apart = {collection.apart} - {None}
            self._sayable[item.type] = [
                each
                for each in attributes
                if not each.replace
                and (each.read_path in needed | apart or (each.absent == "empty" and each.read_path not in masked))
            ]
        known = prior or {}
        row, sayable = item.row, self._sayable[item.type]
        return [
            each.name
            for each in sayable
            if is_unsaid(each, row, known.get(each.name)) or dig(row, each.read_path or "") is UNREAD
        ]

    def manages(self, type_name: str, attribute: str, prior: Mapping[str, Any], private: bytes) -> bool | None:
        """True if the configuration gives an attribute, as a refresh takes it; None where that cannot be told."""
        managed = remembered(private).managed
        if managed is not None:
            return attribute in managed
        resource = self._resources[type_name]
        if not isinstance(resource.lifecycle, ObjectLifecycle):
            return None
        large = large_set_attribute(self._shim.collection(resource.lifecycle.collection), resource)
        return prior.get(attribute) is not None if large is not None and large.name == attribute else None

    def values(
        self,
        item: LiveObject,
        prior: Mapping[str, Any] | None = None,
        *,
        settable: bool = False,
        private: bytes = b"",
    ) -> dict[str, Any]:
        """Attribute values as a refresh of `prior` gives them; without it, as an import does.

        `private` is what is kept beside `prior`, where that is known. Attributes that could not be read are left out,
        and a gap says so. With `settable` those that only the vendor decides are left out too, but for the id, which
        saves time.
        """
        if item.row is None:
            return dict(item.given)
        expected = dict.fromkeys(self._names[item.type]) if prior is None else prior
        while True:
            part = self._part(item.type, settable)
            try:
                context = context_of(self._connection, part, remembered(private))
                return state_of(context, item.row, expected, imported=prior is None)
            except (VendorError, Refusal) as problem:
                self._give_up(item)
                if self._part(item.type, settable) is part:
                    self._add_gap(f"an object of {item.type}", problem)
                    return {}

    def value(self, item: LiveObject, name: str) -> Any:
        """One attribute as the vendor has it; None where it has none, or where it could not be read (a gap says so)."""
        if item.row is None:
            return item.given.get(name)
        if (item.type, name) in self.unreadable:
            return None
        attribute = self._resources[item.type].schema.attribute(name)
        try:
            value = self._connection.wire.decode(attribute, item.row)
        except (VendorError, Refusal) as problem:
            self._mark(item.type, name, problem)
            return None
        return None if value is MISSING else value

    def _part(self, type_name: str, settable: bool) -> Resource:
        """The resource type without what cannot be read; with `settable` also without what only the vendor decides."""
        whole = self._readable[type_name]
        if not settable:
            return whole
        if type_name not in self._settable:
            named = {re.split(r"[.|]", name)[0] for name in PLACES.findall(whole.id_template or "{id}")} | {"id"}
            attributes = whole.schema.attributes
            kept = tuple(each for each in attributes if each.required or each.optional or each.name in named)
            self._settable[type_name] = replace(whole, schema=replace(whole.schema, attributes=kept))
        return self._settable[type_name]

    def _give_up(self, item: LiveObject) -> None:
        """Go on without the attributes of `item` that cannot be decoded."""
        for attribute in self._readable[item.type].schema.attributes:
            self.value(item, attribute.name)

    def _mark(self, type_name: str, name: str, problem: VendorError | Refusal) -> None:
        """Go on without one attribute."""
        self.unreadable.add((type_name, name))
        part = self._readable[type_name]
        left = tuple(each for each in part.schema.attributes if each.name != name)
        self._readable[type_name] = replace(part, schema=replace(part.schema, attributes=left))
        self._settable.pop(type_name, None)
        self._add_gap(f"{name.replace('_', ' ')} of {type_name}", problem)


def remembered(private: bytes) -> Private:
    """Private state as a file has it; nothing where it is not to be read."""
    try:
        return Private.from_bytes(private)
    except ValueError:
        return Private()
