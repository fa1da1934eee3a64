"""Traits: a vendor's caveats as typed data.

Every class here is one caveat. A shim states it, the runtime obeys it, and docs, contract tests, drift rules and
review notes are made from the same value. Switching a trait off means leaving it out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class FullReplace:
    """An update overwrites more than it is given: fetch, merge, write, read back.

    `carry` are the members that an update loses when it leaves them out; `("*",)` means the whole object. `strip`
    are members of a fetched object that the vendor refuses in an update.
    """

    carry: tuple[str, ...] = ("*",)
    strip: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SoftDelete:
    """A deleted object stays behind with `flag` true: it counts as gone.

    `listed` says whether listings show it; `recreate` what creating the same name does: `new` makes another object.
    """

    flag: str
    listed: bool = True
    recreate: Literal["new", "revive"] = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An attribute holds names; the vendor wants something else, or drops names it does not know.

    `lookup` is the collection that knows them; `by` the row member that is the name, `key` the one that is the id;
    `wire` is what request bodies carry: an object `{id}`, the bare `id`, or the `name` itself. Names are compared
    exactly. An unknown or ambiguous one fails in the plan; `made_by` is the resource type that makes such rows, so
    that one created in the same run counts. `noun` is the word for messages.
    """

    lookup: str
    noun: str
    by: str = "name"
    key: str = "id"
    wire: Literal["object", "id", "name"] = "object"
    made_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOnceSecret:
    """A value shown once, at creation.

    `attribute` holds it; `expires` the end of its life (RFC 3339), `rotate` the number of days before that in which
    a plan replaces it; `live` is (attribute, value) while it works: any other value is drift that replaces.
    `owner` is the attribute that says whose it is; `jwt_id` that the provider's own secret is a JWT whose `jti`
    is the object's key.
    """

    attribute: str
    owner: str | None = None
    expires: str | None = None
    rotate: str | None = None
    live: tuple[str, str] | None = None
    jwt_id: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeOwned:
    """Before an object is deleted, delete what it owns in `collection`: rows whose `owner` member is its id.

    `delete_path` deletes one row (template over the row's members); `switch` is the attribute that turns it off.
    """

    collection: str
    owner: str
    delete_path: str
    switch: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deprovision:
    """The order in which access ends: disable, revoke what it owns, delete.

    `disable` are (attribute, value) written first; `mode` is the attribute that chooses `delete`, `deactivate` or
    `retain`.
    """

    disable: tuple[tuple[str, bool | str], ...] = ()
    revoke: tuple[RevokeOwned, ...] = ()
    mode: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pagination:
    """How a listing is paged. `offset`: `size` and `start` are query parameters, a page is at most `maximum` rows.

    `default` is what the vendor gives when not asked. The server may give fewer than asked.
    """

    style: Literal["offset"] = "offset"
    size: str
    start: str
    default: int
    maximum: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOmits:
    """Rows of a listing may lack these members or show them as null, while a single read has them: not empty."""

    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected:
    """Objects that must never be deleted: those whose `attribute` is one of `values`."""

    attribute: str
    values: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Federated:
    """Objects whose `attribute` is not `local` come from an identity provider: they cannot be created, and return.

    `field` is the row member; `reason` says why, `instead` the resource type to use.
    """

    attribute: str
    field: str
    local: str
    reason: str
    instead: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """Answers show `values` in place of secrets in `fields`: never compared, never written back."""

    fields: tuple[str, ...]
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Normalised:
    """The server changes a value's form; both forms are the same. `lower`: letters become lower case."""

    form: Literal["lower"] = "lower"


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoAmI:
    """The call that tells whose credentials we run with: `path` to call, `item` where its answer holds it.

    `key` identifies the account as the collection `collection` does.
    """

    path: str
    item: str
    key: str
    collection: str
    merge: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderToken:
    """A fixed secret in a header: `prefix` and the provider argument `argument`."""

    header: str
    argument: str
    prefix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLogin:
    """A session from a form login with the arguments `username` and `password`, renewed on 401.

    `token` is where the answer holds the session; it travels in `header` after `prefix`. `fallback_basic` tries HTTP
    Basic when the login call itself is not there (404 or 405).
    """

    path: str
    username: str
    password: str
    token: str
    header: str = "Authorization"
    prefix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BasicLogin:
    """HTTP Basic (RFC 7617) with the arguments `username` and `password`."""

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
    """A string must not contain any of these characters."""

    characters: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """A string must match this regular expression as a whole; `meaning` says it in words."""

    pattern: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """A number must lie between these, both included."""

    minimum: int
    maximum: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FutureTime:
    """A time that must not be past: RFC 3339, seconds since 1970, or relative (`+30d`, `+12h`)."""


Check: TypeAlias = NotEmpty | Among | Forbidden | Matches | Between | FutureTime
