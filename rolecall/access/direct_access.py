"""Direct access in one snapshot: who holds what directly, who is in which group, what roles bring along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rolecall.access import shim_traits
from rolecall.access.brought_along import brought_by
from rolecall.access.facts import OURSELF, Direct, Facts, Owned
from rolecall.access.identity import Identities, name_in
from rolecall.access.membership_sets import Held, Shown, Writing
from rolecall.access.model import Entity, Item, Path, RightKey, Scope, SubjectKind, Unknown
from rolecall.access.named_rights import excluded_of, named, rights_at
from rolecall.estate.runtime_facade import UNKNOWN, ValuePath, sibling, value_at, values_at
from rolecall.specification.traits import Access, Credential, Permission, Rule, Subject

LATER = "(known after apply)"


def facts_of(items: Sequence[Item], identities: Identities, number: int, before: Facts | None = None) -> Facts:
    """Read a snapshot; with `before`, what an apply leaves of that one.

    A binding changes a set that the account or group shows too, while a plan goes on to show the set as it was. So
    what bindings give, or gave `before`, does not count where a set only shows it, managed or not, unless the apply
    writes the set. Where it does, the set takes away what a binding gives that the apply does not make anew. A group
    or role that is made anew is in nobody's hands but those into which the apply puts it.
    """
    reader = _Reader(identities, number, before)
    ruled = [(item, rule) for item in items if (rule := shim_traits.access(item.vendor, item.type)) is not None]
    holders = [(item, rule) for item, rule in ruled if rule.subject is None and rule.credential is None]
    if before is not None:
        here, there = identities.sides[number], identities.sides[number - 1]
        made = (here.by_address.get(item.address) for item, _ in holders if item.made)
        reader.writing.anew = {each for each in made if each is not None and each in there.items}
    sets = [found for item, rule in holders for found in reader.entity(item, rule)]
    if before is not None:
        reader.writing.compare(sets, before.shown, reader.facts.shown)
    for item, rule in ruled:
        if rule.subject is not None:
            reader.binding(item, rule, rule.subject)
        elif rule.rule is not None:
            reader.rule(item, rule, rule.rule)
    for found in sets:
        reader.give(found)
    for item, rule in ruled:
        if rule.credential is not None and shim_traits.works(item.vendor, item.type, item.values):
            reader.credential(item, rule.credential)
    return reader.facts


class _Reader:
    def __init__(self, identities: Identities, number: int, before: Facts | None) -> None:
        self.facts = Facts()
        self._identities = identities
        self._number = number
        self._before = before
        self.writing = Writing()
        self._asked = 0

    def binding(self, item: Item, rule: Access, subject: Subject) -> None:
        """A resource that gives rights to whom it names."""
        noun = item.type.removeprefix(f"{item.vendor}_").replace("_", " ")
        rights = [found for each in rule.permissions for found in self._rights(item, rule, each)]
        scope, somewhere = self._scope(item, rule)
        holders = [
            self._subject(item, subject, path, value) for path, value in values_at(item.values, subject.attribute)
        ]
        for who, assumed in holders:
            if who is None:
                given = ", ".join(f"{right.kind} {name}" for right, name, _ in rights) or "a right"
                self._unknown(item, subject.attribute, f"somebody who is not known yet gets {given}{_over(scope)}")
                continue
            for right, name, supposed in rights:
                if not item.made and self.writing.takes((who, right, scope)):
                    continue
                self._give(who, right, name, scope, Path((noun,), (item.address,), assumed or supposed or somewhere))
                self.facts.bound.add((who, right, scope))

    def rule(self, item: Item, access: Access, rule: Rule) -> None:
        """A resource that gives rights to whoever its expression means.

        Whom another snapshot excludes and this one does not, it may mean now.
        """
        works, expression = (value_at(item.values, path) for path in (rule.where[0], rule.expression))
        if works is not UNKNOWN and works != rule.where[1]:
            return
        if expression is UNKNOWN:
            self._unknown(item, rule.expression, "it is not known yet whom it means")
            return
        who = Entity("matching", item.vendor, item.realm, f"name:{expression}")
        steps = (item.type.removeprefix(f"{item.vendor}_").replace("_", " "),)
        spared = self._identities.excluded(item.address) - excluded_of(item, rule)
        people = [
            self._identities.of(self._number, "user", item.vendor, item.realm, each, by="id") for each in sorted(spared)
        ]
        for permission in access.permissions:
            for right, name, supposed in self._rights(item, access, permission):
                self._give(who, right, name, Scope(), Path(steps, (item.address,), supposed or works is UNKNOWN))
                for person in people:
                    self._give(person, right, name, Scope(), Path(steps, (item.address,), assumed=True))

    def entity(self, item: Item, rule: Access) -> Iterator[Shown]:
        """A resource that is an account, a group or a role itself: the sets that it shows."""
        who = self._identities.sides[self._number].by_address.get(item.address)
        if who is None:
            return
        name = self._identities.name(who)
        if rule.account is not None:
            self.facts.accounts[who] = item.address
            if any(value_at(item.values, path) in values for path, values in rule.account.disabled):
                self.facts.shut_out.add(who)
            if any(value_at(item.values, path) in values for path, values in rule.account.locked):
                self.facts.locked.add(who)
        if rule.role is not None:
            self.facts.roles[who] = item.address
            for _, value in values_at(item.values, rule.role.includes or "id") if rule.role.includes else ():
                if value is UNKNOWN:
                    self._unknown(item, rule.role.includes or "", f"role {name} includes roles that are not known yet")
                else:
                    included = self._identities.of(self._number, "role", item.vendor, item.realm, str(value), by="id")
                    self.facts.includes[who].append(included)
            self._leave(item, who)
            self.facts.brought[who] = list(brought_by(item, rule, who, self._before))
        if rule.group is not None and (called := name_in(item, rule)) is not None:
            self.facts.names[who] = called
        if rule.group is not None and rule.group.members:
            members = rule.group.members
            yield self._shows((who, members), "group", Scope(), item, self._members(item, who, members))
        scope, _ = self._scope(item, rule)
        for permission in rule.permissions:
            found = (((who, key, scope), text, assumed) for key, text, assumed in self._rights(item, rule, permission))
            yield self._shows((who, permission.attribute), permission.kind, scope, item, found)

    def _leave(self, item: Item, role: Entity) -> None:
        """A role that the apply does not write no longer includes one that is made anew."""
        anew, included = self.writing.anew, self.facts.includes.get(role)
        if not anew or included is None or item.made or self._before is None:
            return
        if set(included) == set(self._before.includes.get(role, ())):
            self.facts.includes[role] = [each for each in included if each not in anew]

    def _shows(
        self,
        key: tuple[Entity, str],
        kind: str,
        scope: Scope,
        item: Item,
        rights: Iterator[tuple[Held, str, bool]],
    ) -> Shown:
        asked = self._asked
        held = tuple(rights)
        self.facts.shown[key].update(each for each, _, _ in held)
        managed = not item.observed and key[1].split(".")[0] not in item.unmanaged
        return Shown(key, kind, scope, item, managed, self._asked == asked, held)

    def give(self, found: Shown) -> None:
        """The rights of a set that are its own: those that bindings do not give."""
        bound, gone = self.facts.bound, self._before.bound if self._before else ()
        written = found.key in self.writing.written
        for held, name, assumed in found.rights:
            who, right, scope = held
            if not written and (held in bound or held in gone or self.writing.renews(right)):
                continue
            self._give(who, right, name, scope, Path((), (found.item.address,), assumed))

    def credential(self, item: Item, trait: Credential) -> None:
        """A resource that lets its bearer be somebody."""
        name = value_at(item.values, trait.name)
        owner: Entity | None = None
        for path, value in values_at(item.values, trait.owner) if trait.owner is not None else ():
            owner, _ = self._subject(item, Subject(attribute=trait.owner or ""), path, value)
            if owner is None and trait.owner not in item.unmanaged:
                self._unknown(item, trait.owner or "", f"token {name} belongs to somebody not known yet")
        owner = owner or Entity("user", item.vendor, item.realm, f"name:{OURSELF}")
        called = LATER if name is UNKNOWN or name is None else str(name)
        self.facts.credentials[owner].append(Owned(called, item, trait))

    def _members(self, item: Item, group: Entity, attribute: str) -> Iterator[tuple[Held, str, bool]]:
        right, name = RightKey("group", group.vendor, group.realm, group.key), self._identities.name(group)
        for path, value in values_at(item.values, attribute):
            who, assumed = self._subject(item, Subject(attribute=attribute), path, value)
            if who is None:
                self._unknown(item, attribute, f"somebody who is not known yet joins {name}")
            else:
                yield (who, right, Scope()), name, assumed

    def _give(self, who: Entity, right: RightKey, name: str, scope: Scope, path: Path) -> None:
        if right.kind == "group":
            group = Entity("group", right.vendor, right.realm, right.key)
            self.facts.groups[who].append((group, path))
        else:
            if who.kind == "group" and who not in self.facts.direct and not shim_traits.is_directory(who.vendor):
                self.facts.namesakes[self.facts.names.get(who) or self._identities.name(who)].append(who)
            self.facts.direct[who].append(Direct(right, name, scope, path))

    def _subject(self, item: Item, subject: Subject, path: ValuePath, value: Any) -> tuple[Entity | None, bool]:
        """The subject that a value means, and whether that is only supposed; None where it cannot be known."""
        kind: SubjectKind = subject.kind
        supposed = False
        if subject.kind_at is not None:
            said = sibling(item.values, path, subject.kind_at)
            if said is UNKNOWN and subject.by == "name":
                return None, False  # a user and a group may have the same name, but not the same id
            told = dict(subject.kinds).get(str(said)) or self._identities.kind(item.vendor, str(value))
            supposed = said is UNKNOWN and told is None
            kind = told or self._kind(item, subject, value)
        elif (
            subject.by == "id"
            and value is not UNKNOWN
            and self._identities.is_group(item.vendor, item.realm, str(value))
        ):
            kind = "group"
        if value is not UNKNOWN:
            text = str(value)
            if subject.within is not None and kind == "service":
                text = f"{sibling(item.values, path, subject.within) or 'default'}/{text}"
            return self._identities.of(self._number, kind, item.vendor, item.realm, text, by=subject.by), supposed
        link = item.link_at(path)
        found = self._identities.sides[self._number].by_address.get(link.address) if link else None
        return found, not (link and link.exact)

    def _kind(self, item: Item, subject: Subject, value: Any) -> SubjectKind:
        """Of which kind a holder is where nothing says it: of the one that it was known as before."""
        for _, kind in subject.kinds if self._before and value is not UNKNOWN else ():
            who = Entity(kind, item.vendor, item.realm, f"id:{value}")
            if self._before and (who in self._before.direct or who in self._before.groups):
                return kind
        return subject.kind

    def _rights(self, item: Item, rule: Access, permission: Permission) -> Iterator[tuple[RightKey, str, bool]]:
        for path, value in rights_at(item.values, permission.attribute):
            if permission.word is not None:
                if value is not False:
                    yield (
                        RightKey(permission.kind, item.vendor, item.realm, permission.word),
                        permission.word,
                        value is UNKNOWN,
                    )
            elif value is UNKNOWN:
                yield from self._later(item, rule, permission, path)
            else:
                yield self._right(item, permission, str(value))

    def _right(self, item: Item, permission: Permission, value: str) -> tuple[RightKey, str, bool]:
        if permission.kind in ("group", "role"):
            kind: SubjectKind = "group" if permission.kind == "group" else "role"
            by = "id" if permission.by == "id" or kind == "role" else "name"
            entity = self._identities.of(self._number, kind, item.vendor, item.realm, value, by=by)
            return RightKey(permission.kind, item.vendor, item.realm, entity.key), self._identities.name(entity), False
        name = self._identities.text(item.vendor, value) if permission.by == "id" else None
        return RightKey(permission.kind, item.vendor, item.realm, value), name or value, False

    def _later(
        self, item: Item, rule: Access, permission: Permission, path: ValuePath
    ) -> Iterator[tuple[RightKey, str, bool]]:
        """A right that is not known yet: what the configuration says that it will be."""
        link = item.link_at(path)
        if link is not None:
            entity = self._identities.sides[self._number].by_address.get(link.address)
            if entity is not None and entity.kind == permission.kind:
                yield RightKey(permission.kind, *entity[1:3], entity.key), self._identities.name(entity), not link.exact
                return
            if permission.by == "id" and permission.kind not in ("group", "role"):
                name = self._identities.text(item.vendor, f"at:{link.address}") or link.address
                yield RightKey(permission.kind, item.vendor, item.realm, f"at:{link.address}"), name, not link.exact
                return
        who = "somebody" if rule.subject else "it"
        self._unknown(item, permission.attribute, f"{who} gets a {permission.kind} that is not known yet")

    def _scope(self, item: Item, rule: Access) -> tuple[Scope, bool]:
        """The scope of the rights of a resource, and whether that is only supposed."""
        for level, attribute in rule.scopes:
            if attribute == "*":
                return Scope(level, item.where, item.where), False
            path, value = next(values_at(item.values, attribute), ((), None))
            if value is UNKNOWN:
                if link := item.link_at(path):
                    name = self._identities.text(item.vendor, f"at:{link.address}")
                    return Scope(level, named(name, link.address), item.where), not link.exact
                self._unknown(item, attribute, f"a right holds in a {level} that is not known yet")
                return Scope(level, LATER, item.where), False
            if value is not None:
                name = self._identities.text(item.vendor, str(value))
                return Scope(level, named(name, str(value)), item.where), False
        return Scope(), False

    def _unknown(self, item: Item, attribute: str, meaning: str) -> None:
        self._asked += 1
        found = Unknown(address=item.address, type=item.type, vendor=item.vendor, attribute=attribute, meaning=meaning)
        if found not in self.facts.unknowns[-8:]:
            self.facts.unknowns.append(found)


def _over(scope: Scope) -> str:
    return f" in {scope.level} {scope.name}".rstrip() if scope.level else ""
