"""SCIM servers that do less than they say: what they refuse is done the other way, once learnt, and nobody is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from rolecall.sandbox import Fault
from tests.runtime.resources.practitioner import Practitioner, errors
from tests.runtime.resources.scim_people import ScimBox, box_of, members_of, practitioner, server, users_of

STATUSES = pytest.mark.parametrize("status", [405, 501])


@contextmanager
def unpatched(status: int, path: str = "") -> Iterator[tuple[ScimBox, Practitioner, list[str], Fault]]:
    """A server whose ServiceProviderConfig promises PATCH, and that has none at `path`."""
    with box_of(seed=4) as box:
        fault = Fault("status", method="PATCH", path=path, status=status)
        box.faults.add(fault)
        yield box, practitioner(box), users_of(box), fault


class TestPatch:
    @STATUSES
    def test_a_user_is_written_whole(self, status: int) -> None:
        with unpatched(status) as (box, person, _, fault):
            person.done("scim_user.ada", user_name="ada")
            box.change("user.update", user="ada", nickName="Countess")
            for name in ("Ada", "Ada Lovelace"):
                person.done("scim_user.ada", user_name="ada", display_name=name)
            values = box.store.users.find("ada").values
            assert (values["displayName"], values["nickName"]) == ("Ada Lovelace", "Countess")
            assert fault.fired == 1

    @STATUSES
    def test_a_group_keeps_whom_the_update_does_not_name(self, status: int) -> None:
        with unpatched(status) as (box, person, users, fault):
            person.done("scim_group.g", display_name="Guild", members=users[:2])
            person.done("scim_group.g", display_name="Guild of All")
            assert members_of(box, "Guild of All") == set(users[:2])
            person.done("scim_group.g", display_name="Guild of All", members=users[1:3])
            assert members_of(box, "Guild of All") == set(users[1:3])
            assert fault.fired == 1

    @STATUSES
    def test_bindings_come_and_go(self, status: int) -> None:
        with unpatched(status) as (box, person, users, fault):
            group = box.store.add_group("Guild", members=users[:2]).id
            person.done("scim_group_member.m", group_id=group, user_id=users[2])
            assert members_of(box, "Guild") == set(users[:3])
            person.restart()
            person.destroy("scim_group_member.m")
            assert members_of(box, "Guild") == set(users[:2])
            assert fault.fired == 2, "once in each run"

    def test_what_one_address_refuses_another_may_take(self) -> None:
        with unpatched(405, "/Groups") as (box, person, users, fault):
            person.done("scim_group.g", display_name="Guild", members=users[:2])
            person.done("scim_group.g", display_name="Guild", members=users[:1])
            person.done("scim_user.ada", user_name="ada")
            person.done("scim_user.ada", user_name="ada", display_name="Ada")
            assert fault.fired == 1
            assert [event.method for event in box.log if event.method in ("PATCH", "PUT")] == ["PATCH", "PUT", "PATCH"]


class TestMediaType:
    def test_plain_json_is_sent_to_who_does_not_know_the_standards_own(self) -> None:
        with box_of(seed=2) as box:
            fault = Fault("media_type_refused")
            box.faults.add(fault)
            person = practitioner(box)
            person.done("scim_user.ada", user_name="ada")
            person.done("scim_user.ada", user_name="ada", display_name="Ada")
            assert fault.fired == 1
            assert len([user for user in box.store.users if user.values["userName"] == "ada"]) == 1

    def test_a_read_that_has_no_such_answer_is_asked_for_any(self) -> None:
        with server(2) as (box, person, _):
            person.done("scim_user.ada", user_name="ada")
            person.restart()
            fault = Fault("status", method="GET", status=406, times=1)
            box.faults.add(fault)
            found = person.refresh("scim_user.ada")
            assert found.state is not None
            assert errors(found) == []
            assert fault.fired == 1

    def test_a_write_that_is_answered_so_is_not_sent_again(self) -> None:
        with box_of(seed=2) as box:
            fault = Fault("status", method="POST", status=406)
            box.faults.add(fault)
            assert errors(practitioner(box).apply("scim_user.ada", user_name="ada")) != []
            assert fault.fired == 1
