"""Attributes of other schemas, as one JSON text: managed where configured, kept where not, never refused unseen."""

from __future__ import annotations

import json
from typing import Any

import pytest

from rolecall.sandbox.scim.definitions import BADGE, ENTERPRISE
from rolecall.sandbox.scim.multi_valued import Bag
from tests.runtime.resources.practitioner import errors
from tests.runtime.resources.scim_people import ScimBox, box_of, practitioner, read, server

HER = "scim_user.ada"
WAYS = pytest.mark.parametrize("options", [{}, {"patch": False}, {"nulls": True}], ids=["patch", "put", "nulls"])


def badge(**values: Any) -> str:
    return json.dumps({BADGE: values})


def kept(box: ScimBox) -> dict[str, Any]:
    """What the server has of her badge."""
    (row,) = (each for each in box.store.dump()["users"] if each["userName"] == "ada")
    return {name: list(value) if isinstance(value, Bag) else value for name, value in row.get(BADGE, {}).items()}


@WAYS
def test_extensions_are_written_changed_and_taken_away(options: dict[str, Any]) -> None:
    with server(0, badges=True, **options) as (box, person, _):
        first = badge(number="1843", level=2, doors=["north", "south"], office={"building": "A", "floor": 1})
        made = person.done(HER, user_name="ada", extensions_json=first)
        assert made["extensions_json"] == first
        box.change("user.update", user="ada", **{BADGE: {**kept(box), "visitor": True}})
        person.restart()
        person.refresh(HER)
        assert person.resources[HER].state == made, "a member that others set is no difference"
        person.done(HER, user_name="ada", extensions_json=badge(level=3, number=None, office={"floor": 2}))
        assert kept(box) == {
            "level": 3,
            "doors": ["north", "south"],
            "office": {"building": "A", "floor": 2},
            "visitor": True,
        }
        person.done(HER, user_name="ada", extensions_json=json.dumps({BADGE: None}))
        assert kept(box) == {}


@WAYS
def test_extensions_that_nobody_manages_stay(options: dict[str, Any]) -> None:
    with server(0, badges=True, **options) as (box, person, _):
        person.done(HER, user_name="ada", title="Lady")
        others = {BADGE: {"number": "1843"}, ENTERPRISE: {"department": "Engines"}}
        box.change("user.update", user="ada", **others)
        person.restart()
        state = person.refresh(HER).state
        assert state is not None
        assert json.loads(state["extensions_json"]) == {BADGE: {"number": "1843"}}, "the enterprise user has its own"
        person.done(HER, user_name="ada", title="Countess", enterprise={"department": "Weaving"})
        assert kept(box) == {"number": "1843"}


def test_drift_is_seen_in_what_is_managed_alone() -> None:
    with server(0, badges=True) as (box, person, _):
        config = {"user_name": "ada", "extensions_json": badge(number="1843", level=2)}
        person.done(HER, **config)
        box.change("user.update", user="ada", **{BADGE: {"number": "1", "level": 2, "visitor": True}})
        person.restart()
        state = person.refresh(HER).state
        assert state is not None
        assert json.loads(state["extensions_json"]) == {BADGE: {"number": "1", "level": 2}}
        person.done(HER, **config)
        assert kept(box) == {"number": "1843", "level": 2, "visitor": True}
        box.change("user.update", user="ada", **{BADGE: None})
        person.restart()
        state = person.refresh(HER).state
        assert state is not None
        assert state["extensions_json"] is None, "all of it was taken away"


def test_another_text_that_says_the_same_is_no_change() -> None:
    with server(0, badges=True) as (box, person, _):
        made = person.done(HER, user_name="ada", extensions_json=badge(number="1843", doors=["north", "south"]))
        box.log.clear()
        again = json.dumps({BADGE: {"doors": ["south", "north"], "number": "1843", "level": None}}, indent=2)
        assert person.plan(HER, user_name="ada", extensions_json=again).planned == made
        assert person.plan(HER, user_name="ada", extensions_json=badge(number="1844")).planned != made


