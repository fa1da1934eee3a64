"""SCIM servers that show so many members of a group at most, at any number, without saying that there are more."""

from __future__ import annotations

from typing import Any

import pytest

from rolecall.runtime.resources.object import hidden_elements
from rolecall.runtime.resources.unread_members import UNSAID
from tests.runtime.resources.practitioner import errors, warnings
from tests.runtime.resources.scim_people import ScimBox, box_of, members_of, practitioner, trusting

NUMBERS = pytest.mark.parametrize("number", [3, 10, 15, 20, 30])
BLIND: dict[str, Any] = {"filter_form": "none", "answers_leave_out": ["groups"]}
"""Neither filters nor users tell who is in a group."""
NAMELESS: dict[str, Any] = {"answers_leave_out": ["groups"]}
"""Users do not say which groups they are in."""
TELLING = pytest.mark.parametrize("options", [{}, {"filter_form": "none"}, NAMELESS], ids=["all", "users", "filters"])


def users_of(box: ScimBox) -> list[str]:
    return sorted(user.id for user in box.store.users)


class TestBindings:
    @NUMBERS
    @TELLING
    def test_whoever_is_not_shown_is_not_gone_and_loses_access(self, number: int, options: dict[str, Any]) -> None:
        with box_of(seed=number + 9, most_members_shown=number, **options) as box:
            users = users_of(box)
            group = box.store.add_group("Guild", members=users[: number + 3]).id
            person = practitioner(box)
            labels = {f"scim_group_member.m{each}": each for each in users[number : number + 3]}
            box.options.most_members_shown = 0
            for label, user in labels.items():
                person.import_(label, f"{group}/{user}")
            box.options.most_members_shown = number
            person.restart()
            for label in labels:
                result = person.refresh(label)
                assert result.state is not None
                if "filter_form" not in options:
                    assert not warnings(result), "filters tell it"
            for label in labels:
                assert not errors(person.destroy(label))
            assert members_of(box, "Guild") == set(users[:number])

    @TELLING
    def test_whoever_was_taken_out_is_gone(self, options: dict[str, Any]) -> None:
        with box_of(seed=9, **options) as box:
            users = users_of(box)
            group = box.store.add_group("Guild", members=users[:5]).id
            person = practitioner(box)
            person.import_("scim_group_member.m", f"{group}/{users[4]}")
            box.store.change_members(group, remove=[users[4]])
            person.restart()
            assert person.refresh("scim_group_member.m").state is None


class TestManagedWhole:
    @NUMBERS
    @pytest.mark.parametrize("options", [{}, NAMELESS], ids=["all", "filters"])
    def test_whoever_is_taken_out_of_the_configuration_loses_access(self, number: int, options: dict[str, Any]) -> None:
        with box_of(seed=number + 9, most_members_shown=number, **options) as box:
            users = users_of(box)[: number + 5]
            person = practitioner(box)
            person.done("scim_group.g", display_name="Guild", members=users)
            hidden = box.store.dump()["groups"][0]["members"][-1]["value"]
            person.restart()
            state = person.refresh("scim_group.g").state
            assert state is not None
            assert set(state["members"]) == set(users)
            person.done("scim_group.g", display_name="Guild", members=[each for each in users if each != hidden])
            assert members_of(box, "Guild") == set(users) - {hidden}

    def test_others_beyond_the_cut_are_found_where_users_tell(self) -> None:
        with box_of(seed=30, most_members_shown=20) as box:
            users = users_of(box)
            person = practitioner(box)
            group = person.done("scim_group.g", display_name="Guild", members=users[:22])["id"]
            box.store.change_members(group, add=[users[29]])
            person.restart()
            result = person.refresh("scim_group.g")
            assert result.state is not None
            assert set(result.state["members"]) == {*users[:22], users[29]}
            assert not warnings(result)

    @pytest.mark.parametrize("number", [15, 20])
    def test_else_it_is_said_once_that_they_cannot_be_seen(self, number: int) -> None:
        with box_of(seed=30, most_members_shown=number, **NAMELESS) as box:
            users = users_of(box)
            person = practitioner(box)
            for name in ("Guild", "Second"):
                person.done(f"scim_group.{name}", display_name=name, members=users[: number + 2])
            person.restart()
            (warning,) = warnings(person.refresh("scim_group.Guild"))
            assert warning.startswith(f"{UNSAID} all members")
            assert "cannot be seen" in warning
            assert not warnings(person.refresh("scim_group.Second"))


