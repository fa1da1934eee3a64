"""Statuses of Okta users from the first mail to the end, with their traits and without them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from providers.okta import PROVIDER
from rolecall.sandbox import Fault
from rolecall.specification.schema import Provider
from tests.runtime.resources.boxes import OktaBox
from tests.runtime.resources.okta_people import ADA, HER, practitioner
from tests.runtime.resources.practitioner import Practitioner, errors, warnings
from tests.runtime.resources.switches import with_attribute, with_lifecycle


class TestNobodyIsMailed:
    def test_a_new_user_is_staged_and_nobody_hears_of_it(self, okta: OktaBox) -> None:
        state = practitioner(okta).done(HER, **ADA)
        assert (state["status"], okta.store.user("ada@example.com").status) == ("STAGED", "STAGED")
        assert okta.store.mails == []

    @pytest.mark.caveat("Step", rule="A status changes by calls of its own alone.")
    @pytest.mark.caveat("Transitions", rule="A status changes by calls of its own alone.")
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
        for status in ("PROVISIONED", "RECOVERY", "PASSWORD_EXPIRED"):
            okta.change("user.status", user="ada@example.com", status=status)
            person.restart()
            assert (read := person.refresh(HER).state) is not None
            assert read["status"] == "ACTIVE"

    def test_without_alike_statuses_an_activation_never_ends(self, okta: OktaBox) -> None:
        trait = PROVIDER.resource("okta_user").schema.attribute("status").transitions
        assert trait is not None
        shim = with_attribute(PROVIDER, "okta_user", "status", transitions=replace(trait, counts_as=()))
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

    @pytest.mark.caveat("WhoAmI", rule="A stand-in always tells whose token it is.")
    def test_our_account_is_never_destroyed(self, okta: OktaBox) -> None:
        person, _ = self.ours(okta)
        assert "never destroyed" in errors(person.plan_destroy(HER))[0]
        assert okta.store.administrator.status == "ACTIVE"
