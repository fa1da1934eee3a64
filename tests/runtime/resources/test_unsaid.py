"""A member that an answer leaves out is neither empty nor as it was: nothing is built on it."""

from __future__ import annotations

from typing import Any

import pytest

from providers.okta import PROVIDER as OKTA
from providers.splunk import PROVIDER as SPLUNK
from providers.tanium import PROVIDER as TANIUM
from rolecall.runtime.resources.unread_members import UNSAID
from rolecall.sandbox import Fault
from tests.runtime.resources.boxes import OktaBox, SplunkBox, TaniumBox
from tests.runtime.resources.practitioner import Practitioner, errors, warnings

JANE = "tanium_user.jane"
SPLUNK_JANE = "splunk_user.jane"
SPLUNK_USER = {"name": "jane", "password_wo": "correct-horse", "password_wo_version": 1}


def member_missing(member: str, path: str, *, times: int | None = None, after: int = 0) -> Fault:
    """Single reads leave `member` out."""
    return Fault("member_missing", method="GET", path=path, member=member, times=times, after=after)


@pytest.fixture
def jane(tanium: TaniumBox) -> Practitioner:
    """A practitioner with a Tanium user who has a role of the configuration, and Administrator by hand."""
    person = Practitioner(TANIUM, tanium.environment)
    person.done(JANE, name="jane", email="jane@example.com", roles=["Analyst"])
    tanium.store.grant_role("jane", "Administrator")
    return person


class TestRefresh:
    def test_a_managed_member_that_is_not_said_is_a_warning_at_the_attribute(
        self, tanium: TaniumBox, jane: Practitioner
    ) -> None:
        tanium.faults.add(member_missing("data.roles", r"/users/\d+$"))
        jane.restart()
        result = jane.refresh(JANE)
        (found,) = result.diagnostics
        assert (found.severity, found.summary, found.path) == ("warning", f"{UNSAID} roles", ("roles",))
        assert result.state is not None
        assert result.state["roles"] == ["Analyst"]

    def test_a_member_that_an_update_would_carry_is_a_warning_though_nobody_manages_it(self, tanium: TaniumBox) -> None:
        person = Practitioner(TANIUM, tanium.environment)
        person.done(JANE, name="jane", email="jane@example.com")
        tanium.faults.add(member_missing("data.content_sets", r"/users/\d+$"))
        person.restart()
        assert [item.path for item in person.refresh(JANE).diagnostics] == [("content_sets",)]

    def test_an_import_that_cannot_see_a_member_says_so(self, tanium: TaniumBox, jane: Practitioner) -> None:
        tanium.faults.add(member_missing("data.roles", r"/users/\d+$"))
        jane.restart(refresh="get")
        jane.import_("tanium_user.other", "name=jane")
        result = jane.refresh("tanium_user.other")
        assert [item.summary for item in result.diagnostics] == [f"{UNSAID} roles"]
        assert result.state is not None
        assert result.state["roles"] is None

    def test_a_null_in_place_of_roles_is_not_taken_for_none(self, tanium: TaniumBox, jane: Practitioner) -> None:
        tanium.options.null_members = ["roles"]
        jane.restart()
        result = jane.refresh(JANE)
        assert [item.summary for item in result.diagnostics] == [f"{UNSAID} roles"]
        assert result.state is not None
        assert result.state["roles"] == ["Analyst"]

    def test_a_complete_answer_is_no_warning(self, jane: Practitioner) -> None:
        jane.restart()
        assert len(jane.refresh(JANE).diagnostics) == 0

    def test_an_answer_without_a_key_keeps_the_id(self, tanium: TaniumBox, jane: Practitioner) -> None:
        held = jane.resources[JANE].state["id"]
        tanium.faults.add(member_missing("data.id", r"/users/\d+$"))
        jane.restart()
        result = jane.refresh(JANE)
        assert [item.summary for item in result.diagnostics] == [f"{UNSAID} id"]
        assert result.state is not None
        assert result.state["id"] == held

    def test_the_vendors_promise_that_absent_is_empty_is_believed(self, okta: OktaBox) -> None:
        person = Practitioner(OKTA, okta.environment)
        person.done("okta_group.g", name="Mail")
        person.restart()
        assert len(person.refresh("okta_group.g").diagnostics) == 0


