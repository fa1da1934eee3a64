"""Drift, review and adopt give the same answers about Tanium and Splunk whichever API they speak."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from rolecall.adopt.job import Request, adopt
from rolecall.sandbox import start
from tests.estate.estate import Estate
from tests.review.plans import change, plan, reviewed, told

DIALECTS = {"tanium": ("classic", "platform"), "splunk": ("management", "acs")}
ROLES = {"tanium": ("Analyst", "Administrator", "Operator"), "splunk": ("user", "admin", "power")}


@contextmanager
def estate_of(vendor: str, api: str) -> Iterator[Estate]:
    """Ada, Bob and Cid with one role each, all in state as they are."""
    with start(vendor, options={"api": api}) as box:
        for name in ("ada", "bob", "cid"):
            box.change("user.create", name=name, roles=[ROLES[vendor][0]])
        estate = Estate({vendor: box}, dict(box.environment))
        estate.adopt(vendor, without=(f"{vendor}_role_binding", f"{vendor}_token", f"{vendor}_api_token"))
        yield estate


@pytest.mark.parametrize("vendor", DIALECTS)
def test_drift_is_the_same(vendor: str, tmp_path: Path) -> None:
    _, high, other = ROLES[vendor]

    def found(api: str) -> set[tuple[str, str, str, str]]:
        with estate_of(vendor, api) as estate:
            box = estate.boxes[vendor]
            assert [each for each in estate.check(tmp_path, vendor).findings if each.severity.word == "critical"] == []
            before = {(each.kind, each.subject) for each in estate.check(tmp_path, vendor).findings}
            box.change("user.update", user="ada", roles=[ROLES[vendor][0], high])
            box.change("user.update", user="bob", roles=[])
            box.change("user.delete", user="cid")
            box.change("user.create", name="eve", roles=[other])
            report = estate.check(tmp_path, vendor)
            assert report.gaps == () and estate.writes() == []
            return {
                (each.kind, each.subject, str(each.attribute), each.severity.word)
                for each in report.findings
                if (each.kind, each.subject) not in before
            }

    first, second = (found(api) for api in DIALECTS[vendor])
    assert first == second
    assert {("missing", "cid"), ("privileged_change", "ada")} <= {(kind, subject) for kind, subject, _, _ in first}
    assert {subject for _, subject, _, _ in first} >= {"ada", "bob", "cid", "eve"}


@pytest.mark.parametrize("vendor", DIALECTS)
def test_what_is_adopted_is_the_same(vendor: str, tmp_path: Path) -> None:
    def adopted(api: str) -> list[tuple[str, ...]]:
        with start(vendor, options={"api": api}) as box:
            for number, name in enumerate(("ada", "bob")):
                box.change("user.create", name=name, roles=list(ROLES[vendor][: number + 1 : 2] or ROLES[vendor][:1]))
            decisions = adopt(Request(vendor=vendor, output=tmp_path / api), dict(box.environment)).decisions
            assert {event.method for event in box.log if not event.path.startswith("/services/auth")} == {"GET"}
            users = [item.arguments for item in decisions.adopted if item.type == f"{vendor}_user"]
            return sorted((each["name"], *sorted(each["roles"])) for each in users if each["name"] in ("ada", "bob"))

    first, second = (adopted(api) for api in DIALECTS[vendor])
    assert len(first) == 2 and first == second


@pytest.mark.parametrize("mail", [{"email": "ada@example.com"}, {"email": None}])
def test_review_tells_the_same_of_a_tanium_user(mail: dict[str, Any], tmp_path: Path) -> None:
    """The published API has no mail addresses; the name tells who it is."""
    ada = {"id": "7", "name": "ada", "active": True, **mail}
    before, after = {**ada, "roles": ["Analyst"]}, {**ada, "roles": ["Administrator"]}
    rows = {
        (effect, role)
        for effect, _, _, role in told(reviewed(plan(tmp_path, change("tanium_user", "a", before, after))))
    }
    assert rows == {("loses", "Analyst"), ("gains", "Administrator")}


def test_review_tells_what_a_group_of_the_published_api_gives(tmp_path: Path) -> None:
    ada = {"id": "7", "name": "ada", "active": True, "roles": []}
    stays = change("tanium_user", "a", ada, ada, actions=["no-op"])
    group = {"id": "9", "name": "ops", "members": ["7"], "roles": ["Operator"]}
    grown = change("tanium_user_group", "g", group, {**group, "roles": ["Administrator", "Operator"]})
    found = told(reviewed(plan(tmp_path, stays, grown)))
    assert any(effect == "gains" and role == "Administrator" for effect, _, _, role in found)
