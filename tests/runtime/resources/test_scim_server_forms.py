"""Servers that take less than the RFCs say: what they refuse is learnt, done another way, and can be stated."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from rolecall.sandbox import Fault
from tests.runtime.resources.practitioner import Practitioner, errors, warnings
from tests.runtime.resources.scim_people import ScimBox, at_once, box_of, data, members_of, practitioner, read


@contextmanager
def server(
    seed: int = 6, flavour: str = "generic", **options: Any
) -> Iterator[tuple[ScimBox, Practitioner, list[str]]]:
    """A server, somebody at work there, and the ids of its users."""
    with box_of(flavour, seed=seed, **options) as box:
        yield box, practitioner(box), [user.id for user in box.store.users]


def refusals(box: ScimBox) -> list[tuple[str, int]]:
    """The writes that were refused: method and status."""
    return [(event.method, event.status) for event in box.log if event.method != "GET" and event.status >= 400]


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
        with server() as (box, person, users):
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


class TestRemoval:
    @pytest.mark.parametrize(
        ("options", "learnt"),
        [
            ({"removal": ["path"]}, None),
            ({"removal": []}, "replace"),
            ({"removal": [], "etag": True}, "replace"),
            ({"removal": ["value"], "put": False}, "value"),
            ({"removal": ["value"], "put": False, "remove_with_value": "all"}, "value"),
        ],
        ids=["path", "PUT", "PUT with versions", "value", "value that means all"],
    )
    def test_members_are_taken_out_and_nobody_else(self, options: dict[str, Any], learnt: str | None) -> None:
        with server(**options) as (box, person, users):
            person.done("scim_group.g", display_name="Guild", members=users)
            box.change("group.create", display_name="Other", members=users)
            person.done("scim_group.g", display_name="Guild", members=users[1:])
            assert members_of(box, "Guild") == set(users[1:])
            person.done("scim_group.g", display_name="Guild", members=[users[0], *users[2:4]])
            assert members_of(box, "Guild") == {users[0], *users[2:4]}
            assert len(refusals(box)) == (0 if learnt is None else 1 if options.get("put", True) else 2)
            assert members_of(box, "Other") == set(users)
            assert person.engine._vendor is not None
            assert person.engine._vendor.first.client.learnt.get("member_removal") == learnt

    def test_what_somebody_adds_meanwhile_stays(self) -> None:
        with server(removal=[], etag=True) as (box, person, users):
            person.done("scim_group.g", display_name="Guild", members=users[:3])
            box.change("member.add", group="Guild", member=users[4])
            person.done("scim_group.g", display_name="Guild", members=users[:2])
            assert members_of(box, "Guild") == {*users[:2], users[4]}

    @pytest.mark.parametrize(("form", "takes"), [("value", "value"), ("replace", "put"), ("path", "path")])
    def test_stated_it_is_not_asked_again(self, form: str, takes: str) -> None:
        with server(removal=[takes]) as (box, person, users):
            person.restart(member_removal=form)
            person.done("scim_group.g", display_name="Guild", members=users)
            person.done("scim_group.g", display_name="Guild", members=users[:2])
            assert members_of(box, "Guild") == set(users[:2])
            assert refusals(box) == []

    def test_a_set_that_is_not_shown_is_never_written_whole(self) -> None:
        with server(removal=["value"], members_shown="never") as (box, person, users):
            person.done("scim_group.g", display_name="Guild", members=users)
            person.restart()
            result = person.apply("scim_group.g", display_name="Guild", members=users[1:])
            assert '`member_removal = "value"`' in errors(result)[0]
            assert members_of(box, "Guild") == set(users)

    def test_bindings_end(self) -> None:
        with server(removal=[]) as (box, person, users):
            group = box.store.add_group("Guild", members=users[:2]).id
            person.done("scim_group_member.m", group_id=group, user_id=users[2])
            assert not errors(person.destroy("scim_group_member.m"))
            assert members_of(box, "Guild") == set(users[:2])


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
            assert "gave 10" in errors(data(person, "scim_users"))[0]


class TestMediaType:
    def test_it_is_learnt_or_stated(self) -> None:
        with server(plain_json_only=True) as (box, person, _):
            person.done("scim_user.ada", user_name="ada")
            person.done("scim_user.bob", user_name="bob")
            assert refusals(box) == [("POST", 415)]
            person.restart(media_type="application/json")
            person.done("scim_user.cyd", user_name="cyd")
            assert refusals(box) == [("POST", 415)]


class TestUpdateMethod:
    def test_put_is_stated(self) -> None:
        with server() as (box, person, _):
            person.restart(update_method="put")
            person.done("scim_user.ada", user_name="ada")
            box.change("user.update", user="ada", nickName="Countess")
            person.done("scim_user.ada", user_name="ada", title="Lady")
            assert box.log.count("PATCH") == 0
            assert box.store.users.find("ada").values["nickName"] == "Countess"


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
            assert "still there" in errors(person.destroy("scim_user.ada"))[0]
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


SPELLINGS = pytest.mark.parametrize(
    "options",
    [
        {"lower_resources": True},
        {"text_active": True},
        {"nulls": True},
        {"number_ids": True},
        {"created_status": 200},
        {"lower_emails": True},
        {"drops": ["externalId"]},
        {"refuses_count": True},
    ],
    ids=lambda options: next(iter(options)),
)


@SPELLINGS
def test_other_spellings_are_no_difference(options: dict[str, Any]) -> None:
    with server(**options) as (_, person, users):
        config = {"user_name": "Ada@example.com", "emails": [{"value": "Ada@example.com"}], "active": True}
        made = person.done("scim_user.ada", **config)
        assert made["id"].isdecimal() is ("number_ids" in options)
        person.done("scim_group.g", display_name="Guild", members=users[:2])
        person.restart()
        assert not person.refresh("scim_user.ada").diagnostics.has_error
        assert person.plan("scim_user.ada", **config).planned == person.resources["scim_user.ada"].state
        person.done("scim_user.ada", **config, title="Countess")
        person.done("scim_group.g", display_name="Guild", members=users[1:])
        assert read(person, "scim_user", user_name="ada@example.com")["id"] == made["id"]
        assert person.destroy("scim_group.g").state is None
        assert person.destroy("scim_user.ada").state is None


class TestWhatPatchesCannotChange:
    def test_it_is_put(self) -> None:
        with server(unpatchable=["title"]) as (box, person, _):
            person.done("scim_user.ada", user_name="ada")
            box.change("user.update", user="ada", nickName="Countess")
            assert person.done("scim_user.ada", user_name="ada", title="Lady")["title"] == "Lady"
            values = box.store.users.find("ada").values
            assert (values["title"], values["nickName"]) == ("Lady", "Countess")
            assert refusals(box) == [("PATCH", 400)]

    def test_without_a_put_the_refusal_is_told(self) -> None:
        with server(unpatchable=["title"], put=False) as (_, person, _users):
            person.done("scim_user.ada", user_name="ada")
            assert "title cannot be changed" in errors(person.apply("scim_user.ada", user_name="ada", title="Lady"))[0]


def test_a_name_in_another_case_is_nothing_to_write() -> None:
    with server(case_changes=False) as (box, person, _):
        person.done("scim_user.ada", user_name="ada@example.com")
        assert person.done("scim_user.ada", user_name="Ada@example.com", title="Lady")["title"] == "Lady"
        assert box.store.users.find("ada@example.com").name == "ada@example.com"
        person.restart()
        state = person.refresh("scim_user.ada").state
        assert state is not None
        assert state["user_name"] == "Ada@example.com"
