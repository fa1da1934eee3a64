"""Facts of one snapshot: what bindings, accounts, groups and roles say directly."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from rolecall.access.membership_sets import Held
from rolecall.access.model import Entity, Item, Path, RightKey, Scope, Unknown
from rolecall.specification.traits import Credential

OURSELF = "(the account that the provider runs as)"


class Direct(NamedTuple):
    """A right that its holder has without going through a role or a group; `name` is what people call the right."""

    right: RightKey
    name: str
    scope: Scope
    path: Path


@dataclass(frozen=True, slots=True)
class Owned:
    """A credential: what it is called, the resource, and the trait of its type."""

    name: str
    item: Item
    trait: Credential


@dataclass
class Facts:
    """One snapshot. `bound` is what bindings give; `shown` is what accounts, groups and roles show of themselves.

    The key of `shown` is the entity and its attribute; a group shows its members. `namesakes` are groups, by name, to
    which vendors give rights by the name that a directory has for them; `credentials` are by owner. `names` are those
    that groups have in this snapshot. Accounts that are `locked` keep what they have. `brought` is what roles show to
    have by roles that they include.
    """

    accounts: dict[Entity, str] = field(default_factory=dict)
    shut_out: set[Entity] = field(default_factory=set)
    locked: set[Entity] = field(default_factory=set)
    direct: dict[Entity, list[Direct]] = field(default_factory=lambda: defaultdict(list))
    groups: dict[Entity, list[tuple[Entity, Path]]] = field(default_factory=lambda: defaultdict(list))
    includes: dict[Entity, list[Entity]] = field(default_factory=lambda: defaultdict(list))
    brought: dict[Entity, list[Direct]] = field(default_factory=dict)
    roles: dict[Entity, str] = field(default_factory=dict)
    credentials: dict[Entity, list[Owned]] = field(default_factory=lambda: defaultdict(list))
    namesakes: dict[str, list[Entity]] = field(default_factory=lambda: defaultdict(list))
    names: dict[Entity, str] = field(default_factory=dict)
    unknowns: list[Unknown] = field(default_factory=list)
    bound: set[Held] = field(default_factory=set)
    shown: dict[tuple[Entity, str], set[Held]] = field(default_factory=lambda: defaultdict(set))

    def let_in(self, after: Facts) -> set[Entity]:
        """The accounts that are locked here and no longer in a later snapshot."""
        return {who for who in self.locked - after.locked if who in after.accounts}
