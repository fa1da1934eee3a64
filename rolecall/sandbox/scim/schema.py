"""The words SCIM schemas are written in, and how a name finds its attribute (RFC 7643 sections 2, 3.1 and 7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any


class UnknownNameError(Exception):
    """A name no schema of the resource type has; the text is the name."""


@dataclass(frozen=True)
class Attribute:
    """One attribute; the fields are the characteristics of RFC 7643 section 7.

    `exact` is caseExact. `keyed` says that the sub-attribute `value` alone tells the values apart.
    """

    name: str
    description: str = ""
    type: str = "string"
    multi: bool = False
    required: bool = False
    exact: bool = False
    mutability: str = "readWrite"
    returned: str = "default"
    uniqueness: str = "none"
    sub: tuple[Attribute, ...] = ()
    canonical: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    keyed: bool = False

    @cached_property
    def by_name(self) -> Mapping[str, Attribute]:
        """The sub-attributes by lower-case name."""
        return {attribute.name.lower(): attribute for attribute in self.sub}

    def dump(self) -> dict[str, Any]:
        """The attribute as the Schemas endpoint shows it."""
        made: dict[str, Any] = {
            "name": self.name,
            "type": self.type,
            "multiValued": self.multi,
            "description": self.description,
            "required": self.required,
            "caseExact": self.exact,
            "mutability": self.mutability,
            "returned": self.returned,
            "uniqueness": self.uniqueness,
        }
        if self.sub:
            made["subAttributes"] = [attribute.dump() for attribute in self.sub]
        if self.canonical:
            made["canonicalValues"] = list(self.canonical)
        if self.references:
            made["referenceTypes"] = list(self.references)
        return made


@dataclass(frozen=True)
class Schema:
    """A schema: core or extension."""

    id: str
    name: str
    description: str
    attributes: tuple[Attribute, ...]

    @cached_property
    def by_name(self) -> Mapping[str, Attribute]:
        """The attributes by lower-case name."""
        return {attribute.name.lower(): attribute for attribute in self.attributes}


@dataclass(frozen=True)
class Target:
    """The attribute or sub-attribute that a name points at.

    `extension` is the URN of the extension it is in, empty for the core. Without `attribute` it is the whole
    extension.
    """

    extension: str
    attribute: Attribute | None
    sub: Attribute | None = None


COMMON = (
    Attribute("schemas", type="reference", multi=True, exact=True, returned="always", references=("uri",)),
    Attribute("id", exact=True, mutability="readOnly", returned="always", uniqueness="server"),
    Attribute("externalId", exact=True),
    Attribute(
        "meta",
        type="complex",
        mutability="readOnly",
        sub=(
            Attribute("resourceType", exact=True, mutability="readOnly"),
            Attribute("created", type="dateTime", mutability="readOnly"),
            Attribute("lastModified", type="dateTime", mutability="readOnly"),
            Attribute("location", type="reference", exact=True, mutability="readOnly", references=("uri",)),
            Attribute("version", exact=True, mutability="readOnly"),
        ),
    ),
)
"""The attributes every resource has, which no schema lists (RFC 7643 section 3.1)."""


@dataclass(frozen=True)
class ResourceType:
    """Users or groups: the core schema and its extensions."""

    name: str
    endpoint: str
    description: str
    core: Schema
    extensions: tuple[Schema, ...] = ()

    @cached_property
    def attributes(self) -> Mapping[str, Attribute]:
        """The common and core attributes by lower-case name."""
        return {attribute.name.lower(): attribute for attribute in (*COMMON, *self.core.attributes)}

    @cached_property
    def by_urn(self) -> Mapping[str, Schema]:
        """The extensions by lower-case URN."""
        return {schema.id.lower(): schema for schema in self.extensions}

    @cached_property
    def schemas(self) -> tuple[Schema, ...]:
        """The core schema and the extensions."""
        return (self.core, *self.extensions)

    def find(self, name: str) -> Target:
        """The target of `name`: `attr`, `attr.sub`, either behind a schema's URN, or an extension's URN alone.

        Case does not matter (RFC 7643 section 2.1). Raises UnknownNameError.
        """
        extension, attributes, rest = "", self.attributes, name
        if name.lower().startswith("urn:"):
            for schema in self.schemas:
                if name.lower() == schema.id.lower() and schema is not self.core:
                    return Target(schema.id, None)
                if name.lower().startswith(f"{schema.id.lower()}:"):
                    rest = name[len(schema.id) + 1 :]
                    if schema is not self.core:
                        extension, attributes = schema.id, schema.by_name
                    break
        first, dot, second = rest.partition(".")
        attribute = attributes.get(first.lower())
        if attribute is None:
            raise UnknownNameError(name)
        if not dot:
            return Target(extension, attribute)
        sub = attribute.by_name.get(second.lower())
        if sub is None:
            raise UnknownNameError(name)
        return Target(extension, attribute, sub)


def without(attributes: Iterable[Attribute], names: Iterable[str]) -> tuple[Attribute, ...]:
    """The attributes except those of these names."""
    left_out = set(names)
    return tuple(attribute for attribute in attributes if attribute.name not in left_out)
