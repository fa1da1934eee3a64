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
    """A deleted object stays behind with `flag` true, or with one of `values`: it counts as gone.

    `listed` says whether listings show it; `recreate` what creating the same name does: `new` makes another object.
    """

    flag: str
    values: tuple[str, ...] = ("true", "1")
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

    `owner` may lead through a list (`subjects.name`); a row that names others too is not deleted but reported. `by` is
    the attribute to compare with in place of the id, `where` are further (member, value) pairs that a row must have.
    `delete_path` deletes one row (template over the row's members) at `endpoint`; `switch` is the attribute that turns
    it off.
    """

    collection: str
    owner: str
    delete_path: str
    switch: str | None = None
    by: str = "id"
    where: tuple[tuple[str, str], ...] = ()
    endpoint: str = ""


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
    """How a listing is paged: `size` and `start` are query parameters, a page is at most `maximum` rows.

    `offset`: `start` counts rows. `token`: each answer holds the value of `start` for the next page at `next`; where
    that has lapsed (410 Gone) the listing begins anew. `link`: at `next` is a URL or a path whose query leads to the
    next page, or a bare token for `start`; only its query is used, so that no link leads our credentials astray.
    `default` is what the vendor gives when not asked. The server may give fewer than asked.
    """

    style: Literal["offset", "token", "link"] = "offset"
    size: str
    start: str
    default: int
    maximum: int
    next: str | None = None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenExchange:
    """A long-lived secret exchanged for a short-lived token, shared by every endpoint that states the same exchange.

    The argument `argument` goes as form field `field` to `path` of the provider's own system. The answer holds the
    token at `token` and its life in seconds at `lifetime` (`default_seconds` where it does not say). It is renewed
    `margin_seconds` before its end, and once when it is not accepted (401). It travels in `header` after `prefix`.
    `account` is the claim of the token, a JWT, that holds the key of the account we run as, after a colon if there is
    one.
    """

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
    """Whom an endpoint trusts: the argument `ca` holds certificates in PEM, the argument `insecure` trusts anybody."""

    ca: str
    insecure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kubeconfig:
    """Address, certificates and credentials of an endpoint from a kubeconfig file, where no argument gives them.

    The argument `path` names the file, the argument `context` one of its contexts (by default the current one).
    """

    path: str
    context: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """An update does not set a value but adds one and takes another away.

    The body carries the new value in a list at `add`, the one found there before in a list at `remove`.
    """

    add: str
    remove: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """Creating an object only invites: it is there once somebody accepted, which may never happen.

    The attribute `status` says how far it is; `pending` and `accepted` are its values. The attribute `wait_for` has
    the value `until` where a practitioner wants to wait for that; the attribute path `timeout` (a duration such as
    `30m`, by default `default_seconds`) bounds it. `who` is the attribute that says who has to do something. An
    invitation that is pending already is taken up without sending another one.
    """

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
    """An attribute names somebody who must be in good standing, or the vendor refuses it or keeps it without effect.

    `attribute` (dotted) names a row of `lookup` by its member `by`, where the attribute `when` has the value given;
    the row's member `member` must be `value`. One that `made_by` makes in the same run is waited for, at most as long
    as the attribute path `timeout` says (by default `default_seconds`). `noun` is the word for messages.
    """

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
    """Names that the vendor compares exactly and never checks: one that nearly is another is probably mistyped.

    `attribute` (dotted) where the attribute `when` has the value given is compared with the values at `member` of the
    rows of `lookup` that have `where`; both may lead through a list.
    """

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


@dataclass(frozen=True, slots=True, kw_only=True)
class ExactlyOne:
    """Of the members of a nested attribute exactly one must be set."""


Check: TypeAlias = NotEmpty | Among | Forbidden | Matches | Between | FutureTime | ExactlyOne
