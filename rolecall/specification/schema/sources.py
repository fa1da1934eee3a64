"""Data sources, ephemeral resources, actions and functions."""

from __future__ import annotations

from dataclasses import field

from rolecall.specification.declaration import dataclass
from rolecall.specification.schema.attributes import Schema
from rolecall.specification.schema.operations import Envelope, Operation
from rolecall.specification.traits.access import Tier
from rolecall.specification.types import STRING, Type


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf:
    """A data source that reads one object of `collection`, by one of the attributes `by`."""

    collection: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf:
    """A data source that reads every object of `collection` into the list attribute `into`, sorted by `sort`.

    `filters` are arguments that narrow the listing: pairs of attribute and query parameter. `forms` are pairs of such
    an argument and how the parameter words it, `{}` standing for the value; those of one parameter must all hold.
    """

    collection: str
    into: str
    sort: str = "name"
    filters: tuple[tuple[str, str], ...] = ()
    forms: tuple[tuple[str, str], ...] = ()


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
class Action:
    """Something that the vendor does when it is asked to, and that leaves nothing to manage (Terraform 1.14).

    `operation` asks for it; its body are the arguments that have a `field`. `look` is a read of the same places, which
    a plan makes: what it does not find is an error at the argument `place`. `done` says in a sentence what was done,
    `{name}` standing for the value of an argument. `tier` is how privileged the access can be that comes of it, and
    `gives` says in a sentence what that is. `hook` is code of the vendor's own for what is different.
    """

    name: str
    schema: Schema
    operation: Operation
    look: Operation
    place: str
    done: str
    tier: Tier
    gives: str
    hook: str = ""


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
