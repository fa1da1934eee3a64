"""Groups in groups of a directory: whoever is in the inner one has what the outer one gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rolecall.access import Item, effective_access
from tests.estate.estate import Estate
from tests.review.plans import change, plan, reviewed, told

ADA = "ada@example.com"
INNER = {"id": "g2", "display_name": "Inner", "members": ["u1"]}
OUTER = {"id": "g1", "display_name": "SOC Admins", "members": ["g2"]}
NAMES = {"entra": "user_principal_name", "scim": "user_name"}
MEMBERS = {"entra": "member_id", "scim": "user_id"}


def item(type_name: str, values: dict[str, Any]) -> Item:
    vendor = type_name.partition("_")[0]
    return Item(address=f"{type_name}.{values['id']}", type=type_name, vendor=vendor, values=values)


@pytest.mark.parametrize("by_binding", [False, True])
@pytest.mark.parametrize("vendor", NAMES)
def test_members_of_the_inner_group_are_in_the_outer_one(vendor: str, by_binding: bool) -> None:
    items = [item(f"{vendor}_user", {"id": "u1", NAMES[vendor]: ADA}), item(f"{vendor}_group", INNER)]
    if by_binding:
        items.append(item(f"{vendor}_group", {**OUTER, "members": None}))
        items.append(item(f"{vendor}_group_member", {"id": "g1/g2", "group_id": "g1", MEMBERS[vendor]: "g2"}))
    else:
        items.append(item(f"{vendor}_group", OUTER))
    found = effective_access(items).rows()
    assert {(row.person, row.key.subject.kind, row.right, row.tier) for row in found if row.kind == "group"} == {
        ("Inner", "group", "SOC Admins", "high"),
        (ADA, "user", "SOC Admins", "high"),
        (ADA, "user", "Inner", "normal"),
    }


def test_review_tells_who_gains_by_a_group_that_joins_another(tmp_path: Path) -> None:
    ada = {"id": "u1", "user_principal_name": ADA}
    found = reviewed(
        plan(
            tmp_path,
            change("entra_user", "ada", ada, ada, actions=["no-op"]),
            change("entra_group", "inner", INNER, INNER, actions=["no-op"]),
            change("entra_group", "outer", {**OUTER, "members": []}, OUTER),
        )
    )
    assert told(found) == {("gains", ADA, "group", "SOC Admins"), ("gains", "Inner", "group", "SOC Admins")}


def test_a_group_in_a_group_is_nobody_who_is_gone(tmp_path: Path) -> None:
    with Estate.open("entra") as estate:
        box = estate.boxes["entra"]
        person, other = list(box.store.users)[:2]
        inner = box.change("group.create", name="Inner", members=[person])["id"]
        outer = box.change("group.create", name="SOC Admins", members=[inner])["id"]
        estate.adopt()
        for each in estate.resources:
            each["values"].pop("members", None)
        assert estate.check(tmp_path).findings == ()
        box.change("group.update", group=outer, members=[inner, other])
        (found,) = estate.check(tmp_path).findings
        assert (found.kind, found.severity.word) == ("unmanaged_binding", "high")
        box.change("group.update", group=outer, members=[inner])
        box.change("group.delete", group=inner)
        assert "orphan_binding" in {each.kind for each in estate.check(tmp_path).findings}
