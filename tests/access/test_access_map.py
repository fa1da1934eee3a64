"""The access map: effective rights through roles, groups, scopes and directories, and as a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rolecall.access import AccessMap, Consequences, Grant, Item, difference, effective_access
from rolecall.reports.errors import JobError


def item(type_name: str, label: str, /, **values: Any) -> Item:
    return Item(address=f"{type_name}.{label}", type=type_name, vendor=type_name.split("_")[0], values=values)


LEAD = item("splunk_role", "lead", id="soc_lead", name="soc_lead", imported_roles=["admin"], capabilities=[])
ADMIN = item("splunk_role", "admin", id="admin", name="admin", imported_roles=[], capabilities=["edit_user"])
JANE = item("splunk_user", "jane", id="jane", name="jane", email="jane@example.com", roles=["soc_lead"])
GROUP = item("okta_group", "soc", id="00g1", name="soc-analysts")
PERSON = item("okta_user", "ada", id="00u1", login="ada", email="ada@example.com", status="ACTIVE")
MEMBER = item("okta_group_member", "ada", id="00g1/00u1", group_id="00g1", user_id="00u1")
BOUND = item(
    "tanzu_role_binding",
    "soc",
    id="b",
    role="cluster.admin",
    subject={"kind": "GROUP", "name": "soc-analysts"},
    scope={"cluster": {"name": "alpha"}},
)


def held(rows: list[Grant]) -> set[tuple[str, str, str, str, str]]:
    return {(row.person, row.vendor, row.kind, row.right, row.scope.name) for row in rows if row.kind != "account"}


@pytest.mark.caveat("Group", rule="The jobs read it; no server is asked for it.")
def test_rights_through_roles_that_include_roles_and_through_groups_of_a_directory() -> None:
    rows = effective_access([LEAD, ADMIN, JANE, GROUP, PERSON, MEMBER, BOUND]).rows()
    assert {
        ("jane@example.com", "splunk", "role", "soc_lead", ""),
        ("jane@example.com", "splunk", "role", "admin", ""),
        ("jane@example.com", "splunk", "capability", "edit_user", ""),
        ("ada@example.com", "okta", "group", "soc-analysts", ""),
        ("ada@example.com", "tanzu", "role", "cluster.admin", "alpha"),
        ("soc-analysts", "tanzu", "role", "cluster.admin", "alpha"),
    } == held(rows)
    admin = next(row for row in rows if row.right == "admin")
    assert admin.tier == "critical" and admin.paths[0].steps == ("role soc_lead",)
    assert admin.paths[0].addresses == ("splunk_user.jane", "splunk_role.lead")


@pytest.mark.caveat("Account", rule="The jobs read it; no server is asked for it.")
def test_the_map_as_a_file(tmp_path: Path) -> None:
    token = item("splunk_token", "t", id="t", name="ci", user="jane")
    odd = item("splunk_user", "odd", id="odd", name="x\x1b[31m\u202e", roles=["admin"])
    places = {"splunk_user.jane": "stacks/access.py:51"}
    made = effective_access(
        [LEAD, ADMIN, JANE, token, odd, BOUND], declared=places.get, sources=["splunk"], unseen=["okta: no answer"]
    )
    file = tmp_path / "access.json"
    made.write(file)
    assert file.read_text(encoding="utf-8").replace("\n", "").isprintable() and file.read_text().isascii()
    again = AccessMap.read(file)
    assert again.grants == made.grants and again.unseen == made.unseen and again.sources == made.sources
    jane = next(row for row in again.rows() if row.right == "admin" and row.account == "jane")
    assert jane.declared == ("stacks/access.py:51",)
    assert next(row.tier for row in again.rows() if row.kind == "token") == "critical"


def test_a_map_that_another_program_laid_out_is_the_same_map(tmp_path: Path) -> None:
    made = effective_access([LEAD, ADMIN, JANE])
    file = tmp_path / "access.json"
    made.write(file)
    file.write_text(json.dumps(json.loads(file.read_text()), indent=2), encoding="utf-8")
    assert AccessMap.read(file).grants == made.grants
    only = AccessMap.read(file, lambda row: row.right == "admin").grants
    assert only == tuple(each for each in made.grants if each.right == "admin") and only
    made.write(file)
    assert AccessMap.read(file, lambda row: row.right == "admin").grants == only


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        '{"format_version": "9.0"}',
        '{"format_version": "2.0", "grants": [{}]}',
        '{"format_version":"2.0","grants":[\n[1],\n]}',
        '{"format_version":"2.0","made_at":"2026-01-01T00:00:00Z","sources":[],"unseen":[],"grants":[\n[["a"],{}]\n]}',
    ],
)
def test_what_is_no_map(text: str, tmp_path: Path) -> None:
    file = tmp_path / "other.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(JobError, match=r"no access map|of format"):
        AccessMap.read(file)
    with pytest.raises(JobError, match="cannot be read"):
        AccessMap.read(tmp_path / "missing.json")


def test_a_role_that_gains_a_right_is_what_its_holders_gain() -> None:
    before = item("splunk_role", "lead", id="soc_lead", name="soc_lead", imported_roles=[], capabilities=[])
    bob = item("splunk_user", "bob", id="bob", name="bob", roles=["soc_lead", "admin"])
    rows = difference([before, ADMIN, JANE, bob], [LEAD, ADMIN, JANE, bob]).rows
    assert {(row.effect, row.grant.person, row.grant.right) for row in rows} == {
        ("gains", "jane@example.com", "admin"),
        ("gains", "soc_lead", "admin"),
    }
    assert {row.carries for row in rows} == {("capability edit_user",)}


def test_one_change_among_many_is_as_the_whole_comparison_says() -> None:
    now = [LEAD, ADMIN, JANE, GROUP, PERSON, MEMBER, BOUND]
    lead = item("splunk_role", "lead", id="soc_lead", name="soc_lead", imported_roles=[], capabilities=[])
    shut = item("splunk_user", "jane", id="jane", name="jane", roles=["soc_lead"], locked_out=True)
    olds = {LEAD.address: lead, JANE.address: shut, MEMBER.address: None, BOUND.address: None, GROUP.address: GROUP}
    before = [old for each in now if (old := olds.get(each.address, each)) is not None]
    changes = Consequences(before, now)
    for each in now:
        old = olds.get(each.address, each)
        there = [old if other is each else other for other in now]
        whole = difference([other for other in there if other is not None], now).rows
        single = changes.of(old, each).rows
        told = [{(row.effect, row.grant.key, row.tier) for row in rows} for rows in (whole, single)]
        assert told[0] == told[1] and (old == each) == (not single), each.address
