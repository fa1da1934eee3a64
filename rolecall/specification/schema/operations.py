"""Calls and the shape of their answers."""

from __future__ import annotations

from typing import Literal

from rolecall.specification.declaration import dataclass
from rolecall.specification.numbers import ErrorStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A header of one call: `value`, sent always or only where the attribute `when` is true."""

    name: str
    value: str
    when: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherForm:
    """The body of a call under other names, for servers that refuse the first form and do nothing.

    They answer `status`, and `refusal` (a regular expression) is found in their words. `fields` are pairs of a member
    of the body and its name in the other form.
    """

    status: ErrorStatus
    refusal: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One vendor API call. `query` values are templates too; `endpoint` is the system it is sent to.

    Templates may also name arguments of the provider block: `{provider.org_id}`. `constants` are members that
    every body of this call carries, by dotted path: templates as in the path, lists of them, or truth values.
    `media_type` is that of its body, where it is not the usual one. `headers` go beside those of the provider, and win
    over them. A successful answer that has something in the list at the dotted path `failed` refuses what was asked. A
    server that does not take the body gets its `other_form`. Where it is `from_root`, the path begins at the root of
    the server, not at the base path of the API.
    """

    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
    path: str
    query: tuple[tuple[str, str], ...] = ()
    body: Literal["none", "json", "form"] = "none"
    authenticated: bool = True
    endpoint: str = ""
    constants: tuple[tuple[str, str | bool | tuple[str, ...]], ...] = ()
    media_type: str = ""
    headers: tuple[Header, ...] = ()
    failed: str = ""
    other_form: OtherForm | None = None
    from_root: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """Where answers hold objects: `item` the object of a single answer, `items` the rows of a listing.

    `merge` names members lifted into the object itself (Splunk: `content` of an entry); `total` is where a listing
    says how many rows there are in all. Empty paths mean the whole answer. `may_wrap` is a member that wraps the object
    in some answers and not in others; a listing that it wraps may be one object where it has only that. `aside` is the
    one member of a row that tells of the listing and is no object (Tanium: `cache_info`).
    """

    item: str = ""
    items: str = ""
    merge: tuple[str, ...] = ()
    total: str = ""
    may_wrap: str = ""
    aside: str = ""
