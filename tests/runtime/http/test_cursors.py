"""Where the next page is, as answers name it."""

from __future__ import annotations

import pytest

from rolecall.runtime.collections.cursors import next_page
from rolecall.runtime.errors import EndlessListing
from rolecall.specification.traits import Pagination

LINK = Pagination(style="link", size="limit", start="token", default=20, maximum=100, next="page.next")
TOKEN = Pagination(style="token", size="limit", start="token", default=20, maximum=100, next="next")


@pytest.mark.parametrize(
    ("given", "query"),
    [
        ("https://elsewhere.example.com/api/users?start=21&limit=20", {"start": "21", "limit": "20"}),
        ("/api/users?start=21", {"start": "21"}),
        ("?start=21&empty=", {"start": "21", "empty": ""}),
        ("b3BhcXVl", {"token": "b3BhcXVl"}),
        ("", None),
        (None, None),
    ],
)
def test_of_a_link_only_the_query_is_taken(given: str | None, query: dict[str, str] | None) -> None:
    assert next_page(LINK, {"page": {"next": given}}) == query


def test_a_link_without_a_query_leads_nowhere_where_there_is_no_other_way() -> None:
    header = Pagination(style="header", size="per_page", default=50, maximum=200)
    assert next_page(header, [], '</members?page=2>; rel="next"') == {"page": "2"}
    with pytest.raises(EndlessListing, match="no query"):
        next_page(header, [], '</members/page/2>; rel="next"')


def test_an_answer_that_names_none_is_the_last() -> None:
    assert next_page(LINK, {"page": {}}) is None
    assert next_page(LINK, []) is None
    assert next_page(TOKEN, {"rows": []}) is None
    assert next_page(TOKEN, {"next": "x?y=z"}) == {"token": "x?y=z"}
