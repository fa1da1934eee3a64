"""Members of an organization, with their traits and without them."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest

from providers.tanzu import PROVIDER
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.runtime.resources.practitioner import errors, warnings
from tests.runtime.resources.switches import with_attribute, with_collection, with_lifecycle
from tests.runtime.resources.tanzu_people import ADA, WAITING, practitioner


class TestOrgMembers:
    def test_an_invitation_is_in_state_and_nobody_is_invited_twice(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        result = person.apply("tanzu_org_member.ada", **WAITING)
        assert errors(result) == []
        assert "ada@example.com has not accepted" in warnings(result)[0]
        assert result.state is not None
        assert result.state["status"] == "INVITED"
        person.restart()
        person.refresh("tanzu_org_member.ada")
        plan = person.plan("tanzu_org_member.ada", **WAITING)
        assert plan.planned is not None
        assert plan.planned["status"] is UNKNOWN
        still = person.apply("tanzu_org_member.ada", **WAITING)
        assert "has not accepted" in errors(still)[0]
        tanzu.change("invitation.accept", email="ada@example.com")
        assert person.done("tanzu_org_member.ada", **WAITING)["status"] == "ACTIVE"
        assert tanzu.store.cloud.mails["ada@example.com"] == 1

    def test_an_invitation_whose_state_was_lost_is_taken_up(self, tanzu: TanzuSandbox) -> None:
        tanzu.change("invitation.send", email="ada@example.com")
        state = practitioner(tanzu).done("tanzu_org_member.ada", **ADA)
        assert state["status"] == "INVITED"
        assert tanzu.store.cloud.mails["ada@example.com"] == 1

    def test_without_the_trait_there_is_no_waiting_and_no_taking_up(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu, with_collection(PROVIDER, "members", invitation=None))
        result = person.apply("tanzu_org_member.ada", **WAITING)
        assert list(result.diagnostics) == []
        person.restart()
        assert "already exists" in errors(person.apply("tanzu_org_member.again", **ADA))[0]

    def test_an_active_member_is_only_imported(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        result = person.apply("tanzu_org_member.one", email="user00001@example.com")
        assert "terraform import tanzu_org_member" in errors(result)[0]
        imported = person.import_("tanzu_org_member.one", "name=user00001@example.com").state
        assert imported is not None
        plan = person.plan("tanzu_org_member.one", email="user00001@example.com")
        assert plan.planned == imported

    def test_a_role_that_somebody_gave_since_the_plan_is_not_overwritten(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        tanzu.change("member.create", **ADA)
        person.import_("tanzu_org_member.ada", ADA["email"])
        person.refresh("tanzu_org_member.ada")
        held = tanzu.store.cloud.find(ADA["email"])
        assert held is not None and person.resources["tanzu_org_member.ada"].state["role"] == "org_member"
        held.roles = ["org_owner"]
        person.restart()
        said = errors(person.apply("tanzu_org_member.ada", **ADA, role="developer"))
        assert said[0].startswith("role of ") and "is 'org_owner' since this was planned" in said[0]
        assert "Nothing was changed." in said[0] and held.roles == ["org_owner"]

    def test_the_role_changes_in_place(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        person.done("tanzu_org_member.ada", **ADA)
        tanzu.change("invitation.accept", email="ada@example.com")
        person.refresh("tanzu_org_member.ada")
        person.done("tanzu_org_member.ada", **ADA, role="developer")
        assert tanzu.store.cloud.find("ada@example.com").roles == ["developer"]  # type: ignore[union-attr]  # there

    def test_without_swapping_the_vendor_does_not_understand(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu, with_attribute(PROVIDER, "tanzu_org_member", "role", add_remove_lists=None))
        person.done("tanzu_org_member.ada", **ADA)
        tanzu.change("invitation.accept", email="ada@example.com")
        person.refresh("tanzu_org_member.ada")
        assert errors(person.apply("tanzu_org_member.ada", **ADA, role="developer"))

    @pytest.mark.parametrize("end", ["invitation.expire", "invitation.revoke", "member.remove"])
    def test_what_came_to_an_end_is_drift(self, tanzu: TanzuSandbox, end: str) -> None:
        person = practitioner(tanzu)
        person.done("tanzu_org_member.ada", **ADA)
        tanzu.change(end, email="ada@example.com")
        person.restart()
        assert person.refresh("tanzu_org_member.ada").state is None
        assert person.done("tanzu_org_member.ada", **ADA)["status"] == "INVITED"
        assert tanzu.store.cloud.mails["ada@example.com"] == 2

    def test_without_the_trait_a_removed_member_is_still_there(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu, with_collection(PROVIDER, "members", absent_rows=None))
        person.done("tanzu_org_member.ada", **ADA)
        tanzu.change("member.remove", email="ada@example.com")
        person.restart()
        assert person.refresh("tanzu_org_member.ada").state is not None

    def test_an_invitation_that_ends_while_waiting_is_an_error(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)

        def revoke() -> None:
            """Once the invitation was sent and read back, so that it is waited for."""
            while not tanzu.log.count("POST", "/invitations$"):
                time.sleep(0.02)
            sent = len(tanzu.log)
            while [each.method for each in list(tanzu.log)[sent:]].count("GET") < 4:
                time.sleep(0.02)
            tanzu.change("invitation.revoke", email="ada@example.com")

        later = threading.Thread(target=revoke)
        later.start()
        result = person.apply("tanzu_org_member.ada", **{**WAITING, "timeouts": {"create": "8h"}})
        later.join()
        assert "came to an end" in errors(result)[0]
        assert result.state is None

    def test_stopping_ends_the_wait_and_keeps_the_state(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        threading.Timer(0.4, person.engine.stop).start()
        result = person.apply("tanzu_org_member.ada", **{**WAITING, "timeouts": {"create": "8h"}})
        assert result.state is not None
        assert result.state["status"] == "INVITED"

    def test_people_who_have_no_id_yet_are_known_by_address(self, tanzu: TanzuSandbox) -> None:
        tanzu.options.invited_have_id = False
        person = practitioner(tanzu)
        assert person.done("tanzu_org_member.ada", **ADA)["id"] == "ada@example.com"
        tanzu.change("invitation.accept", email="ada@example.com")
        person.restart()
        refreshed = person.refresh("tanzu_org_member.ada").state
        assert refreshed is not None
        assert refreshed["id"] == tanzu.store.cloud.find("ada@example.com").user_id  # type: ignore[union-attr]  # there

    @pytest.mark.parametrize("have_id", [True, False])
    def test_an_invitation_is_taken_back(self, tanzu: TanzuSandbox, have_id: bool) -> None:
        tanzu.options.invited_have_id = have_id
        person = practitioner(tanzu)
        person.done("tanzu_org_member.ada", **ADA)
        person.restart()
        result = person.destroy("tanzu_org_member.ada")
        assert errors(result) == []
        assert tanzu.store.cloud.pending("ada@example.com") is None

    def test_without_withdrawing_an_invitation_without_id_stays(self, tanzu: TanzuSandbox) -> None:
        tanzu.options.invited_have_id = False
        person = practitioner(tanzu, with_lifecycle(PROVIDER, "tanzu_org_member", withdraw=None))
        person.done("tanzu_org_member.ada", **ADA)
        person.restart()
        result = person.destroy("tanzu_org_member.ada")
        assert result.state is not None or tanzu.store.cloud.pending("ada@example.com") is not None

    def test_the_account_we_run_as_is_never_removed(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        person.import_("tanzu_org_member.us", f"name={tanzu.store.cloud.administrator.email}")
        assert "The account we run as is never destroyed" in errors(person.plan_destroy("tanzu_org_member.us"))[0]
        open_to_harm = practitioner(
            tanzu, with_lifecycle(PROVIDER, "tanzu_org_member", protect_self=False, administrators=None)
        )
        open_to_harm.import_("tanzu_org_member.us", f"name={tanzu.store.cloud.administrator.email}")
        assert errors(open_to_harm.plan_destroy("tanzu_org_member.us")) == []

    def test_without_a_provisional_key_they_are_nobody(self, tanzu: TanzuSandbox) -> None:
        tanzu.options.invited_have_id = False
        person = practitioner(tanzu, with_collection(PROVIDER, "members", provisional_key=None))
        assert "has no 'userId'" in errors(person.apply("tanzu_org_member.ada", **ADA))[0]

    @pytest.mark.parametrize(
        ("values", "path"),
        [
            ({"email": "ada"}, ("email",)),
            ({**ADA, "role": "emperor"}, ("role",)),
            ({**ADA, "wait_for": "x"}, ("wait_for",)),
        ],
    )
    def test_bad_values_fail_in_the_plan(self, tanzu: TanzuSandbox, values: Any, path: tuple[str, ...]) -> None:
        found = practitioner(tanzu).plan("tanzu_org_member.ada", **values).diagnostics
        assert [item.path for item in found] == [path]