def test_an_import_and_a_data_source_show_them() -> None:
    with server(0, badges=True) as (_, person, _):
        there = person.done(HER, user_name="ada", extensions_json=badge(number="1843", level=2))
        person.import_("scim_user.again", str(there["id"]))
        person.refresh("scim_user.again")
        state = person.resources["scim_user.again"].state
        assert json.loads(state["extensions_json"]) == {BADGE: {"number": "1843", "level": 2}}
        part = {"user_name": "ada", "extensions_json": badge(number="1843")}
        assert person.plan("scim_user.again", **part).planned == state, "what is there already is no change"
        assert json.loads(read(person, "scim_user", user_name="ada")["extensions_json"])[BADGE]["level"] == 2


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (json.dumps({BADGE.replace("badge", "bagde"): {"number": "1"}}), f"'{BADGE}' meant"),
        (badge(nummer="1"), "'number' meant"),
        (badge(level="high"), "'level' in"),
        (badge(level=True), "a whole number"),
        (badge(doors="north"), "a list"),
        (badge(office={"flor": 1}), "'floor' meant"),
        (badge(printed="2026-01-01T00:00:00Z"), "read-only"),
    ],
)
def test_what_the_server_does_not_list_is_refused_in_the_plan(given: str, said: str) -> None:
    with server(0, badges=True) as (box, person, _):
        result = person.plan(HER, user_name="ada", extensions_json=given)
        (problem,) = [item for item in result.diagnostics if item.severity == "error"]
        assert problem.path == ("extensions_json",)
        assert said in problem.detail
        assert "/Schemas" in problem.detail
        assert box.log.count("POST") == 0


def test_the_refusal_of_an_unknown_extension_lists_the_schemas_that_there_are() -> None:
    with box_of() as box:
        said = errors(practitioner(box).plan(HER, user_name="ada", extensions_json=badge(number="1")).diagnostics)
        assert len(said) == 1
        assert ENTERPRISE in said[0]
        assert "urn:ietf:params:scim:schemas:core:2.0:User" in said[0]


@pytest.mark.parametrize("options", [{"schemas": False}, {"discovery": False}])
def test_a_server_that_lists_no_schemas_decides_itself(options: dict[str, Any]) -> None:
    with server(0, badges=True, **options) as (box, person, _):
        person.done(HER, user_name="ada", extensions_json=badge(number="1"))
        assert kept(box) == {"number": "1"}
        unknown = json.dumps({"urn:example:other": {"number": "1"}})
        assert any(
            "urn:example:other" in each for each in errors(person.apply(HER, user_name="ada", extensions_json=unknown))
        )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("{", "JSON object"),
        ("[]", "no object"),
        ('{"urn:a": {"b": 1, "b": 2}}', "twice"),
        ('{"urn:a": {"b": NaN}}', "NaN"),
        ('{"urn:a": 1}', "must be an object"),
        ('{"badge": {"number": "1"}}', "URN of a schema"),
        (json.dumps({ENTERPRISE: {"department": "Engines"}}), "`enterprise`"),
    ],
)
def test_texts_that_cannot_be_are_refused_before_anything_is_asked(given: str, said: str) -> None:
    with server(0, badges=True) as (box, person, _):
        config = {item.name: None for item in person.engine.resource_schemas()["scim_user"].attributes}
        found = person.engine.validate_resource("scim_user", {**config, "user_name": "ada", "extensions_json": given})
        assert any(said in each for each in errors(found)), errors(found)
        assert box.log.count() == 0


def test_an_error_names_what_was_written_and_nothing_that_was_left_open() -> None:
    with server(drops=[ENTERPRISE]) as (_, person, _users):
        person.done(HER, user_name="ada")
        result = person.apply(HER, user_name="ada", enterprise={"department": "Engines"})
        assert "Written: {'department': 'Engines'}." in errors(result)[0]
