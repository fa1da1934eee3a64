"""What is remembered of a resource was read or applied: a plan that is not carried out changes nothing of it."""

from __future__ import annotations

import json
from typing import Any, ClassVar

import pytest

from providers.okta import PROVIDER as OKTA
from providers.tanium import PROVIDER as TANIUM
from rolecall.runtime.application import PlanResult, StateResult
from rolecall.sandbox import Fault, start
from tests.runtime.resources.boxes import OktaBox, TaniumBox
from tests.runtime.resources.practitioner import Practitioner, errors, warnings

ADA = "tanium_user.ada"
GROUP = "okta_group.ops"


def remembered(private: bytes) -> dict[str, Any]:
    """All but the instance, the dialects, the count and what only tells one plan from the next."""
    data = json.loads(private)
    return {name: value for name, value in data.items() if name not in ("instance", "dialects", "prior", "among")}


def planned(person: Practitioner, label: str, **config: Any) -> tuple[PlanResult, PlanResult]:
    """Both plans of a replacement: the second one has no prior state, and the private bytes of the first one."""
    first = person.plan(label, **config)
    assert first.requires_replace
    second = person.plan_anew(label, first.private, **config)
    assert not first.diagnostics.has_error
    assert not second.diagnostics.has_error
    return first, second


def made_anew(person: Practitioner, label: str, **config: Any) -> StateResult:
    """The create of a replacement: planned once more, without private bytes."""
    return person.carry_out(label, person.plan_anew(label, b"", **config), **config)


def deleted(person: Practitioner, label: str, private: bytes) -> StateResult:
    """A delete that is sent `private`; what it answers is kept."""
    held = person.resources[label]
    result = person.engine.apply(label.partition(".")[0], held.state, None, None, private, identity=None)
    held.private = result.private
    return result


def not_deleted(box: TaniumBox, person: Practitioner, private: bytes) -> StateResult:
    """A delete of Ada that is sent `private`, and that the vendor does not allow."""
    fault = box.faults.add(Fault("status", status=403, path="/users/"))
    failed = deleted(person, ADA, private)
    box.faults.remove(fault)
    return failed


@pytest.fixture
def ada(tanium: TaniumBox) -> Practitioner:
    person = Practitioner(TANIUM, dict(tanium.environment))
    person.done(ADA, name="ada", email="ada@example.com")
    return person


@pytest.fixture
def group(okta: OktaBox) -> Practitioner:
    person = Practitioner(OKTA, dict(okta.environment))
    person.done(GROUP, name="Ops", description="On call")
    return person


class TestReplacement:
    CONFIG: ClassVar = {"name": "ada.lovelace", "roles": ["Analyst"]}

    def test_a_delete_that_fails_leaves_what_was_remembered(self, tanium: TaniumBox, ada: Practitioner) -> None:
        before = remembered(ada.resources[ADA].private)
        _, second = planned(ada, ADA, **self.CONFIG)
        failed = not_deleted(tanium, ada, second.private)
        assert errors(failed)
        assert remembered(failed.private) == before == {"managed": ["email", "name"], "name": "ada"}

    def test_after_it_the_same_replacement_can_be_applied(self, tanium: TaniumBox, ada: Practitioner) -> None:
        _, second = planned(ada, ADA, **self.CONFIG)
        not_deleted(tanium, ada, second.private)
        ada.restart()
        ada.refresh(ADA)
        _, second = planned(ada, ADA, **self.CONFIG)
        assert not errors(deleted(ada, ADA, second.private))
        assert tanium.store.live_user("ada") is None

    def test_roles_that_were_never_applied_are_not_taken_away_when_the_plan_is_given_up(
        self, tanium: TaniumBox, ada: Practitioner
    ) -> None:
        tanium.store.grant_role("ada", "Administrator")
        _, second = planned(ada, ADA, **self.CONFIG)
        not_deleted(tanium, ada, second.private)
        ada.restart()
        ada.refresh(ADA)
        plan = ada.plan(ADA, name="ada", email="ada@example.com")
        assert plan.planned == ada.resources[ADA].state

    def test_what_is_made_in_its_place_remembers_its_own_name(self, ada: Practitioner) -> None:
        ada.restart()
        made = made_anew(ada, "tanium_user.new", **self.CONFIG)
        assert remembered(made.private) == {"managed": ["name", "roles"], "name": "ada.lovelace"}

    def test_a_deposed_object_that_cannot_be_deleted_is_remembered_as_it_was(
        self, tanium: TaniumBox, ada: Practitioner
    ) -> None:
        """Created before it is destroyed: the old one is planned to go once more, with its own private bytes."""
        before = remembered(ada.resources[ADA].private)
        made_anew(ada, "tanium_user.new", **self.CONFIG)
        failed = not_deleted(tanium, ada, ada.planned_destroy(ADA).private)
        assert errors(failed)
        assert remembered(failed.private) == before

    def test_a_tainted_object_is_deleted_with_the_bytes_of_something_new(
        self, tanium: TaniumBox, ada: Practitioner
    ) -> None:
        """Terraform plans it as new and without private bytes: the name is the one that state has."""
        ada.restart()
        plan = ada.plan_anew(ADA, b"", **self.CONFIG)
        failed = not_deleted(tanium, ada, plan.private)
        assert errors(failed)
        assert remembered(failed.private)["name"] == "ada"

    @pytest.mark.parametrize("api", ["classic", "platform"])
    def test_a_token_that_is_rotated_before_the_old_one_ends_is_told_from_a_stranger(self, api: str) -> None:
        """Terraform tells the create of a replacement nothing of what it replaces: the words must fit both."""
        label, config = "tanium_api_token.ci", {"name": "ci", "expire_in_days": 7, "rotate_before_days": 3}
        with start("tanium", options={"api": api}) as box:
            person = Practitioner(TANIUM, dict(box.environment))
            old = person.done(label, **config)["id"]
            person.restart()
            person.refresh(label)
            first, second = planned(person, label, **config | {"rotate_before_days": 10})
            assert [each.partition(":")[0] for each in warnings(first.diagnostics)] == ["The token is rotated"]
            assert warnings(second.diagnostics) == []
            person.restart()
            (said,) = warnings(made_anew(person, label, **config | {"rotate_before_days": 10}))
            assert old in said and "that is the old one, which this run ends next" in said
            assert not errors(deleted(person, label, second.private))
            assert [token.id for token in box.store.tokens.values() if str(token.id) == old] == []

    def test_a_binding_whose_role_was_renamed_is_known_by_its_own_role(
        self, tanium: TaniumBox, ada: Practitioner
    ) -> None:
        """The delete of a replacement never takes away the role that is to come, which somebody gave meanwhile."""
        user, label = ada.resources[ADA].state["id"], "tanium_role_binding.ada"
        ada.done(label, user_id=user, role="Analyst")
        ada.restart()
        _, second = planned(ada, label, user_id=user, role="Incident Responder")
        tanium.store.grant_role("ada", "Incident Responder")
        tanium.store.roles.named("Analyst").name = "Examiner"
        ada.restart()
        assert not errors(deleted(ada, label, second.private))
        assert tanium.store.role_names("ada") == {"Incident Responder"}


