"""Whoever else is in a SCIM group that shows nobody, where an addition may take their place."""

from __future__ import annotations

from typing import Any

import pytest

from rolecall.runtime.resources.object import hidden_elements
from tests.runtime.resources.practitioner import errors
from tests.runtime.resources.scim_people import HIDDEN, at_once, box_of, members_of, practitioner, users_of


class TestWhoeverElseIsThere:
    """Others in a group that shows nobody, where an addition may take their place."""

    @HIDDEN
    @pytest.mark.parametrize("flavour", ["generic", "aws"])
    @pytest.mark.caveat("LargeSet", option="scim.members_shown")
    def test_whom_an_addition_takes_out_is_told_and_nobody_else_is_taken_out(
        self, flavour: str, hidden: dict[str, Any]
    ) -> None:
        with box_of(flavour, seed=60, patch_replaces_members=True, **hidden) as box:
            users = users_of(box)
            groups = [box.store.add_group(name, members=users[40:43]).id for name in ("One", "Two")]
            person = practitioner(box)
            result = person.apply("scim_group_member.a", group_id=groups[0], user_id=users[0])
            (problem,) = errors(result)
            assert "vanished" in problem
            assert all(user in problem for user in users[40:43])
            assert result.state is None
            (refused,) = errors(person.apply("scim_group_member.b", group_id=groups[1], user_id=users[0]))
            assert "Nothing more is written" in refused
            assert members_of(box, "Two") == set(users[40:43])

    def test_at_once_one_group_alone_is_touched(self) -> None:
        with box_of(seed=30, patch_replaces_members=True, members_shown="empty") as box:
            users = users_of(box)
            groups = [box.store.add_group(f"G{number}", members=users[20:22]).id for number in range(8)]
            person = practitioner(box)
            results = at_once(
                lambda number: person.apply(
                    f"scim_group_member.m{number}", group_id=groups[number], user_id=users[number]
                ),
                range(8),
            )
            assert all(errors(result) for result in results)
            kept = [number for number in range(8) if members_of(box, f"G{number}") == set(users[20:22])]
            assert len(kept) == 7

    def test_what_this_run_added_is_looked_for(self) -> None:
        with box_of(seed=3, patch_replaces_members=True, members_shown="empty") as box:
            users = users_of(box)
            person = practitioner(box)
            group = person.done("scim_group.g", display_name="Guild")["id"]
            person.done("scim_group_member.a", group_id=group, user_id=users[0])
            (problem,) = errors(person.apply("scim_group_member.b", group_id=group, user_id=users[1]))
            assert users[0] in problem

    @pytest.mark.parametrize("options", [{"filters": False}, {"filter_form": "none"}, {"filter_form": "term"}], ids=str)
    def test_who_cannot_be_looked_for_is_not_put_at_risk(self, options: dict[str, Any]) -> None:
        with box_of(seed=3, patch_replaces_members=True, members_shown="never", **options) as box:
            users = users_of(box)
            group = box.store.add_group("Guild", members=users[:2]).id
            result = practitioner(box).apply("scim_group_member.m", group_id=group, user_id=users[2])
            (problem,) = result.diagnostics
            assert problem.severity == "error"
            assert problem.path == ("group_id",)
            assert "cannot be asked for single ones" in problem.detail
            assert "It was not sent" in problem.detail
            assert result.state is None
            assert members_of(box, "Guild") == set(users[:2])

    def test_too_many_to_ask_for(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(hidden_elements, "MOST_ASKED", 3)
        with box_of("aws", seed=9) as box:
            users = users_of(box)
            group = box.store.add_group("Guild", members=users[8:]).id
            (problem,) = errors(practitioner(box).apply("scim_group_member.m", group_id=group, user_id=users[0]))
            assert "none of the first" in problem
            assert members_of(box, "Guild") == set(users[8:])
            assert "`additions_keep = true`" in problem

    def test_nobody_is_looked_for_where_additions_are_said_to_keep_others(self) -> None:
        with box_of("aws", seed=9) as box:
            users = users_of(box)
            group = box.store.add_group("Guild", members=users[8:]).id
            person = practitioner(box)
            person.restart(additions_keep=True)
            person.done("scim_group_member.m", group_id=group, user_id=users[0])
            assert members_of(box, "Guild") == {users[0], *users[8:]}
            assert not [event for event in box.log if event.path.endswith("/Users")]

    @pytest.mark.parametrize("inside", [True, False])
    def test_users_that_tell_their_groups_need_no_asking(
        self, monkeypatch: pytest.MonkeyPatch, *, inside: bool
    ) -> None:
        monkeypatch.setattr(hidden_elements, "MOST_ASKED", 3)
        with box_of("aws", seed=9, answers_leave_out=[], patch_replaces_members=inside) as box:
            users = users_of(box)
            box.store.add_group("Others", members=users[1:2])
            group = box.store.add_group("Guild", members=users[8:] if inside else []).id
            result = practitioner(box).apply("scim_group_member.m", group_id=group, user_id=users[0])
            if inside:
                assert users[8] in errors(result)[0]
            else:
                assert not errors(result)
                assert members_of(box, "Guild") == {users[0]}

    def test_they_are_looked_for_once_a_run(self) -> None:
        with box_of("aws", seed=30) as box:
            users = users_of(box)
            groups = [box.store.add_group(f"G{number}", members=users[10:20]).id for number in range(4)]
            person = practitioner(box)
            counts = []
            for number, group in enumerate(groups):
                box.log.clear()
                person.done(f"scim_group_member.m{number}", group_id=group, user_id=users[0])
                counts.append(box.log.count())
            assert counts[0] > 10
            assert max(counts[1:]) <= 4

    def test_a_removal_after_a_loss_is_not_told_as_done(self) -> None:
        with box_of(seed=4, members_shown="empty") as box:
            users = users_of(box)
            one, two = (box.store.add_group(name, members=users[1:3]).id for name in ("One", "Two"))
            person = practitioner(box)
            person.import_("scim_group_member.old", f"{two}/{users[1]}")
            box.options.patch_replaces_members = True
            assert errors(person.apply("scim_group_member.new", group_id=one, user_id=users[0]))
            result = person.destroy("scim_group_member.old")
            assert "Nothing more is written" in errors(result)[0]
            assert result.state is not None
            assert members_of(box, "Two") == set(users[1:3])
