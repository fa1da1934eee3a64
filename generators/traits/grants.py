"""How resources give access: whose, which right, where, and how privileged that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Tier: TypeAlias = Literal["critical", "high", "normal", "low"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The resource is somebody's account."""

    name: str
    mail: str | None = None
    disabled: tuple[tuple[str, tuple[str | bool, ...]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The resource is a group called `name`; the attribute `members` holds the ids of accounts in it."""

    name: str
    members: str | None = None
    directory: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleDefinition:
    """The resource is a role called `name`; the attribute `includes` names roles whose rights it has too."""

    name: str
    includes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """The resource is a credential called `name`: whoever has it can do what `owner` (an account's id) can."""

    name: str
    owner: str | None = None
    days: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who has the right: `attribute` names accounts or groups, by `id` or by `name`."""

    attribute: str
    by: Literal["id", "name"] = "id"
    kind: Literal["user", "group"] = "user"
    kind_at: str | None = None
    kinds: tuple[tuple[str, Literal["user", "group", "service"]], ...] = ()
    within: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """What is given: `attribute` names it, or holds True, and then it is called `word`."""

    attribute: str
    kind: str = "role"
    by: Literal["id", "name"] = "name"
    word: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """How a resource type gives access."""

    account: Account | None = None
    group: Group | None = None
    role: RoleDefinition | None = None
    credential: Credential | None = None
    holder: Holder | None = None
    rights: tuple[Right, ...] = ()
    scopes: tuple[tuple[str, str], ...] = ()
    outlives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Where names of ids are found: in resources and data sources of the type `of`, whose `key` is the id.

    A name that an earlier label gives wins over one of a later label. `kind` is what these ids are, where a holder's
    kind is not said otherwise.
    """

    of: str
    name: str
    key: str = "id"
    kind: Literal["user", "group"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Containment:
    """The scope level `whole` reaches over everything at the levels `parts`."""

    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Privilege:
    """How privileged rights of `kind` are whose names match one of `names` (`*` stands for anything), and why."""

    names: tuple[str, ...]
    tier: Tier
    reason: str
    kind: str = "role"
    level: str | None = None
