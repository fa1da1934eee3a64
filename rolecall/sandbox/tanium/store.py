"""The state of a Tanium instance: users, roles, groups, content sets, personas, API tokens.

Ids are per instance: they start at an offset that differs from one start to the next.
"""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from rolecall.sandbox.core.clock import iso
from rolecall.sandbox.core.tokens import random_text
from rolecall.sandbox.core.vendor import Store, known, set_fields
from rolecall.sandbox.tanium.records import REFERENCES, Catalogue, ScimServer, Token, User, UserGroup

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


class TaniumStore(Store):
    """One Tanium instance. Methods that change it are safe from any thread."""

    def __init__(self, id_offset: int, seed: int) -> None:
        super().__init__()
        self.users: dict[int, User] = {}
        self.tokens: dict[int, Token] = {}
        self.user_groups: dict[int, UserGroup] = {}
        self.scim_servers: dict[int, ScimServer] = {}
        self.former_rows: dict[str, list[dict[str, Any]]] = {"user_groups": [], "api_tokens": []}
        self.former_pairs: list[tuple[int, tuple[int, int]]] = []
        self._pairs: dict[tuple[int, int], int] = {}
        self._next_pair = id_offset + 5000
        self._next_group = id_offset + 501
        self._next_scim = id_offset + 601
        self.roles = Catalogue("role", id_offset + 3, ROLES)
        self.computer_groups = Catalogue("computer group", id_offset + 211, COMPUTER_GROUPS)
        self.content_sets = Catalogue("content set", id_offset + 307, CONTENT_SETS)
        self.personas = Catalogue("persona", id_offset + 401, PERSONAS)
        self._next_user = id_offset + 1000
        self._next_token = id_offset + 17
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
        set_fields(user, values)

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

    def add_scim_server(self, name: str, days: int, trusted: str = "") -> ScimServer:
        """A new connection for SCIM under the next id, with a token of the user `<name> SCIM User`."""
        with self.lock:
            user = self.live_user(f"{name} SCIM User") or self.add_user(f"{name} SCIM User")
            token = self.add_token(user, name, days, trusted=trusted)
            server = ScimServer(self._next_scim, name, days, trusted, user.id, token.id)
            self._next_scim += 1
            self.scim_servers[server.id] = server
            return server

    def delete_scim_server(self, id: int, leaves: Sequence[str] = ()) -> None:
        """Remove a connection, with its `user` and its `token` but for those that it leaves behind."""
        with self.lock:
            server = known(self.scim_servers.pop(id, None), f"SCIM server {id}")
            if "token" not in leaves:
                self.tokens.pop(server.token_id, None)
            if "user" not in leaves:
                self.users[server.user_id].deleted_flag = True

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
                "users": [self._named(user, *REFERENCES) for user in self.users.values()],
                **{kind: [asdict(item) for item in getattr(self, kind)] for kind in (*REFERENCES, "personas")},
                "api_tokens": [
                    {
                        **_of(token, "id", "name", "user_id", "notes", "trusted_ip_addresses"),
                        "expires_at": iso(token.expires),
                    }
                    for token in self.tokens.values()
                ],
                "scim_servers": [
                    {**_of(server, "id", "name", "trusted_ip_addresses"), "expire_in_days": server.days}
                    for server in self.scim_servers.values()
                ],
                "user_groups": [self._named(group, "roles") for group in self.user_groups.values()],
                "time": iso(self.clock.now()),
            }

    def _named(self, row: User | UserGroup, *kinds: str) -> dict[str, Any]:
        rows = {kind: getattr(self, kind).references(getattr(row, kind)) for kind in kinds}
        return asdict(row) | {kind: sorted(each["name"] for each in found) for kind, found in rows.items()}


def _of(row: Token | ScimServer, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
