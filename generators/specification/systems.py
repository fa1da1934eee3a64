"""A provider and the systems it speaks to."""

from __future__ import annotations

from dataclasses import dataclass, field

from generators.specification.attributes import Literalish, Schema
from generators.specification.collections import Collection
from generators.specification.resources import Resource
from generators.specification.sources import DataSource, Ephemeral, Function
from generators.traits import (
    Authentication,
    Capabilities,
    Containment,
    Flavour,
    Kubeconfig,
    Label,
    Privilege,
    Quota,
    Replication,
    Trust,
    WhoAmI,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorShape:
    """Where the vendor's error answers hold their text."""

    messages: tuple[str, ...] = ()
    request_id_headers: tuple[str, ...] = ("x-request-id",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A further system behind the same provider."""

    name: str
    title: str
    url_argument: str
    base_path: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    query: tuple[tuple[str, str], ...] = ()
    authentication: tuple[Authentication, ...] = ()
    errors: ErrorShape = field(default_factory=ErrorShape)
    trust: Trust | None = None
    kubeconfig: Kubeconfig | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """A vendor's shim."""

    name: str
    version: str
    title: str
    schema: Schema
    url_argument: str
    base_path: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    query: tuple[tuple[str, str], ...] = ()
    authentication: tuple[Authentication, ...] = ()
    whoami: WhoAmI | None = None
    quota: Quota | None = None
    errors: ErrorShape = field(default_factory=ErrorShape)
    collections: tuple[Collection, ...] = ()
    resources: tuple[Resource, ...] = ()
    data_sources: tuple[DataSource, ...] = ()
    ephemerals: tuple[Ephemeral, ...] = ()
    functions: tuple[Function, ...] = ()
    endpoints: tuple[Endpoint, ...] = ()
    replication: Replication | None = None
    capabilities: Capabilities | None = None
    flavours: tuple[Flavour, ...] = ()
    privileges: tuple[Privilege, ...] = ()
    labels: tuple[Label, ...] = ()
    containments: tuple[Containment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderSpec:
    """Everything that is known about a vendor: the shim's declarations, and what documentation says beside them.

    `examples` are attribute values by (type name, attribute), `arguments` example values of the provider block,
    `hazards` sentences by type name that no trait says.
    """

    provider: Provider
    description: str
    examples: dict[tuple[str, str], Literalish | tuple[str, ...]]
    arguments: dict[str, Literalish]
    hazards: dict[str, tuple[str, ...]]
