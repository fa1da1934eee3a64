"""The specification: API description and definition merged, every name resolved, every trait typed.

The classes are those of `providers.runtime.schema`, field by field, so that writing a shim is writing these values
out. What only documentation and bindings need is beside them in `ProviderSpec`. A test holds both modules to the
same words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from generators.traits import (
    Authentication,
    Check,
    Deprovision,
    Federated,
    FullReplace,
    Invitation,
    Kubeconfig,
    ListOmits,
    Masked,
    NearMiss,
    Normalised,
    Pagination,
    Protected,
    Reference,
    SoftDelete,
    Standing,
    Swap,
    Trust,
    WhoAmI,
    WriteOnceSecret,
)

Literalish: TypeAlias = str | int | float | bool | None
Method: TypeAlias = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]


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
    wire: Literal["plain", "integer", "epoch", "id_text", "listed"] = "plain"
    absent: Literal["unsaid", "empty"] = "unsaid"
    shared: bool = False
    swap: Swap | None = None
    version_of: str | None = None
    checks: tuple[Check, ...] = ()
    reference: Reference | None = None
    normalised: Normalised | None = None
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One vendor API call."""

    method: Method
    path: str
    query: tuple[tuple[str, str], ...] = ()
    body: Literal["none", "json", "form"] = "none"
    authenticated: bool = True
    endpoint: str = ""
    constants: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """Where answers hold objects."""

    item: str = ""
    items: str = ""
    merge: tuple[str, ...] = ()
    total: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NaturalKey:
    """The name a person knows an object by."""

    attribute: str
    field: str
    query: str | None = None
    scope: tuple[tuple[str, str], ...] = ()
    within: tuple[tuple[str, str], ...] = ()
    unique: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A set of like objects of the vendor."""

    name: str
    key: str
    provisional_key: str | None = None
    list: Operation | None = None
    get: Operation | None = None
    envelope: Envelope = field(default_factory=Envelope)
    pagination: Pagination | None = None
    natural_key: NaturalKey | None = None
    soft_delete: SoftDelete | None = None
    list_omits: ListOmits | None = None
    masked: Masked | None = None
    normalised_key: Normalised | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectLifecycle:
    """A resource that is one object of `collection`."""

    collection: str
    create: Operation
    update: Operation | None = None
    delete: Operation | None = None
    created_id: str = "id"
    full_replace: FullReplace | None = None
    secret: WriteOnceSecret | None = None
    deprovision: Deprovision | None = None
    protected: tuple[Protected, ...] = ()
    federated: Federated | None = None
    protect_self: bool = False
    authoritative: tuple[str, ...] = ()
    withdraw: Operation | None = None
    invitation: Invitation | None = None
    standing: tuple[Standing, ...] = ()
    near_miss: tuple[NearMiss, ...] = ()
    overlap: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipLifecycle:
    """A resource that is one element of a set attribute of a parent object."""

    parent: str
    owner: str
    member: str
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A resource type of another provider whose state can be taken over."""

    provider: str
    type_name: str
    attributes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A resource type."""

    name: str
    schema: Schema
    lifecycle: ObjectLifecycle | MembershipLifecycle
    id_template: str | None = None
    moves: tuple[Move, ...] = ()


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
    errors: ErrorShape = field(default_factory=ErrorShape)
    collections: tuple[Collection, ...] = ()
    resources: tuple[Resource, ...] = ()
    data_sources: tuple[DataSource, ...] = ()
    ephemerals: tuple[Ephemeral, ...] = ()
    functions: tuple[Function, ...] = ()
    endpoints: tuple[Endpoint, ...] = ()


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
