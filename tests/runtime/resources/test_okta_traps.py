"""Traps of Okta's names, groups and links: what a trait does, and what happens when it is switched off."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from providers.okta import PROVIDER
from rolecall.sandbox import Fault, start
from rolecall.specification.schema import ObjectLifecycle
from tests.runtime.resources.boxes import OktaBox
from tests.runtime.resources.okta_people import ADA, GROUP, HER, MEMBER, practitioner
from tests.runtime.resources.practitioner import errors, warnings
from tests.runtime.resources.switches import with_attribute, with_collection, with_lifecycle

ONE, TWO = "user00001@example.com", "user00002@example.com"
DIRECT, SHARED = "okta_app_user_assignment.tessian", "okta_app_group_assignment.tessian"


def lifecycle_of(name: str) -> ObjectLifecycle:
    lifecycle = PROVIDER.resource(name).lifecycle
    assert isinstance(lifecycle, ObjectLifecycle)
    return lifecycle


class TestNames:
    @pytest.mark.caveat("CanonicalForm", option="okta.lower_logins")
    def test_a_login_in_other_case_is_the_same(self, okta: OktaBox) -> None:
        okta.options.lower_logins = True
        person = practitioner(okta)
        config = {**ADA, "login": "Ada@Example.com"}
        result = person.apply(HER, **config)
        assert len(result.diagnostics) == 0
        assert (result.state or {})["login"] == "Ada@Example.com"
        person.restart()
        person.refresh(HER)
        assert person.plan(HER, **config).planned == person.resources[HER].state

    def test_without_the_trait_the_vendors_form_is_told(self, okta: OktaBox) -> None:
        okta.options.lower_logins = True
        person = practitioner(okta, with_attribute(PROVIDER, "okta_user", "login", canonical_form=None))
        result = person.apply(HER, **{**ADA, "login": "Ada@Example.com"})
        assert not errors(result)
        assert "did not store login" in warnings(result)[0]

    @pytest.mark.parametrize("login", [ONE, ONE.upper()])
    def test_somebody_of_that_login_is_refused_with_the_way_to_import(self, okta: OktaBox, login: str) -> None:
        result = practitioner(okta).apply(HER, **{**ADA, "login": login})
        assert f"terraform import okta_user.<label> {okta.store.user(ONE).id}" in errors(result)[0]
        assert okta.log.count("POST") == 0

    def test_without_direct_reads_the_vendor_refuses_a_login_in_other_case(self, okta: OktaBox) -> None:
        natural = PROVIDER.collection("users").natural_key
        assert natural is not None
        shim = with_collection(PROVIDER, "users", natural_key=replace(natural, direct=False))
        result = practitioner(okta, shim).apply(HER, **{**ADA, "login": ONE.upper()})
        assert "already exists in the current organization" in errors(result)[0]

    def test_one_who_is_deactivated_is_refused_with_the_way_back(self, okta: OktaBox) -> None:
        okta.change("user.deactivate", user=ONE)
        person = practitioner(okta)
        found = errors(person.apply(HER, **{**ADA, "login": ONE}))[0]
        assert "It is DEPROVISIONED; once imported, another `status` brings it back." in found
        assert person.import_(HER, f"name={ONE}").state is not None
        state = person.done(HER, **{**ADA, "login": ONE}, status="ACTIVE")
        assert (state["status"], state["last_name"]) == ("ACTIVE", "Lovelace")

    def test_one_who_cannot_be_found_by_login_is_refused_by_the_vendor(self, okta: OktaBox) -> None:
        okta.change("user.deactivate", user=ONE)
        okta.options.login_finds_deprovisioned = False
        result = practitioner(okta).apply(HER, **{**ADA, "login": ONE})
        assert result.state is None
        assert "login: An object with this field already exists" in errors(result)[0]

    def test_a_login_that_is_someone_elses_short_name_is_free(self, okta: OktaBox) -> None:
        assert practitioner(okta).done(HER, **{**ADA, "login": "user00001@example.org"})["id"]

    def test_a_group_of_that_name_is_refused_however_many_begin_alike(self, okta: OktaBox) -> None:
        for number in range(301):
            okta.change("group.create", name=f"Team {number:03}")
        okta.change("group.create", name="Team")
        person = practitioner(okta)
        assert "already exists" in errors(person.apply(GROUP, name="Team"))[0]
        natural = PROVIDER.collection("groups").natural_key
        assert natural is not None
        shim = with_collection(PROVIDER, "groups", natural_key=replace(natural, query_rows=None))
        assert "E0000001" in errors(practitioner(okta, shim).apply(GROUP, name="Team"))[0]

    def test_a_lost_answer_to_a_create_makes_one_user(self, okta: OktaBox) -> None:
        okta.faults.add(Fault("drop_after", method="POST", path="/users$", times=1))
        state = practitioner(okta).done(HER, **ADA)
        assert state["id"] == okta.store.user("ada@example.com").id
        assert okta.log.count("POST", "/users$") == 1


class TestGroups:
    def test_an_update_keeps_what_it_does_not_manage(self, okta: OktaBox) -> None:
        person = practitioner(okta)
        person.done(GROUP, name="Team")
        okta.store.group("Team").profile["description"] = "by hand"
        person.restart()
        person.refresh(GROUP)
        person.done(GROUP, name="Team 2")
        assert okta.store.group("Team 2").profile["description"] == "by hand"

    def test_without_the_trait_an_update_clears_it(self, okta: OktaBox) -> None:
        person = practitioner(okta, with_lifecycle(PROVIDER, "okta_group", full_replace=None))
        person.done(GROUP, name="Team", description="d")
        person.apply(GROUP, name="Team 2", description="d")
        assert okta.store.group("Team 2").profile["description"] is None

    @pytest.mark.parametrize("name", ["Everyone", "directory.example.com Staff"])
    def test_groups_of_others_are_neither_changed_nor_deleted(self, okta: OktaBox, name: str) -> None:
        person = practitioner(okta)
        assert person.import_(GROUP, f"name={name}").state is not None
        assert "is never changed" in errors(person.plan(GROUP, name="Mine").diagnostics)[0]
        assert "is never deleted" in errors(person.plan_destroy(GROUP))[0]
        assert person.plan(GROUP, name=name).planned == person.resources[GROUP].state

    def test_without_the_trait_the_vendor_has_to_refuse(self, okta: OktaBox) -> None:
        person = practitioner(okta, with_lifecycle(PROVIDER, "okta_group", guards=()))
        person.import_(GROUP, "name=Everyone")
        assert not errors(person.plan_destroy(GROUP))
        assert "E0000060" in errors(person.destroy(GROUP))[0]

    def test_a_frozen_group_can_be_only_protected(self, okta: OktaBox) -> None:
        guards = tuple(replace(each, events=("delete",)) for each in lifecycle_of("okta_group").guards)
        person = practitioner(okta, with_lifecycle(PROVIDER, "okta_group", guards=guards))
        person.import_(GROUP, "name=Everyone")
        assert not errors(person.plan(GROUP, name="Mine").diagnostics)
        assert "is never deleted" in errors(person.plan_destroy(GROUP))[0]


class TestLinks:
    def test_no_link_leads_credentials_astray(self) -> None:
        with start("okta", seed=450, options={"link_host": "https://elsewhere.example.com"}) as box:
            person = practitioner(box)
            assert person.import_(HER, "name=user00450@example.com").state is not None
            box.log.clear()
            person.restart(refresh="list", page_size=200)
            assert person.refresh(HER).state is not None
            assert box.log.count("GET", "/users$") == 3

    def test_every_form_of_a_link_is_followed(self) -> None:
        shim = with_collection(PROVIDER, "users", get=None)
        with start("okta", seed=450, options={"link_form": "full"}) as box:
            assert practitioner(box, shim).import_(HER, box.store.user("user00450@example.com").id).state is not None

    def test_a_page_whose_links_cannot_be_read_is_not_the_last(self) -> None:
        shim = with_collection(PROVIDER, "users", get=None)
        with start("okta", seed=450, options={"link_form": "torn"}) as box:
            found = practitioner(box, shim).import_(HER, box.store.user("user00450@example.com").id)
        assert found.state is None
        (error,) = errors(found.diagnostics)
        assert "not known whether more follows" in error

    def test_without_the_style_a_listing_ends_with_its_first_page(self) -> None:
        paging = PROVIDER.collection("users").pagination
        assert paging is not None
        shim = with_collection(PROVIDER, "users", pagination=replace(paging, style="link", next="nothing"), get=None)
        with start("okta", seed=450) as box:
            person = practitioner(box, shim)
            assert person.import_(HER, box.store.user("user00450@example.com").id).state is None


@pytest.mark.parametrize(
    ("label", "config", "attribute"),
    [
        (HER, {**ADA, "login": "ada"}, "login"),
        (HER, {**ADA, "login": "a/da@example.com"}, "login"),
        (HER, {**ADA, "email": "x" * 95 + "@example.com"}, "email"),
        (HER, {**ADA, "first_name": ""}, "first_name"),
        (HER, {**ADA, "last_name": "x" * 51}, "last_name"),
        (HER, {**ADA, "status": "PROVISIONED"}, "status"),
        (HER, {**ADA, "on_destroy": "remove"}, "on_destroy"),
        (GROUP, {"name": " "}, "name"),
        (MEMBER, {"group_id": "", "user_id": "00u1"}, "group_id"),
        (MEMBER, {"group_id": "00g1", "user_id": ONE}, "user_id"),
        (DIRECT, {"app_id": "a/b", "user_id": "00u1"}, "app_id"),
        (SHARED, {"app_id": "0oa1", "group_id": "00g1", "priority": -1}, "priority"),
    ],
)
def test_bad_input_fails_in_the_plan(okta: OktaBox, label: str, config: dict[str, Any], attribute: str) -> None:
    found = practitioner(okta).plan(label, **config).diagnostics
    assert [item.path for item in found if item.severity == "error"] == [(attribute,)]
    assert len(okta.log) == 0
