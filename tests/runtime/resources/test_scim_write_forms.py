"""SCIM servers that take removals, updates and media types in one form alone: learnt, or stated."""

from __future__ import annotations

from typing import Any

import pytest

from tests.runtime.resources.practitioner import errors
from tests.runtime.resources.scim_people import members_of, refusals, server


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
