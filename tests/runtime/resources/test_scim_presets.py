"""The SCIM servers of Tanium, Splunk and Mission Control, with their traits and without them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import pytest

from providers.scim import PROVIDER
from rolecall.specification.schema import Provider
from tests.runtime.resources.practitioner import Practitioner, errors, full, warnings
from tests.runtime.resources.scim_people import ScimBox, box_of, practitioner, read, server


def filters_of(box: ScimBox) -> list[str]:
    """The filters that the server was sent, without their values."""
    found = [value for event in box.log.matching("GET") for value in parse_qs(event.query).get("filter", [])]
    return [each.split('"')[0].strip() for each in found]


def without_preset(value: str, **changes: Any) -> Provider:
    """The shim, with other fields in one preset."""
    presets = tuple(replace(item, **changes) if item.value == value else item for item in PROVIDER.presets)
    return replace(PROVIDER, presets=presets)


TANIUM_USER = {"user_name": "ada", "display_name": "Ada", "external_id": "e-1"}


class TestTanium:
    @pytest.mark.parametrize("token", ["short", "token-short", "A" * 64, "token-" + "A" * 57 + "!"])
    def test_a_token_of_another_form_is_refused_at_the_attribute(self, token: str) -> None:
        person = Practitioner(PROVIDER, {"SCIM_URL": "https://x.example.com/scim/v2", "SCIM_TOKEN": "x"})
        config = full(PROVIDER.schema, {"vendor": "tanium", "token": token, "url": "https://x.example.com/scim/v2"})
        (problem,) = person.engine.validate_provider(config)
        assert problem.path == ("token",)
        assert "`token-` and 58" in problem.detail
        assert token not in problem.detail
        generic = {**config, "vendor": "generic"}
        assert not list(person.engine.validate_provider(generic))

    def test_users_and_groups_live_with_few_filters_and_no_single_reads(self) -> None:
        with server(5, "tanium", groups=3) as (box, person, _):
            user = person.done("scim_user.a", **TANIUM_USER)["id"]
            person.done("scim_user.a", **TANIUM_USER, title="Countess")
            group = {"display_name": "Laptops", "external_id": "g-1"}
            person.done("scim_group.g", **group)
            person.done("scim_group_member.m", group_id=person.resources["scim_group.g"].state["id"], user_id=user)
            person.restart()
            assert person.refresh("scim_group_member.m").state is not None
            assert not errors(person.destroy("scim_group_member.m"))
            person.done("scim_group.g", **{**group, "display_name": "Notebooks"}, members=[user])
            assert read(person, "scim_user", external_id="e-1")["id"] == user
            assert person.destroy("scim_group.g").state is None
            assert person.destroy("scim_user.a").state is None
            assert set(filters_of(box)) == {"userName eq", "displayName eq"}
            assert box.log.count("GET", "/Groups/.") == 0

    def test_without_the_trait_the_server_refuses_once(self) -> None:
        with box_of("tanium", seed=5, groups=3) as box:
            person = practitioner(box, without_preset("tanium", lacks=()))
            person.done("scim_group.g", display_name="Laptops", external_id="g-1")
            person.done("scim_group.g", display_name="Notebooks", external_id="g-1")
            assert box.log.count("GET", "/Groups/.") == 1

    @pytest.mark.caveat("Preset", option="scim.flavour")
    def test_a_password_is_refused_in_the_plan(self) -> None:
        with box_of("tanium") as box:
            config = {**TANIUM_USER, "password_wo": "x-y-z", "password_wo_version": 1}
            found = practitioner(box).plan("scim_user.a", **config).diagnostics
            (problem,) = [item for item in found if item.severity == "error"]
            assert problem.path == ("password_wo",)
            person = practitioner(box, without_preset("tanium", guards=()))
            assert "400" in errors(person.apply("scim_user.a", **config))[0]

    def test_what_tanium_needs_is_asked_for_in_the_plan(self) -> None:
        with box_of("tanium") as box:
            found = practitioner(box).plan("scim_user.a", user_name="ada").diagnostics
            assert [item.path for item in found if item.severity == "error"] == [("display_name",), ("external_id",)]

    @pytest.mark.parametrize(
        ("name", "warned"), [("Administrators", True), ("Patch Operator", True), ("Laptops", False)]
    )
    def test_a_name_like_a_roles_warns(self, name: str, warned: bool) -> None:
        with box_of("tanium") as box:
            found = practitioner(box).plan("scim_group.g", display_name=name, external_id="g").diagnostics
            assert bool([each for each in warnings(found) if "computer group" in each]) is warned
        with box_of() as box:
            assert not warnings(practitioner(box).plan("scim_group.g", display_name=name).diagnostics)


class TestSplunk:
    def test_groups_are_read_only(self) -> None:
        with server(1, "splunk") as (box, person, _):
            found = person.plan("scim_group.g", display_name="power").diagnostics
            assert "splunk_saml_group" in errors(found)[0]
            group, user = box.store.groups.find("power").id, box.store.users.find("user00001").id
            found = person.plan("scim_group_member.m", group_id=group, user_id=user).diagnostics
            assert "read-only" in errors(found)[0]
            assert read(person, "scim_group", display_name="power")["id"] == group
            assert box.log.count("POST") + box.log.count("PATCH") == 0

    def test_without_the_trait_the_vendor_refuses(self) -> None:
        with box_of("splunk") as box:
            person = practitioner(box, without_preset("splunk", guards=()))
            assert "405" in errors(person.apply("scim_group.g", display_name="mine"))[0]

    def test_sessions_outlive_deactivation_and_deletion(self) -> None:
        with server(0, "splunk") as (box, person, _):
            person.done("scim_user.a", user_name="ada")
            box.change("session.start", user="ada")
            assert "SAML sessions outlive this" in warnings(person.plan_destroy("scim_user.a"))[0]
            found = person.plan("scim_user.a", user_name="ada", active=False).diagnostics
            assert "SAML sessions outlive this" in warnings(found)[0]
            assert person.destroy("scim_user.a").state is None
            assert box.store.live_sessions("ada")
        with box_of("splunk") as box:
            person = practitioner(box, without_preset("splunk", guards=()))
            person.done("scim_user.a", user_name="ada")
            assert not warnings(person.plan_destroy("scim_user.a"))


class TestMissionControl:
    def test_users_and_groups_live_without_single_reads(self) -> None:
        with server(3, "tmc") as (box, person, _):
            user = person.done("scim_user.a", user_name="ada")["id"]
            person.done("scim_user.a", user_name="ada", title="Countess")
            group = person.done("scim_group.g", display_name="platform", members=[user])["id"]
            person.restart()
            assert person.refresh("scim_group.g").state is not None
            person.done("scim_group_member.m", group_id=box.store.add_group("other").id, user_id=user)
            assert box.log.count("GET", "/(Groups|Users)/.") == 0
            found = person.plan_destroy("scim_group.g")
            assert "no way to delete" in errors(found)[0]
            assert errors(person.destroy("scim_group.g"))
            assert box.store.groups.get(group) is not None

    def test_a_destroy_says_that_nothing_cascades(self) -> None:
        with server(0, "tmc") as (box, person, _):
            person.done("scim_user.a", user_name="ada")
            (told,) = warnings(person.plan_destroy("scim_user.a"))
            assert "tanzu_cluster_role_binding" in told
            assert "kubectl" in told
        with box_of("tmc") as box:
            person = practitioner(box, without_preset("tmc", guards=()))
            person.done("scim_user.a", user_name="ada")
            assert not warnings(person.plan_destroy("scim_user.a"))
