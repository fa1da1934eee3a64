"""Members of groups, and what is inside of what the state touches."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rolecall.drift.report import Report
from tests.estate.estate import Estate


def told(report: Report) -> set[tuple[str, str, str]]:
    """Kind, address and subject of what counts; what is only told (INFO) aside."""
    return {(item.kind, item.address, item.subject) for item in report.findings if item.severity}


def test_members_of_groups_who_are_disabled_or_were_taken_out(tmp_path: Path) -> None:
    with Estate.open("scim") as estate:
        box = estate.boxes["scim"]
        with_members = box.change("group.create", display_name="soc")["id"]
        people = [str(box.change("user.create", user_name=name)["id"]) for name in ("one", "two")]
        for person in people:
            box.change("member.add", group=with_members, member=person)
        estate.adopt(without=("scim_group",))
        assert told(estate.check(tmp_path)) == set()
        box.change("user.deactivate", user=people[0])
        box.change("member.remove", group=with_members, member=people[1])
        report = estate.check(tmp_path)
        one, two = (estate.address("scim_group_member", user_id=person) for person in people)
        changed = estate.address("scim_user", id=people[0])
        assert {(item.kind, item.address) for item in report.findings} == {
            ("changed", changed),
            ("orphan_binding", one),
            ("missing", two),
        }


def test_members_and_assignments_inside_of_what_the_state_touches(tmp_path: Path) -> None:
    with Estate.open("okta") as estate:
        box = estate.boxes["okta"]
        group = box.change("group.create", name="soc")["id"]
        app = box.change("app.create", name="wiki", label="The wiki")["id"]
        people = [item["values"]["id"] for item in adopted(estate, "okta_user")][:3]
        for person in people[:2]:
            box.change("group.join", group=group, user=person)
            box.change("app.assign", app=app, user=person)
        member = {"id": f"{group}/{people[0]}", "group_id": group, "user_id": people[0]}
        assigned = {"id": f"{app}/{people[0]}", "app_id": app, "user_id": people[0]}
        adopted(estate, "okta_group")
        estate.manage("okta_group_member", "one", member)
        estate.manage("okta_app_user_assignment", "one", assigned)
        report = estate.check(tmp_path)
        assert report.gaps == ()
        unmanaged = {(item.kind, item.type, item.object_id) for item in report.findings if not item.address}
        assert unmanaged == {
            ("unmanaged_binding", "okta_group_member", f"{group}/{people[1]}"),
            ("unmanaged_binding", "okta_app_user_assignment", f"{app}/{people[1]}"),
        }
        box.change("group.leave", group=group, user=people[0])
        gone = estate.check(tmp_path)
        assert ("missing", "okta_group_member.one") in {(item.kind, item.address) for item in gone.findings}


def adopted(estate: Estate, type_name: str) -> list[dict[str, Any]]:
    """Put every object of one type into the state, which had none of it."""
    others = list(estate.resources)
    estate.adopt()
    mine = [item for item in estate.resources if item["type"] == type_name]
    estate.resources[:] = others + mine
    return mine
