"""SCIM servers that take so many members in one change, or many changes in one request."""

from __future__ import annotations

from typing import Any

import pytest

from rolecall.sandbox import Fault
from tests.runtime.resources.practitioner import errors
from tests.runtime.resources.scim_people import UNCHECKED, at_once, members_of, practitioner, refusals, server

SIZES = pytest.mark.parametrize(
    "options",
    [{}, {"oversize_status": 413, "oversize_words": False}, {"oversize_words": False}, {"oversize_status": 422}],
    ids=["words", "413", "no words", "422"],
)


class TestSize:
    @SIZES
    def test_a_new_group_is_split(self, options: dict[str, Any]) -> None:
        with server(120, largest_change=50, **options) as (box, person, users):
            state = person.done("scim_group.g", display_name="Guild", members=users)
            assert set(state["members"]) == members_of(box, "Guild") == set(users)
            assert len(box.store.groups) == 1

    @SIZES
    def test_the_rest_of_the_run_knows(self, options: dict[str, Any]) -> None:
        with server(120, largest_change=50, **options) as (box, person, users):
            person.done("scim_group.g", display_name="Guild", members=users[:1])
            person.done("scim_group.g", display_name="Guild", members=users)
            refused = len(refusals(box))
            assert refused >= 1
            person.done("scim_group.g", display_name="Guild", members=[])
            assert members_of(box, "Guild") == set()
            person.done("scim_group.h", display_name="Hall", members=users)
            assert len(refusals(box)) == refused

    @SIZES
    def test_a_small_limit_is_found_by_halving_again_and_again(self, options: dict[str, Any]) -> None:
        with server(40, largest_change=3, **options) as (box, person, users):
            person.done("scim_group.g", display_name="Guild", members=users[:1])
            person.done("scim_group.g", display_name="Guild", members=users)
            assert members_of(box, "Guild") == set(users)
            person.done("scim_group.h", display_name="Hall", members=users)
            assert members_of(box, "Hall") == set(users)

    @pytest.mark.parametrize("flavour", ["generic", "value"])
    def test_so_it_is_for_removals(self, flavour: str) -> None:
        form = ["value"] if flavour == "value" else ["path", "value"]
        with server(40, largest_change=3, oversize_words=False, removal=form) as (box, person, users):
            person.done("scim_group.g", display_name="Guild", members=users)
            person.done("scim_group.g", display_name="Guild", members=users[:2])
            assert members_of(box, "Guild") == set(users[:2])

    def test_a_single_one_that_is_refused_without_words_is_an_error(self) -> None:
        with server(8) as (box, person, users):
            person.done("scim_group.g", display_name="Guild", members=users[:1])
            box.faults.add(Fault("status", method="PATCH", status=400))
            assert errors(person.apply("scim_group.g", display_name="Guild", members=users))
            assert members_of(box, "Guild") == set(users[:1])

    def test_bindings_that_come_together_are_split(self) -> None:
        with server(30, largest_change=4) as (box, person, users):
            group = box.store.add_group("Guild").id
            labels = {f"scim_group_member.m{number}": each for number, each in enumerate(users)}
            for result in at_once(
                lambda label: person.apply(label, group_id=group, user_id=labels[label]), list(labels)
            ):
                assert not errors(result)
            assert members_of(box, "Guild") == set(users)

    def test_stated_it_is_not_asked_again(self) -> None:
        with server(120, largest_change=50) as (box, person, users):
            person.restart(members_per_request=50)
            person.done("scim_group.g", display_name="Guild", members=users)
            assert refusals(box) == []

    def test_what_is_refused_for_something_else_is_not_halved(self) -> None:
        with server() as (box, _, users):
            person = practitioner(box, UNCHECKED)
            result = person.apply("scim_group.g", display_name="Guild", members=[*users, "nobody"])
            assert "There is no member 'nobody'" in errors(result)[0]
            assert len(refusals(box)) == 1

    def test_another_refusal_later_is_told_in_its_own_words(self) -> None:
        with server(120, largest_change=50) as (box, person, users):
            person.done("scim_group.g", display_name="Guild", members=users[:1])
            result = person.apply("scim_group.g", display_name="Guild", members=[*users, "zz-nobody"])
            assert "There is no member 'zz-nobody'" in errors(result)[0]
            assert len(members_of(box, "Guild")) > 1

    def test_a_later_error_tells_what_was_learnt(self) -> None:
        with server(120, largest_change=50) as (_, person, users):
            person.done("scim_group.g", display_name="Guild", members=users)
            result = person.apply("scim_group.h", display_name="Hall", members=["nobody"])
            assert "`members_per_request = 50`" in errors(result)[0]


class TestBulk:
    @pytest.mark.caveat("Bulk", option="scim.bulk")
    def test_many_requests_become_few(self) -> None:
        with server(120, largest_change=10, bulk=100) as (box, person, users):
            person.restart(members_per_request=10)
            person.done("scim_group.g", display_name="Guild", members=users)
            assert members_of(box, "Guild") == set(users)
            assert (box.log.count("POST", "/Bulk"), box.log.count("PATCH")) == (1, 0)
            person.done("scim_group.g", display_name="Guild", members=users[:20])
            assert members_of(box, "Guild") == set(users[:20])
            assert box.log.count("POST", "/Bulk") == 2

    def test_it_goes_on_in_as_many_as_the_server_takes(self) -> None:
        with server(120, largest_change=10, bulk=4) as (box, person, users):
            person.restart(members_per_request=10)
            person.done("scim_group.g", display_name="Guild", members=users)
            assert members_of(box, "Guild") == set(users)
            assert (box.log.count("POST", "/Bulk"), box.log.count("PATCH")) == (3, 0)

    def test_a_size_that_is_refused_there_is_learnt(self) -> None:
        with server(120, largest_change=10, bulk=100) as (box, person, users):
            person.restart(members_per_request=30)
            person.done("scim_group.g", display_name="Guild", members=users[:5])
            person.done("scim_group.g", display_name="Guild", members=users)
            assert members_of(box, "Guild") == set(users)
            assert box.log.count("POST", "/Bulk") == 2

    def test_promised_and_refused_it_is_done_without(self) -> None:
        with server(60, largest_change=10, bulk=100) as (box, person, users):
            box.faults.add(Fault("status", method="POST", path="/Bulk", status=501))
            person.restart(members_per_request=10)
            person.done("scim_group.g", display_name="Guild", members=users)
            assert members_of(box, "Guild") == set(users)
            assert box.log.count("POST", "/Bulk") == 1

    @pytest.mark.parametrize("form", ["value", "replace"])
    def test_members_who_only_come_leave_nothing_over(self, form: str) -> None:
        with server(60, largest_change=10, bulk=100) as (box, person, users):
            person.restart(members_per_request=10, member_removal=form)
            person.done("scim_group.g", display_name="Guild", members=users)
            assert members_of(box, "Guild") == set(users)

    def test_it_can_be_turned_off(self) -> None:
        with server(60, largest_change=10, bulk=100) as (box, person, users):
            person.restart(members_per_request=10, bulk=False)
            person.done("scim_group.g", display_name="Guild", members=users)
            assert box.log.count("POST", "/Bulk") == 0
