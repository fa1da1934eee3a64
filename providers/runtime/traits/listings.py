"""Caveats of listings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Pagination:
    """How a listing is paged: `size` and `start` are query parameters, a page is at most `maximum` rows.

    `offset`: `start` counts rows. `token`: each answer holds the value of `start` for the next page at `next`; where
    that has lapsed (410 Gone) the listing begins anew. `link`: at `next` is a URL or a path whose query leads to the
    next page, or a bare token for `start`; only its query is used, so that no link leads our credentials astray.
    `header`: the same for the link called `next` in the header `Link` (RFC 8288), so that there is no `next` here.
    `default` is what the vendor gives when not asked. The server may give fewer than asked.
    """

    style: Literal["offset", "token", "link", "header"] = "offset"
    size: str
    start: str
    default: int
    maximum: int
    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOmits:
    """Rows of a listing may lack these members or show them as null, while a single read has them: not empty."""

    fields: tuple[str, ...]
