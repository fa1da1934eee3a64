"""A read that shows a set as it was before this run wrote it is stale: nobody gets back, or loses, what was changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from providers.splunk import PROVIDER as SPLUNK
from providers.tanium import PROVIDER as TANIUM
from rolecall.runtime.collections.written_elements import WrittenElements
from rolecall.sandbox import Fault, Sandbox
from tests.runtime.resources.boxes import SplunkBox, TaniumBox
from tests.runtime.resources.practitioner import Practitioner, errors
from tests.runtime.resources.scim_people import members_of, server

JANE = r"/users/(\d+|jane)$"
STALE = "as they were before this run changed them"
PLACE = ("users", "42", "roles")


def tanium_jane(box: TaniumBox) -> tuple[Practitioner, dict[str, Any], Callable[[], set[str]]]:
    user = box.store.add_user("jane", roles=["Administrator"])
    return Practitioner(TANIUM, dict(box.environment)), {"user_id": str(user.id)}, lambda: box.store.role_names("jane")


def splunk_jane(box: SplunkBox) -> tuple[Practitioner, dict[str, Any], Callable[[], set[str]]]:
    box.store.add_user("jane", roles=["user"])
    return Practitioner(SPLUNK, dict(box.environment)), {"user": "jane"}, lambda: set(box.store.users["jane"].roles)


def reads_of(box: Sandbox[Any, Any]) -> int:
    return len([event for event in box.log if event.method == "GET" and re.search(JANE, event.path)])


class TestBindings:
    @pytest.mark.parametrize("after", range(7))
    def test_a_role_that_was_just_taken_away_does_not_come_back(self, tanium: TaniumBox, after: int) -> None:
        person, jane, roles = tanium_jane(tanium)
        person.done("tanium_role_binding.old", role="Analyst", **jane)
        person.restart()
        tanium.faults.add(Fault("stale", method="GET", path=JANE, times=1, after=after))
        assert not errors(person.destroy("tanium_role_binding.old"))
        person.done("tanium_role_binding.new", role="Incident Responder", **jane)
        assert roles() == {"Administrator", "Incident Responder"}

    @pytest.mark.parametrize("after", range(7))
    def test_nor_where_names_are_ids(self, splunk: SplunkBox, after: int) -> None:
        person, jane, roles = splunk_jane(splunk)
        person.done("splunk_role_binding.old", role="power", **jane)
        person.restart()
        splunk.faults.add(Fault("stale", method="GET", path=JANE, times=1, after=after))
        assert not errors(person.destroy("splunk_role_binding.old"))
        person.done("splunk_role_binding.new", role="can_delete", **jane)
        assert roles() == {"user", "can_delete"}

    @pytest.mark.parametrize("after", range(7))
    def test_a_role_that_was_just_given_is_not_taken_away(self, tanium: TaniumBox, after: int) -> None:
        person, jane, roles = tanium_jane(tanium)
        tanium.faults.add(Fault("stale", method="GET", path=JANE, times=1, after=after))
        person.done("tanium_role_binding.one", role="Analyst", **jane)
        person.done("tanium_role_binding.two", role="Incident Responder", **jane)
        assert roles() == {"Administrator", "Analyst", "Incident Responder"}

    @pytest.mark.parametrize("further", [0, 1])
    def test_what_stays_stale_is_refused_at_either_read(self, tanium: TaniumBox, further: int) -> None:
        person, jane, roles = tanium_jane(tanium)
        person.done("tanium_role_binding.old", role="Analyst", **jane)
        person.restart()
        tanium.log.clear()
        fault = Fault("stale", method="GET", path=JANE, after=3)
        tanium.faults.add(fault)
        assert not errors(person.destroy("tanium_role_binding.old"))
        assert reads_of(tanium) == 3
        fault.after += further
        result = person.apply("tanium_role_binding.new", role="Incident Responder", **jane)
        assert STALE in errors(result)[0]
        assert "Analyst" in errors(result)[0]
        assert result.state is None
        assert roles() == {"Administrator"}

    def test_what_somebody_else_changes_meanwhile_is_news(self, tanium: TaniumBox) -> None:
        person, jane, roles = tanium_jane(tanium)
        person.done("tanium_role_binding.one", role="Analyst", **jane)
        tanium.store.revoke_role("jane", "Administrator")
        person.done("tanium_role_binding.two", role="Incident Responder", **jane)
        assert roles() == {"Analyst", "Incident Responder"}

    def test_it_costs_no_request(self, tanium: TaniumBox) -> None:
        person, jane, _ = tanium_jane(tanium)
        person.done("tanium_role_binding.one", role="Analyst", **jane)
        tanium.log.clear()
        person.done("tanium_role_binding.two", role="Incident Responder", **jane)
        assert reads_of(tanium) == 3


class TestNewObjects:
    def test_an_object_that_is_made_anew_begins_with_nothing(self, splunk: SplunkBox) -> None:
        """Where names are ids, the new object has the key of the old one."""
        person, jane, roles = splunk_jane(splunk)
        person.done("splunk_role_binding.old", role="power", **jane)
        splunk.store.users.pop("jane")
        person.done(
            "splunk_user.jane", name="jane", password_wo="correct-horse", password_wo_version=1, create_role=True
        )
        before = roles()
        person.done("splunk_role_binding.new", role="can_delete", **jane)
        assert roles() == {*before, "can_delete"}


class TestMemory:
    def test_what_was_written_is_known(self) -> None:
        elements = WrittenElements()
        elements.note(PLACE, ["a", "b"], ["b", "c"])
        assert elements.denied_by(PLACE, ["a", "b", "c"]) == ["a"]
        assert elements.denied_by(PLACE, ["b"]) == ["c"]
        assert elements.denied_by(PLACE, ["c", "d"]) == []

    def test_objects_are_elements_too(self) -> None:
        elements = WrittenElements()
        elements.note(PLACE, [{"kind": "User", "name": "a"}], [])
        assert elements.denied_by(PLACE, [{"name": "a", "kind": "User"}])
        assert not elements.denied_by(PLACE, [{"name": "b", "kind": "User"}])

    def test_a_write_of_which_nobody_knows_the_outcome_makes_nothing_known(self) -> None:
        elements = WrittenElements()
        elements.note(PLACE, [], ["a", "b"])
        elements.begin(PLACE, ["a", "b"], ["b"])
        assert elements.denied_by(PLACE, ["b"]) == []
        assert elements.denied_by(PLACE, ["a"]) == ["b"]

    def test_other_sets_are_not_meant(self) -> None:
        elements = WrittenElements()
        elements.note(PLACE, ["a"], [])
        assert elements.denied_by(("users", "43", "roles"), ["a"]) == []
        elements.forget("users", "42")
        assert elements.denied_by(PLACE, ["a"]) == []


class TestMembersOfLargeSets:
    def test_one_404_to_a_removal_does_not_mean_that_it_is_done(self) -> None:
        with server(3) as (box, person, _):
            users = [user.id for user in box.store.users]
            group = box.store.add_group("Guild", members=users[:2]).id
            person.done("scim_group_member.m", group_id=group, user_id=users[2])
            person.restart()
            box.faults.add(Fault("not_found", method="PATCH", times=1))
            assert not errors(person.destroy("scim_group_member.m"))
            assert members_of(box, "Guild") == set(users[:2])

    def test_a_removal_that_is_answered_404_while_the_group_is_there_stays_in_state(self) -> None:
        with server(3) as (box, person, _):
            users = [user.id for user in box.store.users]
            group = box.store.add_group("Guild", members=users[:2]).id
            person.done("scim_group_member.m", group_id=group, user_id=users[2])
            person.restart()
            box.faults.add(Fault("not_found", method="PATCH"))
            result = person.destroy("scim_group_member.m")
            assert "no such object" in errors(result)[0]
            assert result.state is not None

    def test_a_group_that_is_gone_has_no_members(self) -> None:
        with server(3) as (box, person, _):
            users = [user.id for user in box.store.users]
            group = box.store.add_group("Guild").id
            person.done("scim_group_member.m", group_id=group, user_id=users[2])
            found = box.store.resource(group)
            assert found is not None
            box.store.delete(found)
            person.restart()
            assert not errors(person.destroy("scim_group_member.m"))

    def test_members_whom_no_plan_showed_are_not_removed_by_the_first_write(self) -> None:
        """Prior state has none, since the set was not managed: somebody joined meanwhile, or was there long before."""
        with server(4) as (box, person, _):
            users = [user.id for user in box.store.users]
            person.done("scim_group.g", display_name="Guild")
            box.change("member.add", group="Guild", member="user00004")
            person.restart()
            person.done("scim_group.g", display_name="Guild", members=users[:1])
            assert members_of(box, "Guild") == {users[0], users[3]}
            person.restart()
            refreshed = person.refresh("scim_group.g")
            assert refreshed.state is not None
            assert set(refreshed.state["members"]) == {users[0], users[3]}
