"""What a Tanium instance holds: users, what they point at, groups, API tokens and SCIM servers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from rolecall.sandbox.core.vendor import known

NEVER = "2001-01-01T00:00:00Z"
"""`last_login` of a user who never logged in."""

REFERENCES = ("roles", "computer_groups", "content_sets")
"""The fields of a user that are ids of other objects."""


@dataclass
class Named:
    """An object users point at: a role, a computer group, a content set or a persona."""

    id: int
    name: str


class Catalogue:
    """The objects of one kind, by id. Names need not be unique: that is a trap of its own."""

    def __init__(self, kind: str, first: int, names: Iterable[str]) -> None:
        self.kind = kind
        self._next = first
        self._items: dict[int, Named] = {}
        self.former: list[Named] = []
        for name in names:
            self.add(name)

    def add(self, name: str) -> Named:
        """A new object under the next id."""
        item = Named(self._next, name)
        self._items[item.id] = item
        self._next += 1
        return item

    def named(self, name: str) -> Named:
        """The first object of exactly this name; raises KeyError when there is none."""
        return known(next((item for item in self if item.name == name), None), f"{self.kind} {name!r}")

    def get(self, id: int) -> Named | None:
        """The object with this id, or None."""
        return self._items.get(id)

    def remove(self, item: Named) -> None:
        """Take the object out; whoever points at it no longer shows it."""
        if self._items.pop(item.id, None) is not None:
            self.former.append(item)

    def references(self, ids: Iterable[int]) -> list[dict[str, Any]]:
        """The objects with these ids as `{id, name}`, without those that are gone."""
        return [{"id": item.id, "name": item.name} for id in ids if (item := self._items.get(id))]

    def __iter__(self) -> Iterator[Named]:
        return iter(list(self._items.values()))

    def __len__(self) -> int:
        return len(self._items)


@dataclass
class User:
    """A user record. Roles, computer groups and content sets are ids."""

    id: int
    name: str
    display_name: str = ""
    email: str = ""
    active: bool = True
    local_admin_flag: bool = False
    roles: list[int] = field(default_factory=list)
    computer_groups: list[int] = field(default_factory=list)
    content_sets: list[int] = field(default_factory=list)
    persona_id: int | None = None
    last_login: str = NEVER
    deleted_flag: bool = False


@dataclass
class Token:
    """An API token. `value` is shown once, when it is created; `locked` when its owner locked itself out."""

    id: int
    name: str
    value: str
    user_id: int
    expires: float
    notes: str = ""
    locked: bool = False
    trusted_ip_addresses: str = ""
    days: float = 7


@dataclass
class UserGroup:
    """A group of users, who have its roles too. Members, roles and its one group of computers are ids; 0 is none."""

    id: int
    name: str
    members: list[int] = field(default_factory=list)
    roles: list[int] = field(default_factory=list)
    computers: int = 0


@dataclass
class ScimServer:
    """A connection for SCIM: a user and a token of its own, both by id."""

    id: int
    name: str
    days: int
    trusted_ip_addresses: str
    user_id: int
    token_id: int
