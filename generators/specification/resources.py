"""Resource types and how they live."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from generators.specification.attributes import Schema
from generators.specification.documents import PartLifecycle, SettingsLifecycle
from generators.specification.operations import Operation
from generators.traits import (
    Access,
    Ailing,
    Caution,
    Companion,
    Deprovision,
    Federated,
    FullReplace,
    Invitation,
    NearMiss,
    Protected,
    Standing,
    Template,
    Toggle,
    Unsupported,
    WriteOnceSecret,
)


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
    template: Template | None = None
    companion: Companion | None = None
    toggles: tuple[Toggle, ...] = ()
    ailing: tuple[Ailing, ...] = ()
    patch: Operation | None = None
    needs: tuple[str, ...] = ()
    unsupported: tuple[Unsupported, ...] = ()
    cautions: tuple[Caution, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PrincipalLifecycle:
    """A person without an object at the vendor, which only names people in what grants them access.

    Destroying one ends what the person owns, as `deprovision` says.
    """

    deprovision: Deprovision
    unsupported: tuple[Unsupported, ...] = ()
    cautions: tuple[Caution, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipLifecycle:
    """A resource that is one element of a set attribute of a parent object."""

    parent: str
    owner: str
    member: str
    of: str
    unsupported: tuple[Unsupported, ...] = ()
    cautions: tuple[Caution, ...] = ()


Lifecycle: TypeAlias = ObjectLifecycle | MembershipLifecycle | SettingsLifecycle | PartLifecycle | PrincipalLifecycle


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
    lifecycle: Lifecycle
    id_template: str | None = None
    moves: tuple[Move, ...] = ()
    access: Access | None = None
