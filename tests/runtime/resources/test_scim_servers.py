"""One life of users, groups and members, on our stand-in server and on two that others wrote."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from providers.scim import PROVIDER
from tests.runtime.resources.practitioner import Practitioner, errors
from tests.runtime.resources.scim2server import scim2server
from tests.runtime.resources.scim_people import at_once, box_of, read
from tests.runtime.resources.scimmy import scimmy

OURS: dict[str, dict[str, Any]] = {
    "ours": {},
    "ours, 204": {"patch_answer": "empty"},
    "ours, versions": {"etag": True},
    "ours, no patch": {"patch": False, "etag": True},
    "ours, no filters": {"filters": False},
    "ours, small pages": {"largest_page": 2},
    "ours, no discovery": {"discovery": False},
}
OTHERS: dict[str, dict[str, Any]] = {
    "scim2-server": {},
    "scim2-server, no patch": {"patch": False},
    "scim2-server, no versions": {"etag": False},
    "scim2-server, small pages": {"largest_page": 3},
}


@pytest.fixture(params=[*OURS, *OTHERS, "SCIMMY"])
def person(request: pytest.FixtureRequest) -> Iterator[Practitioner]:
    if request.param == "SCIMMY":
        with scimmy() as environment:
            yield Practitioner(PROVIDER, environment)
    elif request.param in OTHERS:
        with scim2server(**OTHERS[request.param]) as server:
            yield Practitioner(PROVIDER, {"SCIM_URL": server.url, "SCIM_TOKEN": server.token})
    else:
        with box_of(**OURS[request.param]) as box:
            yield Practitioner(PROVIDER, box.environment)


def settled(person: Practitioner, label: str, **config: object) -> None:
    """A new run refreshes to the same state and plans nothing."""
    before = person.resources[label].state
    person.restart()
    assert not person.refresh(label).diagnostics.has_error
    assert person.resources[label].state == before
    assert person.plan(label, **config).planned == person.resources[label].state


def test_a_user_lives(person: Practitioner) -> None:
    config = {
        "user_name": 'O"Hara\\ada@example.com',
        "display_name": "Ada",
        "external_id": "e-1",
        "title": "Countess",
        "name": {"given_name": "Ada"},
        "emails": [{"value": "ada@example.com", "type": "work", "primary": True}],
    }
    made = person.done("scim_user.ada", **config, password_wo="analytical-1843", password_wo_version=1)
    settled(person, "scim_user.ada", **config, password_wo_version=1)

    changed = {**config, "name": {"given_name": "Augusta"}, "emails": [{"value": "a@example.org"}], "active": False}
    del changed["title"]
    state = person.done("scim_user.ada", **changed, password_wo_version=1)
    assert (state["id"], state["active"], state["title"]) == (made["id"], False, None)
    settled(person, "scim_user.ada", **changed, password_wo_version=1)

    assert read(person, "scim_user", user_name='o"hARA\\ADA@example.com')["id"] == made["id"]
    assert read(person, "scim_user", external_id="e-1")["id"] == made["id"]
    person.import_("scim_user.again", f"user_name={config['user_name']}")
    assert person.resources["scim_user.again"].state["id"] == made["id"]
    person.restart()
    assert "already exists" in errors(person.apply("scim_user.twin", user_name=config["user_name"]))[0]

    assert person.destroy("scim_user.ada").state is None
    person.restart()
    assert person.refresh("scim_user.again").state is None


def test_a_group_lives(person: Practitioner) -> None:
    ids = [person.done(f"scim_user.u{number}", user_name=f"u{number}")["id"] for number in range(7)]
    made = person.done("scim_group.g", display_name="Guild", members=ids[:4])
    settled(person, "scim_group.g", display_name="Guild", members=ids[:4])
    person.done("scim_group.g", display_name="Guild of Six", members=ids[2:])
    settled(person, "scim_group.g", display_name="Guild of Six", members=ids[2:])
    assert set(read(person, "scim_group", display_name="Guild of Six")["members"]) == set(ids[2:])
    person.done("scim_group.g", display_name="Guild of Six", members=[])
    assert read(person, "scim_group", id=made["id"])["members"] == []
    person.import_("scim_group.again", "display_name=Guild of Six")
    assert person.destroy("scim_group.g").state is None
    person.restart()
    assert person.refresh("scim_group.again").state is None


def test_members_live(person: Practitioner) -> None:
    ids = [person.done(f"scim_user.u{number}", user_name=f"u{number}")["id"] for number in range(12)]
    group = person.done("scim_group.g", display_name="Guild")["id"]
    labels = {f"scim_group_member.m{number}": {"group_id": group, "user_id": ids[number]} for number in range(12)}
    for result in at_once(lambda label: person.apply(label, **labels[label]), list(labels)):
        assert not errors(result)
    again = person.apply("scim_group_member.twin", **labels["scim_group_member.m3"])
    assert "already has" in errors(again)[0]
    person.restart()
    for result in at_once(person.refresh, list(labels)):
        assert result.state is not None
    for result in at_once(person.destroy, list(labels)[:11]):
        assert not errors(result)
    assert read(person, "scim_group", id=group)["members"] == [ids[11]]
    person.destroy("scim_group.g")
    assert not errors(person.destroy("scim_group_member.m11"))


def test_listings_are_whole(person: Practitioner) -> None:
    for number in range(7):
        person.done(f"scim_user.u{number}", user_name=f"u{number}")
        person.done(f"scim_group.g{number}", display_name=f"g{number}")
    users = read(person, "scim_users")
    assert [row["user_name"] for row in users["users"]] == [f"u{number}" for number in range(7)]
    assert len(read(person, "scim_groups")["groups"]) == 7
