"""The state of a SCIM server: users, groups with their members, bearer tokens, and who is signed in."""

from __future__ import annotations

import itertools
import secrets
import uuid
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any, NamedTuple

from rolecall.sandbox.core.clock import iso
from rolecall.sandbox.core.tokens import random_text
from rolecall.sandbox.core.vendor import Store, known
from rolecall.sandbox.scim.definitions import ENTERPRISE
from rolecall.sandbox.scim.flavours import Flavour
from rolecall.sandbox.scim.multi_valued import Bag
from rolecall.sandbox.scim.schema import ResourceType
from rolecall.sandbox.scim.values import Values

SESSION_SECONDS = 8 * 3600.0


@dataclass(eq=False)
class Resource:
    """A user or a group. `values` are as `rolecall.sandbox.scim.values` describes; `version` counts changes."""

    id: str
    type: ResourceType
    values: Values
    created: float
    modified: float
    version: int = 1

    @property
    def name(self) -> str:
        """The userName of a user, the displayName of a group."""
        return str(self.values[name_of(self.type)])

    @property
    def members(self) -> Set[str]:
        """The ids of a group's members, in order."""
        found: Bag | None = self.values.get("members")
        return frozenset() if found is None else found.keys


class Login(NamedTuple):
    """A client of the issuer, who also signs in by HTTP Basic: a name and its secret."""

    name: str
    secret: str


@dataclass(frozen=True)
class Session:
    """A SAML session: whose it is, by id and name, and until when it lasts."""

    user_id: str
    user_name: str
    until: float


class Catalogue:
    """The users, or the groups: by id, and by name whatever the case."""

    def __init__(self, type: ResourceType) -> None:
        self.type = type
        self._items: dict[str, Resource] = {}
        self._names: dict[str, dict[str, Resource]] = {}

    def get(self, id: str) -> Resource | None:
        """The resource with this id, or None."""
        return self._items.get(id)

    def named(self, name: str) -> list[Resource]:
        """The resources of this name; case does not matter."""
        return list(self._names.get(name.lower(), {}).values())

    def find(self, reference: str) -> Resource:
        """The resource with this id or name; raises KeyError."""
        found = self._items.get(reference) or next(iter(self.named(reference)), None)
        return known(found, f"{self.type.name} {reference!r}")

    def put(self, resource: Resource) -> None:
        """Take a new resource in."""
        self._items[resource.id] = resource
        self._names.setdefault(resource.name.lower(), {})[resource.id] = resource

    def rename(self, resource: Resource, values: Values) -> None:
        """Give a resource other values, and find it under its new name."""
        self._forget_name(resource)
        resource.values = values
        self._names.setdefault(resource.name.lower(), {})[resource.id] = resource

    def remove(self, resource: Resource) -> None:
        """Take a resource out."""
        self._forget_name(resource)
        self._items.pop(resource.id, None)

    def _forget_name(self, resource: Resource) -> None:
        there = self._names.get(resource.name.lower(), {})
        there.pop(resource.id, None)
        if not there:
            self._names.pop(resource.name.lower(), None)

    def __iter__(self) -> Iterator[Resource]:
        return iter(list(self._items.values()))

    def __len__(self) -> int:
        return len(self._items)


