"""The state of a Splunk instance: users, roles, sessions, tokens, SAML groups and the directory behind them."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from rolecall.sandbox.core.tokens import encode_jwt
from rolecall.sandbox.core.vendor import Store, known, set_fields
from rolecall.sandbox.splunk import capabilities, settings
from rolecall.sandbox.splunk.model import ADMIN, Person, Role, Session, Token, User

_HEADER = {"kid": "splunk.secret", "alg": "HS512", "ver": "v2"}


class SplunkStore(Store):
    """One Splunk instance. Methods that change it are safe from any thread."""

    lasting = Store.lasting | {"sessions"}

    def __init__(self, seed: int) -> None:
        super().__init__()
        self.users: dict[str, User] = {}
        self.roles: dict[str, Role] = {}
        self.sessions: dict[str, Session] = {}
        self.tokens: dict[str, Token] = {}
        self.saml_groups: dict[str, list[str]] = {}
        self.saml_users: dict[str, list[str]] = {}
        self.directory: dict[str, Person] = {}
        self.server = f"sandbox-{secrets.token_hex(4)}"
        for name, (own, imported) in capabilities.BUILT_IN.items():
            self.add_role(name, capabilities=own, imported_roles=imported).built_in = True
        self.roles["admin"].settings.update(srchIndexesAllowed=["*", "_*"], srchIndexesDefault=["main"])
        self.roles["user"].settings.update(srchIndexesAllowed=["*"], srchIndexesDefault=["main"])
        self.admin = self.add_user(ADMIN, password=secrets.token_urlsafe(12), roles=["admin"], realname="Administrator")
        self.admin.email = "admin@example.com"
        names = ("user", "power", "can_delete")
        for number in range(1, seed + 1):
            name = f"user{number:05}"
            roles = sorted(names[(number + step) % len(names)] for step in range(1 + number % 3))
            self.add_user(name, email=f"{name}@example.com", realname=f"User {number}", roles=roles)

    # Users

    def user(self, name: str) -> User:
        """The user of this name in any case; raises KeyError."""
        return known(self.users.get(name.lower()), f"user {name!r}")

    def add_user(self, name: str, *, roles: Iterable[str] = (), **fields: Any) -> User:
        """A new user, its name in lower case. A type other than Splunk also enters the directory."""
        with self.lock:
            user = User(name.lower())
            self._set_user(user, {"roles": list(roles), **fields})
            user.password = user.password or secrets.token_urlsafe(12)
            self.users[user.name] = user
            if user.type != "Splunk":
                self.directory[user.name] = Person(
                    user.name, user.type, user.realname, user.email or "", list(user.roles)
                )
            return user

    def update_user(self, user: str, **fields: Any) -> User:
        """Set any fields of a user, `roles` by name; raises KeyError for a user or role that does not exist."""
        with self.lock:
            found = self.user(user)
            self._set_user(found, fields)
            return found

    def _set_user(self, user: User, fields: dict[str, Any]) -> None:
        values = dict(fields)
        if unknown := [name for name in values if name == "name" or not hasattr(user, name)]:
            raise ValueError(f"a user has no field {unknown[0]!r}")
        if "roles" in values:
            values["roles"] = sorted({self.role(role).name for role in values["roles"]})
        set_fields(user, values)

    def delete_user(self, user: str) -> User:
        """Remove a user; the role `user-<name>` and the directory's person stay."""
        with self.lock:
            return self.users.pop(self.user(user).name)

    def grant_role(self, user: str, role: str) -> User:
        """Give a user a role, keeping the others."""
        return self.update_user(user, roles=[*self.user(user).roles, role])

    def revoke_role(self, user: str, role: str) -> User:
        """Take a role away from a user, keeping the others."""
        return self.update_user(user, roles=[other for other in self.user(user).roles if other != role])

    def login_person(
        self, user: str, type: str = "", roles: Sequence[str] = (), groups: Sequence[str] = (), **fields: str
    ) -> User:
        """Log someone in through SAML or LDAP: the user appears, or comes back, with the roles its groups map to.

        Someone new needs `type`, SAML or LDAP; someone known to the directory needs only the name.
        """
        with self.lock:
            person = self.directory.get(user.lower())
            if person is None:
                if type not in ("SAML", "LDAP"):
                    raise ValueError(f"no person {user!r} in the directory; give a type, SAML or LDAP")
                person = self.directory[user.lower()] = Person(user.lower(), type)
            person.roles = list(roles) or person.roles
            person.groups = list(groups) or person.groups
            person.realname = fields.get("realname", person.realname)
            person.email = fields.get("email", person.email)
            mapped = [role for group in person.groups for role in self.saml_groups.get(group, [])]
            mapped += self.saml_users.get(person.name, [])
            found = self.users.setdefault(person.name, User(person.name, type=person.type))
            found.realname, found.email = person.realname, person.email or found.email
            self._set_user(found, {"roles": [role for role in (*person.roles, *mapped) if role in self.roles]})
            found.last_successful_login = int(self.clock.now())
            return found

    # Roles

    def role(self, name: str) -> Role:
        """The role of exactly this name; raises KeyError."""
        return known(self.roles.get(name), f"role {name!r}")

    def add_role(
        self, name: str, *, capabilities: Iterable[str] = (), imported_roles: Iterable[str] = (), **set_to: Any
    ) -> Role:
        """A new role, its name in lower case; settings under the vendor's names."""
        with self.lock:
            role = Role(name.lower(), sorted(set(capabilities)), [self.role(other).name for other in imported_roles])
            role.settings.update(set_to)
            self.roles[role.name] = role
            return role

    def update_role(self, role: str, **fields: Any) -> Role:
        """Set a role's capabilities, imported or grantable roles, or any setting; raises KeyError or ValueError."""
        with self.lock:
            found = self.role(role)
            for field, value in fields.items():
                if field in ("capabilities", "imported_roles", "grantable_roles"):
                    setattr(found, field, list(value))
                elif field in settings.ALL:
                    found.settings[field] = value
                else:
                    raise ValueError(f"a role has no field {field!r}")
            return found

    def delete_role(self, role: str) -> Role:
        """Remove a role; users, roles and SAML groups that have it lose it."""
        with self.lock:
            found = self.roles.pop(self.role(role).name)
            for user in self.users.values():
                user.roles = [other for other in user.roles if other != role]
            for each in self.roles.values():
                each.imported_roles = [other for other in each.imported_roles if other != role]
            for mapping in (self.saml_groups, self.saml_users):
                mapping.update({name: [other for other in roles if other != role] for name, roles in mapping.items()})
            return found

    def imported(self, role: Role) -> list[Role]:
        """The roles that `role` imports, directly or through others."""
        found: dict[str, Role] = {}
        waiting = list(role.imported_roles)
        while waiting:
            name = waiting.pop()
            if name in found or name not in self.roles:
                continue
            found[name] = self.roles[name]
            waiting.extend(self.roles[name].imported_roles)
        return list(found.values())

    def imported_capabilities(self, role: Role) -> set[str]:
        """The capabilities `role` has through the roles it imports."""
        return {capability for other in self.imported(role) for capability in other.capabilities}

    def effective_capabilities(self, roles: Iterable[str]) -> set[str]:
        """The capabilities that these roles give together."""
        known = [self.roles[name] for name in roles if name in self.roles]
        own = {capability for role in known for capability in role.capabilities}
        return own.union(*(self.imported_capabilities(role) for role in known))

    # Sessions and tokens

    def add_session(self, user: User, member: int = 0) -> Session:
        """Log `user` in at a search head and return the session with its key."""
        with self.lock:
            now = self.clock.now()
            session = Session(secrets.token_hex(16), secrets.token_urlsafe(48), user.name, now, member)
            self.sessions[session.key] = session
            user.last_successful_login = int(now)
            return session

    def add_token(
        self, user: User, audience: str, *, expires: int = 0, not_before: int = 0, kind: str = "static"
    ) -> Token:
        """A new authentication token of `user`; times are epoch seconds, `expires` 0 means never."""
        with self.lock:
            now = int(self.clock.now())
            token = Token(secrets.token_hex(32), user.name, audience, now, expires, not_before or now, kind)
            token.value = encode_jwt({**_HEADER, "ttyp": kind}, self.claims(token), secrets.token_bytes(32))
            self.tokens[token.id] = token
            return token

    def claims(self, token: Token) -> dict[str, Any]:
        """The token's claims, the payload of its JWT."""
        return {
            "iss": f"{ADMIN} from {self.server}",
            "sub": token.user,
            "aud": token.audience,
            "idp": "Splunk",
            "jti": token.id,
            "iat": token.issued,
            "exp": token.expires,
            "nbr": token.not_before,
        }

    def token(self, id: str) -> Token:
        """The token with this id; raises KeyError."""
        return known(self.tokens.get(id), f"token {id!r}")

    def dump(self) -> dict[str, Any]:
        """Everything, without session keys and token values."""
        with self.lock:
            return {
                **self.tables("users", "roles", "directory"),
                "sessions": [{"id": each.id, "user": each.user} for each in self.sessions.values()],
                "tokens": [
                    {key: value for key, value in asdict(token).items() if key != "value"}
                    for token in self.tokens.values()
                ],
                "saml_groups": [{"name": name, "roles": roles} for name, roles in self.saml_groups.items()],
                "saml_users": [{"name": name, "roles": roles} for name, roles in self.saml_users.items()],
                "time": self.clock.now(),
            }
