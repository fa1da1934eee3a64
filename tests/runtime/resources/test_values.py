"""Checks of single values, types, upgraded and moved state."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from providers import splunk, tanium
from rolecall.runtime.diagnostics import Refusal
from rolecall.runtime.resources.private_state import Private
from rolecall.runtime.resources.state_upgrade import configuration_of, from_json, move, upgrade
from rolecall.runtime.values.canonical import canonical_value
from rolecall.runtime.values.checks import check_value, parse_time
from rolecall.runtime.values.unknown import UNKNOWN, is_known
from rolecall.specification.schema import Attribute
from rolecall.specification.traits import Among, Between, Check, Forbidden, FutureTime, Matches, NotEmpty
from rolecall.specification.types import BOOL, NUMBER, STRING, ListOf, MapOf, SetOf, Type, object_of, to_json

NOW = datetime(2030, 1, 31, tzinfo=UTC)


@pytest.mark.parametrize(
    ("check", "good", "bad"),
    [
        (NotEmpty(), "x", "  "),
        (Among(values=("a", "b")), "a", "c"),
        (Among(values=(False,)), False, True),
        (Forbidden(characters="/\\"), "plain", "a/b"),
        (Matches(pattern="[a-z]+", meaning="letters"), "abc", "abc1"),
        (Between(minimum=1, maximum=3), 3, 4),
        (Between(minimum=1, maximum=3), 1, 1.5),
        (FutureTime(), "+1d", "2001-01-01T00:00:00Z"),
        (FutureTime(), "4102444800", "yesterday"),
    ],
)
def test_checks(check: Check, good: Any, bad: Any) -> None:
    attribute = Attribute(name="x", checks=(check,))
    assert not check_value(attribute, good, ("x",)).items
    (problem,) = check_value(attribute, bad, ("x",))
    assert problem.path == ("x",)
    assert repr(bad) in problem.detail


def test_a_sensitive_value_is_never_shown() -> None:
    attribute = Attribute(name="x", sensitive=True, checks=(Matches(pattern="[a-z]+", meaning="letters"),))
    (problem,) = check_value(attribute, "hunter2!", ("x",))
    assert "hunter2" not in problem.detail


def test_unknown_elements_pass() -> None:
    assert not check_value(Attribute(name="x", checks=(NotEmpty(),)), ["a", UNKNOWN], ("x",)).items


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("+30d", NOW + timedelta(days=30)),
        ("+12h", NOW + timedelta(hours=12)),
        ("4102444800", datetime(2100, 1, 1, tzinfo=UTC)),
        ("2031-02-03T04:05:06Z", datetime(2031, 2, 3, 4, 5, 6, tzinfo=UTC)),
        ("2031-02-03T04:05:06", datetime(2031, 2, 3, 4, 5, 6, tzinfo=UTC)),
    ],
)
def test_times(text: str, moment: datetime) -> None:
    assert parse_time(text, NOW) == moment


@pytest.mark.parametrize("text", ["soon", "+30", "+99999999999y", "99999999999999999"])
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(ValueError):
        parse_time(text, NOW)


def test_sets_are_canonical() -> None:
    assert canonical_value(SetOf(STRING), ["b", "a", "b"]) == ["a", "b"]
    assert canonical_value(SetOf(STRING), ["b", UNKNOWN, UNKNOWN, "a"]) == ["a", "b", UNKNOWN, UNKNOWN]
    kind = SetOf(object_of(kind=STRING, name=STRING))
    rows = [{"kind": "u", "name": "b"}, {"kind": "u", "name": "a"}, {"kind": "u", "name": "b"}]
    assert [row["name"] for row in canonical_value(kind, rows)] == ["a", "b"]


def test_an_unknown_is_neither_true_nor_false() -> None:
    with pytest.raises(TypeError):
        bool(UNKNOWN)
    assert not is_known([{"a": UNKNOWN}])


def test_types_are_written_as_the_protocol_writes_them() -> None:
    kind = object_of(names=SetOf(STRING), settings=MapOf(NUMBER), flags=ListOf(BOOL))
    assert to_json(kind) == b'["object",{"names":["set","string"],"settings":["map","number"],"flags":["list","bool"]}]'


def test_upgrade_drops_what_is_gone_and_adds_what_is_new() -> None:
    schema = tanium.PROVIDER.resource("tanium_user").schema
    state = upgrade(schema, 0, {"id": "42", "name": "jane", "roles": ["b", "a"], "left_over": 1})
    assert (state["id"], state["roles"], state["email"]) == ("42", ["a", "b"], None)
    assert "left_over" not in state


def test_state_of_a_newer_provider_is_refused() -> None:
    with pytest.raises(Refusal, match="newer provider"):
        upgrade(tanium.PROVIDER.resource("tanium_user").schema, 7, {})


@pytest.mark.parametrize(("kind", "raw"), [(BOOL, "x"), (SetOf(STRING), "x"), (NUMBER, True)])
def test_state_of_another_form_is_refused(kind: Type, raw: Any) -> None:
    with pytest.raises(Refusal):
        from_json(kind, raw)


def test_a_declared_move_keeps_the_id() -> None:
    resource = splunk.PROVIDER.resource("splunk_user")
    state = move(resource, "example.com/splunk/splunk", "splunk_authentication_users", {"id": "jane", "name": "jane"})
    assert (state["id"], state["name"], state["roles"]) == ("jane", "jane", None)


def test_another_move_is_refused_with_what_can_move() -> None:
    with pytest.raises(Refusal) as problem:
        move(splunk.PROVIDER.resource("splunk_user"), "example.com/acme/acme", "acme_user", {})
    assert "splunk_authentication_users" in problem.value.diagnostics[0].detail


def test_a_generated_configuration_holds_what_can_be_set() -> None:
    resource = tanium.PROVIDER.resource("tanium_user")
    state = dict.fromkeys((item.name for item in resource.schema.attributes), None)
    config = configuration_of(resource, state | {"id": "42", "name": "jane", "active": True, "roles": ["Analyst"]})
    assert {name: value for name, value in config.items() if value is not None} == {
        "name": "jane",
        "roles": ["Analyst"],
    }


def test_private_state_survives_its_round_trip() -> None:
    for private in (
        Private(),
        Private(imported=True),
        Private(managed=frozenset({"a", "b"})),
        Private(instance={"url": "https://vendor.example.com", "org_id": "1"}, name="jane"),
    ):
        assert Private.from_bytes(private.to_bytes()) == private
