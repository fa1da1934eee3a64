"""Attributes and schemas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from generators.traits import Check, Normalised, Reference, Swap, Transitions

Literalish: TypeAlias = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Type:
    """A Terraform type: `string`, `number`, `bool`, or `set`, `list`, `map` of `element`."""

    name: Literal["string", "number", "bool", "set", "list", "map"]
    element: Type | None = None

    def __str__(self) -> str:
        """As documentation writes it: `set of string`."""
        return f"{self.name} of {self.element}" if self.element else self.name


STRING = Type("string")


NUMBER = Type("number")


BOOL = Type("bool")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """One attribute of a schema, and how it travels to and from the vendor."""

    name: str
    type: Type = STRING
    description: str = ""
    required: bool = False
    optional: bool = False
    computed: bool = False
    sensitive: bool = False
    write_only: bool = False
    deprecated: str = ""
    default: Literalish = None
    replace: bool = False
    field: str | None = None
    read: str | None = None
    issued: str | None = None
    readable: bool = True
    sent_on: Literal["both", "create", "update", "never"] = "both"
    unset: Literal["keep", "clear"] = "keep"
    recomputed_with: tuple[str, ...] = ()
    wire: Literal["plain", "integer", "epoch", "id_text", "listed", "values"] = "plain"
    absent: Literal["unsaid", "empty"] = "unsaid"
    shared: bool = False
    swap: Swap | None = None
    transitions: Transitions | None = None
    version_of: str | None = None
    checks: tuple[Check, ...] = ()
    reference: Reference | None = None
    normalised: Normalised | None = None
    words: tuple[tuple[str | bool, str], ...] = ()
    initial: Literalish = None
    imported: Literalish = None
    nested: tuple[Attribute, ...] = ()
    nesting: Literal["single", "list", "set", "map"] | None = None

    @property
    def read_path(self) -> str | None:
        """Where an answer holds the value, or None when no answer does."""
        if not self.readable:
            return None
        return self.read if self.read is not None else self.field


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """A list of attributes with a version."""

    attributes: tuple[Attribute, ...]
    description: str = ""
    version: int = 0

    def attribute(self, name: str) -> Attribute:
        """The attribute called `name`; raises KeyError."""
        for item in self.attributes:
            if item.name == name:
                return item
        raise KeyError(name)
