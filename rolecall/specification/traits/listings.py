"""Caveats of listings."""

from __future__ import annotations

from typing import Literal

from rolecall.specification.declaration import dataclass
from rolecall.specification.numbers import Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Pagination:
    """How a listing is paged: `size` and `start` are query parameters, a page is at most `maximum` rows.

    `offset`: `start` counts rows. `token`: each answer holds the value of `start` for the next page at `next`; where
    that has lapsed (410 Gone) the listing begins anew. `link`: at `next` is a URL or a path whose query leads to the
    next page, or a bare token for `start`; only its query is used, so that no link leads our credentials astray.
    `header`: the same for the link called `next` in the header `Link` (RFC 8288), so that there is neither `next` here
    nor, where nothing but the link knows it, `start`.
    `default` is what the vendor gives when not asked. The server may give fewer than asked. `first` is the number of
    the first row in the style `offset`: 0, or 1 as in SCIM (RFC 7644 section 3.4.2.4).

    With `cursor`, the query parameter of cursors (RFC 9865), servers of the style `offset` may page by cursors instead:
    where an answer names one at `next`, refuses a later page or has fewer rows than it says, the listing goes on by
    cursors. `cursor` is the style of a server that is known to do so: the first page is asked for with an empty one.
    """

    style: Literal["offset", "token", "link", "header", "cursor"] = "offset"
    size: str
    start: str = ""
    default: int
    maximum: int
    next: str | None = None
    first: int = 0
    cursor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOmits:
    """Rows of a listing may lack these members or show them as null, while a single read has them: not empty."""

    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """A listing takes filter expressions (RFC 7644 section 3.4.2.2) in the query parameter `parameter`.

    `fields` are the members that they may name: the vendor refuses others, or takes no notice of them. `capability` is
    the one (trait `Capabilities`) that says whether this vendor filters at all. `form` is what expressions may be made
    of, where that is known before one is refused: `any`, a `conjunction` of terms without parentheses, or one `term`.
    """

    parameter: str
    fields: tuple[str, ...]
    capability: str | None = None
    form: Literal["any", "conjunction", "term"] = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class LargeSet:
    """The member `field` of a row is a list of `{value}` that may be too large to come along with everything.

    Reads that do not need it leave it out by naming it in the query parameter `leave_out`; those that do come from
    pages of at most `page` rows. An update sends what is added and taken away, at most `batch` elements in a request.
    `probe` is the member that a filter names to ask for one element, where the vendor can be asked. `candidates` are
    the collections of what can be an element, asked for one by one where sets are not shown; `member_of` is the member
    of their rows that names the sets they are in, where the vendor says. `removal` is how an element is taken out,
    where that is known before another way is refused: by a `path` with a filter (RFC 7644 section 3.5.2.2), by a list
    as `value`, or by writing the whole object (`replace`). `additions_keep`: what is added is known to leave in the set
    what is there, so that nothing is looked for before; some servers put it in their place. `shows_all`: answers are
    known to show every element, so that a set is written whole by what they show; some servers cut it short.
    """

    field: str
    leave_out: str
    batch: Count
    page: Count
    probe: str | None = None
    candidates: tuple[str, ...] = ()
    member_of: str | None = None
    removal: Literal["path", "value", "replace"] | None = None
    additions_keep: bool = False
    shows_all: bool = False
