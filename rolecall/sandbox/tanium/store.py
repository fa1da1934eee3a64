"""The state of a Tanium instance: users, roles, groups, content sets, personas, API tokens.

Ids are per instance: they start at an offset that differs from one start to the next.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from rolecall.sandbox.core.clock import iso
from rolecall.sandbox.core.tokens import random_text
from rolecall.sandbox.core.vendor import Store, known

NEVER = "2001-01-01T00:00:00Z"
"""`last_login` of a user who never logged in."""

ADMINISTRATOR = "Administrator"
CONTENT_ADMINISTRATOR = "Content Administrator"
ROLES = (
    ADMINISTRATOR,
    "Analyst",
    CONTENT_ADMINISTRATOR,
    "Incident Responder",
    "Operator",
    "Patch Administrator",
    "Read Only User",
)
COMPUTER_GROUPS = ("All Computers", "Laptops", "Servers", "Workstations")
CONTENT_SETS = ("Base", "Default", "Incident Response", "Patch")
PERSONAS = ("Auditor", "Responder")
REFERENCES = ("roles", "computer_groups", "content_sets")
"""The fields of a user that are ids of other objects."""


@dataclass
class Named:
    """An object users point at: a role, a computer group, a content set or a persona."""

    id: int
    name: str


class Catalogue:
    """The objects of one kind, by id. Names need not be unique: that is a trap of its own."""

    def __init__(self, kind: str, first: int) -> None:
        self.kind = kind
        self._next = first
        self._items: dict[int, Named] = {}

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
        self._items.pop(item.id, None)

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
    """A group of users, who have its roles too. Members and roles are ids."""

    id: int
    name: str
    members: list[int] = field(default_factory=list)
    roles: list[int] = field(default_factory=list)


class TaniumStore(Store):
    """One Tanium instance. Methods that change it are safe from any thread."""

    def __init__(self, id_offset: int, seed: int) -> None:
        super().__init__()
        self.users: dict[int, User] = {}
        self.tokens: dict[int, Token] = {}
        self.user_groups: dict[int, UserGroup] = {}
        self.former_pairs: list[tuple[int, tuple[int, int]]] = []
        self._pairs: dict[tuple[int, int], int] = {}
        self._next_pair = id_offset + 5000
        self._next_group = id_offset + 501
        self.roles = Catalogue("role", id_offset + 3)
        self.computer_groups = Catalogue("computer group", id_offset + 211)
        self.content_sets = Catalogue("content set", id_offset + 307)
        self.personas = Catalogue("persona", id_offset + 401)
        self._next_user = id_offset + 1000
        self._next_token = id_offset + 17
        for catalogue, names in (
            (self.roles, ROLES),
            (self.computer_groups, COMPUTER_GROUPS),
            (self.content_sets, CONTENT_SETS),
            (self.personas, PERSONAS),
        ):
            for name in names:
                catalogue.add(name)
        self.administrator = self.add_user("sandbox-admin", email="sandbox-admin@example.com", roles=[ADMINISTRATOR])
        self.administrator_token = self.add_token(self.administrator, "sandbox", 365)
        for number in range(1, seed + 1):
            name = f"user{number:05}"
            roles = [ROLES[1 + (number + step) % (len(ROLES) - 1)] for step in range(1 + number % 3)]
            self.add_user(name, email=f"{name}@example.com", display_name=f"User {number}", roles=roles)

    def user(self, who: str | int) -> User:
        """The live user of this name, or the user with this id (deleted or not); raises KeyError."""
        return known(self.users.get(who) if isinstance(who, int) else self.live_user(who), f"user {who!r}")

    def live_user(self, name: str) -> User | None:
        """The user of exactly this name who is not deleted, or None."""
        return next((user for user in self.users.values() if user.name == name and not user.deleted_flag), None)

    def deleted_user(self, name: str) -> User | None:
        """The last deleted user of exactly this name, or None."""
        found = [user for user in self.users.values() if user.name == name and user.deleted_flag]
        return found[-1] if found else None

    def add_user(
        self,
        name: str,
        *,
        roles: Sequence[str] = (),
        computer_groups: Sequence[str] = (),
        content_sets: Sequence[str] = (),
        **fields: Any,
    ) -> User:
        """A new user under the next id; references by name. Raises KeyError for a name that does not exist."""
        with self.lock:
            user = User(self._next_user, name)
            self._set(user, {"roles": roles, "computer_groups": computer_groups, "content_sets": content_sets})
            self._set(user, fields)
            self._next_user += 1
            self.users[user.id] = user
            return user

    def update_user(self, user: str | int, **fields: Any) -> User:
        """Set any fields of a user; references by name. Raises KeyError for a user or name that does not exist."""
        with self.lock:
            found = self.user(user)
            self._set(found, fields)
            return found

    def _set(self, user: User, fields: Mapping[str, Any]) -> None:
        values = dict(fields)
        for kind in REFERENCES:
            if kind in values:
                catalogue: Catalogue = getattr(self, kind)
                values[kind] = [catalogue.named(name).id for name in values[kind]]
        if unknown := [name for name in values if not hasattr(user, name)]:
            raise ValueError(f"a user has no field {unknown[0]!r}")
        for name, value in values.items():
            setattr(user, name, value)

    def delete_user(self, user: str | int) -> User:
        """Delete a user softly: the record stays, with `deleted_flag`."""
        return self.update_user(user, deleted_flag=True)

    def purge_user(self, user: str | int) -> None:
        """Remove a user's record for good."""
        with self.lock:
            del self.users[self.user(user).id]

    def grant_role(self, user: str | int, role: str) -> User:
        """Give a user a role by name, keeping the others."""
        with self.lock:
            found, id = self.user(user), self.roles.named(role).id
            found.roles = [*found.roles, id] if id not in found.roles else found.roles
            return found

    def revoke_role(self, user: str | int, role: str) -> User:
        """Take a role by name away from a user, keeping the others."""
        with self.lock:
            found, id = self.user(user), self.roles.named(role).id
            found.roles = [other for other in found.roles if other != id]
            return found

    def role_names(self, who: str | int) -> set[str]:
        """The names of a user's roles."""
        with self.lock:
            return {row["name"] for row in self.roles.references(self.user(who).roles)}

    def pair_id(self, user: int, role: int) -> int:
        """The id of the membership of a user and a role."""
        if (user, role) not in self._pairs:
            self._pairs[user, role] = self._next_pair
            self._next_pair += 1
        return self._pairs[user, role]

    def end_pair(self, user: int, role: int) -> None:
        """The membership is deleted; another one of the two gets another id."""
        self.former_pairs.append((self._pairs.pop((user, role)), (user, role)))

    def add_user_group(self, name: str) -> UserGroup:
        """A new group under the next id."""
        with self.lock:
            group = self.user_groups[self._next_group] = UserGroup(self._next_group, name)
            self._next_group += 1
            return group

    def add_token(self, owner: User, name: str, days: float, notes: str = "", trusted: str = "") -> Token:
        """A new API token that expires in `days`."""
        with self.lock:
            value = "token-" + random_text(58, string.ascii_lowercase + string.digits)
            expires = float(int(self.clock.now() + days * 86400))
            token = Token(self._next_token, name, value, owner.id, expires, notes, False, trusted, days)
            self._next_token += 1
            self.tokens[token.id] = token
            return token

    def revoke_token(self, id: int) -> Token:
        """Remove an API token; raises KeyError when there is none with this id."""
        with self.lock:
            return known(self.tokens.pop(id, None), f"token {id}")

    def expire_token(self, id: int) -> Token:
        """Make an API token expired as of a second ago; raises KeyError when there is none with this id."""
        with self.lock:
            token = known(self.tokens.get(id), f"token {id}")
            token.expires = float(int(self.clock.now()) - 1)
            return token

    def expired(self, token: Token) -> bool:
        """True if the token's time is over on the sandbox clock."""
        return token.expires <= self.clock.now()

    def dump(self) -> dict[str, Any]:
        """Everything, with references by name and without token values."""
        with self.lock:
            return {
                "users": [self._dump_user(user) for user in self.users.values()],
                "roles": [asdict(item) for item in self.roles],
                "computer_groups": [asdict(item) for item in self.computer_groups],
                "content_sets": [asdict(item) for item in self.content_sets],
                "personas": [asdict(item) for item in self.personas],
                "api_tokens": [
                    {
                        "id": token.id,
                        "name": token.name,
                        "user_id": token.user_id,
                        "expires_at": iso(token.expires),
                        "notes": token.notes,
                        "trusted_ip_addresses": token.trusted_ip_addresses,
                    }
                    for token in self.tokens.values()
                ],
                "user_groups": [self._dump_group(group) for group in self.user_groups.values()],
                "time": iso(self.clock.now()),
            }

    def _dump_group(self, group: UserGroup) -> dict[str, Any]:
        return asdict(group) | {"roles": sorted(row["name"] for row in self.roles.references(group.roles))}

    def _dump_user(self, user: User) -> dict[str, Any]:
        rows = {kind: getattr(self, kind).references(getattr(user, kind)) for kind in REFERENCES}
        return asdict(user) | {kind: sorted(row["name"] for row in found) for kind, found in rows.items()}
