"""Traps of writing Tanium users: what a trait does, and what happens when it is switched off."""

from __future__ import annotations

from dataclasses import replace

import pytest

from providers.tanium import PROVIDER
from rolecall.sandbox import Fault
from rolecall.specification.schema import ObjectLifecycle
from tests.runtime.resources.boxes import TaniumBox
from tests.runtime.resources.practitioner import Practitioner, errors, warnings
from tests.runtime.resources.switches import with_attribute, with_collection, with_lifecycle
from tests.runtime.resources.tanium_people import practitioner

UNMANAGED = {
    "roles": ["Analyst", "Operator"],
    "computer_groups": ["Laptops"],
    "content_sets": ["Base"],
}


class TestFullReplace:
    def grown(self, box: TaniumBox, person: Practitioner) -> int:
        """A user whom somebody else gave access after we made it."""
        state = person.done("tanium_user.jane", name="jane", email="jane@example.com")
        persona = next(iter(box.store.personas)).id
        box.store.update_user("jane", **UNMANAGED, persona_id=persona, local_admin_flag=True, display_name="Jane")
        person.restart()
        person.refresh("tanium_user.jane")
        return int(state["id"])

    def test_update_preserves_what_the_stack_does_not_manage(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        self.grown(tanium, person)
        person.done("tanium_user.jane", name="jane", email="new@example.com")
        user = tanium.store.user("jane")
        assert user.email == "new@example.com"
        assert tanium.store.role_names("jane") == {"Analyst", "Operator"}
        assert (len(user.computer_groups), len(user.content_sets)) == (1, 1)
        assert user.persona_id is not None
        assert user.local_admin_flag
        assert user.display_name == "Jane"

    def test_without_the_trait_an_update_strips_access(self, tanium: TaniumBox) -> None:
        shim = with_lifecycle(PROVIDER, "tanium_user", full_replace=None)
        person = practitioner(tanium, shim)
        self.grown(tanium, person)
        person.apply("tanium_user.jane", name="jane", email="new@example.com")
        assert tanium.store.role_names("jane") == set()
        assert tanium.store.user("jane").persona_id is None

    def test_members_the_vendor_refuses_are_stripped(self, tanium: TaniumBox) -> None:
        lifecycle = PROVIDER.resource("tanium_user").lifecycle
        assert isinstance(lifecycle, ObjectLifecycle)
        assert lifecycle.full_replace is not None
        trait = replace(lifecycle.full_replace, strip=())
        shim = with_lifecycle(PROVIDER, "tanium_user", full_replace=trait)
        person = practitioner(tanium, shim)
        person.done("tanium_user.jane", name="jane")
        result = person.apply("tanium_user.jane", name="jane", email="new@example.com")
        assert "TooManyTagsWithSameName" in errors(result)[0]

    def test_elements_added_after_the_plan_survive_the_apply(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        person.done("tanium_user.jane", name="jane", roles=["Analyst"])
        tanium.store.grant_role("jane", "Operator")
        state = person.done("tanium_user.jane", name="jane", roles=["Analyst", "Read Only User"])
        assert tanium.store.role_names("jane") == {"Analyst", "Read Only User", "Operator"}
        assert state["roles"] == ["Analyst", "Read Only User"]
        assert (refreshed := person.refresh("tanium_user.jane").state) is not None
        assert refreshed["roles"] == ["Analyst", "Operator", "Read Only User"]

    def test_a_role_that_was_not_stored_is_reported(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        person.done("tanium_user.jane", name="jane", roles=["Analyst"])
        tanium.faults.add(Fault("drop_roles", method="PUT"))
        result = person.apply("tanium_user.jane", name="jane", roles=["Analyst", "Operator"])
        assert "did not store roles" in errors(result)[0]
        assert result.state is not None
        assert result.state["roles"] == ["Analyst"]

    def test_a_lost_write_is_written_again(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        person.done("tanium_user.jane", name="jane", roles=["Analyst"])
        tanium.faults.add(Fault("drop_roles", method="PUT", times=1))
        person.done("tanium_user.jane", name="jane", roles=["Analyst", "Operator"])
        assert tanium.store.role_names("jane") == {"Analyst", "Operator"}


class TestUnset:
    def test_text_that_leaves_the_configuration_is_cleared(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        person.done("tanium_user.jane", name="jane", email="jane@example.com")
        state = person.done("tanium_user.jane", name="jane")
        assert state["email"] is None
        assert tanium.store.user("jane").email == ""

    def test_what_was_never_set_here_is_kept(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        person.done("tanium_user.jane", name="jane")
        tanium.store.update_user("jane", email="console@example.com")
        person.refresh("tanium_user.jane")
        assert person.plan("tanium_user.jane", name="jane").planned == person.resources["tanium_user.jane"].state

    def test_a_collection_that_leaves_the_configuration_is_kept(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        person.done("tanium_user.jane", name="jane", roles=["Analyst"], email="a@example.com")
        person.done("tanium_user.jane", name="jane", email="b@example.com")
        assert tanium.store.role_names("jane") == {"Analyst"}

    def test_an_empty_collection_means_none(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        person.done("tanium_user.jane", name="jane", roles=["Analyst"])
        person.done("tanium_user.jane", name="jane", roles=[])
        assert tanium.store.role_names("jane") == set()


class TestSoftDelete:
    def test_a_deleted_user_is_gone(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        person.done("tanium_user.jane", name="jane")
        tanium.store.delete_user("jane")
        assert person.refresh("tanium_user.jane").state is None

    def test_recreating_makes_a_new_user_and_says_so(self, tanium: TaniumBox) -> None:
        old = tanium.store.add_user("jane", roles=["Administrator"])
        tanium.store.delete_user("jane")
        person = practitioner(tanium)
        result = person.apply("tanium_user.jane", name="jane", roles=["Analyst"])
        assert not errors(result)
        assert "nothing was revived" in warnings(result)[0]
        assert result.state is not None
        assert result.state["id"] != str(old.id)

    def test_a_revived_record_loses_what_it_had(self, tanium: TaniumBox) -> None:
        tanium.options.revive_on_create = True
        tanium.store.add_user("jane", roles=["Administrator"], computer_groups=["Servers"])
        tanium.store.delete_user("jane")
        person = practitioner(tanium)
        result = person.apply("tanium_user.jane", name="jane", roles=["Analyst"])
        assert "revived a deleted object" in warnings(result)[0]
        assert tanium.store.role_names("jane") == {"Analyst"}
        assert tanium.store.user("jane").computer_groups == []

    def test_without_the_trait_a_revived_record_keeps_its_access(self, tanium: TaniumBox) -> None:
        tanium.options.revive_on_create = True
        tanium.store.add_user("jane", roles=["Administrator"])
        tanium.store.delete_user("jane")
        shim = with_collection(PROVIDER, "users", absent_rows=None)
        result = practitioner(tanium, shim).apply("tanium_user.jane", name="jane")
        assert errors(result) or tanium.store.role_names("jane") == {"Administrator"}

    def test_without_the_trait_a_deleted_name_cannot_be_used_again(self, tanium: TaniumBox) -> None:
        tanium.store.add_user("jane")
        tanium.store.delete_user("jane")
        shim = with_collection(PROVIDER, "users", absent_rows=None)
        assert "already exists" in errors(practitioner(tanium, shim).apply("tanium_user.jane", name="jane"))[0]


class TestReferences:
    @pytest.mark.caveat("HeaderToken", rule="No stand-in lets anybody in without it.")
    @pytest.mark.caveat("Reference", rule="The vendor takes ids alone.")
    def test_ids_of_this_instance_are_used(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        person.done("tanium_user.jane", name="jane", roles=["Analyst"], content_sets=["Base"])
        assert tanium.store.user("jane").roles == [tanium.store.roles.named("Analyst").id]

    def test_without_the_trait_the_vendor_refuses_names(self, tanium: TaniumBox) -> None:
        shim = with_attribute(PROVIDER, "tanium_user", "roles", reference=None)
        assert errors(practitioner(tanium, shim).apply("tanium_user.jane", name="jane", roles=["Analyst"]))

    @pytest.mark.parametrize(
        ("given", "advice"), [("Analist", "'Analyst'"), ("analyst", "letter by letter"), ("zzz", "Known:")]
    )
    def test_an_unknown_role_fails_in_the_plan(self, tanium: TaniumBox, given: str, advice: str) -> None:
        person = practitioner(tanium)
        plan = person.plan("tanium_user.jane", name="jane", roles=[given])
        (problem,) = plan.diagnostics
        assert problem.path == ("roles",)
        assert given in problem.summary
        assert advice in problem.detail
        assert tanium.log.count("POST") == 0

    def test_an_ambiguous_name_is_refused(self, tanium: TaniumBox) -> None:
        tanium.store.roles.add("Analyst")
        plan = practitioner(tanium).plan("tanium_user.jane", name="jane", roles=["Analyst"])
        assert "ambiguous" in next(iter(plan.diagnostics)).summary


class TestListings:
    def test_rows_that_lack_roles_never_look_like_lost_roles(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        for name in ("ann", "bob", "cy"):
            person.done(f"tanium_user.{name}", name=name, roles=["Analyst"])
        tanium.options.summary_rows = True
        person.restart(refresh="list")
        for name in ("ann", "bob", "cy"):
            state = person.refresh(f"tanium_user.{name}").state
            assert state is not None
            assert state["roles"] == ["Analyst"]

    def test_a_binding_survives_rows_without_roles(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        user = tanium.store.add_user("jane")
        person.done("tanium_role_binding.x", user_id=str(user.id), role="Analyst")
        tanium.options.summary_rows = True
        person.restart(refresh="list")
        assert person.refresh("tanium_role_binding.x").state is not None

    def test_a_clamped_page_is_not_the_end(self, tanium: TaniumBox) -> None:
        for number in range(60):
            tanium.store.add_user(f"u{number:03}")
        tanium.options.clamp = 25
        person = practitioner(tanium)
        source = person.data("tanium_users")
        assert not errors(source)
        assert source.state is not None
        assert len(source.state["users"]) == 61


class TestCreate:
    def test_a_lost_answer_never_creates_twice(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        tanium.faults.add(Fault("drop_after", method="POST", path="/users", times=1))
        state = person.done("tanium_user.jane", name="jane", roles=["Analyst"])
        assert tanium.log.count("POST") == 1
        assert state["id"] == str(tanium.store.user("jane").id)

    def test_a_request_that_was_lost_before_the_work_can_be_applied_again(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        tanium.faults.add(Fault("drop_before", method="POST", path="/users", times=1))
        result = person.apply("tanium_user.jane", name="jane")
        assert "safe to apply again" in errors(result)[0]
        assert result.state is None
        person.done("tanium_user.jane", name="jane")

    def test_what_was_there_before_is_never_adopted(self, tanium: TaniumBox) -> None:
        tanium.store.add_user("jane", roles=["Administrator"])
        result = practitioner(tanium).apply("tanium_user.jane", name="jane", roles=[])
        assert "already exists" in errors(result)[0]
        assert "import" in errors(result)[0]
        assert tanium.store.role_names("jane") == {"Administrator"}

    def test_a_later_failure_keeps_the_id(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        tanium.faults.add(Fault("status", method="GET", path=r"/users/\d+$", status=403))
        result = person.apply("tanium_user.jane", name="jane")
        assert not errors(result)
        assert "is made and in state" in warnings(result)[0]
        assert result.state is not None
        assert result.state["id"] == str(tanium.store.user("jane").id)
