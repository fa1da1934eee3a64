"""The words of access: who has which right, where, and by which path."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from rolecall.specification.traits import Tier

if TYPE_CHECKING:
    from rolecall.estate.runtime_facade import ValuePath

SubjectKind: TypeAlias = Literal["user", "group", "role", "service", "matching"]
TIERS: tuple[Tier, ...] = ("critical", "high", "normal", "low")


def higher(one: Tier, other: Tier) -> bool:
    """True if `one` is more privileged than `other`."""
    return TIERS.index(one) < TIERS.index(other)


class Entity(NamedTuple):
    """An account, group, role, service account, or whoever an expression means (`matching`).

    It is known by what makes it the same one before and after.
    """

    kind: SubjectKind
    vendor: str
    realm: str
    key: str


class Scope(NamedTuple):
    """The scope of a right: `name` at `level`, in the system `where`; all empty for the vendor as a whole."""

    level: str = ""
    name: str = ""
    where: str = ""


class RightKey(NamedTuple):
    """A right: its kind and what makes it the same one before and after."""

    kind: str
    vendor: str
    realm: str
    key: str


class GrantKey(NamedTuple):
    """The identity of a grant: subject, right and scope, and the directory that it comes through, if any."""

    subject: Entity
    right: RightKey
    scope: Scope
    through: str = ""


class Path(NamedTuple):
    """One way in which a right reaches its subject: steps in words, and the resources that make it.

    `assumed` says that a step is taken on trust: the plan does not show it in full.
    """

    steps: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    assumed: bool = False

    @property
    def words(self) -> str:
        """The steps in words: `role binding > role lead`."""
        text = " > ".join(self.steps) if self.steps else "directly"
        return f"{text} (taken on trust)" if self.assumed else text

    def then(self, step: str, *addresses: str, assumed: bool = False) -> Path:
        """The path with one step more."""
        return self.and_then(Path((step,), addresses, assumed))

    def and_then(self, other: Path) -> Path:
        """The path that goes on by `other`."""
        return Path(self.steps + other.steps, self.addresses + other.addresses, self.assumed or other.assumed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """One right of one subject, in people's terms.

    `person` is how people know the subject (an e-mail address where there is one), `account` what the vendor calls it.
    `paths` are all ways in which the right reaches it, the shortest first. `tier` is how privileged it is, and why.
    `declared` are the places in code of what makes the shortest path, as `stacks/access.py:51`.
    """

    key: GrantKey
    person: str
    account: str
    vendor: str
    realm: str
    kind: str
    right: str
    scope: Scope
    paths: tuple[Path, ...]
    tier: Tier
    reason: str
    declared: tuple[str, ...] = ()

    @property
    def ways(self) -> str:
        """All paths in words, the shortest first."""
        return "; ".join(dict.fromkeys(path.words for path in self.paths))

    @property
    def addresses(self) -> tuple[str, ...]:
        """The resources that make it, by whatever path."""
        return tuple(dict.fromkeys(each for path in self.paths for each in path.addresses))

    @property
    def comes_along(self) -> bool:
        """True for a right that is there only because a role brings it, and is no role itself."""
        return self.kind != "role" and all(
            each.steps[-1:] and each.steps[-1].startswith("role ") for each in self.paths
        )


class Brief(NamedTuple):
    """As much of a grant as questions are about: quick to make for each row of a saved map."""

    person: str
    account: str
    subject_kind: str
    vendor: str
    realm: str
    kind: str
    right: str
    level: str
    name: str
    where: str
    tier: Tier


def brief_of(grant: Grant) -> Brief:
    """What questions are about."""
    kind = grant.key.subject.kind
    return Brief(
        grant.person,
        grant.account,
        kind,
        grant.vendor,
        grant.realm,
        grant.kind,
        grant.right,
        *grant.scope,
        grant.tier,
    )


@dataclass(frozen=True, slots=True)
class Link:
    """The source of an unknown value: the attribute of another resource. `exact` unless more may be done to it."""

    address: str
    attribute: str
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One resource as access sees it: from a plan, from state, or live.

    `values` may hold `UNKNOWN`; `link` then says what it will be. `realm` tells instances of one vendor apart, `where`
    the systems behind one provider. `unmanaged` are attributes that are only shown, not managed; `observed` is a row of
    a data source; `made` says that the apply makes it.
    """

    address: str
    type: str
    vendor: str
    values: Mapping[str, Any]
    realm: str = ""
    where: str = ""
    link: Callable[[ValuePath], Link | None] | None = field(default=None, compare=False, repr=False)
    unmanaged: frozenset[str] = frozenset()
    observed: bool = False
    made: bool = False

    def link_at(self, path: ValuePath) -> Link | None:
        """The source of the unknown value at `path`, where the configuration tells."""
        return self.link(path) if self.link is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """A value that cannot be told before the apply: the attribute of a resource, and what depends on it, in words."""

    vendor: str
    address: str
    type: str
    attribute: str
    meaning: str
