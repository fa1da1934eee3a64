"""What a definition says about resource types: of which kind they are, how they are made, changed and ended."""

from __future__ import annotations

from dataclasses import dataclass, field

from generators.input.operations import Call
from generators.input.rules.attributes import AttributeRule
from generators.input.rules.documents import PartRule, SettingsRule
from generators.input.yaml_source import Placed, Remark
from rolecall.specification.numbers import Count
from rolecall.specification.traits import (
    Access,
    Administrators,
    Companion,
    Federated,
    Guard,
    Prerequisite,
    Recreate,
    Template,
    UncheckedName,
    WriteOnceSecret,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FullReplaceRule:
    """`full_replace`: what to carry, and what else there may be; what to strip follows from the update's body."""

    carry: tuple[str, ...] = ("*",)
    may_have: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CascadeDeleteRule(Placed):
    """What an object owns: rows of `collection` whose `owner` member is its id, each deleted by `delete`.

    Rows whose name differs in the case of letters alone are deleted where names are `caseless`.
    """

    collection: str
    owner: str
    delete: Call | Remark
    switch: str | None = None
    by: str = "id"
    where: tuple[tuple[str, str], ...] = ()
    caseless: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeprovisionRule(Placed):
    """The order in which access ends."""

    disable: tuple[tuple[str, bool | str], ...] = ()
    cascade_delete: tuple[CascadeDeleteRule, ...] = ()
    mode: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreRule(Placed):
    """How a create brings a deleted object back: where they are listed, and under which name."""

    list: Call | Remark
    restore: Call | Remark
    switch: str
    name: str
    prefix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairsRule(Placed):
    """Elements that are objects of `collection`: `owner` and `member` are where rows and bodies hold the two ids."""

    collection: str
    create: Call | Remark
    delete: Call | Remark
    owner: str
    member: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipRule(Placed):
    """A resource that is one element of a set of its parent."""

    parent: str
    owner: str
    member: str
    of: str
    pairs: PairsRule | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRule(Placed):
    """Work that a create begins: `id`, `status`, `result` and `words` are where answers hold them; see `Job`."""

    poll: Call | Remark
    id: str
    status: str
    pending: tuple[str, ...]
    done: tuple[str, ...]
    result: str
    words: str = ""
    seconds: Count = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveRule(Placed):
    """Another provider's resource type whose state can be taken over."""

    provider: str
    type_name: str
    attributes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceRule(Placed):
    """A resource type: `collection` with its operations, or one of `membership`, `principal`, `settings`, `part`.

    `access` says what the resource gives to whom, `no_access` why it gives nobody anything: one of the two.
    `gives_nothing` are attributes that could be taken for rights, each with the reason why it gives nobody anything.
    `needs` are attributes without which the vendor creates nothing, though they may be left out later; of several
    together any will do. `subcategory` is the heading under which a registry lists it, `permissions` sentences that say
    what the provider's account needs for it, as far as the vendor says so.
    """

    description: str
    subcategory: str = ""
    permissions: tuple[str, ...] = ()
    collection: str | None = None
    membership: MembershipRule | None = None
    settings: SettingsRule | None = None
    part: PartRule | None = None
    principal: bool = False
    create: Call | Remark | None = None
    update: Call | Remark | None = None
    patch: Call | Remark | None = None
    delete: Call | Remark | None = None
    withdraw: Call | Remark | None = None
    created_id: str | None = None
    id_template: str | None = None
    full_replace: FullReplaceRule | None = None
    recreate: Recreate | None = None
    restore: RestoreRule | None = None
    secret: WriteOnceSecret | None = None
    deprovision: DeprovisionRule | None = None
    federated: Federated | None = None
    protect_self: bool = False
    administrators: Administrators | None = None
    authoritative: tuple[str, ...] = ()
    prerequisites: tuple[Prerequisite, ...] = ()
    unchecked_names: tuple[UncheckedName, ...] = ()
    overlap: bool = False
    template: Template | None = None
    companion: Companion | None = None
    needs: tuple[str | tuple[str, ...], ...] = ()
    guards: tuple[Guard, ...] = ()
    job: JobRule | None = None
    attributes: dict[str, AttributeRule] = field(default_factory=dict)
    ignore: dict[str, Remark] = field(default_factory=dict)
    moves: tuple[MoveRule, ...] = ()
    access: Access | None = None
    no_access: Remark | None = None
    gives_nothing: dict[str, Remark] = field(default_factory=dict)
    hazards: tuple[str, ...] = ()
