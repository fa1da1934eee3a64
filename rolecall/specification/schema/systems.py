"""A provider and the systems it speaks to."""

from __future__ import annotations

from dataclasses import field, replace
from typing import Literal, TypeVar

from rolecall.specification.declaration import dataclass
from rolecall.specification.numbers import Count, CountOrNone, ErrorStatus
from rolecall.specification.schema.attributes import Schema
from rolecall.specification.schema.collections import Collection
from rolecall.specification.schema.dialects import Dialect, Lack
from rolecall.specification.schema.resources import MembershipLifecycle, ObjectLifecycle, Resource
from rolecall.specification.schema.sources import Action, DataSource, Ephemeral, Function
from rolecall.specification.traits import (
    Audit,
    Authentication,
    Bulk,
    Capabilities,
    Containment,
    EventualConsistency,
    InstanceId,
    Invitation,
    Kubeconfig,
    Label,
    Preset,
    Quota,
    RiskTier,
    Trust,
    WhoAmI,
)

T = TypeVar("T", Collection, Resource, DataSource, Ephemeral, Action)


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorMeaning:
    """An error that means something else than its status says: `text` (a regular expression) is found in its body.

    `statuses` are those that are looked at, any error where there are none. `wait`: nothing was done, and the same
    request will do after `seconds`, and for `repeat_seconds` it is sent again however often. `advice` says what to do
    about it; with `rejected` nothing else is meant.
    """

    means: Literal["not_found", "conflict", "denied", "unauthenticated", "rejected", "wait"]
    text: str
    statuses: tuple[ErrorStatus, ...] = ()
    seconds: Count = 1
    repeat_seconds: CountOrNone = 0
    advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorShape:
    """Where the vendor's error answers hold their words, shown in this order, and headers that carry a request id.

    `unauthenticated` is what 401 may mean besides credentials that are missing, wrong or expired. `signature` are
    members of the vendor's own error answers that neither a proxy nor a framework writes: one of them is enough.
    """

    messages: tuple[str, ...] = ()
    request_id_headers: tuple[str, ...] = ("x-request-id",)
    meanings: tuple[ErrorMeaning, ...] = ()
    unauthenticated: str = ""
    signature: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """Where the argument `argument` is `value`, other arguments have these `defaults` in place of their own."""

    argument: str
    value: str
    defaults: tuple[tuple[str, str], ...]


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
    instance: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """A vendor's shim. `schema` is the provider block, common arguments included.

    `base_path` precedes every operation's path; `headers` and `query` go with every call. `endpoints` are further
    systems that some operations are sent to. A provider that has any asks for the address and the credentials of a
    system only when a resource needs it. `presets` are what differs from vendor to vendor of one standard, and
    `media_type` is that of bodies in place of a standard's own.
    `risk_tiers`, `labels` and `containments` say what access means here. `instance` are the arguments that say, beside
    the URL, which instance of the vendor is meant: an organization, a tenant. `instance_ids` ask for the vendor's own
    ids of instances, one for each system that has any.

    `dialects` are all shapes in which the vendor's API comes, this shim's own among them; empty where there is one.
    `spoken` are the names of those that this shim declares, one for each argument that chooses; `lacks` is what it
    has not, though another dialect does.
    """

    name: str
    title: str
    schema: Schema
    url_argument: str
    base_path: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    query: tuple[tuple[str, str], ...] = ()
    authentication: tuple[Authentication, ...] = ()
    defaults: tuple[Defaults, ...] = ()
    whoami: WhoAmI | None = None
    instance_ids: tuple[InstanceId, ...] = ()
    audit: Audit | None = None
    quota: Quota | None = None
    errors: ErrorShape = field(default_factory=ErrorShape)
    collections: tuple[Collection, ...] = ()
    resources: tuple[Resource, ...] = ()
    data_sources: tuple[DataSource, ...] = ()
    ephemerals: tuple[Ephemeral, ...] = ()
    actions: tuple[Action, ...] = ()
    functions: tuple[Function, ...] = ()
    endpoints: tuple[Endpoint, ...] = ()
    eventual_consistency: EventualConsistency | None = None
    capabilities: Capabilities | None = None
    presets: tuple[Preset, ...] = ()
    media_type: str | None = None
    bulk: Bulk | None = None
    risk_tiers: tuple[RiskTier, ...] = ()
    labels: tuple[Label, ...] = ()
    containments: tuple[Containment, ...] = ()
    instance: tuple[str, ...] = ()
    dialects: tuple[Dialect, ...] = ()
    spoken: tuple[tuple[str, str], ...] = ()
    lacks: tuple[Lack, ...] = ()

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
        return _named(self.collections, name)

    def invitation(self, resource: Resource) -> Invitation | None:
        """The trait of the collection that objects of this type live in; None where nobody is invited."""
        lifecycle = resource.lifecycle
        return self.collection(lifecycle.collection).invitation if isinstance(lifecycle, ObjectLifecycle) else None

    def resource(self, name: str) -> Resource:
        """The resource type called `name`; raises KeyError."""
        return _named(self.resources, name)

    def data_source(self, name: str) -> DataSource:
        """The data source called `name`; raises KeyError."""
        return _named(self.data_sources, name)

    def ephemeral(self, name: str) -> Ephemeral:
        """The ephemeral resource type called `name`; raises KeyError."""
        return _named(self.ephemerals, name)

    def action(self, name: str) -> Action:
        """The action called `name`; raises KeyError."""
        return _named(self.actions, name)

    def listed(self) -> frozenset[str]:
        """The resource types whose objects can be listed, all at once, in this dialect or in another."""
        elsewhere = {each.type_name for each in self.lacks if each.listed}
        return frozenset(elsewhere | {each.name for each in self.resources if self._lists(each)})

    def _lists(self, resource: Resource) -> bool:
        lifecycle = resource.lifecycle
        if isinstance(lifecycle, MembershipLifecycle):
            return self._lists(self.resource(lifecycle.parent))
        if not isinstance(lifecycle, ObjectLifecycle):
            return False
        collection = self.collection(lifecycle.collection)
        return collection.list is not None and not collection.parents

    def lack(self, type_name: str) -> Lack | None:
        """Why this dialect has nothing of a whole type, named as Terraform refers to it; None where it has it."""
        return next((each for each in self.lacks if each.type_name == type_name and not each.attribute), None)


def _named(items: tuple[T, ...], name: str) -> T:
    for item in items:
        if item.name == name:
            return item
    raise KeyError(name)
