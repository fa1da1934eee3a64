"""Writes to groups: they carry no read options, keep whom they do not name, and say loudly where the server did not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from providers.scim import PROVIDER
from tests.runtime.resources.practitioner import Practitioner, errors, warnings
from tests.runtime.resources.scim2server import Scim2Server, scim2server
from tests.runtime.resources.scim_people import ScimBox, at_once, box_of, members_of, practitioner, users_of

ANSWERS = pytest.mark.parametrize("answer", ["body", "empty"])


@contextmanager
def guild(members: int, **options: Any) -> Iterator[tuple[ScimBox, Practitioner, list[str]]]:
    """A server with one more user than a managed group has members, and a new run."""
    with box_of(seed=members + 1, **options) as box:
        person = practitioner(box)
        users = users_of(box)
        person.done("scim_group.g", display_name="Guild", members=users[:members])
        person.restart()
        box.log.clear()
        yield box, person, users


class TestReadOptions:
    def test_a_server_that_applies_them_before_a_patch_loses_nobody(self) -> None:
        with guild(5, excluded_before_patch=True) as (box, person, users):
            person.done("scim_group.g", display_name="Guild of All", members=users)
            assert members_of(box, "Guild of All") == set(users)
            person.done("scim_group.g", display_name="Guild", members=users[1:])
            assert members_of(box, "Guild") == set(users[1:])

    def test_nor_do_bindings(self) -> None:
        with box_of(seed=4, excluded_before_patch=True) as box:
            users = users_of(box)
            group = box.store.add_group("Guild", members=users[:3]).id
            person = practitioner(box)
            person.done("scim_group_member.m", group_id=group, user_id=users[3])
            assert members_of(box, "Guild") == set(users)
            person.destroy("scim_group_member.m")
            assert members_of(box, "Guild") == set(users[:3])

    @pytest.mark.parametrize("patch", [True, False])
    def test_no_write_carries_any(self, patch: bool) -> None:
        with guild(3, patch=patch) as (box, person, users):
            person.done("scim_group.g", display_name="Guild of All", members=users)
            person.destroy("scim_group.g")
            writes = [event for event in box.log if event.method != "GET"]
            assert len(writes) >= 2
            assert not [event.query for event in writes if event.query]


class TestVanished:
    @ANSWERS
    def test_whom_a_write_did_not_name_and_who_is_gone_is_named(self, answer: str) -> None:
        with guild(4, patch_answer=answer) as (box, person, users):
            box.options.patch_replaces_members, box.options.put = True, False
            result = person.apply("scim_group.g", display_name="Guild", members=users)
            (problem,) = errors(result)
            assert "4 of the members" in problem
            assert all(user in problem for user in users[:4])
            assert result.state is not None
            assert result.state["members"] == [users[4]]

    @ANSWERS
    def test_they_are_put_back_where_the_group_can_be_written_whole(self, answer: str) -> None:
        with guild(4, patch_answer=answer) as (box, person, users):
            box.options.patch_replaces_members = True
            result = person.apply("scim_group.g", display_name="Guild", members=users)
            assert not errors(result)
            assert "4 of the members" in warnings(result)[0]
            assert "`additions_keep = false`" in warnings(result)[0]
            assert members_of(box, "Guild") == set(users)

    @ANSWERS
    def test_a_binding_notices_too(self, answer: str) -> None:
        with box_of(seed=4, patch_answer=answer, patch_replaces_members=True) as box:
            users = users_of(box)
            group = box.store.add_group("Guild", members=users[:3]).id
            person = practitioner(box)
            result = person.apply("scim_group_member.m", group_id=group, user_id=users[3])
            (problem,) = errors(result)
            assert all(user in problem for user in users[:3])
            assert result.state is None
            assert f"terraform import scim_group_member.<label> '{group}/{users[3]}'" in problem
            assert "terraform untaint" in problem
            assert "`scim_group.members`" in problem

    @ANSWERS
    def test_a_binding_that_is_replaced_notices_too(self, answer: str) -> None:
        with box_of(seed=5, patch_answer=answer, patch_replaces_members=True) as box:
            users = users_of(box)
            group = box.store.add_group("Guild", members=users[:3]).id
            person = practitioner(box)
            person.import_("scim_group_member.m", f"{group}/{users[0]}")
            person.restart()
            person.destroy("scim_group_member.m")
            assert members_of(box, "Guild") == {*users[1:3]}
            result = person.apply("scim_group_member.m", group_id=group, user_id=users[3])
            assert all(user in errors(result)[0] for user in users[1:3])

    def test_what_is_put_back_is_not_lost_again(self) -> None:
        with box_of(seed=4, patch_replaces_members=True) as box:
            users = users_of(box)
            group = box.store.add_group("Guild", members=users[:3]).id
            person = practitioner(box)
            assert errors(person.apply("scim_group_member.m", group_id=group, user_id=users[3]))
            for number in (1, 2, 3):
                box.change("member.add", group="Guild", member=f"user{number:05}")
            assert members_of(box, "Guild") == set(users)
            person.restart()
            assert "already has" in errors(person.apply("scim_group_member.m", group_id=group, user_id=users[3]))[0]
            person.import_("scim_group_member.m", f"{group}/{users[3]}")
            person.done("scim_group_member.m", group_id=group, user_id=users[3])
            assert members_of(box, "Guild") == set(users)

    @pytest.mark.parametrize("arguments", [{"update_method": "put"}, {"additions_keep": False}], ids=["put", "keep"])
    def test_by_put_everybody_stays(self, arguments: dict[str, Any]) -> None:
        with box_of(seed=5, patch_replaces_members=True) as box:
            users = users_of(box)
            group = box.store.add_group("Guild", members=users[:3]).id
            person = practitioner(box)
            person.restart(**arguments)
            person.done("scim_group_member.m", group_id=group, user_id=users[3])
            assert members_of(box, "Guild") == set(users[:4])

    @pytest.mark.caveat("LargeSet", option="scim.patch_replaces_members")
    def test_nothing_more_is_written_in_that_run(self) -> None:
        with box_of(seed=4, patch_replaces_members=True) as box:
            users = users_of(box)
            groups = [box.store.add_group(name, members=users[:3]).id for name in ("One", "Two")]
            person = practitioner(box)
            person.apply("scim_group_member.a", group_id=groups[0], user_id=users[3])
            assert (
                "Nothing more is written"
                in errors(person.apply("scim_group_member.b", group_id=groups[1], user_id=users[3]))[0]
            )
            assert members_of(box, "Two") == set(users[:3])

    def test_somebody_else_took_one_out(self) -> None:
        with guild(4) as (box, person, users):
            box.change("member.remove", group="Guild", member="user00002")
            (problem,) = errors(person.apply("scim_group.g", display_name="Guild", members=users))
            assert users[1] in problem
            assert users[0] not in problem
            person.done("scim_group.g", display_name="Guild", members=users)
            assert members_of(box, "Guild") == set(users)


class TestRequests:
    def test_an_answer_that_shows_the_set_is_enough(self) -> None:
        with guild(300, patch_answer="body") as (box, person, users):
            person.done("scim_group.g", display_name="Guild", members=users)
            paths = [(event.method, event.path.rpartition("/")[2]) for event in box.log]
            assert sum(method == "PATCH" for method, _ in paths) == 1
            assert not [event for event in box.log if "members.value" in event.query]
            assert len(paths) <= 4, "one of them looks for the member who is new"

    def test_else_a_sample_of_the_others_is_asked_for_with_what_was_added(self) -> None:
        with guild(300, patch_answer="empty") as (box, person, users):
            person.done("scim_group.g", display_name="Guild", members=users)
            assert sum(event.response_bytes for event in box.log) < 6_000
            assert len([event for event in box.log if "members.value" in event.query]) == 2

    def test_bindings_look_once_in_a_run_at_who_was_there(self) -> None:
        with box_of(seed=440, patch_answer="empty", largest_page=1000) as box:
            users = users_of(box)
            groups = [box.store.add_group(f"g{number}", members=users[:400]).id for number in range(10)]
            person = practitioner(box)
            for number in range(40):
                label = f"scim_group_member.m{number}"
                person.done(label, group_id=groups[number % 10], user_id=users[400 + number])
            assert len([event for event in box.log if event.response_bytes > 10_000]) == 1


class TestAnotherServer:
    """scim2-server, which others wrote, answers a PATCH with 204 and looks nothing up."""

    def test_members_come_and_go_and_a_run_looks_once(self) -> None:
        with scim2server() as server:
            person = Practitioner(PROVIDER, {"SCIM_URL": server.url, "SCIM_TOKEN": server.token})
            users = [person.done(f"scim_user.u{number}", user_name=f"u{number}")["id"] for number in range(6)]
            group = person.done("scim_group.g", display_name="Guild", members=users[:3])["id"]
            person.done("scim_group.g", display_name="Guild", members=users[1:4])
            assert self._members(server, group) == set(users[1:4])
            person.restart()
            person.done("scim_group.other", display_name="Other")
            other = str(person.resources["scim_group.other"].state["id"])
            at_once(
                lambda each: person.apply(f"scim_group_member.m{each}", group_id=other, user_id=users[each]), range(6)
            )
            assert self._members(server, other) == set(users)
            assert person.destroy("scim_group_member.m0").state is None
            assert self._members(server, other) == set(users[1:])

    def _members(self, server: Scim2Server, group: str) -> set[str]:
        (found,) = (each.model_dump() for each in server.storage.resources if each.id == group)
        return {member["value"] for member in found.get("members") or ()}
