"""Servers that show the ids of members in other letters than those of users: UUIDs have no case."""

from __future__ import annotations

from typing import Any

import pytest

from tests.runtime.resources.practitioner import Practitioner, errors, warnings
from tests.runtime.resources.scim_people import ScimBox, box_of, members_of, practitioner

WAYS = pytest.mark.parametrize(
    "options",
    [{}, {"patch_answer": "empty"}, {"patch": False}, {"filter_form": "none"}, {"filters": False, "patch": False}],
    ids=["patch", "unanswered", "put", "no filters", "put, no filters"],
)


def letters(seed: int = 9, **options: Any) -> tuple[ScimBox, Practitioner, list[str]]:
    """Such a server, somebody who works with it, and the ids of its users as it shows them."""
    box = box_of(seed=seed, capital_ids=True, **options)
    return box, practitioner(box, shows_all_attributes="true"), sorted(user.id.upper() for user in box.store.users)


def lower(users: list[str]) -> set[str]:
    return {each.lower() for each in users}


@WAYS
def test_nobody_is_taken_out_of_a_group_with_members(options: dict[str, Any]) -> None:
    box, person, users = letters(**options)
    with box:
        result = person.apply("scim_group.g", display_name="Guild", members=users[:3])
        assert list(result.diagnostics) == []
        assert members_of(box, "Guild") == lower(users[:3])
        person.restart()
        refreshed = person.refresh("scim_group.g")
        assert not warnings(refreshed)
        assert refreshed.state is not None
        assert refreshed.state["members"] == users[:3]
        result = person.apply("scim_group.g", display_name="Guild", members=[users[0], users[1], users[3]])
        assert list(result.diagnostics) == []
        assert members_of(box, "Guild") == lower([users[0], users[1], users[3]])


def test_so_it_is_in_batches() -> None:
    box, person, users = letters()
    with box:
        person.restart(members_per_request=2)
        result = person.apply("scim_group.g", display_name="Guild", members=users)
        assert list(result.diagnostics) == []
        assert members_of(box, "Guild") == lower(users)


@WAYS
def test_a_binding_is_given_found_and_taken_away(options: dict[str, Any]) -> None:
    box, person, users = letters(**options)
    with box:
        group = box.store.add_group("Guild", members=[each.lower() for each in users[:2]]).id.upper()
        person.done("scim_group_member.m", group_id=group, user_id=users[2])
        assert members_of(box, "Guild") == lower(users[:3])
        person.restart()
        assert person.refresh("scim_group_member.m").state is not None
        assert not errors(person.destroy("scim_group_member.m"))
        assert members_of(box, "Guild") == lower(users[:2])


@WAYS
def test_a_binding_that_is_there_is_refused(options: dict[str, Any]) -> None:
    box, person, users = letters(**options)
    with box:
        group = box.store.add_group("Guild", members=[each.lower() for each in users[:2]]).id.upper()
        assert "already" in errors(person.apply("scim_group_member.m", group_id=group, user_id=users[0]))[0]
