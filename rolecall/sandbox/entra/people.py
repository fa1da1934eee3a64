"""The people of a tenant: users, those of them in the recycle bin, groups and their members."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from rolecall.sandbox.core.clock import iso
from rolecall.sandbox.core.vendor import Store, first, known
from rolecall.sandbox.entra.model import Assignment, DeletedUser, Group, User
from rolecall.sandbox.entra.options import EntraOptions
from rolecall.sandbox.entra.replication import Replication

DOMAIN = "example.onmicrosoft.com"


class People(Store):
    """Users and groups. What hangs on them elsewhere ends in `_unassigned` and comes back in `_assigned_again`."""

    def __init__(self, options: EntraOptions) -> None:
        super().__init__()
        self.options = options
        self.users: dict[str, User] = {}
        self.deleted_users: dict[str, DeletedUser] = {}
        self.groups: dict[str, Group] = {}
        self.user_copies: Replication[User] = Replication(self.clock, options)
        self.group_copies: Replication[Group] = Replication(self.clock, options)
        self._names: dict[str, str] = {}

    def now(self) -> str:
        """The time on the sandbox clock, as Graph writes it."""
        return iso(self.clock.now())

    def add_users(self, count: int) -> list[User]:
        """`count` more users, user00001 and up."""
        return [self.add_user(f"user{len(self.users) + 1:05d}") for _ in range(count)]

    def add_user(self, name: str, **values: Any) -> User:
        """A new user; `name` is the user principal name, or what stands before its `@`.

        Raises ValueError when the name is taken or a field does not exist.
        """
        upn = name if "@" in name else f"{name}@{DOMAIN}"
        if upn.lower() in self._names:
            raise ValueError(f"there is a user {upn!r} already")
        nickname = upn.partition("@")[0]
        user = User(str(uuid.uuid4()), upn, nickname, mail=upn, mail_nickname=nickname)
        _set(user, values)
        self.users[user.id] = user
        self._names[upn.lower()] = user.id
        return user

    def user(self, key: str) -> User:
        """The user of this id or user principal name; raises KeyError."""
        return known(self.find_user(key) or self.find_user(f"{key}@{DOMAIN}"), f"user {key!r}")

    def find_user(self, key: str) -> User | None:
        """The user of this id or user principal name, which has no case; None when there is none."""
        return self.users.get(key) or self.users.get(self._names.get(key.lower(), ""))

    def update_user(self, user: str, **values: Any) -> User:
        """Change fields of a user; raises KeyError, or ValueError for a field that does not exist."""
        found = self.user(user)
        del self._names[found.user_principal_name.lower()]
        try:
            _set(found, values)
        finally:
            self._names[found.user_principal_name.lower()] = found.id
        return found

    def remove_user(self, user: str) -> User:
        """Move a user to the recycle bin, out of groups and assignments; raises KeyError."""
        found = self.user(user)
        del self.users[found.id], self._names[found.user_principal_name.lower()]
        groups = [group.id for group in self.groups.values() if found.id in group.members]
        self.deleted_users[found.id] = DeletedUser(found, self.now(), groups, self._leave(found.id))
        return found

    def restore_user(self, user: str) -> User:
        """Bring a user back with groups and assignments, under the name that they had.

        Raises KeyError, and ValueError when somebody else has the name by now.
        """
        gone = known(self.deleted_users.get(user), f"deleted user {user!r}")
        name = gone.user.user_principal_name
        if name.lower() in self._names:
            raise ValueError(f"there is a user {name!r} already")
        del self.deleted_users[user]
        self.users[user] = gone.user
        self._names[name.lower()] = user
        for id in gone.groups:
            if id in self.groups:
                self.groups[id].members.append(user)
        self._assigned_again(gone.assignments)
        return gone.user

    def purge_user(self, user: str) -> DeletedUser:
        """Delete a user from the recycle bin, for good; raises KeyError."""
        return known(self.deleted_users.pop(user, None), f"deleted user {user!r}")

    def add_group(self, name: str, members: Sequence[str] = (), **values: Any) -> Group:
        """A new group; `members` are ids or names of users. Names of groups need not be unique."""
        group = Group(str(uuid.uuid4()), name, members=[self._member(member) for member in members])
        group.mail_nickname = name.replace(" ", "")
        _set(group, values)
        self.groups[group.id] = group
        return group

    def group(self, key: str) -> Group:
        """The group of this id, or the first of this name; raises KeyError."""
        return known(first(self.groups, key, "display_name"), f"group {key!r}")

    def update_group(self, group: str, **values: Any) -> Group:
        """Change fields of a group; raises KeyError, or ValueError for a field that does not exist."""
        found = self.group(group)
        if "members" in values:
            values["members"] = [self._member(member) for member in values["members"]]
        _set(found, values)
        return found

    def remove_group(self, group: str) -> Group:
        """Delete a group with its assignments, for good; raises KeyError."""
        found = self.group(group)
        del self.groups[found.id]
        self._leave(found.id)
        return found

    def _member(self, key: str) -> str:
        return key if key in self.groups else self.user(key).id

    def _leave(self, id: str) -> list[Assignment]:
        for group in self.groups.values():
            group.members = [member for member in group.members if member != id]
        return self._unassigned(id)

    def _unassigned(self, id: str) -> list[Assignment]:
        """End the assignments of a user or group, and give them."""
        raise NotImplementedError

    def _assigned_again(self, assignments: list[Assignment]) -> None:
        """Bring assignments back whose application is still there."""
        raise NotImplementedError


def _set(target: User | Group, values: dict[str, Any]) -> None:
    known = {field.name for field in fields(target)} - {"id"}
    for name, value in values.items():
        if name not in known:
            raise ValueError(f"no field {name!r}; there are {', '.join(sorted(known))}")
        setattr(target, name, value)
