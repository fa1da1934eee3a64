"""Attributes of users beyond the name, and groups inside of groups: managed where configured, kept where not."""

from __future__ import annotations

from typing import Any

import pytest

from providers.scim import PROVIDER
from rolecall.runtime.values.paths import dig, put
from rolecall.sandbox.scim.definitions import ENTERPRISE
from tests.runtime.resources.practitioner import Practitioner
from tests.runtime.resources.scim_people import members_of, server
from tests.runtime.resources.scimmy import scimmy

CORE: dict[str, Any] = {
    "nick_name": "Ada",
    "profile_url": "https://people.example.com/ada",
    "user_type": "Employee",
    "preferred_language": "en-GB",
    "locale": "en-GB",
    "timezone": "Europe/London",
    "name": {"given_name": "Ada", "middle_name": "Augusta", "honorific_prefix": "Lady"},
    "phone_numbers": [{"value": "tel:+44-20-1843", "type": "work"}],
    "roles": [{"value": "analyst", "primary": True}],
    "entitlements": [{"value": "engine"}],
    "addresses": [{"locality": "London", "country": "GB", "type": "home"}],
}
ENTERPRISE_USER: dict[str, Any] = {"employee_number": "1843", "department": "Engines", "cost_center": "12"}


@pytest.mark.parametrize("options", [{}, {"patch": False}, {"etag": True}], ids=["patch", "put", "versions"])
def test_users_live_with_all_of_them(options: dict[str, Any]) -> None:
    with server(0, **options) as (box, person, _):
        boss = person.done("scim_user.boss", user_name="charles")["id"]
        config = {"user_name": "ada", **CORE, "enterprise": {**ENTERPRISE_USER, "manager_id": boss}}
        made = person.done("scim_user.ada", **config)
        values = box.store.users.find("ada").values
        assert values[ENTERPRISE]["department"] == "Engines"
        assert values[ENTERPRISE]["manager"]["value"] == boss
        person.restart()
        assert not person.refresh("scim_user.ada").diagnostics.has_error
        assert person.plan("scim_user.ada", **config).planned == made
        changed = {**config, "locale": "de-DE", "enterprise": {"department": "Weaving"}, "roles": []}
        state = person.done("scim_user.ada", **changed)
        assert (state["locale"], state["roles"]) == ("de-DE", [])
        assert state["enterprise"]["department"] == "Weaving"
        values = box.store.users.find("ada").values
        assert "roles" not in values
        assert values[ENTERPRISE]["employeeNumber"] == "1843", "what is not named stays"


@pytest.mark.parametrize("options", [{}, {"patch": False}], ids=["patch", "put"])
def test_what_nobody_manages_stays(options: dict[str, Any]) -> None:
    with server(0, **options) as (box, person, _):
        person.done("scim_user.ada", user_name="ada")
        others = {"nickName": "Countess", "locale": "en-GB", ENTERPRISE: {"department": "Engines"}}
        box.change("user.update", user="ada", **others)
        person.done("scim_user.ada", user_name="ada", title="Lady")
        values = box.store.users.find("ada").values
        assert (values["nickName"], values["locale"]) == ("Countess", "en-GB")
        assert values[ENTERPRISE] == {"department": "Engines"}


def test_drift_of_an_extension_is_seen() -> None:
    with server(0) as (box, person, _):
        config = {"user_name": "ada", "enterprise": {"department": "Engines"}}
        person.done("scim_user.ada", **config)
        box.change("user.update", user="ada", **{ENTERPRISE: {"department": "Weaving"}})
        person.restart()
        state = person.refresh("scim_user.ada").state
        assert state is not None
        assert state["enterprise"]["department"] == "Weaving"
        person.done("scim_user.ada", **config)
        assert box.store.users.find("ada").values[ENTERPRISE]["department"] == "Engines"


def test_others_take_them_too() -> None:
    with scimmy() as environment:
        person = Practitioner(PROVIDER, environment)
        config = {"user_name": "ada", "locale": "en-GB", "enterprise": ENTERPRISE_USER}
        made = person.done("scim_user.ada", **config)
        person.restart()
        person.refresh("scim_user.ada")
        assert person.resources["scim_user.ada"].state == made
        state = person.done("scim_user.ada", **{**config, "enterprise": {"department": "Weaving"}})
        assert state["enterprise"]["department"] == "Weaving"
        assert state["enterprise"]["employee_number"] == "1843"


def test_groups_are_in_groups() -> None:
    with server(2) as (box, person, users):
        inner = person.done("scim_group.inner", display_name="Crew", members=users)["id"]
        person.done("scim_group.outer", display_name="Ship", members=[inner])
        assert members_of(box, "Ship") == {inner}
        person.done("scim_group.outer", display_name="Ship", members=[inner, users[0]])
        person.restart()
        state = person.refresh("scim_group.outer").state
        assert state is not None
        assert set(state["members"]) == {inner, users[0]}


def test_a_urn_is_one_step_of_a_path() -> None:
    body: dict[str, Any] = {}
    put(body, f"{ENTERPRISE}.manager.value", "1")
    assert body == {ENTERPRISE: {"manager": {"value": "1"}}}
    assert dig(body, f"{ENTERPRISE}.manager.value") == "1"


@pytest.mark.parametrize("options", [{}, {"patch": False}], ids=["patch", "put"])
@pytest.mark.parametrize(("name", "member"), [("enterprise", "department"), ("name", "given_name")])
def test_what_is_emptied_and_then_left_out_is_as_written(options: dict[str, Any], name: str, member: str) -> None:
    """Texts that are empty are as good as none (RFC 7643 section 2.5), and so is what holds nothing else."""
    with server(0, shows_empty_texts=False, **options) as (_, person, _url):
        person.done("scim_user.ada", user_name="ada", **{name: {member: "Ada"}})
        emptied = {"user_name": "ada", name: {member: ""}}
        person.done("scim_user.ada", **emptied)
        person.restart()
        assert not list(person.refresh("scim_user.ada").diagnostics)
        assert person.plan("scim_user.ada", **emptied).planned == person.resources["scim_user.ada"].state
