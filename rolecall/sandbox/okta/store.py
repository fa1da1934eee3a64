"""The state of an Okta organization: people, groups, apps, and who has what through whom."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from rolecall.sandbox.core.tokens import random_text
from rolecall.sandbox.core.vendor import Store, first, known
from rolecall.sandbox.okta.model import (
    ACTIVE,
    APP_GROUP,
    BUILT_IN,
    DEFAULT_TYPE,
    DEPROVISIONED,
    OKTA_GROUP,
    App,
    Group,
    Rule,
    Token,
    User,
)
from rolecall.sandbox.okta.options import OktaOptions
from rolecall.sandbox.okta.search import Index
from rolecall.sandbox.okta.user_schema import UserSchema

_APPS = (
    ("tessian", "Tessian", "SAML_2_0", True),
    ("tanium_sso", "Tanium SSO", "SAML_2_0", True),
    ("splunk_cloud", "Splunk Cloud", "SAML_2_0", True),
    ("bookmark", "Wiki", "BOOKMARK", False),
)
_GROUPS = (("Engineering", OKTA_GROUP), ("Security", OKTA_GROUP), ("directory.example.com Staff", APP_GROUP))


class OktaStore(Store):
    """One organization. Methods that change it are safe from any thread."""

    def __init__(self, options: OktaOptions, seed: int) -> None:
        super().__init__()
        self.options = options
        self.users: dict[str, User] = {}
        self.groups: dict[str, Group] = {}
        self.apps: dict[str, App] = {}
        self.tokens: dict[str, Token] = {}
        self.rules: dict[str, Rule] = {}
        self.on_change: Callable[[User], None] | None = None
        """Called with a person who changed, once the organization is there."""
        self.mails: list[dict[str, str]] = []
        self.schema = UserSchema()
        self.types: dict[str, UserSchema] = {DEFAULT_TYPE: self.schema}
        """The schemas of people's profiles, by the id of their user type."""
        self.user_index: Index[User] = Index(self.users, self.clock, options)
        self.group_index: Index[Group] = Index(self.groups, self.clock, options)
        self._logins: dict[str, str] = {}
        self._salt = random_text(9)
        self.organization = f"00o{random_text(17)}"
        """The organization's own id."""
        self._number = 0
        self.everyone = self.add_group("Everyone", "All users in your organization", type=BUILT_IN)
        for name, type in _GROUPS:
            self.add_group(name, type=type)
        for name, label, mode, provisioning in _APPS:
            self.add_app(name, label, sign_on_mode=mode, provisioning=provisioning)
        self.administrator = self.add_user("sandbox-admin@example.com", firstName="Sandbox", lastName="Admin")
        self.administrator.administrator = True
        self.administrator_token = self.add_token(self.administrator)
        for number in range(1, seed + 1):
            self.add_user(f"user{number:05}@example.com", firstName="User", lastName=f"{number:05}")
        self.user_index.fill()
        self.group_index.fill()

    def new_id(self, prefix: str) -> str:
        """A new id of twenty characters."""
        self._number += 1
        return f"{prefix}{self._salt}{self._number:08x}"

    # People

    def add_user(self, login: str, status: str = ACTIVE, password: str | None = None, **profile: Any) -> User:
        """A new person; the profile's properties in Okta's spelling. Raises ValueError when the login is taken."""
        with self.lock:
            if self.by_login(login):
                raise ValueError(f"there is a user {login!r} already")
            now = self.clock.now()
            names = {"firstName": "First", "lastName": "Last", "email": login}
            user = User(self.new_id("00u"), {**names, **profile, "login": login}, status, now, now, now)
            user.activated = None if status == "STAGED" else now
            user.password = password
            self.users[user.id] = user
            self._logins[login.lower()] = user.id
            if status != DEPROVISIONED:
                self.everyone.members[user.id] = ""
            self.user_index.touch(user.id)
            if self.on_change is not None:
                self.on_change(user)
            return user

    def add_type(self, name: str) -> dict[str, str]:
        """A new user type, with a schema of its own; gives its id."""
        id = self.new_id("oty")
        self.types[id] = UserSchema(name, self.new_id("osc"))
        return {"id": id}

    def user(self, who: str) -> User:
        """The person with this id or login; raises KeyError."""
        return known(self.users.get(who) or self.by_login(who), f"user {who!r}")

    def by_login(self, login: str) -> User | None:
        """The person with this login in any case, or None."""
        return self.users.get(self._logins.get(login.lower(), ""))

    def set_profile(self, user: User, profile: Mapping[str, Any]) -> None:
        """Replace a person's profile."""
        with self.lock:
            self._logins.pop(user.login.lower(), None)
            user.profile = dict(profile)
            self._logins[user.login.lower()] = user.id
            self.changed(user)

    def changed(self, user: User) -> None:
        """Note that a person changed just now."""
        user.last_updated = self.clock.now()
        self.user_index.touch(user.id)
        if self.on_change is not None:
            self.on_change(user)

    def purge_user(self, user: str) -> None:
        """Remove a person for good."""
        with self.lock:
            found = self.user(user)
            for group in self.groups.values():
                group.members.pop(found.id, None)
            for app in self.apps.values():
                app.users.pop(found.id, None)
            del self.users[found.id]
            self._logins.pop(found.login.lower(), None)
            self.user_index.touch(found.id)

    def add_token(self, user: User) -> Token:
        """A new API token of a person."""
        with self.lock:
            token = Token("00" + random_text(40, string.ascii_letters + string.digits + "-_"), user.id)
            self.tokens[token.value] = token
            return token

    def mail(self, user: User, kind: str) -> None:
        """Take down that a mail went out."""
        self.mails.append({"to": str(user.profile.get("email", "")), "kind": kind})

    # Groups

    def add_group(self, name: str, description: str = "", type: str = OKTA_GROUP) -> Group:
        """A new group; raises ValueError when there is one of this name and type."""
        with self.lock:
            if any(group.name == name and group.type == type for group in self.groups.values()):
                raise ValueError(f"there is a group {name!r} already")
            now = self.clock.now()
            group = Group(self.new_id("00g"), {"name": name, "description": description}, type, now, now, now)
            self.groups[group.id] = group
            self.group_index.touch(group.id)
            return group

    def group(self, which: str) -> Group:
        """The group with this id or name; raises KeyError."""
        return known(first(self.groups, which, "name"), f"group {which!r}")

    def join(self, group: Group, user: User, rule: str = "") -> None:
        """Put a person into a group by hand, or by a rule; nothing happens when they are in it."""
        with self.lock:
            if user.id not in group.members:
                group.members[user.id] = rule
                self._membership_changed(group)

    def leave(self, group: Group, user: User) -> None:
        """Take a person out of a group; nothing happens when they are not in it."""
        with self.lock:
            if user.id in group.members:
                del group.members[user.id]
                self._membership_changed(group)

    def _membership_changed(self, group: Group) -> None:
        group.last_membership_updated = self.clock.now()
        self.group_index.touch(group.id)

    def groups_of(self, user: User) -> Iterator[Group]:
        """The groups a person is in."""
        return (group for group in self.groups.values() if user.id in group.members)

    def remove_group(self, group: str) -> Group:
        """Remove a group and its assignments."""
        with self.lock:
            found = self.group(group)
            for app in self.apps.values():
                app.groups.pop(found.id, None)
            for rule in self.rules.values():
                rule.status = "INVALID" if found.id in rule.groups else rule.status
            del self.groups[found.id]
            self.group_index.touch(found.id)
            return found

    # Apps

    def add_app(self, name: str, label: str, *, sign_on_mode: str = "SAML_2_0", provisioning: bool = False) -> App:
        """A new app integration; raises ValueError when there is one of this label."""
        with self.lock:
            if any(app.label == label for app in self.apps.values()):
                raise ValueError(f"there is an app {label!r} already")
            app = App(self.new_id("0oa"), name, label, sign_on_mode, provisioning, self.clock.now())
            self.apps[app.id] = app
            return app

    def app(self, which: str) -> App:
        """The app with this id or label; raises KeyError."""
        return known(first(self.apps, which, "label"), f"app {which!r}")

    def dump(self) -> dict[str, Any]:
        """Everything, without the values of tokens."""
        with self.lock:
            return {
                **self.tables("users", "groups", "rules", "apps"),
                "tokens": [{"user_id": token.user_id} for token in self.tokens.values()],
                "mails": list(self.mails),
                "time": self.clock.now(),
            }
