"""The next page of a listing, as an answer names it."""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from rolecall.runtime.errors import EndlessListing
from rolecall.runtime.values.paths import MISSING, dig
from rolecall.specification.traits import Pagination

_LINKS: Final = re.compile(r"<([^<>]*)>([^<>]*)")
_NEXT: Final = re.compile(r""";\s*rel\s*=\s*(?:"([^"]*)"|([^\s";,]+))""", re.I)


def next_page(trait: Pagination, answer: Any, link: str = "") -> dict[str, str] | None:
    """The query parameters that lead to the page after `answer`; None when it was the last. `link` is its header.

    Of a link only the query is taken: our credentials go nowhere but to the system that we were configured with. Raises
    EndlessListing for one that has none, where nothing else leads on.
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
    """The target of the link called `next` in a header `Link` (RFC 8288 section 3), or None."""
    for target, parameters in _LINKS.findall(header):
        relations = _NEXT.search(parameters)
        if relations is not None and "next" in (relations[1] or relations[2] or "").lower().split():
            return str(target)
    return None
