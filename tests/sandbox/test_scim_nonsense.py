"""Whatever a client sends, the SCIM sandbox answers as SCIM does: it never fails, and never loses track of members."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolecall.sandbox.core.faults import Faults
from rolecall.sandbox.core.message import Refusal, Request
from rolecall.sandbox.scim import Scim
from tests.sandbox.scim_bodies import ENTERPRISE, PATCH, SEARCH, USER

PLAIN = "userName name name.givenName emails emails.value active members groups meta.created schemas id password $ref"
PATHS = [
    'emails[type eq "work"]',
    'emails[type eq "work"].primary',
    'members[value eq "x"]',
    f"{ENTERPRISE}:manager.value",
]
NAMES = st.sampled_from([*PLAIN.split(), *PATHS, ENTERPRISE, "addresses.country", ""])
MARKS = st.sampled_from(["eq", "co", "gt", "pr", "and", "or", "not", "(", ")", "[", "]", '"x"', '"', "true", "null"])
WORDS = st.lists(NAMES | MARKS, max_size=7).map(" ".join)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(["", "x", "True", "user00001"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(NAMES | st.sampled_from(["value", "type", "primary"]), inner, max_size=2)
    ),
    max_leaves=6,
)
OPERATIONS = st.lists(
    st.fixed_dictionaries(
        {"op": st.sampled_from(["add", "Remove", "replace"]) | VALUES},
        optional={"path": WORDS | NAMES | VALUES, "value": VALUES},
    ),
    max_size=3,
)


def ask(vendor: Scim, method: str, path: str, query: str = "", body: Any = None) -> int:
    headers = {"authorization": f"Bearer {vendor.store.token}", "content-type": "application/scim+json"}
    content = b"" if body is None else json.dumps(body).encode()
    request = Request(method, f"/scim/v2{path}", query, headers, content, Faults())
    try:
        return vendor.handle(request).status
    except Refusal as refusal:
        return vendor.refuse(request, refusal).status


@pytest.fixture(scope="module")
def vendor() -> Scim:
    return Scim(3, {"groups": 2})


@settings(max_examples=150, derandomize=True, deadline=None)
@given(words=WORDS, names=NAMES, values=VALUES)
def test_queries(vendor: Scim, words: str, names: str, values: Any) -> None:
    for path in ("/Users/.search", "/Groups/.search", "/.search"):
        for body in ({"filter": words, "attributes": [names]}, {"sortBy": names, "count": values}, {"filter": values}):
            assert ask(vendor, "POST", path, body={"schemas": [SEARCH], **body}) in (200, 400)


@settings(max_examples=200, derandomize=True, deadline=None)
@given(operations=OPERATIONS)
def test_patches(vendor: Scim, operations: list[dict[str, Any]]) -> None:
    user, group = next(iter(vendor.store.users)), next(iter(vendor.store.groups))
    body = {"schemas": [PATCH], "Operations": operations}
    assert ask(vendor, "PATCH", f"/Users/{user.id}", body=body) in (200, 400, 409)
    assert ask(vendor, "PATCH", f"/Groups/{group.id}", body=body) in (200, 400)
    for each in vendor.store.groups:
        for member in each.members:
            assert each in [found for found, _ in vendor.store.groups_of(member)]


@settings(max_examples=150, derandomize=True, deadline=None)
@given(body=st.dictionaries(NAMES, VALUES, max_size=4), schemas=st.just([USER]) | VALUES)
def test_bodies(vendor: Scim, body: dict[str, Any], schemas: Any) -> None:
    user = list(vendor.store.users)[1]
    whole = {"schemas": schemas, "userName": "someone", **body}
    assert ask(vendor, "PUT", f"/Users/{user.id}", body=whole) in (200, 400, 409)
