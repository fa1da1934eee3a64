"""Data sources, ephemeral resources and functions."""

from __future__ import annotations

from dataclasses import dataclass, field

from generators.specification.attributes import STRING, Schema, Type
from generators.specification.operations import Envelope, Operation


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf:
    """A data source that reads one object."""

    collection: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf:
    """A data source that reads every object of a collection."""

    collection: str
    into: str
    sort: str = "name"
    filters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Singleton:
    """A data source that is one call."""

    operation: Operation
    envelope: Envelope = field(default_factory=Envelope)


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSource:
    """A data source."""

    name: str
    schema: Schema
    source: OneOf | AllOf | Singleton


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """An ephemeral that creates an object of a resource type."""

    resource: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """An ephemeral that opens a session."""

    open: Operation
    close: Operation | None = None
    envelope: Envelope = field(default_factory=Envelope)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ephemeral:
    """An ephemeral resource."""

    name: str
    schema: Schema
    source: Issue | Login


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter of a provider function."""

    name: str
    type: Type = STRING
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """A provider function that fills a template."""

    name: str
    parameters: tuple[Parameter, ...]
    template: str
    summary: str = ""
    returns: Type = STRING
