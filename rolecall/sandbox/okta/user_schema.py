"""The schema of people's profiles: what Okta gives everybody, and what an administrator adds.

https://developer.okta.com/docs/api/openapi/okta-management/management/tag/Schema/
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from rolecall.sandbox.okta.errors import invalid

_MAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LENGTHS: Final[Mapping[str, tuple[int, int]]] = {
    "login": (5, 100),
    "email": (5, 100),
    "firstName": (1, 50),
    "lastName": (1, 50),
    "mobilePhone": (0, 100),
    "primaryPhone": (0, 100),
    "secondEmail": (5, 100),
    "city": (0, 128),
    "state": (0, 128),
    "countryCode": (0, 2),
    "zipCode": (0, 50),
    "streetAddress": (0, 1024),
    "postalAddress": (0, 4096),
}
_REQUIRED: Final = ("login", "email", "firstName", "lastName")
_BASE: Final = (
    *_LENGTHS, "displayName", "nickName", "middleName", "honorificPrefix", "honorificSuffix", "title", "department",
    "division", "organization", "costCenter", "employeeNumber", "userType", "manager", "managerId", "locale",
    "preferredLanguage", "timezone", "profileUrl",
)  # fmt: skip
_TYPES: Final[Mapping[str, tuple[type, ...]]] = {
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "array": (list,),
}


class UserSchema:
    """The schema of a user type, called `name`, whose own id is `id`.

    `custom` are the properties that were added, by name, as JSON schema has them. `login_pattern` is the form of
    logins, as a regular expression; None: an e-mail address.
    """

    def __init__(self, name: str = "user", id: str = "default") -> None:
        self.name = name
        self.id = id
        self.custom: dict[str, dict[str, Any]] = {}
        self.login_pattern: str | None = None

    def define(self, name: str, type: str = "string", **more: Any) -> None:
        """Add a property: `type` and what else JSON schema says of it. Raises ValueError for one that is there."""
        if name in _BASE or name in self.custom or type not in _TYPES:
            raise ValueError(f"{name} is there already, or {type} is no type")
        self.custom[name] = {"title": name, "type": type, "mutability": "READ_WRITE", **more}

    def has(self, name: str) -> bool:
        """Whether there is a property of this name."""
        return name in _BASE or name in self.custom

    def href(self, base: str) -> str:
        """The URL of the schema."""
        return f"{base}/meta/schemas/user/{self.id}"

    def type_row(self, id: str, base: str) -> dict[str, Any]:
        """The user type with this schema as the API shows it."""
        return {
            "id": id,
            "name": self.name,
            "displayName": self.name.title(),
            "description": "",
            "default": self.id == "default",
            "_links": {"self": {"href": f"{base}/meta/types/user/{id}"}, "schema": {"href": self.href(base)}},
        }

    def row(self, base: str) -> dict[str, Any]:
        """The schema as the API shows it."""
        return {
            "id": self.href(base),
            "$schema": "http://json-schema.org/draft-04/schema#",
            "name": self.name,
            "title": "User",
            "type": "object",
            "definitions": {
                "custom": {"id": "#custom", "type": "object", "properties": self.custom, "required": []},
                "base": {
                    "id": "#base",
                    "type": "object",
                    "properties": {name: self._base(name) for name in _BASE},
                    "required": list(_REQUIRED),
                },
            },
            "properties": {"profile": {"allOf": [{"$ref": "#/definitions/custom"}, {"$ref": "#/definitions/base"}]}},
        }

    def _base(self, name: str) -> dict[str, Any]:
        least, most = _LENGTHS.get(name, (0, 0))
        found: dict[str, Any] = {"title": name, "type": "string", "mutability": "READ_WRITE"}
        found |= {"minLength": least} if least else {}
        found |= {"maxLength": most} if most else {}
        return {**found, "pattern": self.login_pattern} if name == "login" and self.login_pattern else found

    def profile(self, sent: Mapping[str, Any], kept: Mapping[str, Any]) -> dict[str, Any]:
        """The profile that follows from what was sent over what is kept; refuses with 400. A null clears a property."""
        if unknown := sorted(set(sent) - {*_BASE, *self.custom}):
            raise invalid("profile", f"{unknown[0]}: The field is not allowed.")
        profile = {name: value for name, value in {**kept, **sent}.items() if value is not None}
        for name, value in profile.items():
            if name in self.custom:
                _check(name, self.custom[name], value)
                continue
            if not isinstance(value, str):
                raise invalid(name, f"{name}: The field must be a string.")
            least, most = _LENGTHS.get(name, (0, 10_000))
            if not least <= len(value) <= most and (value or name in _REQUIRED):
                raise invalid(name, f"{name}: The field must have {least} to {most} characters.")
        for name in _REQUIRED:
            if not profile.get(name):
                raise invalid(name, f"{name}: The field cannot be left blank")
        if self.login_pattern is None and not _MAIL.fullmatch(profile["login"]):
            raise invalid("login", "login: Username must be in the form of an email address")
        if self.login_pattern is not None and not re.fullmatch(self.login_pattern, profile["login"]):
            raise invalid("login", "login: Does not match required pattern")
        if not _MAIL.fullmatch(profile["email"]):
            raise invalid("email", "email: Does not match required pattern")
        return profile


def _check(name: str, property: Mapping[str, Any], value: Any) -> None:
    """Refuse with 400 a value that is not as its property says."""
    kind = property["type"]
    is_odd = isinstance(value, bool) and kind != "boolean"
    if is_odd or not isinstance(value, _TYPES[kind]):
        raise invalid(name, f"{name}: The field must be of type {kind}.")
    inside = property.get("items", {})
    for each in value if isinstance(value, list) else [value]:
        if isinstance(value, list) and not isinstance(each, _TYPES[inside.get("type", "string")]):
            raise invalid(name, f"{name}: The elements must be of type {inside.get('type', 'string')}.")
        allowed = (inside if isinstance(value, list) else property).get("enum")
        if allowed and each not in allowed:
            raise invalid(name, f"{name}: The value is not one of the enumeration.")
