"""Identities: accounts, groups and roles of several snapshots, told to be the same or not.

An object is itself by its id, whatever it is called. One that is only being made has no id yet: it is the one that it
replaces where it has the same name, else it is known by its name, as whoever names it knows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rolecall.access import shim_traits
from rolecall.access.model import Entity, Item, SubjectKind
from rolecall.access.named_rights import excluded_of
from rolecall.access.people import People
from rolecall.estate.labels import names_in
from rolecall.estate.runtime_facade import UNKNOWN, value_at
from rolecall.specification.traits import Access, Label


@dataclass
class Side:
    """One snapshot: entities by address, by id and by name, and what people call them."""

    items: dict[Entity, list[Item]] = field(default_factory=dict)
    by_address: dict[str, Entity] = field(default_factory=dict)
    by_id: dict[tuple[str, str, str, str], Entity] = field(default_factory=dict)
    by_name: dict[tuple[str, str, str, str], Entity] = field(default_factory=dict)
    names: dict[Entity, str] = field(default_factory=dict)
    mails: dict[Entity, str] = field(default_factory=dict)


class Identities:
    """The entities of snapshots, in the order of time. `lingering` are addresses of those that names outlive.

    `people` says whose accounts are whose, where mail addresses do not; `named` are items that only say how ids are
    called.
    """

    def __init__(
        self,
        snapshots: Sequence[Sequence[Item]],
        lingering: frozenset[str] = frozenset(),
        people: People | None = None,
        named: Sequence[Item] = (),
    ) -> None:
        self._people = people or People()
        self.sides = [Side() for _ in snapshots]
        self._lingering: set[Entity] = set()
        waiting: list[tuple[Side, Item, SubjectKind, str | None]] = []
        for side, items in zip(self.sides, snapshots, strict=True):
            for item, kind, known, name in _entities(items):
                if known is None:
                    waiting.append((side, item, kind, name))
                else:
                    self._add(side, item, Entity(kind, item.vendor, item.realm, f"id:{known}"), known, name)
                    if item.address in lingering:
                        self._lingering.add(side.by_address[item.address])
        for side, item, kind, name in waiting:
            self._add(side, item, self._new(side, item, kind, name), None, name)
        self._labels = [self._find_labels([*named, *items]) for items in snapshots]
        self._kinds = {key: kind for items in snapshots for key, kind in _find_kinds(items)}
        self._excluded = _find_excluded([item for items in snapshots for item in items])
        self._named: dict[Entity, str] = {}
        self._spellings: dict[str, str] = {}
        for side in reversed(self.sides):
            for mail in side.mails.values():
                self._spellings.setdefault(mail.casefold(), mail)

    def _add(self, side: Side, item: Item, entity: Entity, known: str | None, name: str | None) -> None:
        side.items.setdefault(entity, []).append(item)
        side.by_address[item.address] = entity
        if known is not None:
            side.by_id[(*entity[:3], known)] = entity
        if name is not None:
            side.by_name[(*entity[:3], name)] = entity
            side.names.setdefault(entity, name)
        rule = shim_traits.access(item.vendor, item.type)
        mail = value_at(item.values, rule.account.mail) if rule and rule.account and rule.account.mail else None
        if isinstance(mail, str) and mail:
            side.mails.setdefault(entity, mail)

    def _new(self, side: Side, item: Item, kind: SubjectKind, name: str | None) -> Entity:
        """The entity of an object without an id."""
        if name is None:
            return Entity(kind, item.vendor, item.realm, f"at:{item.address}")
        for other in self.sides:
            before = other.by_name.get((kind, item.vendor, item.realm, name))
            if other is not side and before is not None and before not in side.items:
                return before
        return Entity(kind, item.vendor, item.realm, f"name:{name}")

    def of(self, number: int, kind: SubjectKind, vendor: str, realm: str, value: str, *, by: str) -> Entity:
        """Whom `value`, an id or a name, means in a snapshot; somebody outside of what is known, if nobody else.

        An object of another snapshot is meant where that object is not in this one: it is gone, or not there yet.
        """
        is_name = by == "name" or kind == "role" or shim_traits.ids_are_names(vendor, kind)
        text = shorten(vendor, kind, value) if is_name else value
        side = self.sides[number]
        for found in self._candidates(side, (kind, vendor, realm, text), by):
            return found
        for other in self.sides:
            for found in self._candidates(other, (kind, vendor, realm, text), by):
                if found not in side.items:
                    return found
        return Entity(kind, vendor, realm, f"{by}:{text}")

    def _candidates(self, side: Side, key: tuple[str, str, str, str], by: str) -> Iterator[Entity]:
        found = (side.by_id if by == "id" else side.by_name).get(key)
        if found is not None:
            yield found

    def is_gone(self, number: int, entity: Entity) -> bool:
        """True if an entity that another snapshot has is not in this one."""
        if entity in self.sides[number].items or entity in self._lingering:
            return False
        return any(entity in side.items for side in self.sides)

    def label(self, entity: Entity) -> str:
        """The name by which people know an entity: whose it is said to be, its mail, its name, or what is left.

        A mail address has one spelling for all of its accounts.
        """
        name = self.name(entity)
        if entity.kind == "matching":
            return f"whoever matches {name}"
        if entity.kind != "user":
            return name
        mail = next((side.mails[entity] for side in reversed(self.sides) if entity in side.mails), name)
        return self._people.of(entity.vendor, name) or self._spellings.get(mail.casefold(), mail)

    def name(self, entity: Entity) -> str:
        """The name that the vendor gives to an entity."""
        if entity not in self._named:
            self._named[entity] = self._name(entity)
        return self._named[entity]

    def _name(self, entity: Entity) -> str:
        for side in reversed(self.sides):
            if entity in side.names:
                return side.names[entity]
        form, _, value = entity.key.partition(":")
        return self.text(entity.vendor, value) or (
            f"{entity.kind} {value}" if form == "id" and value.isdigit() else value
        )

    def text(self, vendor: str, value: str) -> str | None:
        """The name that labels give an id."""
        for labels in reversed(self._labels):
            if (vendor, value) in labels:
                return labels[(vendor, value)]
        return None

    def kind(self, vendor: str, value: str) -> SubjectKind | None:
        """The name that labels give to an id, if they do."""
        return self._kinds.get((vendor, value))

    def excluded(self, address: str) -> frozenset[str]:
        """The ids of people whom the rule at an address does not mean in one snapshot or another."""
        return self._excluded.get(address, frozenset())

    def is_group(self, vendor: str, realm: str, value: str) -> bool:
        """True if an id is a group's and nobody's account: in a directory, where ids of both are told apart."""
        if not shim_traits.is_directory(vendor):
            return False
        known = [side.by_id for side in self.sides]
        is_account = any(("user", vendor, realm, value) in by_id for by_id in known)
        is_group = any(("group", vendor, realm, value) in by_id for by_id in known)
        return not is_account and (is_group or self.kind(vendor, value) == "group")

    @staticmethod
    def _find_labels(items: Sequence[Item]) -> dict[tuple[str, str], str]:
        found: dict[tuple[str, str], tuple[int, str]] = {}
        for item in items:
            known = shim_traits.shim(item.vendor)
            for rank, label in enumerate(known.labels if known else ()):
                for key, name in _names(item, label) if label.of == item.type else ():
                    if key not in found or rank <= found[key][0]:
                        found[key] = rank, name
        return {key: name for key, (_, name) in found.items()}


def _find_kinds(items: Sequence[Item]) -> Iterator[tuple[tuple[str, str], SubjectKind]]:
    """The kinds that labels give to ids."""
    for item in items:
        known = shim_traits.shim(item.vendor)
        for label in known.labels if known else ():
            if label.of == item.type and label.kind is not None:
                for key, _ in _names(item, label):
                    yield key, label.kind


def _find_excluded(items: Sequence[Item]) -> dict[str, frozenset[str]]:
    """The ids of people whom rules never mean, by the addresses of the rules."""
    found: dict[str, frozenset[str]] = {}
    for item in items:
        rule = shim_traits.access(item.vendor, item.type)
        if rule is not None and rule.rule is not None and rule.rule.excluded is not None:
            found[item.address] = found.get(item.address, frozenset()) | excluded_of(item, rule.rule)
    return found


def _names(item: Item, label: Label) -> Iterator[tuple[tuple[str, str], str]]:
    """The names that `item` gives ids; an id that is not known yet goes by the item's address."""
    for key, name in names_in(item.values, label):
        if isinstance(key, str):
            yield (item.vendor, key), name
        elif label.key == "id":
            yield (item.vendor, f"at:{item.address}"), name


