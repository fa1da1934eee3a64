"""Who is in a group, and what comes with it: drift and review of Tanium's user groups and of Tanzu's groups."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from rolecall.sandbox import start
from tests.estate.estate import Estate
from tests.review.plans import change, plan, reviewed, told

ADA = "ada@example.com"


@contextmanager
def tanium() -> Iterator[Estate]:
    """A Tanium with a user group of two, who are analysts by it, all in state as it is."""
    with start("tanium", seed=3, options={"api": "platform"}) as box:
        group = box.store.add_user_group("ops")
        group.members = [box.store.user(f"user0000{number}").id for number in (1, 2)]
        group.roles = [box.store.roles.named("Analyst").id]
        estate = Estate({"tanium": box}, dict(box.environment))
        estate.adopt("tanium")
        yield estate


@contextmanager
def tanzu() -> Iterator[Estate]:
    """An organization with a group of one member, all in state as it is."""
    with start("tanzu", seed=3, options={"cloud_services": "v2"}) as box:
        box.change("member.create", email=ADA)
        group = box.change("group.create", name="Crew")["id"]
        box.change("group.join", id=group, email=ADA)
        environment = {name: value for name, value in box.environment.items() if "KUBERNETES" not in name}
        estate = Estate({"tanzu": box}, environment)
        estate.adopt("tanzu")
        estate.manage("tanzu_group_member", "ada", {"id": f"{group}/{ADA}", "group_id": group, "email": ADA})
        yield estate


def test_nothing_drifts_while_nobody_changes_a_group(tmp_path: Path) -> None:
    for estate in (tanium, tanzu):
        with estate() as each:
            report = each.check(tmp_path, *each.boxes)
            assert report.gaps == () and list(report.findings) == []


@pytest.mark.parametrize("attribute", ["members", "roles"])
def test_drift_tells_what_changed_of_a_user_group(tmp_path: Path, attribute: str) -> None:
    with tanium() as estate:
        box = estate.boxes["tanium"]
        (group,) = box.store.user_groups.values()
        if attribute == "members":
            group.members = [box.store.user("user00003").id]
        else:
            group.roles = [box.store.roles.named("Administrator").id]
        (found,) = [each for each in estate.check(tmp_path, "tanium").findings if each.attribute == attribute]
        assert found.subject == "ops" and found.before != found.after


def test_drift_tells_who_left_a_group(tmp_path: Path) -> None:
    with tanzu() as estate:
        box = estate.boxes["tanzu"]
        (group,) = box.store.cloud.groups
        box.change("group.leave", id=group, email=ADA)
        (found,) = estate.check(tmp_path, "tanzu").findings
        assert found.kind == "missing" and found.address == "tanzu_group_member.ada"


def test_review_tells_who_comes_and_goes_and_what_that_gives(tmp_path: Path) -> None:
    ada = {"id": "1", "name": "ada", "active": True}
    group = {"id": "7", "name": "ops", "members": [], "roles": ["Administrator"]}
    found = reviewed(
        plan(
            tmp_path,
            change("tanium_user", "a", ada, ada, actions=["no-op"]),
            change("tanium_user_group", "g", group, {**group, "members": ["1"]}),
        )
    )
    assert told(found) == {("gains", "ada", "group", "ops"), ("gains", "ada", "role", "Administrator")}
    assert max(row.tier for row in found.rows if row.grant.right == "Administrator") == "critical"


@pytest.mark.parametrize("joins", [True, False])
def test_review_tells_of_members_of_an_organizations_group(tmp_path: Path, joins: bool) -> None:
    group = {"id": "g1", "name": "Crew"}
    member = {"id": f"g1/{ADA}", "group_id": "g1", "email": ADA, "user_id": "1"}
    found = reviewed(
        plan(
            tmp_path,
            change("tanzu_group", "g", group, group, actions=["no-op"]),
            change("tanzu_group_member", "m", *((None, member) if joins else (member, None))),
        )
    )
    assert told(found) == {("gains" if joins else "loses", ADA, "group", "Crew")}