class TestCreate:
    def test_what_a_failed_create_left_is_remembered_as_it_is(self, tanium: TaniumBox) -> None:
        """Terraform taints it, and deletes it with the private bytes of what takes its place."""
        person = Practitioner(TANIUM, dict(tanium.environment))
        tanium.faults.add(Fault("drop_after", method="POST", path="/api_tokens", times=1))
        result = person.apply("tanium_api_token.nightly", name="nightly")
        assert "secret was lost" in errors(result)[0]
        assert remembered(result.private) == {"managed": ["name"], "name": "nightly"}

    def test_a_plan_remembers_no_name(self, tanium: TaniumBox) -> None:
        plan = Practitioner(TANIUM, dict(tanium.environment)).plan(ADA, name="ada")
        assert remembered(plan.private) == {"managed": ["name"], "anew": True}


class TestUpdate:
    def test_a_failed_update_still_clears_what_left_the_configuration(self, okta: OktaBox, group: Practitioner) -> None:
        fault = okta.faults.add(Fault("status", status=403, method="PUT"))
        assert errors(group.apply(GROUP, name="Ops"))
        okta.faults.remove(fault)
        group.restart()
        assert group.done(GROUP, name="Ops")["description"] is None
        assert okta.store.group("Ops").profile.get("description") in (None, "")

    def test_what_a_failed_update_did_not_write_is_not_cleared_afterwards(self, okta: OktaBox) -> None:
        person = Practitioner(OKTA, dict(okta.environment))
        person.done(GROUP, name="Ops")
        okta.store.group("Ops").profile["description"] = "Written by hand"
        person.refresh(GROUP)
        fault = okta.faults.add(Fault("status", status=403, method="PUT"))
        assert errors(person.apply(GROUP, name="Ops", description="On call"))
        okta.faults.remove(fault)
        person.restart()
        assert person.done(GROUP, name="Ops")["description"] == "Written by hand"

    def test_a_first_update_of_an_import_that_failed_is_still_the_first(
        self, tanium: TaniumBox, ada: Practitioner
    ) -> None:
        ada.import_("tanium_user.other", "name=ada")
        fault = tanium.faults.add(Fault("status", status=403, method="PUT"))
        result = ada.apply("tanium_user.other", name="ada", email="other@example.com")
        tanium.faults.remove(fault)
        assert errors(result)
        assert remembered(ada.resources["tanium_user.other"].private) == {"imported": True, "name": "ada"}

    def test_an_update_that_went_well_remembers_what_it_applied(self, ada: Practitioner) -> None:
        ada.done(ADA, name="ada", email="a@example.com", display_name="Ada")
        expected = {"managed": ["display_name", "email", "name"], "name": "ada"}
        assert remembered(ada.resources[ADA].private) == expected

    def test_a_name_that_was_taken_over_takes_the_place_of_the_old_one(
        self, tanium: TaniumBox, ada: Practitioner
    ) -> None:
        tanium.store.user("ada").name = "augusta"
        ada.restart()
        ada.refresh(ADA)
        ada.done(ADA, name="augusta", email="augusta@example.com")
        assert remembered(ada.resources[ADA].private)["name"] == "augusta"
