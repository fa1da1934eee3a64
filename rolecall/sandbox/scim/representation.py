"""Representation of resources in answers: what is computed, and which attributes are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rolecall.sandbox.core.clock import milliseconds
from rolecall.sandbox.core.message import Refusal
from rolecall.sandbox.scim.matching import Look
from rolecall.sandbox.scim.multi_valued import Bag
from rolecall.sandbox.scim.options import ScimOptions
from rolecall.sandbox.scim.schema import Attribute, ResourceType, UnknownNameError
from rolecall.sandbox.scim.store import Resource, ScimStore

_COMPUTED = frozenset({"id", "meta", "schemas", "groups"})

Name = tuple[str, str, str]
"""Extension, attribute and sub-attribute; "" is the core, the whole extension, or the whole attribute."""

Shown = tuple[Attribute, frozenset[str] | None]
"""An attribute that is shown, and the names of its sub-attributes that are; None: all."""


@dataclass(frozen=True)
class Selection:
    """The attributes of a resource type that an answer shows (RFC 7644 section 3.9).

    `core` are the common and core attributes, `extensions` those of each extension by URN.
    """

    core: tuple[Shown, ...]
    extensions: Mapping[str, tuple[Shown, ...]]

    @classmethod
    def of(cls, type: ResourceType, only: Iterable[str], without: Iterable[str]) -> Selection:
        """From the names a request gives; names nothing has are passed over. Raises Refusal 400 for both at once."""
        chosen, hidden = list(only), list(without)
        if chosen and hidden:
            raise Refusal(400, "attributes and excludedAttributes exclude each other.", "invalidValue")
        wanted, unwanted = _found(type, chosen) if chosen else None, _found(type, hidden)

        def shown(extension: str, attributes: Iterable[Attribute]) -> tuple[Shown, ...]:
            found = ((it, _subs(extension, it, wanted, unwanted)) for it in attributes)
            return tuple((it, subs) for it, subs in found if subs is None or subs)

        return cls(
            shown("", type.attributes.values()),
            {schema.id: shown(schema.id, schema.attributes) for schema in type.extensions},
        )


def _subs(
    extension: str, attribute: Attribute, wanted: frozenset[Name] | None, unwanted: frozenset[Name]
) -> frozenset[str] | None:
    """The names of the sub-attributes to show; None: all; empty: nothing of the attribute."""
    whole = {(extension, "", "")} if extension else set()
    whole.add((extension, attribute.name, ""))
    if attribute.returned == "always":
        return None
    if attribute.returned == "never":
        return frozenset()
    if wanted is not None:
        return None if whole & wanted else _parts(extension, attribute, wanted)
    if whole & unwanted:
        return frozenset()
    hidden = _parts(extension, attribute, unwanted)
    return frozenset(sub.name for sub in attribute.sub) - hidden if hidden else None


def _parts(extension: str, attribute: Attribute, names: frozenset[Name]) -> frozenset[str]:
    return frozenset(sub for ext, name, sub in names if (ext, name) == (extension, attribute.name) and sub)


def _found(type: ResourceType, names: Iterable[str]) -> frozenset[Name]:
    found = set()
    for name in names:
        try:
            target = type.find(name)
        except UnknownNameError:
            continue
        attribute, sub = target.attribute, target.sub
        found.add((target.extension, attribute.name if attribute else "", sub.name if sub else ""))
    return frozenset(found)


class View:
    """Resources as one client sees them; `base` is the URL in front of `/Users`."""

    def __init__(self, store: ScimStore, options: ScimOptions, base: str) -> None:
        self._store = store
        self._options = options
        self._base = base

    def location(self, resource: Resource) -> str:
        """The URL of a resource."""
        return f"{self._base}{resource.type.endpoint}/{resource.id}"

    def look(self, resource: Resource) -> Look:
        """The values of a resource for filters and sorting, computed ones among them."""

        def find(extension: str, attribute: Attribute) -> Any:
            if extension:
                return resource.values.get(extension, {}).get(attribute.name)
            if attribute.name in _COMPUTED:
                return self._computed(resource, attribute)
            value = resource.values.get(attribute.name)
            if attribute.keyed and isinstance(value, Bag):
                seen = self._options.filters_see == "kept" or self._options.members_shown == "always"
                return _Members(value, self) if seen else None
            return value

        return find

    def render(self, resource: Resource, selection: Selection) -> dict[str, Any]:
        """The resource as JSON-ready values."""
        shown: dict[str, Any] = {}
        for attribute, subs in selection.core:
            if attribute.name in _COMPUTED:
                value = self._computed(resource, attribute)
            else:
                value = resource.values.get(attribute.name)
                if attribute.keyed and value is not None and self._options.members_shown == "always":
                    most = self._options.most_members_shown or None
                    value = [self.member(id) for id in list(value.keys)[:most]]
                elif attribute.keyed:
                    value = None
            if value is not None and value != []:
                shown[attribute.name] = _cut(value, subs)
            elif attribute.keyed and self._options.members_shown == "empty":
                shown[attribute.name] = []
        for urn, attributes in selection.extensions.items():
            values = resource.values.get(urn, {})
            inside = {
                attribute.name: _cut(self._manager(attribute, values[attribute.name]), subs)
                for attribute, subs in attributes
                if attribute.name in values
            }
            if inside:
                shown[urn] = inside
        if not self._options.shows_empty_texts:
            shown = {name: _without_empty_texts(value) for name, value in shown.items()}
            shown = {name: value for name, value in shown.items() if value not in ("", {})}
        for name in self._options.answers_leave_out:
            head, _, rest = name.partition(".")
            if rest and isinstance(shown.get(head), dict):
                shown[head] = {each: value for each, value in shown[head].items() if each != rest}
            elif not rest:
                shown.pop(head, None)
        return shown

    def member(self, id: str) -> dict[str, Any]:
        """A member as a group shows it."""
        found = self._store.resource(id)
        if found is None:
            return {"value": id}
        made = {"value": id, "$ref": self.location(found), "type": found.type.name}
        if not self._options.member_display:
            return made
        return {**made, "display": found.values.get("displayName") or found.name}

    def _manager(self, attribute: Attribute, value: Any) -> Any:
        """The enterprise user's manager with the name that is kept with the manager."""
        found = self._store.users.get(value.get("value", "")) if attribute.name == "manager" else None
        if found is None or "displayName" not in found.values:
            return value
        return {**value, "displayName": found.values["displayName"]}

    def _computed(self, resource: Resource, attribute: Attribute) -> Any:
        if attribute.name == "id":
            return resource.id
        if attribute.name == "schemas":
            used = [schema.id for schema in resource.type.extensions if resource.values.get(schema.id)]
            return [resource.type.core.id, *used]
        if attribute.name == "meta":
            meta = {
                "resourceType": resource.type.name,
                "created": milliseconds(resource.created),
                "lastModified": milliseconds(resource.modified),
                "location": self.location(resource),
            }
            return {**meta, "version": etag(resource)} if self._options.etag else meta
        return [
            {
                "value": group.id,
                "$ref": self.location(group),
                "display": group.name,
                "type": "direct" if direct else "indirect",
            }
            for group, direct in self._store.groups_of(resource.id)
        ]


class _Members(Bag):
    """The members of a group, computed sub-attributes and all, one by one as they are looked at."""

    __slots__ = ("_view",)

    def __init__(self, bag: Bag, view: View) -> None:
        super().__init__(bag.attribute)
        self._values = bag._values
        self._view = view

    def get(self, key: str) -> Any:
        return self._view.member(key) if key in self else None

    def items(self) -> Iterable[tuple[str, Any]]:
        return ((key, self._view.member(key)) for key in self.keys)

    def __iter__(self) -> Any:
        return (self._view.member(key) for key in self.keys)


def etag(resource: Resource) -> str:
    """The weak entity tag of a resource's version."""
    return f'W/"{resource.version}"'


def _cut(value: Any, subs: frozenset[str] | None) -> Any:
    """The value with these sub-attributes only; bags as lists."""
    if isinstance(value, Bag | list):
        return list(value) if subs is None else [_cut(item, subs) for item in value]
    if subs is None or not isinstance(value, Mapping):
        return value
    return {name: item for name, item in value.items() if name in subs}


def _without_empty_texts(value: Any) -> Any:
    return {name: each for name, each in value.items() if each != ""} if isinstance(value, dict) else value
