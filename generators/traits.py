"""A vendor's caveats as `provider.yaml` states them: one class per trait.

Names, fields and defaults are those of `providers.runtime.traits`, which says what each means at run time: here a
trait is only read, written out again as source text, and put into words for the documentation. The key of a trait in
YAML is its class name in snake_case. A test holds both modules to the same words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class FullReplace:
    """An update overwrites more than it is given."""

    carry: tuple[str, ...] = ("*",)
    strip: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SoftDelete:
    """A deleted object stays behind with a flag."""

    flag: str
    values: tuple[str, ...] = ("true", "1")
    listed: bool = True
    recreate: Literal["new", "revive"] = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An attribute holds names that another collection knows."""

    lookup: str
    noun: str
    by: str = "name"
    key: str = "id"
    wire: Literal["object", "id", "name"] = "object"
    made_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOnceSecret:
    """A value shown once, at creation."""

    attribute: str
    owner: str | None = None
    expires: str | None = None
    rotate: str | None = None
    live: tuple[str, str] | None = None
    jwt_id: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeOwned:
    """What an object owns is deleted before it."""

    collection: str
    owner: str
    delete_path: str
    switch: str | None = None
    by: str = "id"
    where: tuple[tuple[str, str], ...] = ()
    endpoint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deprovision:
    """The order in which access ends."""

    disable: tuple[tuple[str, bool | str], ...] = ()
    revoke: tuple[RevokeOwned, ...] = ()
    mode: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pagination:
    """How a listing is paged."""

    style: Literal["offset", "token", "link"] = "offset"
    size: str
    start: str
    default: int
    maximum: int
    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOmits:
    """Members that rows of a listing may lack."""

    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected:
    """Objects that must never be deleted."""

    attribute: str
    values: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Federated:
    """Objects that come from an identity provider."""

    attribute: str
    field: str
    local: str
    reason: str
    instead: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """What answers show in place of secrets."""

    fields: tuple[str, ...]
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Normalised:
    """The server changes a value's form."""

    form: Literal["lower"] = "lower"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """An update adds one value and takes another away."""

    add: str
    remove: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """Creating an object only invites."""

    status: str
    pending: str
    accepted: str
    wait_for: str
    until: str
    timeout: str
    default_seconds: int
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An attribute names somebody who must be in good standing."""

    attribute: str
    when: tuple[str, str]
    lookup: str
    by: str
    member: str
    value: str
    made_by: str
    timeout: str
    default_seconds: int
    noun: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """Names that the vendor compares exactly and never checks."""

    attribute: str
    when: tuple[str, str]
    lookup: str
    member: str
    where: tuple[str, str]
    noun: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotEmpty:
    """A string or set must not be empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Among:
    """A value must be one of these."""

    values: tuple[str | bool, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forbidden:
    """Characters that a string must not contain."""

    characters: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """A string must match a regular expression as a whole; `meaning` says it in words."""

    pattern: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """A number must lie between these, both included."""

    minimum: int
    maximum: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FutureTime:
    """A time that must not be past."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExactlyOne:
    """Of the members of a nested attribute exactly one must be set."""


Check: TypeAlias = NotEmpty | Among | Forbidden | Matches | Between | FutureTime | ExactlyOne