class ScimStore(Store):
    """One SCIM server of a flavour."""

    def __init__(self, flavour: Flavour, *, number_ids: bool = False) -> None:
        super().__init__()
        self.flavour = flavour
        self._numbers = itertools.count(1001) if number_ids else None
        self.users = Catalogue(flavour.users)
        self.groups = Catalogue(flavour.groups)
        self.token = flavour.new_token()
        """The token the environment names."""
        self.tokens = {self.token}
        self.login = Login("client-1", random_text(32))
        self.api_key = random_text(32)
        self.issued: dict[str, float] = {}
        """Tokens that the issuer gave, each with its end."""
        self.sessions: list[Session] = []
        self._in: dict[str, dict[str, Resource]] = {}
        for name in flavour.first_groups:
            self.add_group(name)

    def catalogue(self, type: ResourceType) -> Catalogue:
        """The collection of the resources of this type."""
        return self.groups if type.name == self.groups.type.name else self.users

    def resource(self, id: str) -> Resource | None:
        """The user or group with this id, or None."""
        return self.users.get(id) or self.groups.get(id)

    def groups_of(self, id: str) -> list[tuple[Resource, bool]]:
        """The groups a user or group is in, and of each whether directly (RFC 7643 section 4.1.2)."""
        direct = self._in.get(id, {})
        found = {group.id: (group, True) for group in direct.values()}
        waiting = list(direct.values())
        while waiting:
            for group in self._in.get(waiting.pop().id, {}).values():
                if group.id not in found:
                    found[group.id] = (group, False)
                    waiting.append(group)
        return list(found.values())

    def create(self, type: ResourceType, values: Values) -> Resource:
        """A new resource of these values; nothing is checked."""
        now = self.clock.now()
        id = str(uuid.uuid4() if self._numbers is None else next(self._numbers))
        resource = Resource(id, type, values, now, now)
        self.catalogue(type).put(resource)
        self._enter(resource, frozenset(), resource.members)
        return resource

    def update(self, resource: Resource, values: Values) -> None:
        """Give a resource these values; one that has them already does not change. Nothing is checked."""
        if values == resource.values:
            return
        before = resource.members
        self.catalogue(resource.type).rename(resource, values)
        self._enter(resource, before, resource.members)
        resource.modified = self.clock.now()
        resource.version += 1

    def delete(self, resource: Resource) -> None:
        """Take a resource away, out of every group too. Sessions go on: SCIM does not end them."""
        for group in list(self._in.get(resource.id, {}).values()):
            members = group.values["members"].copy()
            members.remove(resource.id)
            self.update(group, _with_members(group.values, members))
        self._enter(resource, resource.members, frozenset())
        self._in.pop(resource.id, None)
        self.catalogue(resource.type).remove(resource)

    def _enter(self, group: Resource, before: Set[str], after: Set[str]) -> None:
        """Keep who is in which group in step with a group's members."""
        for id in before - after:
            self._in[id].pop(group.id, None)
        for id in after - before:
            self._in.setdefault(id, {})[group.id] = group

    # What tests and the control API change behind the API's back

    def add_user(self, user_name: str, **values: Any) -> Resource:
        """A new user, active unless said otherwise; `values` are as the store keeps them."""
        return self.create(self.users.type, {"userName": user_name, "active": True, **values})

    def add_group(self, display_name: str, members: Iterable[str] = (), **values: Any) -> Resource:
        """A new group of these members, users or groups by id or name; raises KeyError."""
        ids = [{"value": self.find(member).id} for member in members]
        made: Values = {"displayName": display_name, **values}
        return self.create(self.groups.type, _with_members(made, Bag(self._members, ids)))

    def find(self, reference: str) -> Resource:
        """The user, or else the group, with this id or name; raises KeyError."""
        try:
            return self.users.find(reference)
        except KeyError:
            return self.groups.find(reference)

    def change_members(self, group: str, add: Iterable[str] = (), remove: Iterable[str] = ()) -> Resource:
        """Put members into a group and take others out, all by id or name; raises KeyError."""
        found = self.groups.find(group)
        members = found.values["members"].copy() if found.members else Bag(self._members)
        for member in add:
            members.add({"value": self.find(member).id})
        for member in remove:
            members.remove(self.find(member).id)
        self.update(found, _with_members(found.values, members))
        return found

    def start_session(self, user: str, seconds: float = SESSION_SECONDS) -> Session:
        """Sign a user in through SAML; raises KeyError."""
        found = self.users.find(user)
        session = Session(found.id, found.name, self.clock.now() + seconds)
        self.sessions.append(session)
        return session

    def live_sessions(self, user: str) -> list[Session]:
        """The sessions of a user, by id or name, that have not run out; the user may be gone."""
        now = self.clock.now()
        return [it for it in self.sessions if it.until > now and user in (it.user_id, it.user_name)]

    def seed(self, users: int = 0, groups: int = 0, members: int = 0) -> None:
        """Add so many users, and groups of `members` users each; every user's turn comes again and again."""
        emails = self.users.type.attributes["emails"]
        for number in range(len(self.users) + 1, len(self.users) + users + 1):
            address = Bag(emails, [{"value": f"user{number:05}@example.com", "type": "work", "primary": True}])
            values: Values = {
                "externalId": f"external-{number:05}",
                "displayName": f"User {number}",
                "name": {"givenName": "User", "familyName": str(number)},
                "emails": address,
                ENTERPRISE: {"department": f"Department {number % 20}"},
            }
            self.add_user(f"user{number:05}", **values)
        everyone = [{"value": user.id} for user in self.users]
        start = 0
        for number in range(len(self.groups) + 1, len(self.groups) + groups + 1):
            taken = [everyone[(start + index) % len(everyone)] for index in range(min(members, len(everyone)))]
            start += members
            group: Values = {"displayName": f"group{number:05}", "externalId": f"external-group-{number:05}"}
            self.create(self.groups.type, _with_members(group, Bag(self._members, taken)))

    @property
    def _members(self) -> Any:
        return self.groups.type.attributes["members"]

    def new_token(self) -> str:
        """Another token that is let in."""
        token = self.flavour.new_token()
        self.tokens.add(token)
        return token

    def dump(self) -> dict[str, Any]:
        """Everything, tokens counted only, sessions with the seconds they have left."""
        with self.lock:
            now = self.clock.now()
            return {
                "users": [_dump(user) for user in self.users],
                "groups": [_dump(group) for group in self.groups],
                "tokens": len(self.tokens),
                "sessions": [
                    {"user": session.user_name, "user_id": session.user_id, "until": iso(session.until)}
                    for session in self.sessions
                    if session.until > now
                ],
                "time": iso(now),
            }


def name_of(type: ResourceType) -> str:
    """The attribute that names a resource of this type."""
    return "userName" if type.name == "User" else "displayName"


def _with_members(values: Mapping[str, Any], members: Bag) -> Values:
    made = {name: item for name, item in values.items() if name != "members"}
    return {**made, "members": members} if len(members) else made


def _dump(resource: Resource) -> dict[str, Any]:
    values = {name: list(item) if isinstance(item, Bag) else item for name, item in resource.values.items()}
    return {"id": resource.id, **values}


def random_prefix() -> str:
    """A path of one connection's own."""
    return f"/connections/{secrets.token_hex(6)}"
