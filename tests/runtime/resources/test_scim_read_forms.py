"""SCIM servers that take filters and pages in one form alone: learnt, or stated."""

from __future__ import annotations

import pytest

from rolecall.sandbox import Fault
from tests.runtime.resources.practitioner import errors
from tests.runtime.resources.scim_people import members_of, read, server


class TestFilters:
    @pytest.mark.parametrize("form", ["any", "conjunction", "term", "none"])
    def test_people_and_members_are_found(self, form: str) -> None:
        with server(filter_form=form) as (box, person, users):
            made = person.done("scim_user.ada", user_name="ada")
            group = box.store.add_group("Guild", members=users[:3]).id
            person.done("scim_group_member.m", group_id=group, user_id=made["id"])
            person.restart()
            assert person.refresh("scim_group_member.m").state is not None
            assert read(person, "scim_user", user_name="ada")["id"] == made["id"]
            assert "only in case" in errors(person.apply("scim_user.twin", user_name="ADA"))[0]
            assert not errors(person.destroy("scim_group_member.m"))
            assert members_of(box, "Guild") == set(users[:3])

    @pytest.mark.parametrize("form", ["conjunction", "term", "none"])
    def test_stated_no_filter_is_refused(self, form: str) -> None:
        with server(filter_form=form) as (box, person, users):
            person.restart(filter_form=form)
            person.done("scim_user.ada", user_name="ada")
            group = box.store.add_group("Guild", members=users[:3]).id
            person.done("scim_group_member.m", group_id=group, user_id=users[4])
            assert [event.query for event in box.log if event.status == 400] == []

    @pytest.mark.caveat("Filters", option="scim.filter_form")
    def test_a_filter_that_is_refused_is_asked_once(self) -> None:
        with server(filter_form="none") as (box, person, _):
            for number in range(3):
                person.done(f"scim_user.u{number}", user_name=f"u{number}")
            assert len([event for event in box.log if "filter=userName" in event.query]) == 1


class TestPaging:
    @pytest.mark.parametrize("paging", ["index", "cursor", "both"])
    def test_listings_are_whole(self, paging: str) -> None:
        with server(25, paging=paging, largest_page=10) as (_, person, users):
            assert len(read(person, "scim_users")["users"]) == len(users)

    @pytest.mark.parametrize("paging", ["cursor", "both"])
    def test_stated_no_page_is_asked_twice(self, paging: str) -> None:
        with server(25, paging=paging, largest_page=10) as (box, person, users):
            person.restart(paging="cursor")
            assert len(read(person, "scim_users")["users"]) == len(users)
            assert len([event for event in box.log if "cursor=" in event.query]) == 3
            assert [event.query for event in box.log if "startIndex" in event.query] == []

    def test_a_server_that_loses_rows_is_asked_by_cursor(self) -> None:
        with server(25, paging="both", largest_page=10) as (box, person, users):
            box.faults.add(
                Fault("status", method="GET", path="/Users", status=400, words="startIndex.", after=1, times=1)
            )
            assert len(read(person, "scim_users")["users"]) == len(users)

    def test_rows_that_are_missing_from_a_listing_by_cursor_are_an_error(self) -> None:
        with server(25, paging="index", largest_page=10) as (_, person, _users):
            person.restart(paging="cursor")
            assert "gave 10" in errors(person.data("scim_users"))[0]
