"""The words shims are written in: attributes, operations, collections, resources, data sources, ephemerals.

A shim is one `Provider` value. It holds declarations only; `providers.runtime` executes them. Vendor caveats are
the typed traits of `providers.runtime.traits`.

Field paths (`field`, `read`, `item`, …) are dotted: `user.id` is member `id` of member `user`. Path and query
templates name attributes in braces: `/api/v2/users/{id}`; values are percent-encoded.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from providers.runtime.traits import (
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
from providers.runtime.types import STRING, ListOf, MapOf, ObjectOf, SetOf, Type

Literalish: TypeAlias = str | int | float | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """One attribute of a schema, and how it travels to and from the vendor.

    `field` is its name in request bodies, `read` where an answer holds it (default: `field`); both None for an
    argument that only the provider itself uses. `issued` is where the answer to *create* holds it when later reads
    never do (a secret); `readable` is False when no read returns it, so that state keeps what was written.
    `sent_on` says which bodies carry it. `unset` says what removing it from the configuration means: `keep` what
    the vendor has, or `clear` it if this configuration had set it before. `recomputed_with` names attributes whose
    change makes this computed one unknown in the plan. `wire` converts: `epoch` is seconds since 1970 shown as
    RFC 3339, `integer` a whole number, `id_text` a string here and a whole number there, `listed` one value here and a
    list of one there. `version_of` marks the `_wo_version` companion of a write-only attribute.

    `absent` says what it means when an answer lacks the member: nothing (`unsaid`), or that it is `empty`. In a
    `shared` map others keep members of their own: only the keys that the configuration sets are read, compared and
    written. `swap` writes an update as what to add and what to take away.
    """

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
    def value_type(self) -> Type:
        """The type of the whole value: `type`, or what `nested` and `nesting` add up to."""
        if self.nesting is None:
            return self.type
        element = ObjectOf(tuple((item.name, item.value_type) for item in self.nested))
        match self.nesting:
            case "single":
                return element
            case "list":
                return ListOf(element)
            case "set":
                return SetOf(element)
            case "map":
                return MapOf(element)

    @property
    def read_path(self) -> str | None:
        """Where an answer holds the value, or None when no answer does."""
        if not self.readable:
            return None
        return self.read if self.read is not None else self.field


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """A list of attributes with a version, as `GetProviderSchema` reports it. `description` is Markdown."""

    attributes: tuple[Attribute, ...]
    description: str = ""
    version: int = 0

    @property
    def type(self) -> ObjectOf:
        """The object type of a whole configuration or state."""
        return ObjectOf(tuple((item.name, item.value_type) for item in self.attributes))

    def attribute(self, name: str) -> Attribute:
        """The attribute called `name`; raises KeyError."""
        for item in self.attributes:
            if item.name == name:
                return item
        raise KeyError(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One vendor API call. `query` values are templates too; `endpoint` is the system it is sent to.

    Templates may also name arguments of the provider block: `{provider.org_id}`. `constants` are text members that
    every body of this call carries, by dotted path.
    """

    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
    path: str
    query: tuple[tuple[str, str], ...] = ()
    body: Literal["none", "json", "form"] = "none"
    authenticated: bool = True
    endpoint: str = ""
    constants: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """Where answers hold objects: `item` the object of a single answer, `items` the rows of a listing.

    `merge` names members lifted into the object itself (Splunk: `content` of an entry); `total` is where a listing
    says how many rows there are in all. Empty paths mean the whole answer.
    """

    item: str = ""
    items: str = ""
    merge: tuple[str, ...] = ()
    total: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NaturalKey:
    """The name a person knows an object by.

    `attribute` is the resource attribute, `field` the member of a row, `query` the listing's filter parameter if it
    has one; `scope` are further (attribute, field) pairs that must agree for two rows to be the same thing. `within`
    narrows listings by members of the attributes: pairs of a dotted attribute path and a query parameter; where one
    of them applies, the listing's own query parameters named here are left out. Not `unique`: the vendor takes several
    objects of one natural key.
    """

    attribute: str
    field: str
    query: str | None = None
    scope: tuple[tuple[str, str], ...] = ()
    within: tuple[tuple[str, str], ...] = ()
    unique: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A set of like objects of the vendor. Resources, data sources and references share its listing and its locks.

    `key` is the member that identifies a row, or a template of several: `{metadata.namespace}/{metadata.name}`; while
    a row lacks it, `provisional_key` does. Without `get` an object is read from the listing alone. Lookup collections
    for references are collections too.
    """

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
    """A resource that is one object of `collection`. Without `update` every change replaces.

    `created_id` is where the answer to create holds the key (after the envelope); `delete_gone` are statuses by
    which the vendor says that what is to be deleted does not exist. `withdraw` ends an object that is still known by
    its provisional key only. `overlap`: the new object of a replacement is made before the old one goes.
    """

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
    """A resource that is one element of a set attribute of a parent object: additive, beside other elements.

    `parent` is the parent's resource type, `owner` the attribute here that holds the parent's id, `member` the one
    that holds the element, `of` the parent's set attribute.
    """

    parent: str
    owner: str
    member: str
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A resource type of another provider whose state `MoveResourceState` accepts.

    `attributes` maps (attribute there, attribute here); the rest comes with the next refresh.
    """

    provider: str
    type_name: str
    attributes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A resource type. `id_template` builds `id` from attributes where the vendor gives none (`{user}/{role}`)."""

    name: str
    schema: Schema
    lifecycle: ObjectLifecycle | MembershipLifecycle
    id_template: str | None = None
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf:
    """A data source that reads one object of `collection`, by one of the attributes `by`."""

    collection: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf:
    """A data source that reads every object of `collection` into the list attribute `into`, sorted by `sort`.

    `filters` are arguments that narrow the listing: pairs of attribute and query parameter.
    """

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
    """An ephemeral that creates an object of resource type `resource` and deletes it when closed."""

    resource: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """An ephemeral that calls `open` and, when closed, `close` with what `open` issued."""

    open: Operation
    close: Operation | None = None
    envelope: Envelope = field(default_factory=Envelope)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ephemeral:
    """An ephemeral resource: lives for one Terraform command and never enters plan or state."""

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
    """A provider function that fills `template` with its parameters, each checked to be non-empty.

    For example `role_binding_id("42", "Analyst")` is `42/Analyst`.
    """

    name: str
    parameters: tuple[Parameter, ...]
    template: str
    summary: str = ""
    returns: Type = STRING


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorShape:
    """Where the vendor's error answers hold their words, shown in this order, and headers that carry a request id."""

    messages: tuple[str, ...] = ()
    request_id_headers: tuple[str, ...] = ("x-request-id",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A further system behind the same provider, reached on its own: operations name it.

    The fields are those of `Provider`, which is its own first system. Arguments may be members of nested ones:
    `kubernetes.host`. `trust` and `kubeconfig` are where its certificates and its address may come from.
    """

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
    """A vendor's shim. `schema` is the provider block, common arguments included.

    `base_path` precedes every operation's path; `headers` and `query` go with every call. `endpoints` are further
    systems that some operations are sent to. A provider that has any asks for the address and the credentials of a
    system only when a resource needs it.
    """

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

    def at(self, endpoint: str) -> Provider:
        """The shim as the system called `endpoint` sees it; the empty name is its own. Raises KeyError."""
        if not endpoint:
            return self
        for item in self.endpoints:
            if item.name == endpoint:
                return replace(
                    self,
                    title=item.title,
                    url_argument=item.url_argument,
                    base_path=item.base_path,
                    headers=item.headers,
                    query=item.query,
                    authentication=item.authentication,
                    errors=item.errors,
                    whoami=None,
                )
        raise KeyError(endpoint)

    def collection(self, name: str) -> Collection:
        """The collection called `name`; raises KeyError."""
        for item in self.collections:
            if item.name == name:
                return item
        raise KeyError(name)

    def resource(self, name: str) -> Resource:
        """The resource type called `name`; raises KeyError."""
        for item in self.resources:
            if item.name == name:
                return item
        raise KeyError(name)
