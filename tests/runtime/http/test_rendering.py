from __future__ import annotations

import json
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolecall.runtime.diagnostics import Refusal
from rolecall.runtime.http.requests import (
    form_body,
    json_body,
    places,
    render_path,
    render_query,
    url_problem,
    with_constants,
)
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.specification.schema import Operation


@given(st.text(min_size=1).filter(lambda text: text not in (".", "..") and text.isprintable()))
def test_a_path_value_stays_one_segment(value: str) -> None:
    rendered = render_path("/users/{id}/roles", {"id": value})
    assert rendered.count("/") == 3
    assert "?" not in rendered and "#" not in rendered
    assert unquote(rendered.split("/")[2]) == value


@pytest.mark.parametrize("value", ["", ".", "..", None])
def test_path_values_that_address_something_else_are_refused(value: str | None) -> None:
    with pytest.raises(Refusal) as refused:
        render_path("/users/{id}", {"id": value})
    assert refused.value.diagnostics[0].path == ("id",)


def test_path_values_by_dotted_name_and_of_other_types() -> None:
    assert render_path("/o/{user.id}/{n}/{b}", {"user": {"id": 42}, "n": Decimal(7), "b": True}) == "/o/42/7/true"


@pytest.mark.parametrize("value", [UNKNOWN, ["a"], {"a": 1}])
def test_path_values_that_are_no_text_are_a_mistake(value: Any) -> None:
    with pytest.raises(TypeError):
        render_path("/users/{id}", {"id": value})


def test_a_name_without_value_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        render_path("/users/{id}", {"name": "x"})


def test_constants_are_filled_wherever_they_stand() -> None:
    removal = Operation(
        method="DELETE",
        path="/members",
        body="json",
        constants=(("by.ids", ("{id}",)), ("note", "of {id}"), ("by.k", "x")),
    )
    body = {"by": {"how": "id"}}
    assert with_constants(removal, {"id": "7"}, body) == {"by": {"how": "id", "ids": ["7"], "k": "x"}, "note": "of 7"}
    assert body == {"by": {"how": "id"}}


@pytest.mark.parametrize("constants", [(("ids", ("{id}",)),), (("id", "{id}"),)])
def test_a_constant_without_its_value_is_refused(constants: tuple[tuple[str, str | tuple[str, ...]], ...]) -> None:
    removal = Operation(method="DELETE", path="/members", body="json", constants=constants)
    with pytest.raises(Refusal, match="id is empty"):
        with_constants(removal, {"id": ""}, None)


def test_places() -> None:
    assert places(Operation(method="GET", path="/a/{b}/{c.d}", query=(("x", "{e}"),))) == ["b", "c.d", "e"]


def test_queries() -> None:
    rendered = render_query([("mode", "json"), ("id", "{id}")], {"id": "a b&c=d"}, {"n": 5, "l": ["x", "y"], "z": None})
    assert rendered == "mode=json&id=a%20b%26c%3Dd&n=5&l=x&l=y"


def test_forms() -> None:
    body = form_body({"name": "jdoe", "roles": ["a", "b&c"], "none": [], "flag": False, "null": None, "n": 3})
    assert body == b"name=jdoe&roles=a&roles=b%26c&none=&flag=false&n=3"
    assert parse_qsl(form_body({"ü": "ö +"}).decode()) == [("ü", "ö +")]


def test_a_form_cannot_carry_an_object() -> None:
    with pytest.raises(TypeError):
        form_body({"user": {"id": 1}})


def test_json_keeps_numbers() -> None:
    body = {"big": Decimal("12345678901234567890"), "part": Decimal("1.5"), "ü": [None, True]}
    assert json_body(body) == '{"big":12345678901234567890,"part":1.5,"ü":[null,true]}'.encode()


def test_half_a_surrogate_pair_goes_back_as_it_came() -> None:
    assert json.loads(json_body({"note": "a\ud800b"})) == {"note": "a\ud800b"}


@pytest.mark.parametrize("value", [UNKNOWN, Decimal("0.1000000000000000000001"), float("nan"), object()])
def test_json_refuses_what_it_would_change(value: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        json_body({"value": value})


@pytest.mark.parametrize(
    ("url", "wrong"),
    [
        ("https://vendor.example.com", None),
        ("http://127.0.0.1:8089/prefix", None),
        ("vendor.example.com", "https://"),
        ("ftp://vendor.example.com", "https://"),
        ("https://", "no host"),
        ("https://user:pw@vendor.example.com", "credentials"),
        ("https://vendor.example.com/?a=b", "?"),
        ("https://vendor.example.com:port", "URL"),
        ("https://vendor.example.com/a b", "space"),
    ],
)
def test_urls(url: str, wrong: str | None) -> None:
    problem = url_problem(url)
    assert (problem is None) if wrong is None else (wrong in (problem or ""))
