"""How a vendor knows us: authentication, trust, and the account we run as."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoAmI:
    """The call that tells whose credentials we run with."""

    path: str
    item: str
    key: str
    collection: str
    merge: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderToken:
    """A fixed secret in a header."""

    header: str
    argument: str
    prefix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLogin:
    """A session from a form login."""

    path: str
    username: str
    password: str
    token: str
    header: str = "Authorization"
    prefix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BasicLogin:
    """HTTP Basic (RFC 7617)."""

    username: str
    password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenExchange:
    """A long-lived secret exchanged for a short-lived token."""

    path: str
    argument: str
    field: str
    token: str
    lifetime: str
    default_seconds: int
    margin_seconds: int = 60
    header: str = "Authorization"
    prefix: str = "Bearer "
    account: str | None = None
    fields: tuple[tuple[str, str], ...] = ()
    url_argument: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """Headers that say how many requests are left."""

    limit: str
    remaining: str
    reset: str


Authentication: TypeAlias = HeaderToken | SessionLogin | BasicLogin | TokenExchange


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Whom an endpoint trusts."""

    ca: str
    insecure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kubeconfig:
    """An endpoint described by a kubeconfig file."""

    path: str
    context: str