class TestFullReplace:
    def test_an_update_is_refused_while_roles_are_not_said(self, tanium: TaniumBox, jane: Practitioner) -> None:
        tanium.faults.add(member_missing("data.roles", r"/users/\d+$"))
        jane.restart()
        jane.refresh(JANE)
        result = jane.apply(JANE, name="jane", email="new@example.com", roles=["Analyst"])
        assert f"{UNSAID} roles" in errors(result)[0]
        assert tanium.store.role_names("jane") == {"Administrator", "Analyst"}
        assert tanium.store.user("jane").email == "jane@example.com"

    def test_one_answer_without_roles_is_asked_for_again(self, tanium: TaniumBox, jane: Practitioner) -> None:
        tanium.faults.add(member_missing("data.roles", r"/users/\d+$", times=1))
        jane.done(JANE, name="jane", email="new@example.com", roles=["Analyst"])
        assert tanium.store.role_names("jane") == {"Administrator", "Analyst"}
        assert tanium.store.user("jane").email == "new@example.com"

    def test_a_set_is_not_replaced_while_nobody_knows_what_others_added(
        self, tanium: TaniumBox, jane: Practitioner
    ) -> None:
        tanium.faults.add(member_missing("data.roles", r"/users/\d+$"))
        result = jane.apply(JANE, name="jane", email="jane@example.com", roles=["Analyst", "Operator"])
        assert f"{UNSAID} roles" in errors(result)[0]
        assert tanium.store.role_names("jane") == {"Administrator", "Analyst"}

    def test_what_the_change_itself_sets_need_not_be_said(self, tanium: TaniumBox, jane: Practitioner) -> None:
        tanium.faults.add(member_missing("data.email", r"/users/\d+$", times=3))
        jane.done(JANE, name="jane", email="new@example.com", roles=["Analyst"])
        assert tanium.store.user("jane").email == "new@example.com"

    def test_a_destroy_does_not_disable_by_an_answer_without_roles(self, tanium: TaniumBox, jane: Practitioner) -> None:
        jane.done(JANE, name="jane", email="jane@example.com", roles=["Analyst"], on_destroy="deactivate")
        tanium.faults.add(member_missing("data.roles", r"/users/\d+$"))
        result = jane.destroy(JANE)
        assert f"{UNSAID} roles" in errors(result)[0]
        assert result.state is not None
        assert tanium.store.role_names("jane") == {"Administrator", "Analyst"}

    def test_a_binding_does_not_write_a_user_whose_groups_are_not_said(self, tanium: TaniumBox) -> None:
        bob = tanium.store.add_user("bob", computer_groups=["Laptops"])
        tanium.faults.add(member_missing("data.computer_groups", r"/users/\d+$"))
        person = Practitioner(TANIUM, tanium.environment)
        result = person.apply("tanium_role_binding.b", user_id=str(bob.id), role="Operator")
        assert f"{UNSAID} computer_groups" in errors(result)[0]
        assert len(tanium.store.user("bob").computer_groups) == 1

    def test_splunk_roles_are_carried_only_as_they_were_read(self, splunk: SplunkBox) -> None:
        person = Practitioner(SPLUNK, splunk.environment)
        person.done(SPLUNK_JANE, **SPLUNK_USER, roles=["user"])
        splunk.store.grant_role("jane", "admin")
        splunk.faults.add(member_missing("content.roles", "/users/jane$"))
        result = person.apply(SPLUNK_JANE, **SPLUNK_USER, roles=["user"], email="jane@example.com")
        assert f"{UNSAID} roles" in errors(result)[0]
        assert set(splunk.store.user("jane").roles) == {"admin", "user"}
        splunk.faults.clear()
        splunk.faults.add(member_missing("content.roles", "/users/jane$", times=1))
        person.done(SPLUNK_JANE, **SPLUNK_USER, roles=["user"], email="jane@example.com")
        assert set(splunk.store.user("jane").roles) == {"admin", "user"}

    def test_a_member_that_no_attribute_speaks_of_is_carried_or_refused_too(self, okta: OktaBox) -> None:
        person = Practitioner(OKTA, okta.environment)
        app, group = okta.store.app("Tessian").id, okta.store.group("Engineering").id
        place = {"app_id": app, "group_id": group}
        person.done("okta_app_group_assignment.a", **place, priority=3)
        okta.faults.add(member_missing("profile", f"/apps/{app}/groups/{group}$"))
        result = person.apply("okta_app_group_assignment.a", **place, priority=4)
        assert f"{UNSAID} profile" in errors(result)[0]


class TestAfterAWrite:
    @pytest.mark.parametrize("member", ["roles", "persona_id", "local_admin_flag"])
    def test_what_vanished_though_it_was_carried_is_an_error(
        self, tanium: TaniumBox, jane: Practitioner, member: str
    ) -> None:
        persona = next(iter(tanium.store.personas)).id
        tanium.store.update_user("jane", persona_id=persona, local_admin_flag=True)
        jane.refresh(JANE)
        tanium.options.dropped = [member]
        config: dict[str, Any] = {"name": "jane", "email": "new@example.com", "roles": ["Analyst", "Administrator"]}
        result = jane.apply(JANE, **config)
        assert f"took away {member}" in errors(result)[0]

    def test_one_answer_without_roles_after_a_write_is_no_loss(self, tanium: TaniumBox, jane: Practitioner) -> None:
        tanium.faults.add(member_missing("data.roles", r"/users/\d+$", times=1, after=1))
        result = jane.apply(JANE, name="jane", email="new@example.com", roles=["Analyst"])
        assert not errors(result)
        assert not warnings(result)

    def test_what_was_written_and_is_not_said_is_a_warning(self, tanium: TaniumBox, jane: Practitioner) -> None:
        tanium.faults.add(member_missing("data.email", r"/users/\d+$", after=1))
        result = jane.apply(JANE, name="jane", email="new@example.com", roles=["Analyst"])
        assert not errors(result)
        assert [item.summary for item in result.diagnostics] == [f"{UNSAID} email"]

    def test_capabilities_that_come_with_an_imported_role_are_not_lost(self, splunk: SplunkBox) -> None:
        person = Practitioner(SPLUNK, splunk.environment)
        inherited = sorted(splunk.store.role("user").capabilities)[0]
        person.done("splunk_role.r", name="ops", capabilities=[inherited, "edit_user"])
        assert not errors(person.apply("splunk_role.r", name="ops", imported_roles=["user"]))
        assert splunk.store.role("ops").imported_roles == ["user"]
