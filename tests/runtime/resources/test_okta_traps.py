"""Every trap of Okta: what its trait does, and what happens when the trait is switched off."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from providers.okta import PROVIDER
from rolecall.sandbox import Fault, start
from rolecall.specification.schema import ObjectLifecycle, Provider
from tests.runtime.resources.boxes import OktaBox
from tests.runtime.resources.practitioner import Practitioner, errors, warnings
from tests.runtime.resources.switches import with_attribute, with_collection, with_lifecycle

ADA = {"login": "ada@example.com", "email": "ada@example.com", "first_name": "Ada", "last_name": "Lovelace"}
ONE, TWO = "user00001@example.com", "user00002@example.com"
HER, GROUP, MEMBER = "okta_user.ada", "okta_group.team", "okta_group_member.one"
DIRECT, SHARED = "okta_app_user_assignment.tessian", "okta_app_group_assignment.tessian"


def practitioner(box: OktaBox, shim: Provider = PROVIDER) -> Practitioner:
    return Practitioner(shim, box.environment)


def lifecycle_of(name: str) -> ObjectLifecycle:
    lifecycle = PROVIDER.resource(name).lifecycle
    assert isinstance(lifecycle, ObjectLifecycle)
    return lifecycle


def ids(box: OktaBox, app: str = "Tessian", user: str = ONE) -> dict[str, str]:
    return {"app_id": box.store.app(app).id, "user_id": box.store.user(user).id}


class TestNobodyIsMailed:
    def test_a_new_user_is_staged_and_nobody_hears_of_it(self, okta: OktaBox) -> None:
        state = practitioner(okta).done(HER, **ADA)
        assert (state["status"], okta.store.user("ada@example.com").status) == ("STAGED", "STAGED")
        assert okta.store.mails == []

    def test_one_who_is_to_be_active_is_activated_in_silence(self, okta: OktaBox) -> None:
        person = practitioner(okta)
        state = person.done(HER, **ADA, status="ACTIVE")
        assert (state["status"], okta.store.user("ada@example.com").status) == ("ACTIVE", "PROVISIONED")
        assert okta.store.mails == []
        assert okta.log.count("POST", "/lifecycle/activate") == 1

    def test_a_mail_goes_out_when_it_is_asked_for(self, okta: OktaBox) -> None:
        practitioner(okta).done(HER, **ADA, status="ACTIVE", send_activation_email=True)
        assert okta.store.mails == [{"to": "ada@example.com", "kind": "activation"}]

    def test_a_mail_that_is_asked_for_with_the_activation_goes_out(self, okta: OktaBox) -> None:
        person = practitioner(okta)
        person.done(HER, **ADA)
        person.done(HER, **ADA, status="ACTIVE", send_activation_email=True)
        assert len(okta.store.mails) == 1


class TestTransitions:
    def test_a_user_walks_through_life(self, okta: OktaBox) -> None:
        person = practitioner(okta)
        person.done(HER, **ADA, status="ACTIVE")
        okta.change("user.status", user="ada@example.com", status="ACTIVE")  # she chose a password
        for status in ("SUSPENDED", "ACTIVE", "DEPROVISIONED", "ACTIVE"):
            assert person.done(HER, **ADA, status=status)["status"] == status
            person.restart()
            assert (read := person.refresh(HER).state) is not None
            assert read["status"] == status
            assert person.plan(HER, **ADA, status=status).planned == read
        assert okta.log.count("POST", rf"/users/{person.resources[HER].state['id']}$") == 0, (
            "nothing but the status was written"
        )

    def test_what_the_vendor_does_by_itself_is_no_drift(self, okta: OktaBox) -> None:
        person = practitioner(okta)
        person.done(HER, **ADA, status="ACTIVE")
        for status in ("PROVISIONED", "RECOVERY", "PASSWORD_EXPIRED", "LOCKED_OUT"):
            okta.change("user.status", user="ada@example.com", status=status)
            person.restart()
            assert (read := person.refresh(HER).state) is not None
            assert read["status"] == "ACTIVE"

    def test_without_alike_statuses_an_activation_never_ends(self, okta: OktaBox) -> None:
        trait = PROVIDER.resource("okta_user").schema.attribute("status").transitions
        assert trait is not None
        shim = with_attribute(PROVIDER, "okta_user", "status", transitions=replace(trait, alike=()))
        result = practitioner(okta, shim).apply(HER, **ADA, status="ACTIVE")
        assert "cannot go from STAGED to ACTIVE" in errors(result)[0]

    def test_no_way_leads_through_a_deactivation(self, okta: OktaBox) -> None:
        person = practitioner(okta)
        person.done(HER, **ADA, status="ACTIVE")
        okta.change("group.join", group="Engineering", user="ada@example.com")
        assert "cannot go from PROVISIONED to SUSPENDED" in errors(person.apply(HER, **ADA, status="SUSPENDED"))[0]
        user = okta.store.user("ada@example.com")
        assert user.id in okta.store.group("Engineering").members

    def test_without_the_trait_the_status_is_never_brought_about(self, okta: OktaBox) -> None:
        shim = with_attribute(PROVIDER, "okta_user", "status", transitions=None)
        result = practitioner(okta, shim).apply(HER, **ADA, status="ACTIVE")
        assert "The vendor refused the request" in warnings(result)[0]
        assert okta.store.user("ada@example.com").status == "STAGED"

    def test_deactivation_behind_our_back_is_drift_and_is_undone(self, okta: OktaBox) -> None:
        person = practitioner(okta)
        person.done(HER, **ADA, status="ACTIVE")
        okta.change("user.deactivate", user="ada@example.com")
        person.restart()
        assert (read := person.refresh(HER).state) is not None
        assert read["status"] == "DEPROVISIONED"
        person.done(HER, **ADA, status="ACTIVE")
        assert okta.store.user("ada@example.com").status == "PROVISIONED"

    def test_a_status_that_is_left_out_is_not_managed(self, okta: OktaBox) -> None:
        person = practitioner(okta)
        person.done(HER, **ADA)
        okta.change("user.status", user="ada@example.com", status="SUSPENDED")
        person.restart()
        person.refresh(HER)
        assert person.plan(HER, **ADA).planned == person.resources[HER].state
        person.done(HER, **{**ADA, "last_name": "King"})
        assert okta.store.user("ada@example.com").status == "SUSPENDED"

    def test_one_who_never_signed_in_is_not_suspended_by_a_plan(self, okta: OktaBox) -> None:
        person = practitioner(okta)
        person.done(HER, **ADA, status="ACTIVE")
        person.restart()
        before = okta.log.count("GET", "")
        (problem,) = person.plan(HER, **ADA, status="SUSPENDED").diagnostics
        assert problem.path == ("status",)
        assert problem.summary == "status cannot go from PROVISIONED to SUSPENDED"
        assert okta.log.count("GET", "") - before <= 2

    def test_a_new_user_cannot_be_suspended(self, okta: OktaBox) -> None:
        (problem,) = practitioner(okta).plan(HER, **ADA, status="SUSPENDED").diagnostics
        assert (problem.path, problem.summary) == (("status",), "status cannot go from STAGED to SUSPENDED")
        assert okta.log.count("POST", "/users") == 0

    def test_without_the_initial_status_a_new_user_is_made_and_then_refused(self, okta: OktaBox) -> None:
        trait = PROVIDER.resource("okta_user").schema.attribute("status").transitions
        assert trait is not None
        shim = with_attribute(PROVIDER, "okta_user", "status", transitions=replace(trait, initial=""))
        person = practitioner(okta, shim)
        assert not person.plan(HER, **ADA, status="SUSPENDED").diagnostics.has_error
        assert "cannot go from" in warnings(person.apply(HER, **ADA, status="SUSPENDED"))[0]
        assert okta.store.user("ada@example.com").status == "STAGED"

    def test_a_step_that_does_not_exist_fails_in_the_plan(self, okta: OktaBox) -> None:
        person = practitioner(okta)
        person.done(HER, **ADA, status="ACTIVE")
        found = person.plan(HER, **ADA, status="STAGED").diagnostics
        assert "status cannot go from PROVISIONED to STAGED" in errors(found)[0]

    def test_nothing_else_changes_of_one_who_stays_deactivated(self, okta: OktaBox) -> None:
        person = practitioner(okta)
        person.done(HER, **ADA, status="DEPROVISIONED")
        found = person.plan(HER, **ADA, status="DEPROVISIONED", title="Countess").diagnostics
        assert "title cannot be changed while status is DEPROVISIONED" in errors(found)[0]

    def test_one_who_comes_back_is_activated_before_the_rest_is_written(self, okta: OktaBox) -> None:
        person = practitioner(okta)
        person.done(HER, **ADA, status="DEPROVISIONED")
        state = person.done(HER, **ADA, status="ACTIVE", title="Countess")
        assert (state["status"], state["title"]) == ("ACTIVE", "Countess")

    def test_without_closed_statuses_the_rest_is_refused(self, okta: OktaBox) -> None:
        trait = PROVIDER.resource("okta_user").schema.attribute("status").transitions
        assert trait is not None
        shim = with_attribute(PROVIDER, "okta_user", "status", transitions=replace(trait, closed=()))
        person = practitioner(okta, shim)
        person.done(HER, **ADA, status="DEPROVISIONED")
        assert "E0000038" in errors(person.apply(HER, **ADA, status="ACTIVE", title="Countess"))[0]

    def test_one_who_leaves_is_written_before_the_deactivation(self, okta: OktaBox) -> None:
        person = practitioner(okta)
        person.done(HER, **ADA, status="ACTIVE")
        person.done(HER, **ADA, status="DEPROVISIONED", title="Countess")
        assert okta.store.user("ada@example.com").profile["title"] == "Countess"

    def test_a_lost_answer_to_a_step_does_no_harm(self, okta: OktaBox) -> None:
        person = practitioner(okta)
        person.done(HER, **ADA)
        okta.faults.add(Fault("drop_after", method="POST", path="/lifecycle/activate", times=1))
        assert person.done(HER, **ADA, status="ACTIVE")["status"] == "ACTIVE"
        assert okta.log.count("POST", "/lifecycle/activate") == 1


class TestEnding:
    def test_deleting_takes_two_steps(self, okta: OktaBox) -> None:
        person = practitioner(okta)
        person.done(HER, **ADA, status="ACTIVE")
        result = person.destroy(HER)
        assert (result.state, errors(result)) == (None, [])
        with pytest.raises(KeyError):
            okta.store.user("ada@example.com")

    def test_without_the_trait_one_step_leaves_a_deactivated_user(self, okta: OktaBox) -> None:
        person = practitioner(okta, with_lifecycle(PROVIDER, "okta_user", deprovision=None))
        person.done(HER, **ADA, status="ACTIVE")
        assert "is still there" in errors(person.destroy(HER))[0]
        assert okta.store.user("ada@example.com").status == "DEPROVISIONED"

    def test_deactivating_keeps_the_record(self, okta: OktaBox) -> None:
        person = practitioner(okta)
        person.done(HER, **ADA, status="ACTIVE", on_destroy="deactivate")
        assert person.destroy(HER).state is None
        assert okta.store.user("ada@example.com").status == "DEPROVISIONED"
        assert okta.store.mails == []

    def test_retaining_touches_nothing(self, okta: OktaBox) -> None:
        person = practitioner(okta)
        person.done(HER, **ADA, status="ACTIVE", on_destroy="retain")
        assert warnings(person.destroy(HER))
        assert okta.store.user("ada@example.com").status == "PROVISIONED"

    def test_one_who_is_gone_already_is_fine(self, okta: OktaBox) -> None:
        person = practitioner(okta)
        person.done(HER, **ADA)
        okta.change("user.delete", user="ada@example.com")
        assert errors(person.destroy(HER)) == []

    def test_one_reactivated_meanwhile_is_not_lost_from_state(self, okta: OktaBox) -> None:
        person = practitioner(okta)
        person.done(HER, **ADA, status="ACTIVE")
        okta.faults.add(Fault("status", method="DELETE", status=403))
        result = person.destroy(HER)
        assert errors(result)
        assert result.state is not None
        assert result.state["status"] == "DEPROVISIONED"


class TestOurselves:
    def ours(self, box: OktaBox, shim: Provider = PROVIDER) -> tuple[Practitioner, dict[str, Any]]:
        person = practitioner(box, shim)
        assert person.import_(HER, "name=sandbox-admin@example.com").state is not None
        profile = box.store.administrator.profile
        return person, {
            "login": profile["login"],
            "email": profile["email"],
            "first_name": profile["firstName"],
            "last_name": profile["lastName"],
        }

    @pytest.mark.parametrize("status", ["SUSPENDED", "DEPROVISIONED"])
    def test_our_account_is_never_put_out_of_action(self, okta: OktaBox, status: str) -> None:
        person, config = self.ours(okta)
        assert "never disabled" in errors(person.plan(HER, **config, status=status).diagnostics)[0]

    def test_without_powerless_statuses_we_lock_ourselves_out(self, okta: OktaBox) -> None:
        trait = PROVIDER.resource("okta_user").schema.attribute("status").transitions
        assert trait is not None
        shim = with_attribute(PROVIDER, "okta_user", "status", transitions=replace(trait, powerless=()))
        person, config = self.ours(okta, shim)
        person.apply(HER, **config, status="SUSPENDED")
        assert okta.store.administrator.status == "SUSPENDED"

    def test_our_account_is_never_destroyed(self, okta: OktaBox) -> None:
        person, _ = self.ours(okta)
        assert "never destroyed" in errors(person.plan_destroy(HER))[0]
        assert okta.store.administrator.status == "ACTIVE"


class TestNames:
    def test_a_login_in_other_case_is_the_same(self, okta: OktaBox) -> None:
        okta.options.lower_logins = True
        person = practitioner(okta)
        config = {**ADA, "login": "Ada@Example.com"}
        assert person.done(HER, **config)["login"] == "Ada@Example.com"
        person.restart()
        person.refresh(HER)
        assert person.plan(HER, **config).planned == person.resources[HER].state

    def test_without_the_trait_the_vendors_form_is_drift(self, okta: OktaBox) -> None:
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
