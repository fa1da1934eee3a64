"""Members that a server stops showing: no update that replaces the object takes them for empty."""

from __future__ import annotations

from typing import Any

import pytest

from rolecall.runtime.resources.unread_members import UNSAID
from rolecall.sandbox import Fault
from rolecall.sandbox.scim.values import Values
from tests.runtime.resources.practitioner import Practitioner, errors, warnings
from tests.runtime.resources.scim_people import ScimBox, box_of, practitioner, server

ROLES = [{"value": "admin"}, {"value": "auditor"}]


def kept(box: ScimBox) -> Values:
    found = box.store.users.find("ada")
    assert found is not None
    return found.values


def somebody(box: ScimBox, **config: Any) -> Practitioner:
    """Ada, to whom others gave roles, an address, a nick name and a middle name, as a refresh has seen."""
    person = practitioner(box)
    person.done("scim_user.a", user_name="ada", **config)
    box.change(
        "user.update",
        user="ada",
        roles=ROLES,
        emails=[{"value": "ada@example.com"}],
        nickName="Countess",
        name={"givenName": "Ada", "middleName": "Augusta"},
    )
    person.refresh("scim_user.a")
    return person


SERVERS = pytest.mark.parametrize(
    ("attribute", "member"),
    [
        ("roles", "roles"),
        ("emails", "emails"),
        ("nick_name", "nickName"),
        ("name", "name"),
        ("name", "name.middleName"),
    ],
    ids=["roles", "emails", "nick_name", "name", "middle_name"],
)


class TestFullReplacement:
    @SERVERS
    def test_what_a_refresh_missed_is_neither_empty_nor_wiped(self, attribute: str, member: str) -> None:
        with box_of(patch=False) as box:
            person = somebody(box)
            before, known = dict(kept(box)), person.resources["scim_user.a"].state[attribute]
            box.options.answers_leave_out = [member]
            for _ in range(2):
                person.restart()
                result = person.refresh("scim_user.a")
                assert [(item.summary, item.path) for item in result.diagnostics] == [
                    (f"{UNSAID} {attribute}", (attribute,))
                ]
                assert result.state is not None
                assert result.state[attribute] == known
            result = person.apply("scim_user.a", user_name="ada", title="Mathematician")
            assert errors(result)[0].startswith(f"{UNSAID} {attribute}")
            assert "import it again" in errors(result)[0]
            assert kept(box) == before
            box.options.answers_leave_out = []
            person.restart()
            assert not list(person.refresh("scim_user.a").diagnostics)
            person.done("scim_user.a", user_name="ada", title="Mathematician")
            assert [each["value"] for each in kept(box)["roles"]] == ["admin", "auditor"]

    def test_what_is_said_to_be_taken_away_is(self) -> None:
        with box_of(patch=False) as box:
            person = somebody(box)
            box.change("user.update", user="ada", roles=[])
            assert f"{UNSAID} roles" in warnings(person.refresh("scim_user.a"))[0]
            person.done("scim_user.a", user_name="ada", roles=[])
            person.restart()
            assert not list(person.refresh("scim_user.a").diagnostics)
            person.done("scim_user.a", user_name="ada", roles=[], title="Mathematician")

    def test_what_is_managed_is_drift_and_comes_back(self) -> None:
        with server(0, patch=False) as (box, person, _):
            person.done("scim_user.a", user_name="ada", roles=[{"value": "auditor"}])
            box.change("user.update", user="ada", roles=[])
            result = person.refresh("scim_user.a")
            assert not list(result.diagnostics)
            assert result.state is not None
            assert result.state["roles"] == []
            person.done("scim_user.a", user_name="ada", roles=[{"value": "auditor"}])
            assert [each["value"] for each in kept(box)["roles"]] == ["auditor"]

    def test_what_changes_are_ignored_of_is_not_wiped(self) -> None:
        with server(0, patch=False) as (box, person, _):
            person.done("scim_user.a", user_name="ada", roles=ROLES)
            box.options.answers_leave_out = ["roles"]
            for _ in range(2):
                person.refresh("scim_user.a")
            result = person.apply(
                "scim_user.a", user_name="ada", title="x", roles=person.resources["scim_user.a"].state["roles"]
            )
            assert errors(result)[0].startswith(f"{UNSAID} roles")
            assert len(kept(box)["roles"]) == 2


class TestPatch:
    def test_what_is_gone_is_no_news_where_updates_say_what_they_change(self) -> None:
        with box_of() as box:
            person = somebody(box)
            box.change("user.update", user="ada", roles=[])
            result = person.refresh("scim_user.a")
            assert not list(result.diagnostics)
            assert result.state is not None
            assert result.state["roles"] == []
            person.done("scim_user.a", user_name="ada", title="Mathematician")

    def test_a_patch_that_is_refused_is_not_followed_by_a_put_that_wipes(self) -> None:
        with box_of() as box:
            person = somebody(box)
            before = dict(kept(box))
            box.options.answers_leave_out = ["roles", "name.middleName"]
            for _ in range(2):
                person.refresh("scim_user.a")
            box.faults.add(Fault("status", method="PATCH", status=501))
            result = person.apply("scim_user.a", user_name="ada", title="Mathematician")
            assert {each.partition(":")[0] for each in errors(result)} >= set()
            assert errors(result)
            assert kept(box) == before
