"""Resource types and how they live."""

from __future__ import annotations

from typing import TypeAlias

from rolecall.specification.declaration import dataclass
from rolecall.specification.schema.attributes import Schema
from rolecall.specification.schema.documents import PartLifecycle, SettingsLifecycle
from rolecall.specification.schema.operations import Operation
from rolecall.specification.traits import (
    Access,
    Administrators,
    Companion,
    Deprovision,
    Federated,
    FullReplace,
    Guard,
    Prerequisite,
    Recreate,
    Template,
    UncheckedName,
    WriteOnceSecret,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Restore:
    """Deleted objects that a create brings back in place of making a new one, where the attribute `switch` asks for it.

    `list` shows them, and `restore` brings back the one of `{id}`. The member `name` holds the natural key, behind what
    `prefix` (a regular expression) matches, so that the name is free for others meanwhile.
    """

    list: Operation
    restore: Operation
    switch: str
    name: str
    prefix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A create goes on after its answer, which says at `id` what to ask for: `{job}` in the path of `poll`.

    The answer to `poll` has at `status` one of `pending` or of `done`, and then the new object's key at `result`; any
    other status is a failure, for the reason at `words`. It is asked for at most `seconds`. An answer to the create
    that names no job has done it at once.
    """

    poll: Operation
    id: str
    status: str
    pending: tuple[str, ...]
    done: tuple[str, ...]
    result: str
    words: str = ""
    seconds: int = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectLifecycle:
    """A resource that is one object of `collection`. Without `update` or `recreate` every change replaces.

    `created_id` is where the answer to create holds the key (after the envelope); `delete_gone` are statuses by
    which the vendor says that what is to be deleted does not exist. `withdraw` ends an object that is still known by
    its provisional key only. `overlap`: the new object of a replacement is made before the old one goes.
    `patch` is an update that says what changes (RFC 7644 section 3.5.2), used in place of `update` unless the vendor's
    capability `patch` is not there. `needs` are attributes without which the vendor creates nothing, although others
    of its standard do; of several together any will do.
    """

    collection: str
    create: Operation
    update: Operation | None = None
    delete: Operation | None = None
    created_id: str = "id"
    full_replace: FullReplace | None = None
    recreate: Recreate | None = None
    secret: WriteOnceSecret | None = None
    deprovision: Deprovision | None = None
    federated: Federated | None = None
    protect_self: bool = False
    administrators: Administrators | None = None
    authoritative: tuple[str, ...] = ()
    withdraw: Operation | None = None
    prerequisites: tuple[Prerequisite, ...] = ()
    unchecked_names: tuple[UncheckedName, ...] = ()
    overlap: bool = False
    restore: Restore | None = None
    template: Template | None = None
    companion: Companion | None = None
    patch: Operation | None = None
    needs: tuple[str | tuple[str, ...], ...] = ()
    guards: tuple[Guard, ...] = ()
    job: Job | None = None

    @property
    def takes_namesakes(self) -> bool:
        """Whether it is a secret of which the vendor takes several of one name."""
        return self.secret is not None and not self.secret.unique_name

    @property
    def changes(self) -> bool:
        """True if the object can be changed without replacing the resource."""
        return self.update is not None or self.recreate is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrincipalLifecycle:
    """A person without an object at the vendor, which only names people in what grants them access.

    Destroying one ends what the person owns, as `deprovision` says.
    """

    deprovision: Deprovision
    guards: tuple[Guard, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """The elements of a set are objects of their own in `collection`: one for each pair of an owner and an element.

    `owner` and `member` are the members, of a row and of the body of `create`, that hold the ids of the two.
    """

    collection: str
    create: Operation
    delete: Operation
    owner: str
    member: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipLifecycle:
    """A resource that is one element of a set attribute of a parent object: additive, beside other elements.

    `parent` is the parent's resource type, `owner` the attribute here that holds the parent's id, `member` the one
    that holds the element, `of` the parent's set attribute. With `pairs` the element is added and taken out there, and
    the set itself is not written.
    """

    parent: str
    owner: str
    member: str
    of: str
    pairs: Pairs | None = None
    guards: tuple[Guard, ...] = ()


Lifecycle: TypeAlias = ObjectLifecycle | MembershipLifecycle | SettingsLifecycle | PartLifecycle | PrincipalLifecycle


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
    """A resource type. `id_template` builds `id` from attributes where the vendor gives none (`{user}/{role}`).

    `access` says how it gives access; without it, it gives none.
    """

    name: str
    schema: Schema
    lifecycle: Lifecycle
    id_template: str | None = None
    moves: tuple[Move, ...] = ()
    access: Access | None = None

    @property
    def refused(self) -> frozenset[str]:
        """The attributes that are refused whatever they are set to."""
        guards = [each for each in self.lifecycle.guards if each.effect == "refuse" and "set" in each.events]
        return frozenset(each.attribute for each in guards if each.attribute and not (each.values or each.pattern))
