"""What one snapshot says about access: who holds what directly, who is in which group, what roles bring along."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from jobs.access import shims
from jobs.access.identity import Identities
from jobs.access.model import Entity, Item, Path, RightKey, Scope, SubjectKind, Unknown, ValuePath
from jobs.access.values import link_of, sibling, value_at, values_at
from providers.runtime.traits import Access, Holder, Right
from providers.runtime.values import UNKNOWN

LATER = "(known after apply)"


@dataclass(frozen=True, slots=True)
class Direct:
    """A right that its holder has without going through a role or a group; `name` is what people call the right."""

    right: RightKey
    name: str
    scope: Scope
    path: Path


@dataclass(frozen=True, slots=True)
class Owned:
    """A credential: whose it is (None where nobody is named), what it is called, and the resource."""

    owner: Entity | None
    name: str
    item: Item


@dataclass
class Facts:
    """One snapshot. `bound` are the rights that bindings give: (who, right, scope)."""

    accounts: dict[Entity, str] = field(default_factory=dict)
    shut_out: set[Entity] = field(default_factory=set)
    direct: dict[Entity, list[Direct]] = field(default_factory=lambda: defaultdict(list))
    groups: dict[Entity, list[tuple[Entity, Path]]] = field(default_factory=lambda: defaultdict(list))
    includes: dict[Entity, list[Entity]] = field(default_factory=lambda: defaultdict(list))
    roles: dict[Entity, str] = field(default_factory=dict)
    credentials: list[Owned] = field(default_factory=list)
    unknowns: list[Unknown] = field(default_factory=list)
    bound: set[tuple[Entity, RightKey, Scope]] = field(default_factory=set)


def facts_of(items: Sequence[Item], identities: Identities, number: int, before: Facts | None = None) -> Facts:
    """Read a snapshot.

    What bindings give here, or gave in the snapshot `before`, does not count where an account only shows it: an
    attribute that nobody manages mirrors them, and still has its old value in a plan.
    """
    reader = _Reader(identities, number)
    ruled = [(item, rule) for item in items if (rule := shims.access(item.vendor, item.type)) is not None]
    for item, rule in ruled:
        if rule.holder is not None:
            reader.binding(item, rule, rule.holder)
    reader.mirrored = (before.bound if before else set()) | reader.facts.bound
    for item, rule in ruled:
        if rule.credential is not None:
            reader.credential(item, rule)
        elif rule.holder is None:
            reader.entity(item, rule)
    return reader.facts


class _Reader:
    def __init__(self, identities: Identities, number: int) -> None:
        self.facts = Facts()
        self.mirrored: set[tuple[Entity, RightKey, Scope]] = set()
        self._identities = identities
        self._number = number

    def binding(self, item: Item, rule: Access, holder: Holder) -> None:
        """A resource that gives rights to whom it names."""
        noun = item.type.removeprefix(f"{item.vendor}_").replace("_", " ")
        rights = list(self._rights(item, rule))
        scope = self._scope(item, rule)
        holders = [self._holder(item, holder, path, value) for path, value in values_at(item.values, holder.attribute)]
        for who, assumed in holders:
            if who is None:
                given = ", ".join(f"{right.kind} {name}" for right, name, _ in rights) or "a right"
                self._unknown(item, holder.attribute, f"somebody who is not known yet gets {given}{_over(scope)}")
                continue
            for right, name, supposed in rights:
                self._give(who, right, name, scope, Path((noun,), (item.address,), assumed or supposed))
                self.facts.bound.add((who, right, scope))

    def entity(self, item: Item, rule: Access) -> None:
        """A resource that is an account, a group or a role itself."""
        who = self._identities.sides[self._number].by_address.get(item.address)
        if who is None:
            return
        name = self._identities.name(who)
        if rule.account is not None:
            self.facts.accounts[who] = item.address
            shut = any(value_at(item.values, path) in values for path, values in rule.account.disabled)
            if shut:
                self.facts.shut_out.add(who)
        if rule.role is not None:
            self.facts.roles[who] = item.address
            for _, value in values_at(item.values, rule.role.includes or "id") if rule.role.includes else ():
                if value is UNKNOWN:
                    self._unknown(item, rule.role.includes or "", f"role {name} includes roles that are not known yet")
                else:
                    included = self._identities.of(self._number, "role", item.vendor, item.realm, str(value), by="id")
                    self.facts.includes[who].append(included)
        if rule.group is not None and rule.group.members:
            self._members(item, who, rule.group.members)
        scope = self._scope(item, rule)
        for right, text, assumed in self._rights(item, rule):
            shown = item.observed or right.kind in self._shown(item, rule)
            if shown and (who, right, scope) in self.mirrored:
                continue
            self._give(who, right, text, scope, Path((), (item.address,), assumed))

    def credential(self, item: Item, rule: Access) -> None:
        """A resource that lets its bearer be somebody."""
        assert rule.credential is not None
        name = value_at(item.values, rule.credential.name)
        owner: Entity | None = None
        if rule.credential.owner is not None:
            for path, value in values_at(item.values, rule.credential.owner):
                owner, _ = self._holder(item, Holder(attribute=rule.credential.owner), path, value)
                if owner is None and rule.credential.owner not in item.unmanaged:
                    self._unknown(item, rule.credential.owner, f"token {name} belongs to somebody not known yet")
        self.facts.credentials.append(Owned(owner, LATER if name is UNKNOWN or name is None else str(name), item))

    def _members(self, item: Item, group: Entity, attribute: str) -> None:
        for path, value in values_at(item.values, attribute):
            who, assumed = self._holder(item, Holder(attribute=attribute), path, value)
            if who is None:
                self._unknown(item, attribute, f"somebody who is not known yet joins {self._identities.name(group)}")
            else:
                self.facts.groups[who].append((group, Path((), (item.address,), assumed)))

    def _give(self, who: Entity, right: RightKey, name: str, scope: Scope, path: Path) -> None:
        if right.kind == "group":
            group = Entity("group", right.vendor, right.realm, right.key)
            self.facts.groups[who].append((group, path))
        else:
            self.facts.direct[who].append(Direct(right, name, scope, path))

    def _shown(self, item: Item, rule: Access) -> set[str]:
        return {right.kind for right in rule.rights if right.attribute.split(".")[0] in item.unmanaged}

    def _holder(self, item: Item, holder: Holder, path: ValuePath, value: Any) -> tuple[Entity | None, bool]:
        """Who is meant by a value, and whether that is only supposed; None where it cannot be known."""
        kind: SubjectKind = holder.kind
        supposed = False
        if holder.kind_at is not None:
            said = sibling(item.values, path, holder.kind_at)
            if said is UNKNOWN and holder.by == "name":
                return None, False  # a user and a group may have the same name, but not the same id
            supposed = said is UNKNOWN
            kind = dict(holder.kinds).get(str(said), holder.kind)
        if value is not UNKNOWN:
            text = str(value)
            if holder.within is not None and kind == "service":
                text = f"{sibling(item.values, path, holder.within) or 'default'}/{text}"
            return self._identities.of(self._number, kind, item.vendor, item.realm, text, by=holder.by), supposed
        link = link_of(item, path)
        found = self._identities.sides[self._number].by_address.get(link.address) if link else None
        return found, not (link and link.exact)

    def _rights(self, item: Item, rule: Access) -> Iterator[tuple[RightKey, str, bool]]:
        for right in rule.rights:
            for path, value in values_at(item.values, right.attribute):
                if right.word is not None:
                    if value is not False:
                        yield RightKey(right.kind, item.vendor, item.realm, right.word), right.word, value is UNKNOWN
                elif value is UNKNOWN:
                    yield from self._later(item, rule, right, path)
                else:
                    yield self._right(item, right, str(value))

    def _right(self, item: Item, right: Right, value: str) -> tuple[RightKey, str, bool]:
        if right.kind in ("group", "role"):
            kind: SubjectKind = "group" if right.kind == "group" else "role"
            by = "id" if right.by == "id" or kind == "role" else "name"
            entity = self._identities.of(self._number, kind, item.vendor, item.realm, value, by=by)
            return RightKey(right.kind, item.vendor, item.realm, entity.key), self._identities.name(entity), False
        name = self._identities.text(item.vendor, value) if right.by == "id" else None
        return RightKey(right.kind, item.vendor, item.realm, value), name or value, False

    def _later(self, item: Item, rule: Access, right: Right, path: ValuePath) -> Iterator[tuple[RightKey, str, bool]]:
        """A right that is not known yet: what the configuration says that it will be."""
        link = link_of(item, path)
        if link is not None:
            entity = self._identities.sides[self._number].by_address.get(link.address)
            if entity is not None and entity.kind == right.kind:
                yield RightKey(right.kind, *entity[1:3], entity.key), self._identities.name(entity), not link.exact
                return
            if right.by == "id" and right.kind not in ("group", "role"):
                name = self._identities.text(item.vendor, f"at:{link.address}") or link.address
                yield RightKey(right.kind, item.vendor, item.realm, f"at:{link.address}"), name, not link.exact
                return
        who = "somebody" if rule.holder else "it"
        self._unknown(item, right.attribute, f"{who} gets a {right.kind} that is not known yet")

    def _scope(self, item: Item, rule: Access) -> Scope:
        for level, path in rule.scopes:
            if path == "*":
                return Scope(level, item.where, item.where)
            value = value_at(item.values, path)
            if value is UNKNOWN:
                self._unknown(item, path, f"a right holds in a {level} that is not known yet")
                return Scope(level, LATER, item.where)
            if value is not None:
                return Scope(level, str(value), item.where)
        return Scope()

    def _unknown(self, item: Item, attribute: str, meaning: str) -> None:
        found = Unknown(address=item.address, type=item.type, vendor=item.vendor, attribute=attribute, meaning=meaning)
        if found not in self.facts.unknowns[-8:]:
            self.facts.unknowns.append(found)


def _over(scope: Scope) -> str:
    return f" in {scope.level} {scope.name}".rstrip() if scope.level else ""
