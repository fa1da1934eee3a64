"""The things a Splunk instance keeps."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from rolecall.sandbox.splunk import settings

ADMIN = "admin"


@dataclass
class User:
    """A user as splunkd keeps it. `email` is None until it is set; `default_app` is None until overridden."""

    name: str
    password: str = ""
    realname: str = ""
    email: str | None = None
    roles: list[str] = field(default_factory=list)
    default_app: str | None = None
    tz: str = ""
    type: str = "Splunk"
    locked_out: bool = False
    force_change_pass: bool = False
    restart_background_jobs: bool | None = None
    lang: str = ""
    theme: str = "enterprise"
    search_assistant: str = "compact"
    last_successful_login: int | None = None


@dataclass
class Role:
    """A role: its own capabilities and settings, and the roles it imports."""

    name: str
    capabilities: list[str] = field(default_factory=list)
    imported_roles: list[str] = field(default_factory=list)
    grantable_roles: list[str] = field(default_factory=list)
    settings: dict[str, Any] = field(default_factory=settings.defaults)
    denied_collections: list[str] = field(default_factory=list)
    built_in: bool = False


@dataclass
class Session:
    """A login. `id` is what lists show; the key itself is the secret. `member` is the search head that knows it."""

    id: str
    key: str
    user: str
    created: float
    member: int = 0


@dataclass
class Token:
    """An authentication token; `expires` 0 means never, times are whole seconds of the sandbox clock."""

    id: str
    user: str
    audience: str
    issued: int
    expires: int
    not_before: int
    kind: str = "static"
    status: str = "enabled"
    value: str = ""
    last_used: int = 0


@dataclass
class Person:
    """Someone the identity provider or the LDAP directory lets in; the user appears when they log in."""

    name: str
    type: str
    realname: str = ""
    email: str = ""
    roles: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
