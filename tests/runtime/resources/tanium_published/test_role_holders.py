"""Roles of users, which Tanium's published API shows only as the holders of each role."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import pytest

from providers.tanium import PROVIDER
from rolecall.runtime.collections.listings import Listings
from rolecall.runtime.collections.rows import Rows
from rolecall.runtime.errors import Denied, Incomplete
from rolecall.runtime.values.paths import UNREAD
from rolecall.sandbox.core.faults import Fault
from tests.runtime.resources.boxes import TaniumBox
from tests.runtime.resources.practitioner import Practitioner, errors
from tests.runtime.resources.tanium_published.dialect import HOLDERS, connection, shim, users_of


@pytest.mark.parametrize(("dialect", "at_most"), [("platform", 4), ("auto", 5)])
def test_a_refresh_of_everybody_takes_a_handful_of_requests(published: TaniumBox, dialect: str, at_most: int) -> None:
    for number in range(200):
        published.store.add_user(f"person{number:03}", roles=["Analyst", "Operator"])
    team = Practitioner(PROVIDER, {**published.environment, "TANIUM_API_DIALECT": dialect})
    people = [f"tanium_user.p{number}" for number in range(200)]
    for number, label in enumerate(people):
        team.import_(label, str(published.store.user(f"person{number:03}").id))
    team.restart()
    before = len(published.log)
    found: list[Any] = []
    threads = [threading.Thread(target=lambda each=each: found.append(team.refresh(each))) for each in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [each.state["roles"] for each in found] == [["Analyst", "Operator"]] * 200
    asked = [event.path for event in list(published.log)[before:]]
    assert len(asked) <= at_most
    assert asked.count(HOLDERS) == 1


def test_without_the_join_no_roles_are_seen_at_all(published: TaniumBox) -> None:
    key = str(published.store.user("user00001").id)
    joined = shim()
    row = connection(published, joined).listings.fresh(users_of(joined), key)
    assert row is not None and len(row["content_set_roles"]) == 2
    apart = shim(joined=None)
    row = connection(published, apart).listings.fresh(users_of(apart), key)
    assert row is not None and "content_set_roles" not in row


def test_roles_that_cannot_be_read_are_never_taken_for_none(published: TaniumBox, team: Practitioner) -> None:
    team.done("tanium_user.ada", name="ada", roles=["Analyst"])
    published.change("role.grant", user="ada", role="Operator")
    published.faults.add(Fault(kind="status", path=HOLDERS, status=403, times=None))
    team.restart(max_retries=0)
    held = team.resources["tanium_user.ada"].state
    with pytest.raises(Denied):
        team.engine._vendor.connection().listings.fresh(users_of(shim()), held["id"])  # type: ignore[union-attr]
    assert errors(team.refresh("tanium_user.ada"))
    assert errors(team.apply("tanium_user.ada", name="ada", roles=["Analyst", "Patch Administrator"]))
    assert published.store.role_names("ada") == {"Analyst", "Operator"}


@pytest.mark.parametrize("unsaid", ["missing", "null", "nothing"])
def test_holders_that_are_not_said_are_never_taken_for_nobody(
    published: TaniumBox, team: Practitioner, unsaid: str
) -> None:
    team.done("tanium_user.ada", name="ada", roles=["Analyst"])
    bob = published.store.add_user("bob").id
    team.done("tanium_role_binding.bob", user_id=str(bob), role="Operator")
    published.options.unsaid_holders = unsaid
    team.restart(max_retries=0)
    assert errors(team.refresh("tanium_user.ada"))
    refreshed, ended = team.refresh("tanium_role_binding.bob"), team.destroy("tanium_role_binding.bob")
    assert refreshed.state is not None and errors(refreshed)
    assert ended.state is not None and errors(ended)
    assert (published.store.role_names("ada"), published.store.role_names("bob")) == ({"Analyst"}, {"Operator"})
    published.options.unsaid_holders = None
    team.restart()
    assert team.destroy("tanium_role_binding.bob").state is None
    assert published.store.role_names("bob") == set()


def leave_to_groups(box: TaniumBox, role: str) -> None:
    """No user has a role any more."""
    gone = {each.id for each in box.store.roles if each.name == role}
    for user in box.store.users.values():
        user.roles = [each for each in user.roles if each not in gone]


@pytest.mark.parametrize(("shape", "is_read"), [("listed", True), ("left_out", True), ("null", False)])
def test_a_role_that_groups_alone_have_may_leave_out_its_users(
    published: TaniumBox, team: Practitioner, shape: str, is_read: bool
) -> None:
    team.done("tanium_user.ada", name="ada", roles=["Analyst"])
    team.done("tanium_user_group.crew", name="crew", roles=["Patch Administrator"])
    leave_to_groups(published, "Patch Administrator")
    published.options.holders = shape
    team.restart()
    found = team.refresh("tanium_user.ada")
    assert bool(errors(found)) is not is_read and found.state is not None
    assert found.state["roles"] == ["Analyst"]


def test_without_the_others_a_role_of_groups_alone_cannot_be_read(published: TaniumBox, team: Practitioner) -> None:
    team.done("tanium_user.ada", name="ada", roles=["Analyst"])
    team.done("tanium_user_group.crew", name="crew", roles=["Patch Administrator"])
    key = str(published.store.user("ada").id)
    leave_to_groups(published, "Patch Administrator")
    published.options.holders = "left_out"
    joined = users_of(shim()).joined
    assert joined is not None
    strict = shim(joined=replace(joined, others=()))
    with pytest.raises(Incomplete):
        connection(published, strict).listings.fresh(users_of(strict), key)
    row = connection(published, shim()).listings.fresh(users_of(shim()), key)
    assert row is not None and len(row["content_set_roles"]) == 1


def test_a_reader_without_the_joined_sets_marks_them_as_not_read(published: TaniumBox) -> None:
    provider = shim()
    rows = Rows(connection(published, provider).client, users_of(provider))
    assert {row["content_set_roles"] for row in rows.every()} == {UNREAD}


def test_an_update_keeps_a_role_that_appeared_since_the_plan(published: TaniumBox, team: Practitioner) -> None:
    team.done("tanium_user.ada", name="ada", roles=["Analyst"])
    published.change("role.grant", user="ada", role="Patch Administrator")
    team.done("tanium_user.ada", name="ada", roles=["Operator"])
    assert published.store.role_names("ada") == {"Operator", "Patch Administrator"}


def test_a_write_is_built_on_roles_as_they_are_now(published: TaniumBox) -> None:
    provider = shim()
    listings: Listings = connection(published, provider).listings
    key = str(published.store.user("user00001").id)
    users = users_of(provider)
    first = listings.get(users, key, frozenset({"content_set_roles"}))
    published.change("role.grant", user="user00001", role="Administrator")
    second = listings.fresh(users, key)
    assert first is not None and second is not None
    assert len(second["content_set_roles"]) == len(first["content_set_roles"]) + 1


def test_roles_of_a_new_user_are_seen_though_its_answer_lacks_them(team: Practitioner) -> None:
    made = team.apply("tanium_user.ada", name="ada", roles=["Analyst"])
    assert made.state is not None and made.state["roles"] == ["Analyst"]
    assert list(made.diagnostics) == []


def test_reserved_roles_are_not_the_roles(published: TaniumBox, team: Practitioner) -> None:
    team.done("tanium_user.ada", name="ada", roles=["Administrator", "Analyst"])
    team.restart()
    read = team.refresh("tanium_user.ada").state
    assert read is not None and sorted(read["roles"]) == ["Administrator", "Analyst"]
    assert published.store.role_names("ada") == {"Administrator", "Analyst"}
