"""Schemas of OpenAPI 3.0 and 3.1 in the plain form that generators read: one type, properties, no alternatives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import chain, count
from pathlib import Path
from typing import Any

from generators.importing.document import Document, Json
from generators.importing.lazy_yaml import plain

_COMPONENTS = "#/components/schemas/"
_KEPT = (
    "format",
    "default",
    "minLength",
    "maxLength",
    "pattern",
    "minimum",
    "maximum",
    "readOnly",
    "writeOnly",
    "uniqueItems",
)
_TYPES = ("string", "integer", "number", "boolean", "array", "object")


class Schemas:
    """Plain schemas of one document; `components` are those that others refer to, by name.

    A reference that comes back to itself ends as an object.
    """

    def __init__(self, document: Document, *, descriptions: bool) -> None:
        self._document = document
        self._descriptions = descriptions
        self._names: dict[tuple[Path, str], str] = {}
        self._components: dict[str, dict[str, Json]] = {}

    @property
    def components(self) -> dict[str, Json]:
        """What others refer to, by name."""
        return {name: _settled(each) for name, each in self._components.items()}

    def plain(self, given: Json, file: Path) -> dict[str, Json]:
        """The plain form of a schema in `file`."""
        return _settled(self._part(given, file, ()))

    def _part(self, given: Json, file: Path, above: tuple[tuple[Path, str], ...]) -> dict[str, Json]:
        """A schema that others may say the rest of; `above` are the references that led to it."""
        if not isinstance(given, Mapping):
            return {}
        if not isinstance(given.get("$ref"), str):
            return self._own(given, file, above)
        target = self._document.target(given["$ref"], file)
        if target in above:
            return {"type": "object"}
        if target not in self._names:
            value, at = self._document.follow({"$ref": given["$ref"]}, file)
            found = self._part(value, at, (*above, target))
            name = self._names[target] = self._name(target)
            self._components[name] = found
        beside = self._own({key: item for key, item in given.items() if key != "$ref"}, file, above)
        part = {"$ref": _COMPONENTS + self._names[target], **beside}
        return self._opened(part) if "required" in beside else part

    def _name(self, target: tuple[Path, str]) -> str:
        """The last step of a pointer, with a number where another component has that name."""
        words = re.sub(r"[^A-Za-z0-9]", "", target[1].rpartition("/")[2]) or target[0].stem
        others = (f"{words}{number}" for number in count(2))
        return next(name for name in chain([words], others) if name not in self._components)

    def _opened(self, part: dict[str, Json]) -> dict[str, Json]:
        """A schema with the component that it refers to in place of the reference."""
        if "$ref" not in part:
            return part
        beside = {key: item for key, item in part.items() if key != "$ref"}
        return _together([self._opened(self._components[part["$ref"].removeprefix(_COMPONENTS)]), beside])

    def _own(self, given: Mapping[str, Json], file: Path, above: tuple[tuple[Path, str], ...]) -> dict[str, Json]:
        def inner(value: Json) -> dict[str, Json]:
            return self._part(value, file, above)

        kinds = given.get("type", [])
        kinds = [kinds] if isinstance(kinds, str) else list(kinds)
        is_nullable = bool(given.get("nullable")) or "null" in kinds
        found: dict[str, Json] = {
            key: plain(given[key]) for key in _KEPT if given.get(key) is not None and given[key] != ""
        }
        real = [kind for kind in kinds if kind in _TYPES]
        if len(real) == 1:
            found["type"] = real[0]
        elif "properties" in given or _required(given):
            found["type"] = "object"
        if self._descriptions and isinstance(given.get("description"), str):
            found["description"] = given["description"]
        values = [given["const"]] if "const" in given else [each for each in given.get("enum", ()) if each is not None]
        values = [plain(each) for each in values]
        if values:
            found["enum"] = values
        if "properties" in given:
            found["properties"] = {name: inner(item) for name, item in given["properties"].items()}
        if _required(given):
            found["required"] = _required(given)
        if "items" in given:
            found["items"] = inner(given["items"])
        if isinstance(given.get("additionalProperties"), Mapping):
            found["additionalProperties"] = inner(given["additionalProperties"])
        parts = [self._opened(inner(each)) for each in given.get("allOf", ())]
        alternatives = [*given.get("oneOf", ()), *given.get("anyOf", ())]
        real_ones = [each for each in map(inner, alternatives) if each]
        if real_ones:
            parts.append(self._either(real_ones))
        if parts:
            found = _together([*parts, found])
        if is_nullable and isinstance(found.get("type"), str):
            found["type"] = [found["type"], "null"]
        return found

    def _either(self, given: list[dict[str, Json]], levels: int = 3) -> dict[str, Json]:
        """One of several schemas: every member that any of them has, required where all of them require it.

        Alternatives of different types have nothing in common that could be said of the value, and members that differ
        more than `levels` deep are objects of any kind.
        """
        if all(part == given[0] for part in given):
            return given[0]
        if not levels:
            return {"type": "object"}
        parts = [self._opened(part) for part in given]
        kinds = {_kind(part) for part in parts}
        if len(kinds) != 1:
            return {}
        (kind,) = kinds
        found: dict[str, Any] = {"type": kind} if kind else {}
        names = dict.fromkeys(name for part in parts for name in part.get("properties", ()))
        if names:
            found["properties"] = {
                name: self._either(
                    [part["properties"][name] for part in parts if name in part.get("properties", ())], levels - 1
                )
                for name in names
            }
        common = [
            name for name in parts[0].get("required", ()) if all(name in each.get("required", ()) for each in parts)
        ]
        found.update({"required": common} if common else {})
        if all("enum" in part for part in parts):
            found["enum"] = [*dict.fromkeys(value for part in parts for value in part["enum"])]
        for key in ("items", "format", "readOnly", "writeOnly", "uniqueItems", "description"):
            said = [part[key] for part in parts if key in part]
            if len(said) == len(parts) and all(each == said[0] for each in said):
                found[key] = said[0]
        if kind == "array" and "items" not in found:
            found["items"] = self._either([part["items"] for part in parts if "items" in part], levels - 1)
        return found


def _together(parts: list[dict[str, Json]]) -> dict[str, Json]:
    """All of several schemas at once: what a later one says wins, properties and required members add up."""
    found: dict[str, Json] = {}
    for part in parts:
        properties = {**found.get("properties", {}), **part.get("properties", {})}
        required = [*dict.fromkeys([*found.get("required", ()), *part.get("required", ())])]
        found.update(part)
        found.update({"properties": properties} if properties else {})
        found.update({"required": required} if required else {})
    return found


def _required(given: Mapping[str, Json]) -> list[str]:
    """The members that a schema requires, wherever they are described; `required: true` of a member says nothing."""
    names = given.get("required")
    return [*dict.fromkeys(names)] if isinstance(names, list) else []


def _settled(whole: dict[str, Json]) -> dict[str, Json]:
    """A schema that nothing is added to any more, without the required members that no part of it describes."""
    found = dict(whole)
    if "properties" in whole:
        found["properties"] = {name: _settled(item) for name, item in whole["properties"].items()}
    found.update({key: _settled(whole[key]) for key in ("items", "additionalProperties") if key in whole})
    required = [name for name in found.pop("required", ()) if name in found.get("properties", {})]
    return {**found, "required": required} if required else found


def _kind(part: Mapping[str, Json]) -> str:
    kind = part.get("type", "")
    return next((each for each in kind if each != "null"), "") if isinstance(kind, list) else str(kind)
