"""The next page of a listing, as an answer names it."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit

from rolecall.runtime.errors import EndlessListing, Incomplete
from rolecall.runtime.values.paths import MISSING, dig
from rolecall.specification.traits import Pagination
from rolecall.text.link_header import linked


def next_page(trait: Pagination, answer: Any, link: str = "") -> dict[str, str] | None:
    """The query parameters that lead to the page after `answer`; None when it was the last. `link` is its header.

    Of a link only the query is taken: our credentials go nowhere but to the system that we were configured with. Raises
    EndlessListing for one that has none, where nothing else leads on, and Incomplete for a header that is there and
    cannot be understood: there may be more.
    """
    found = _linked(link) if trait.style == "header" else dig(answer, trait.next or "")
    if found is MISSING or not isinstance(found, str) or not found:
        return None
    if trait.cursor is not None:
        return {trait.cursor: found}
    if trait.style == "token":
        return {trait.start: found}
    parts = urlsplit(found)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    if not query and not trait.start:
        raise EndlessListing("The way to the next page has no query.")
    return query if query else {trait.start: found}


def _linked(header: str) -> str | None:
    """The target of the link called `next` in a header `Link`, or None. Raises Incomplete."""
    try:
        return linked(header, "next")
    except ValueError as problem:
        raise Incomplete(
            f"The header `Link` cannot be understood ({problem}), so that it is not known whether more follows.",
        ) from None
