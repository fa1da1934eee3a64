"""SCIM servers that keep, hide or deactivate whom they deleted, and what proves that somebody is gone."""

from __future__ import annotations

import pytest

from rolecall.sandbox import Fault
from tests.runtime.resources.practitioner import errors, warnings
from tests.runtime.resources.scim_people import server


class TestGone:
    def test_a_destroy_ends_where_the_deactivated_are_not_shown(self) -> None:
        with server(hides_deactivated=True) as (_, person, _users):
            person.done("scim_user.ada", user_name="ada")
            result = person.destroy("scim_user.ada")
            assert not errors(result)
            assert result.state is None

    @pytest.mark.caveat("ServerForms", option="scim.hides_deactivated")
    def test_deactivating_keeps_the_user_in_state(self) -> None:
        with server(flavour="atlassian") as (box, person, _users):
            person.done("scim_user.ada", user_name="ada", title="Countess")
            result = person.apply("scim_user.ada", user_name="ada", title="Countess", active=False)
            assert not errors(result)
            assert "cannot be seen" in warnings(result)[0]
            assert box.store.users.find("ada").values["active"] is False
            person.restart()
            refreshed = person.refresh("scim_user.ada")
            assert refreshed.state is not None
            assert refreshed.state["active"] is False
            assert not errors(person.destroy("scim_user.ada"))

    def test_who_is_active_and_not_there_is_gone(self) -> None:
        with server(flavour="atlassian") as (box, person, _users):
            person.done("scim_user.ada", user_name="ada")
            box.change("user.delete", user="ada")
            person.restart()
            assert person.refresh("scim_user.ada").state is None

    def test_deactivating_is_an_error_where_nothing_says_so(self) -> None:
        with server(hides_deactivated=True) as (_, person, _users):
            person.done("scim_user.ada", user_name="ada")
            assert errors(person.apply("scim_user.ada", user_name="ada", active=False))

    def test_a_delete_that_deactivates_is_done_with_a_warning(self) -> None:
        with server(flavour="slack") as (box, person, _users):
            person.done("scim_user.ada", user_name="ada")
            result = person.destroy("scim_user.ada")
            assert not errors(result)
            assert result.state is None
            assert "stays in Slack, deactivated" in warnings(result)[0]
            assert box.store.users.find("ada").values["active"] is False

    def test_elsewhere_it_is_an_error(self) -> None:
        with server(delete_deactivates=True) as (_, person, _users):
            person.done("scim_user.ada", user_name="ada")
            problem = errors(person.destroy("scim_user.ada"))[0]
            assert "still there" in problem and "`delete_disables = true`" in problem
            person.restart(delete_disables=True)
            assert not errors(person.destroy("scim_user.ada"))

    def test_400_is_missing_where_that_is_proven(self) -> None:
        with server(missing_status=400) as (box, person, _users):
            person.done("scim_user.ada", user_name="ada")
            person.done("scim_user.bob", user_name="bob")
            box.change("user.delete", user="ada")
            person.restart()
            assert person.refresh("scim_user.ada").state is None
            box.change("user.delete", user="bob")
            assert not errors(person.destroy("scim_user.bob"))

    def test_400_to_everything_is_no_proof(self) -> None:
        with server() as (box, person, _users):
            person.done("scim_user.ada", user_name="ada")
            box.faults.add(Fault("status", method="GET", path="/Users/.", status=400, words="No."))
            person.restart(refresh="get")
            result = person.refresh("scim_user.ada")
            assert "400" in errors(result)[0]
            assert result.state is not None

    def test_400_about_what_is_listed_is_no_proof(self) -> None:
        with server(missing_status=400) as (box, person, _users):
            made = person.done("scim_user.ada", user_name="ada")
            box.faults.add(Fault("status", method="GET", path=f"/Users/{made['id']}", status=400, words="No."))
            person.restart(refresh="get")
            result = person.refresh("scim_user.ada")
            assert "400" in errors(result)[0]
            assert result.state is not None


class TestListingsWithoutAnEnd:
    @pytest.mark.parametrize("filters", [True, False])
    def test_what_is_gone_leaves_the_state(self, filters: bool) -> None:
        with server(8, largest_page=3, filters=filters) as (box, person, users):
            group = box.store.add_group("Guild", members=users[:2]).id
            person.done("scim_group_member.m", group_id=group, user_id=users[4])
            person.done("scim_user.ada", user_name="ada")
            box.change("member.remove", group="Guild", member=users[4])
            box.change("user.delete", user="ada")
            box.faults.add(Fault("repeat_page", path="/(Users|Groups)$"))
            person.restart(refresh="get")
            for label in ("scim_group_member.m", "scim_user.ada"):
                result = person.refresh(label)
                assert not errors(result)
                assert result.state is None
                assert "no longer has" in warnings(result)[0]
