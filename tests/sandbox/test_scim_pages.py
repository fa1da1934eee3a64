"""Paging and sorting of the SCIM sandbox (RFC 7644 sections 3.4.2.3 and 3.4.2.4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from rolecall.sandbox import Fault, start
from tests.runtime.resources.scim_people import ScimBox
from tests.sandbox.conftest import scim_client


@pytest.fixture(scope="module")
def crowd() -> Iterator[ScimBox]:
    with start("scim", seed=250) as box:
        yield box


@pytest.mark.parametrize(
    ("clause", "parameters", "start_index", "first", "rows"),
    [
        ("nothing asked for: the server's page", {}, 1, "user00001", 100),
        ("more asked for than the server gives", {"count": "200"}, 1, "user00001", 100),
        ("less asked for", {"count": "7"}, 1, "user00001", 7),
        ("from the middle", {"startIndex": "101", "count": "100"}, 101, "user00101", 100),
        ("the rest", {"startIndex": "201", "count": "100"}, 201, "user00201", 50),
        ("behind the end", {"startIndex": "251"}, 251, None, 0),
        ("startIndex below 1 is 1", {"startIndex": "0", "count": "1"}, 1, "user00001", 1),
        ("startIndex below 0 is 1", {"startIndex": "-5", "count": "1"}, 1, "user00001", 1),
        ("count 0: only how many there are", {"count": "0"}, 1, None, 0),
        ("count below 0 is 0", {"count": "-1"}, 1, None, 0),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_page(
    crowd: ScimBox, clause: str, parameters: dict[str, str], start_index: int, first: str | None, rows: int
) -> None:
    with scim_client(crowd) as api:
        page = api.get("/Users", params=parameters).json()
    assert (page["totalResults"], page["startIndex"], page["itemsPerPage"]) == (250, start_index, rows), clause
    assert len(page["Resources"]) == rows
    assert (page["Resources"][0]["userName"] if page["Resources"] else None) == first


@pytest.mark.parametrize("parameters", [{"count": "many"}, {"startIndex": "1.5"}])
def test_page_numbers_are_numbers(crowd: ScimBox, parameters: dict[str, str]) -> None:
    with scim_client(crowd) as api:
        answer = api.get("/Users", params=parameters)
    assert (answer.status_code, answer.json()["scimType"]) == (400, "invalidValue")


def test_the_pages_of_a_filter(crowd: ScimBox) -> None:
    with scim_client(crowd) as api:
        parameters = {"filter": 'userName ew "5"', "startIndex": "11", "count": "10"}
        page = api.get("/Users", params=parameters).json()
    assert (page["totalResults"], page["itemsPerPage"]) == (25, 10)
    assert page["Resources"][0]["userName"] == "user00105"


def test_a_search_request_pages_too(crowd: ScimBox) -> None:
    search = "urn:ietf:params:scim:api:messages:2.0:SearchRequest"
    body = {"schemas": [search], "startIndex": 250, "count": 5, "excludedAttributes": ["meta"]}
    with scim_client(crowd) as api:
        page = api.post("/Users/.search", json=body).json()
    assert [row["userName"] for row in page["Resources"]] == ["user00250"]
    assert "meta" not in page["Resources"][0]


@pytest.mark.parametrize(
    ("clause", "parameters", "names"),
    [
        ("ascending unless told otherwise", {"sortBy": "title"}, ["b", "C", "a", "d"]),
        ("descending: what has no value comes first", {"sortBy": "title", "sortOrder": "Descending"}, list("daCb")),
        ("caseExact false: whatever the case", {"sortBy": "userName"}, ["a", "b", "C", "d"]),
        ("sub-attribute", {"sortBy": "name.familyName"}, ["C", "a", "b", "d"]),
        ("primary value of several", {"sortBy": "emails"}, ["b", "a", "C", "d"]),
        ("computed", {"sortBy": "meta.created"}, ["a", "b", "C", "d"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_sorting(clause: str, parameters: dict[str, str], names: list[str]) -> None:
    rows: list[dict[str, Any]] = [
        {"title": "z", "emails": [{"value": "b@x"}], "name": {"familyName": "M"}},
        {"title": "X", "emails": [{"value": "z@x"}, {"value": "a@x", "primary": True}]},
        {"title": "y", "emails": [{"value": "c@x"}], "name": {"familyName": "l"}},
        {},
    ]
    with start("scim") as box, scim_client(box) as api:
        for name, row in zip(["a", "b", "C", "d"], rows, strict=True):
            box.change("user.create", user_name=name, **row)
        answer = api.get("/Users", params=parameters)
        assert [row["userName"] for row in answer.json()["Resources"]] == names, clause
        assert api.get("/Users", params={"sortBy": "shoeSize"}).json()["scimType"] == "invalidPath"
        assert api.get("/Users", params={"sortBy": "title", "sortOrder": "up"}).json()["scimType"] == "invalidValue"
        box.options.sort = False
        assert [row["userName"] for row in api.get("/Users", params=parameters).json()["Resources"]] == list("abCd")


@pytest.mark.parametrize(
    ("kind", "seen"),
    [("repeat_page", ["user00001", "user00002"]), ("torn", ["user00004", "user00005"])],
)
def test_broken_pages(kind: str, seen: list[str]) -> None:
    with start("scim", seed=5) as box, scim_client(box) as api:
        box.faults.add(Fault(kind))
        page = api.get("/Users", params={"startIndex": "3", "count": "2"}).json()
        assert [row["userName"] for row in page["Resources"]] == seen
        box.faults.clear()
        box.faults.add(Fault("endless_pages"))
        assert len(_page(api, 100)) == 2


def _page(api: httpx.Client, first: int) -> list[Any]:
    rows: list[Any] = api.get("/Users", params={"startIndex": str(first), "count": "2"}).json()["Resources"]
    return rows
