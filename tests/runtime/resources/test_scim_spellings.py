"""SCIM servers that spell what they are given in another way: no difference, and nothing to write."""

from __future__ import annotations

from typing import Any

import pytest

from tests.runtime.resources.scim_people import read, server

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


def test_a_name_in_another_case_is_nothing_to_write() -> None:
    with server(case_changes=False) as (box, person, _):
        person.done("scim_user.ada", user_name="ada@example.com")
        assert person.done("scim_user.ada", user_name="Ada@example.com", title="Lady")["title"] == "Lady"
        assert box.store.users.find("ada@example.com").name == "ada@example.com"
        person.restart()
        state = person.refresh("scim_user.ada").state
        assert state is not None
        assert state["user_name"] == "Ada@example.com"
