"""Effective access: rights through roles that include others, and through groups, each with its paths."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from rolecall.access.facts import Direct, Facts
from rolecall.access.identity import Identities
from rolecall.access.model import Entity, GrantKey, Path, RightKey, Scope
from rolecall.access.shim_traits import is_directory
from rolecall.specification.traits import Credential

MOST_PATHS = 4
"""Paths that are kept per right; the shortest come first."""


@dataclass
class Found:
    """A right of a subject: what people call it, its paths, and of a credential what says how privileged it is."""

    name: str
    paths: list[Path] = field(default_factory=list)
    credential: Credential | None = None


Effect = dict[GrantKey, Found]


def effect_of(facts: Facts, identities: Identities, number: int, subjects: Collection[Entity] | None = None) -> Effect:
    """Every right of every subject of a snapshot, or of `subjects` alone, and the tokens that go with it."""
    effect = _Spread(facts, identities, number).rights_of(subjects)
    for owner in facts.credentials if subjects is None else subjects:
        if owner in facts.shut_out or identities.is_gone(number, owner):
            continue
        for owned in facts.credentials.get(owner, ()):
            right = RightKey("token", owner.vendor, owner.realm, owned.item.address)
            paths = [Path((), (owned.item.address,))]
            effect[GrantKey(owner, right, Scope())] = Found(owned.name, paths, owned.trait)
    return effect


class _Spread:
    def __init__(self, facts: Facts, identities: Identities, number: int) -> None:
        self._facts = facts
        self._identities = identities
        self._number = number
        self._closures: dict[Entity, list[tuple[RightKey, str, Path]]] = {}
        self._found: Effect = {}

    def rights_of(self, subjects: Collection[Entity] | None) -> Effect:
        everybody = {*self._facts.accounts, *self._facts.direct, *self._facts.groups, *self._facts.roles}
        for subject in everybody if subjects is None else subjects:
            if subject in self._facts.shut_out or self._identities.is_gone(self._number, subject):
                continue
            if address := self._facts.accounts.get(subject):
                right = RightKey("account", subject.vendor, subject.realm, subject.key)
                self._add(subject, right, self._identities.name(subject), Scope(), Path((), (address,)))
            if subject.kind == "role":
                for right, name, path in self._closure(subject):
                    self._add(subject, right, name, Scope(), path)
            else:
                self._spread(subject, subject, Path(), "")
                self._join(subject)
        return self._found

    def _join(self, subject: Entity) -> None:
        """The rights that come with groups, groups of groups included."""
        seen = {subject}
        waiting = deque([(subject, Path())])
        while waiting:
            member, so_far = waiting.popleft()
            for group, path in self._facts.groups.get(member, ()):
                if self._identities.is_gone(self._number, group):
                    continue
                name = self._facts.names.get(group) or self._identities.name(group)
                whole = so_far.and_then(path)
                right = RightKey("group", group.vendor, group.realm, group.key)
                self._add(subject, right, name, Scope(), whole)
                if group in seen:
                    continue
                seen.add(group)
                inside = whole.then(f"group {name}")
                self._spread(subject, group, inside, "")
                for namesake in self._facts.namesakes.get(name, ()) if is_directory(group.vendor) else ():
                    if namesake.vendor != group.vendor:
                        step = f"group {name} of {namesake.vendor}, by its name"
                        through = f"{group.vendor}/{group.realm}"
                        self._spread(subject, namesake, inside.then(step, assumed=True), through)
                waiting.append((group, inside))

    def _spread(self, subject: Entity, holder: Entity, so_far: Path, through: str) -> None:
        """Rights of `subject`: those that `holder` has directly, and those that roles among them bring along."""
        for direct in self._facts.direct.get(holder, ()):
            for right, name, path in self._reach(direct):
                self._add(subject, right, name, direct.scope, so_far.and_then(path), through)

    def _reach(self, direct: Direct) -> Iterator[tuple[RightKey, str, Path]]:
        role = _role(direct.right)
        if role is None:
            yield direct.right, direct.name, direct.path
            return
        if self._identities.is_gone(self._number, role):
            return
        yield direct.right, direct.name, direct.path
        for right, name, path in self._closure(role):
            yield right, name, direct.path.then(f"role {direct.name}").and_then(path)

    def _closure(self, role: Entity) -> list[tuple[RightKey, str, Path]]:
        """Rights that a role brings along: what it gives itself, and the roles that it includes with what they give."""
        if role in self._closures:
            return self._closures[role]
        found: list[tuple[RightKey, str, Path]] = []
        seen = {role}
        waiting = deque([(role, Path())])
        while waiting:
            current, path = waiting.popleft()
            at = (self._facts.roles[current],) if current in self._facts.roles else ()
            here = Path(path.steps, (*path.addresses, *at))
            found += [(direct.right, direct.name, here) for direct in self._facts.direct.get(current, ())]
            for included in self._facts.includes.get(current, ()):
                if included in seen or self._identities.is_gone(self._number, included):
                    continue
                seen.add(included)
                name = self._identities.name(included)
                found.append((RightKey("role", included.vendor, included.realm, included.key), name, here))
                waiting.append((included, here.then(f"role {name}")))
        self._closures[role] = found
        return found

    def _add(self, subject: Entity, right: RightKey, name: str, scope: Scope, path: Path, through: str = "") -> None:
        key = GrantKey(subject, right, scope, through)
        found = self._found.get(key)
        if found is None:
            self._found[key] = Found(name, [path])
            return
        if path in found.paths:
            return
        found.paths.append(path)
        found.paths.sort(key=_length)
        del found.paths[MOST_PATHS:]


def _length(path: Path) -> tuple[bool, int, tuple[str, ...], tuple[str, ...]]:
    return path.assumed, len(path.steps), path.steps, path.addresses


def _role(right: RightKey) -> Entity | None:
    return Entity("role", right.vendor, right.realm, right.key) if right.kind == "role" else None
