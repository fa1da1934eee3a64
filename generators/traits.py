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


@dataclass(frozen=True, slots=True, kw_only=True)
class Deprovision:
    """The order in which access ends."""

    disable: tuple[tuple[str, bool | str], ...] = ()
    revoke: tuple[RevokeOwned, ...] = ()
    mode: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pagination:
    """How a listing is paged."""

    style: Literal["offset"] = "offset"
    size: str
    start: str
    default: int
    maximum: int


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


Authentication: TypeAlias = HeaderToken | SessionLogin | BasicLogin


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


Check: TypeAlias = NotEmpty | Among | Forbidden | Matches | Between | FutureTime