class TestWritesOfTheWholeGroup:
    @NUMBERS
    @TELLING
    def test_a_new_name_takes_nobody_out(self, number: int, options: dict[str, Any]) -> None:
        with box_of(seed=number + 9, patch=False, most_members_shown=number, **options) as box:
            users = users_of(box)
            group = box.store.add_group("Guild", members=users[: number + 5]).id
            person = trusting(box)
            person.import_("scim_group.g", group)
            person.restart()
            person.done("scim_group.g", display_name="Guild of All")
            assert members_of(box, "Guild of All") == set(users[: number + 5])

    @NUMBERS
    def test_members_that_this_run_added_stay(self, number: int) -> None:
        with box_of(seed=number + 9, patch=False, most_members_shown=number, **NAMELESS) as box:
            users = users_of(box)
            group = box.store.add_group("Guild", members=users[: number - 1]).id
            person = trusting(box)
            for user in users[number - 1 : number + 4]:
                person.done(f"scim_group_member.m{user}", group_id=group, user_id=user)
            assert members_of(box, "Guild") == set(users[: number + 4])


class TestWhereNothingTells:
    @NUMBERS
    @pytest.mark.parametrize("hidden", [0, 4])
    def test_the_part_that_is_shown_is_not_written_as_the_whole(self, number: int, hidden: int) -> None:
        with box_of(seed=number + 9, patch=False, most_members_shown=number, **BLIND) as box:
            users = users_of(box)
            group = box.store.add_group("Guild", members=users[: number + hidden]).id
            person = trusting(box)
            person.import_("scim_group.g", group)
            person.restart()
            person.refresh("scim_group.g")
            results = [
                person.apply("scim_group.g", display_name="Guild of All"),
                person.apply("scim_group.g", display_name="Guild", members=[]),
            ]
            person.restart()
            results += [person.apply("scim_group_member.m", group_id=group, user_id=users[number + 8])]
            for result in results:
                (problem,) = errors(result)
                assert problem.startswith(f"{UNSAID} all members")
                assert "`shows_all_members = true`" in problem
            assert box.log.count("PUT") == 0
            assert members_of(box, "Guild") == set(users[: number + hidden])

    @NUMBERS
    def test_the_provider_block_can_say_that_all_are_shown(self, number: int) -> None:
        with box_of(seed=number + 9, patch=False, **BLIND) as box:
            users = users_of(box)
            group = box.store.add_group("Guild", members=users[:number]).id
            person = trusting(box)
            person.restart(shows_all_members=True)
            person.import_("scim_group.g", group)
            person.done("scim_group.g", display_name="Guild of All")
            assert members_of(box, "Guild of All") == set(users[:number])

    def test_a_member_that_leaves_takes_nobody_along(self) -> None:
        with box_of(seed=30, removal=[], most_members_shown=15, **BLIND) as box:
            users = users_of(box)
            group = box.store.add_group("Guild", members=users[:18]).id
            person = trusting(box)
            person.import_("scim_group_member.m", f"{group}/{users[0]}")
            person.restart()
            assert errors(person.destroy("scim_group_member.m"))
            assert members_of(box, "Guild") == set(users[:18])

    def test_a_group_that_shows_more_is_proof(self) -> None:
        with box_of(seed=30, patch=False, **BLIND) as box:
            users = users_of(box)
            larger = box.store.add_group("Larger", members=users).id
            group = box.store.add_group("Guild", members=users[:15]).id
            person = trusting(box)
            person.import_("scim_group.larger", larger)
            person.done("scim_group_member.m", group_id=group, user_id=users[29])
            assert members_of(box, "Guild") == {*users[:15], users[29]}

    def test_a_group_with_everybody_in_it_is_whole(self) -> None:
        with box_of(seed=15, patch=False, **BLIND) as box:
            users = users_of(box)
            person = trusting(box)
            person.import_("scim_group.g", box.store.add_group("Guild", members=users, externalId="g").id)
            person.restart()
            person.done("scim_group.g", display_name="Guild of All")
            assert members_of(box, "Guild of All") == set(users)