def _entities(items: Sequence[Item]) -> Iterator[tuple[Item, SubjectKind, str | None, str | None]]:
    """Items that are entities themselves, with kind, id and name where they are known."""
    for item in items:
        rule = shim_traits.access(item.vendor, item.type)
        kind = shim_traits.own_kind(rule) if rule else None
        if rule is None or kind is None:
            continue
        text = name_in(item, rule)
        known = value_at(item.values, "id")
        if known is None or known is UNKNOWN:
            known = text if shim_traits.id_is_name(item.vendor, item.type) else None
        if kind == "role" and text is not None:
            known = text
        yield item, _kind(kind), str(known) if known is not None else None, text


def name_in(item: Item, rule: Access) -> str | None:
    """The name that an item gives to the account, group or role that it is; None where it has none yet."""
    own, kind = rule.account or rule.group or rule.role, shim_traits.own_kind(rule)
    name = value_at(item.values, own.name) if own else None
    return None if name is None or name is UNKNOWN or kind is None else shorten(item.vendor, kind, str(name))


def _kind(kind: str) -> SubjectKind:
    return "user" if kind == "user" else "group" if kind == "group" else "role"


def shorten(vendor: str, kind: str, value: str) -> str:
    """`value` in the form in which the vendor keeps such names."""
    return value.lower() if shim_traits.lowers_accounts(vendor, kind) else value
