"""What the template of a binding is filled with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rolecall.specification.schema import MembershipLifecycle

Base = Literal["Resource", "DataSource", "EphemeralResource"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A keyword argument, a property, or both. `read` is None for what cannot be read back."""

    name: str
    terraform: str
    text: str
    kind: str = ""
    declared: str = ""
    given: str = ""
    read: str | None = None
    getter: str = ""
    argument: bool = False
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A class through which members of a nested object are read."""

    name: str
    text: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A dataclass in which a nested object is given."""

    name: str
    text: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """A class that stands for a type."""

    name: str
    base: Base
    type_name: str
    text: str
    scope: str
    create_before_destroy: bool
    adds: MembershipLifecycle | None
    members: tuple[Member, ...]
    meta: tuple[tuple[str, str], ...]
    inputs: tuple[Input, ...] = ()
    references: tuple[Reference, ...] = ()

    @property
    def arguments(self) -> tuple[Member, ...]:
        """The arguments, required ones first."""
        given = [item for item in self.members if item.argument]
        return tuple(sorted(given, key=lambda item: not item.required))
