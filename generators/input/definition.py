"""The grammar of `provider.yaml`, as dataclasses: what a definition may say, and nothing else.

A definition says only what the API description cannot: which operations make a resource, what attributes are called
where the vendor's name does not do, and the traits. Operations are named by their `operationId`. Types, required,
read-only and write-only come from the API description.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from generators.input.binding import bind
from generators.input.placed_traits import PlacedContainment, PlacedLabel, PlacedRiskTier
from generators.input.rules.attributes import Kind
from generators.input.rules.authentication import Scheme
from generators.input.rules.collections import CollectionRule, PaginationRule
from generators.input.rules.dialects import DialectRule
from generators.input.rules.resources import ResourceRule
from generators.input.rules.sources import ActionRule, DataSourceRule, EphemeralRule, FunctionRule
from generators.input.yaml_source import Node, Placed, Remark, load
from rolecall.specification.numbers import Count
from rolecall.specification.schema import Envelope, ErrorShape, Literalish
from rolecall.specification.traits import (
    Bulk,
    Capabilities,
    Check,
    EventualConsistency,
    Kubeconfig,
    Preset,
    Quota,
    Trust,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArgumentRule(Placed):
    """One argument of the provider block."""

    description: str
    type: Kind = "string"
    sensitive: bool = False
    default: Literalish = None
    checks: tuple[Check, ...] = ()
    example: Literalish = None
    nested: dict[str, ArgumentRule] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultsRule(Placed):
    """Where the argument `argument` is `value`, other arguments have these defaults in place of their own."""

    argument: str
    value: str
    defaults: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointRule(Placed):
    """A further system: its API description is the file `api` beside the definition.

    `instance` is as in the definition.
    """

    title: str
    api: str
    url_argument: str
    authentication: tuple[Scheme, ...]
    headers: tuple[tuple[str, str], ...] = ()
    query: tuple[tuple[str, str], ...] = ()
    errors: ErrorShape = field(default_factory=ErrorShape)
    trust: Trust | None = None
    kubeconfig: Kubeconfig | None = None
    instance: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoAmIRule(Placed):
    """The operation that tells whose credentials these are."""

    operation: str
    item: str
    key: str
    collection: str
    merge: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceIdRule(Placed):
    """What tells which instance answers (trait `InstanceId`): a `path` from the root of the server, or a `claim`."""

    path: str = ""
    key: str = ""
    claim: str = ""
    argument: str = ""
    endpoint: str = ""
    authenticated: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRule(Placed):
    """The operation that answers with the events of the vendor's own log, and how to read them (trait `Audit`)."""

    operation: str
    query: tuple[tuple[str, str], ...]
    subjects: tuple[tuple[str, tuple[str, ...]], ...]
    time: str
    actor: tuple[str, ...]
    action: str
    target: str
    needs: Remark
    items: str = ""
    request: str = ""
    quoting: Literal["backslash", "double"] = "backslash"
    days: Count = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition(Placed):
    """A whole `provider.yaml`.

    `envelope` and `pagination` hold for every collection that has none of its own. `ignore` lists members of any
    answer that nothing uses, each with its reason. `parameters` fill path and query parameters of these names in every
    call that has them. `instance` are the arguments that say, beside the URL, which instance is meant; by default those
    that the paths and queries of operations and token exchanges name. `instance_ids` ask for the vendor's own ids of
    instances.

    `dialects` are the shapes of the API that this definition is about, by the provider argument that chooses. `lacks`
    and `lacks_types` say why attributes and whole types that another dialect has are not here.
    """

    name: str
    title: str
    description: str
    url_argument: str
    arguments: dict[str, ArgumentRule]
    authentication: tuple[Scheme, ...]
    defaults: tuple[DefaultsRule, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    query: tuple[tuple[str, str], ...] = ()
    endpoints: dict[str, EndpointRule] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)
    whoami: WhoAmIRule | None = None
    instance_ids: tuple[InstanceIdRule, ...] = ()
    audit: AuditRule | None = None
    instance: tuple[str, ...] | None = None
    quota: Quota | None = None
    errors: ErrorShape = field(default_factory=ErrorShape)
    envelope: Envelope = field(default_factory=Envelope)
    pagination: PaginationRule | None = None
    ignore: dict[str, Remark] = field(default_factory=dict)
    collections: dict[str, CollectionRule] = field(default_factory=dict)
    resources: dict[str, ResourceRule] = field(default_factory=dict)
    data_sources: dict[str, DataSourceRule] = field(default_factory=dict)
    ephemerals: dict[str, EphemeralRule] = field(default_factory=dict)
    actions: dict[str, ActionRule] = field(default_factory=dict)
    functions: dict[str, FunctionRule] = field(default_factory=dict)
    eventual_consistency: EventualConsistency | None = None
    capabilities: Capabilities | None = None
    presets: tuple[Preset, ...] = ()
    bulk: Bulk | None = None
    risk_tiers: tuple[PlacedRiskTier, ...] = ()
    labels: tuple[PlacedLabel, ...] = ()
    containments: tuple[PlacedContainment, ...] = ()
    dialects: dict[str, DialectRule] = field(default_factory=dict)
    lacks: dict[str, dict[str, Remark]] = field(default_factory=dict)
    lacks_types: dict[str, Remark] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """`common.yaml`: the arguments that every provider block has."""

    arguments: dict[str, ArgumentRule]


def read_definition(root: Node) -> Definition:
    """The definition in `root`. Raises `DefinitionError` with file and line for whatever the grammar does not know."""
    return bind(Definition, root, "the definition")


def load_common(path: Path, shown: str | None = None) -> Common:
    """Read `common.yaml`. Raises `DefinitionError`."""
    return bind(Common, load(path, shown), "the common arguments")
