"""What the suite needs to know of one resource type, data source, ephemeral or function: a table, no logic."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from rolecall.sandbox import Sandbox
from rolecall.testing.snapshot import Row, Snapshot

Box: TypeAlias = Sandbox[Any, Any]
Attributes: TypeAlias = Mapping[str, Any]
OutOfBand: TypeAlias = Callable[[Box, Attributes], None]


@dataclass(frozen=True, kw_only=True)
class FromBox:
    """A configured value that differs from one vendor instance to the next."""

    of: Callable[[Box], Any]


@dataclass(frozen=True, kw_only=True)
class Update:
    """Give one attribute another value.

    `stored` are the members of the vendor's object that change, with their new values: nothing else at the vendor
    may. `also` are attributes that have to go with it. `first` happens at the vendor before. `unset` are the members
    that change when the attribute leaves the configuration again. `same_id`: what replaces it has the same id.
    """

    value: Any
    stored: Mapping[str, Any] = field(default_factory=dict)
    replaces: bool = False
    same_id: bool = False
    also: Mapping[str, Any] = field(default_factory=dict)
    first: OutOfBand | None = None
    unset: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Drift:
    """Something changes behind Terraform's back. `action` is what the next plan then wants to do."""

    name: str
    change: OutOfBand
    action: str = "update"


@dataclass(frozen=True, kw_only=True)
class Case:
    """A `type` of a provider. `dialect` is the vendor's, where it is not its own."""

    type: str
    dialect: str = ""

    @property
    def vendor(self) -> str:
        """The provider it belongs to."""
        return self.type.partition("_")[0]

    @property
    def where(self) -> str:
        """The vendor, and the dialect where it is not the vendor's own: `splunk@acs`."""
        return f"{self.vendor}@{self.dialect}" if self.dialect else self.vendor


@dataclass(frozen=True, kw_only=True)
class ResourceCase(Case):
    """One resource type.

    `basic` is a small sound configuration, `prepare` makes what it needs at the vendor and `prerequisites` are
    resources beside it; `variables` are secrets that it takes as ephemeral variables. `find` gives the vendor's row
    for a resource, None when there is none; its other rows must stay as they are. `unmanaged` gives the object things
    that `basic` leaves alone. `vanish` removes it behind Terraform's back, and `vanished` is what a plan then does.
    `imports` are the ways to name it to an import, by word; `unreadable` are the arguments that an import cannot know.
    `issues` is the attribute that keeps a secret in state.
    """

    basic: Mapping[str, Any]
    find: Callable[[Snapshot, Attributes], Row | None]
    updates: Mapping[str, Update]
    vanish: OutOfBand
    imports: Mapping[str, Callable[[Attributes], str]]
    drifts: tuple[Drift, ...] = ()
    vanished: str = "create"
    unreadable: frozenset[str] = frozenset()
    prepare: Callable[[Box], None] | None = None
    prerequisites: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)
    unmanaged: OutOfBand | None = None
    issues: str | None = None

    @property
    def name(self) -> str:
        """The resource type and the dialect, for the names of tests."""
        return f"{self.type}@{self.dialect}" if self.dialect else self.type

    @property
    def address(self) -> str:
        """The address of the resource under test."""
        return f"{self.type}.this"


@dataclass(frozen=True, kw_only=True)
class DataCase(Case):
    """One data source: `check` compares what it read with the vendor, and raises AssertionError."""

    check: Callable[[Box, Attributes], None]
    configuration: Mapping[str, Any] = field(default_factory=dict)
    label: str = "all"


@dataclass(frozen=True, kw_only=True)
class FunctionCase:
    """One provider function: a call and what it gives."""

    vendor: str
    name: str
    arguments: tuple[str, ...]
    result: str

    @property
    def expression(self) -> str:
        """The call as Terraform writes it."""
        return f"${{provider::{self.vendor}::{self.name}({', '.join(map(json.dumps, self.arguments))})}}"


@dataclass(frozen=True, kw_only=True)
class EphemeralCase(Case):
    """One ephemeral resource type.

    `consumer` is configuration beside it that uses its value; `used` compares what came of that with the vendor.
    `left` are the vendor's objects of its kind: none of them may stay. `environment` are the provider's credentials.
    """

    configuration: Mapping[str, Any]
    consumer: Mapping[str, Any]
    used: Callable[[Box, Mapping[str, Attributes], set[str]], None]
    left: Callable[[Box], list[str]]
    environment: Callable[[Box], Mapping[str, str]] = lambda box: box.environment


def resolve(box: Box, value: Any) -> Any:
    """`value` with every `FromBox` in it answered by `box`."""
    if isinstance(value, FromBox):
        return value.of(box)
    if isinstance(value, Mapping):
        return {key: resolve(box, item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [resolve(box, item) for item in value]
    return value