class TestBindingsOfGroupsThatAreWrittenWhole:
    @NUMBERS
    @TELLING
    def test_whoever_is_not_shown_loses_access(self, number: int, options: dict[str, Any]) -> None:
        with box_of(seed=number + 9, patch=False, most_members_shown=number, **options) as box:
            users = users_of(box)
            group = box.store.add_group("Guild", members=users[:number]).id
            person = trusting(box)
            for user in users[number : number + 3]:
                person.done(f"scim_group_member.m{user}", group_id=group, user_id=user)
            person.restart()
            for user in users[number : number + 3]:
                assert not errors(person.destroy(f"scim_group_member.m{user}"))
            assert members_of(box, "Guild") == set(users[:number])

    @NUMBERS
    def test_where_nothing_tells_nobody_is_said_to_be_out(self, number: int) -> None:
        with box_of(seed=number + 9, patch=False, **BLIND) as box:
            users = users_of(box)
            group = box.store.add_group("Guild", members=users[: number + 1]).id
            person = trusting(box)
            person.import_("scim_group_member.m", f"{group}/{users[number]}")
            box.options.most_members_shown = number
            person.restart()
            result = person.destroy("scim_group_member.m")
            assert errors(result)[0].startswith(f"{UNSAID} all members")
            assert result.state is not None
            assert members_of(box, "Guild") == set(users[: number + 1])

    @NUMBERS
    @TELLING
    def test_whom_somebody_else_gave_is_refused(self, number: int, options: dict[str, Any]) -> None:
        with box_of(seed=number + 9, patch=False, most_members_shown=number, **options) as box:
            users = users_of(box)
            group = box.store.add_group("Guild", members=users[: number + 1]).id
            result = trusting(box).apply("scim_group_member.m", group_id=group, user_id=users[number])
            assert "terraform import" in errors(result)[0]
            assert result.state is None

    def test_whoever_is_out_already_is_done(self) -> None:
        with box_of(seed=9, patch=False) as box:
            users = users_of(box)
            group = box.store.add_group("Guild", members=users[:5]).id
            person = trusting(box)
            person.import_("scim_group_member.m", f"{group}/{users[4]}")
            box.store.change_members(group, remove=[users[4]])
            person.restart()
            assert not errors(person.destroy("scim_group_member.m"))
            assert box.log.count("PUT") == 0


class TestServersOfManyUsers:
    """Where more may be in a group than can be asked for, that is not taken for nobody."""

    @pytest.fixture(autouse=True)
    def few(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(hidden_elements, "MOST_ASKED", 1)

    def test_the_group_is_not_written_whole(self) -> None:
        with box_of(seed=90, patch=False, most_members_shown=15, **NAMELESS) as box:
            users = users_of(box)
            members = [*users[:15], users[89]]
            person = trusting(box)
            person.import_("scim_group.g", box.store.add_group("Guild", members=members).id)
            person.restart()
            (problem,) = errors(person.apply("scim_group.g", display_name="Guild of All"))
            assert problem.startswith(f"{UNSAID} all members")
            assert members_of(box, "Guild") == set(members)
