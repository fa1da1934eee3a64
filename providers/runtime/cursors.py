"""Where the next page of a listing is, as an answer names it."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit

from providers.runtime.envelope import MISSING, dig
from providers.runtime.traits import Pagination


def next_page(trait: Pagination, answer: Any) -> dict[str, str] | None:
    """The query parameters that lead to the page after `answer`; None when it was the last.

    Of a link only the query is taken: our credentials go nowhere but to the system that we were configured with.
    """
    found = dig(answer, trait.next or "")
    if found is MISSING or not isinstance(found, str) or not found:
        return None
    if trait.style == "token":
        return {trait.start: found}
    parts = urlsplit(found)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    return query if query else {trait.start: found}
