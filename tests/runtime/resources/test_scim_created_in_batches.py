"""Groups that are made with more members than a request may hold, on servers whose additions replace what is there."""

from __future__ import annotations

from typing import Any

import pytest

from tests.runtime.resources.practitioner import errors, warnings
from tests.runtime.resources.scim_people import box_of, members_of, practitioner

FORMS = pytest.mark.parametrize(
    "options", [{}, {"patch_answer": "empty"}, {"members_shown": "empty"}], ids=["shown", "unanswered", "hidden"]
)


@FORMS
def test_whom_a_later_batch_took_out_is_named_and_not_in_state(options: dict[str, Any]) -> None:
    with box_of(seed=16, patch_replaces_members=True, put=False, **options) as box:
        users = sorted(user.id for user in box.store.users)
        person = practitioner(box)
        person.restart(members_per_request=5)
        result = person.apply("scim_group.g", display_name="Guild", members=users)
        assert members_of(box, "Guild") == {users[15]}
        (problem,) = errors(result)
        assert "5 of the members" in problem
        assert all(user in problem for user in users[:5])
        assert result.state is not None
        assert result.state["members"] == [users[15]]


@pytest.mark.parametrize("answer", ["body", "empty"])
def test_they_are_put_back_where_the_group_can_be_written_whole(answer: str) -> None:
    with box_of(seed=16, patch_replaces_members=True, patch_answer=answer) as box:
        users = sorted(user.id for user in box.store.users)
        person = practitioner(box)
        person.restart(members_per_request=5)
        result = person.apply("scim_group.g", display_name="Guild", members=users)
        assert not errors(result)
        assert "were put back" in warnings(result)[0]
        assert members_of(box, "Guild") == set(users)


def test_further_groups_of_the_run_are_written_whole() -> None:
    with box_of(seed=16, patch_replaces_members=True) as box:
        users = sorted(user.id for user in box.store.users)
        person = practitioner(box)
        person.restart(members_per_request=5)
        person.apply("scim_group.one", display_name="One", members=users)
        person.done("scim_group.two", display_name="Two", members=users)
        assert members_of(box, "Two") == set(users)
        assert box.log.count("PATCH") == 3


def test_where_additions_are_said_to_replace_none_is_sent() -> None:
    with box_of(seed=16, patch_replaces_members=True) as box:
        users = sorted(user.id for user in box.store.users)
        person = practitioner(box)
        person.restart(members_per_request=5, additions_keep=False)
        person.done("scim_group.g", display_name="Guild", members=users)
        person.done("scim_group.g", display_name="Guild", members=users[3:])
        assert members_of(box, "Guild") == set(users[3:])
        assert box.log.count("PATCH") == 0
