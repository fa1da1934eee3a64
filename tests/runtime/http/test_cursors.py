"""Where the next page is, as answers name it."""

from __future__ import annotations

import pytest

from rolecall.runtime.collections.cursors import next_page
from rolecall.runtime.errors import EndlessListing, Incomplete
from rolecall.specification.traits import Pagination

LINK = Pagination(style="link", size="limit", start="token", default=20, maximum=100, next="page.next")
TOKEN = Pagination(style="token", size="limit", start="token", default=20, maximum=100, next="next")
HEADER = Pagination(style="header", size="per_page", default=50, maximum=200)


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
    assert next_page(HEADER, [], '</members?page=2>; rel="next"') == {"page": "2"}
    with pytest.raises(EndlessListing, match="no query"):
        next_page(HEADER, [], '</members/page/2>; rel="next"')


@pytest.mark.parametrize(
    "header",
    [
        '</rows?page=2>; rel="last next"',
        '</rows?page=2>; title="a,b;c>"; rel="last next"',
        r'</rows?page=2>; title="say \"rel=prev\", then"; rel=next',
        "</rows?page=2>;REL = Next ; type=text/html",
        '</rows?page=2>; ; flag; rel="next"; rel="prev"',
        '</rows>; rel="self", , </rows?page=2>; rel="https://example.com/r NEXT"',
        """</rows?page=1>; rel=prev; title*=UTF-8''%e2%82%ac, </rows?page=2>; rel=next""",
        '</rows?page=2>; rel="next",',
    ],
)
def test_the_next_page_is_found_in_every_form_of_the_header(header: str) -> None:
    assert next_page(HEADER, [], header) == {"page": "2"}


@pytest.mark.parametrize(
    "header", ["", " , ", '</rows>; rel="self"', '</x>; rel="nexts"', '</x>; title="rel=next"; rel=up']
)
def test_a_header_that_names_no_next_page_ends_the_listing(header: str) -> None:
    assert next_page(HEADER, [], header) is None


@pytest.mark.parametrize(
    "header",
    [
        "next",
        "</rows?page=2>",
        "</rows?page=2>; rel",
        "</rows?page=2>; rel=",
        '</rows?page=2>; rel=""',
        "</rows?page=2>; rel='next'",
        '</rows?page=2>; rel="next',
        '</rows?page=2; rel="next"',
        '/rows?page=2; rel="next"',
        '</rows?page=2> rel="next"',
        '</rows?page=2>; rel="next" </rows?page=3>; rel="last"',
        '</rows?page=2>; rel="next", </rows?page=3>; rel="next"',
        '</rows>; rel="self", </rows?pa',
    ],
)
def test_a_header_that_is_there_and_not_understood_ends_nothing(header: str) -> None:
    with pytest.raises(Incomplete, match="not known whether more follows"):
        next_page(HEADER, [], header)


def test_an_answer_that_names_none_is_the_last() -> None:
    assert next_page(LINK, {"page": {}}) is None
    assert next_page(LINK, []) is None
    assert next_page(TOKEN, {"rows": []}) is None
    assert next_page(TOKEN, {"next": "x?y=z"}) == {"token": "x?y=z"}
