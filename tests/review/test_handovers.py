"""Whole sets that leave the configuration in favour of single bindings read as what they are: nobody loses anything."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.review.plans import change, plan, reviewed

CASES = {
    "scim": ("scim_group", "members", "scim_group_member", "group_id", "user_id", {"display_name": "Admins"}),
    "entra": ("entra_group", "members", "entra_group_member", "group_id", "member_id", {"display_name": "Admins"}),
    "tanium": ("tanium_user", "roles", "tanium_role_binding", "user_id", "role", {"name": "jane"}),
}
ALL = ["a", "b", "c"]


def let_go(vendor: str, bound: str, group: dict[str, Any]) -> list[dict[str, Any]]:
    """The changes by which a whole set leaves the configuration, and bindings of `bound` come."""
    kind, attribute, binding, owner, member, _ = CASES[vendor]
    before = {"id": "G", attribute: ALL, **CASES[vendor][5]}
    whole = change(kind, "g", before, {"id": "G", **CASES[vendor][5], **group}, unknown={attribute: True})
    made = [change(binding, each, None, {owner: "G", member: each}, unknown={"id": True}) for each in bound]
    return [whole, *made]


@pytest.mark.parametrize("vendor", CASES)
@pytest.mark.parametrize(("bound", "left"), [("abc", ""), ("ab", "c"), ("", "a, b, c")])
def test_it_takes_nobody_out_and_says_who_is_managed_by_nobody(
    tmp_path: Path, vendor: str, bound: str, left: str
) -> None:
    found = reviewed(plan(tmp_path, *let_go(vendor, bound, {})))
    assert [row for row in found.rows if row.effect == "loses"] == []
    (note,) = found.notes
    assert (note.kind, note.tier, note.addresses) == ("handed_over", "low", (f"{CASES[vendor][0]}.g",))
    assert f"Of 3 in it {len(bound)} are handed over" in note.text
    assert note.text.endswith(f"managed by nobody from now on: {left}." if left else "that this plan makes.")


def test_what_else_changes_is_told_beside(tmp_path: Path) -> None:
    found = reviewed(plan(tmp_path, *let_go("scim", "abc", {"display_name": "Owners"})))
    assert {"handed_over", "full_replace"} <= {note.kind for note in found.notes}


def test_a_set_that_is_only_changed_is_not_handed_over(tmp_path: Path) -> None:
    before = {"id": "G", "display_name": "Admins", "members": ALL}
    found = reviewed(plan(tmp_path, change("scim_group", "g", before, {**before, "members": ["a"]})))
    assert "handed_over" not in {note.kind for note in found.notes}
