"""Repairs of whole reports: what is written for each kind of finding, and what is left to a person."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rolecall.drift.check import check
from rolecall.estate.declarations import Declaration, Declarations
from rolecall.estate.parallel import reading
from rolecall.estate.terraform.state import State, read_state
from rolecall.repair import job
from rolecall.repair.job import Repair
from rolecall.reports.errors import JobError
from tests.drift.test_names_and_renames import rename
from tests.estate.estate import Estate

CODE = """
def declare(scope):
    one = tanium.User(scope, "one", name="user00001", roles=["Analyst"])
    tanium.User(scope, "twin", name="user00001", roles=["Analyst"])
    tanium.RoleBinding(scope, "gone", user_id="77", role="Analyst")
    for name in NAMES:
        splunk.User(scope, name, name=name, roles=["user"])
"""


def place(line: int, path: str = "access/x") -> Declaration:
    return Declaration(file="stack.py", line=line, path=path)


def prepared(estate: Estate, folder: Path, said: dict[str, Declaration], *vendors: str) -> tuple[Repair, Path]:
    (folder / "stack.py").write_text(CODE, encoding="utf-8")
    state: State = read_state(estate.write_state(folder / "state.json"))
    declarations = Declarations(said)
    with reading(estate.instances(*vendors)) as found:
        report = check(state, found, declarations)
        made = job.prepare(report, state, found, declarations)
    job.write(made, report, declarations, state, folder / "repair")
    return made, folder / "repair"


def test_the_second_owner_is_forgotten_and_taken_out_of_the_code(
    estate: Estate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    estate.adopt("tanium", without=("tanium_role_binding",))
    jane = next(each for each in estate.resources if each["values"].get("name") == "user00001")
    estate.resources.append({**jane, "address": "tanium_user.twin", "name": "twin"})
    made, folder = prepared(estate, tmp_path, {jane["address"]: place(3), "tanium_user.twin": place(4)}, "tanium")
    (blocks,) = [each for each in made.blocks.values() if each]
    assert blocks.removed == ["tanium_user.twin"] and made.by_hand == []
    assert '-    tanium.User(scope, "twin"' in (folder / "changes.patch").read_text(encoding="utf-8")
    assert '"removed": [\n    "tanium_user.twin"' in (folder / "state-json/imports.json").read_text(encoding="utf-8")


def test_the_first_owner_is_never_the_one_that_goes(
    estate: Estate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    estate.adopt("tanium", without=("tanium_role_binding",))
    jane = next(each for each in estate.resources if each["values"].get("name") == "user00001")
    estate.resources.append({**jane, "address": "tanium_user.twin", "name": "twin"})
    made, folder = prepared(estate, tmp_path, {"tanium_user.twin": place(3)}, "tanium")
    assert not any(made.blocks.values()) and made.edits == []
    assert "its result is used" in (folder / "README.md").read_text(encoding="utf-8")


def test_what_a_loop_declares_is_left_to_a_person(
    estate: Estate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    estate.adopt("splunk")
    users = [each for each in estate.resources if each["type"] == "splunk_user"]
    estate.boxes["splunk"].change("user.update", user=users[-1]["values"]["name"], realname="Somebody Else")
    made, _ = prepared(estate, tmp_path, {each["address"]: place(7) for each in users}, "splunk")
    (left,) = made.by_hand
    assert "several resources of the type" in left.why and made.edits == []


def test_what_cannot_be_adopted_and_what_is_grave_is_left_to_a_person(
    estate: Estate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    estate.adopt("tanium")
    box = estate.boxes["tanium"]
    box.change("user.create", name="Ümlaut", display_name="x", email="u@example.com", roles=["Read Only User"])
    box.change("token.create", user="user00001")
    box.change("user.update", user="user00002", email="someone@elsewhere.example")
    jane = next(each for each in estate.resources if each["values"].get("name") == "user00002")
    made, folder = prepared(estate, tmp_path, {jane["address"]: place(3)}, "tanium")
    assert {each.finding.kind for each in made.by_hand} == {"token_unowned", "changed"}
    assert made.edits == []
    (blocks,) = [each for each in made.blocks.values() if each]
    assert [name for _, name in blocks.imports] == ["umlaut"]
    assert 'name="Ümlaut"' in (folder / "state-json/declare_tanium.py").read_text(encoding="utf-8")
    assert estate.writes() == []


def test_a_rename_is_written_wherever_the_old_name_stands(
    estate: Estate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    box = estate.boxes["tanium"]
    box.change("user.create", name="one", roles=["Read Only User"])
    estate.adopt("tanium", without=("tanium_role_binding",))
    one = next(each for each in estate.resources if each["values"].get("name") == "one")
    store: Any = box.store
    rename(store, "Read Only User", "Reader")
    (tmp_path / "people.yaml").write_text("- id: one\n  tanium: {roles: [Read Only User]}\n", encoding="utf-8")
    said = {one["address"]: replace(place(1), file="people.yaml")}
    _, folder = prepared(estate, tmp_path, said, "tanium")
    assert "+  tanium: {roles: [Reader]}" in (folder / "changes.patch").read_text(encoding="utf-8")


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "x").touch()
    with pytest.raises(JobError, match="not empty"):
        job.check_folder(tmp_path)
    job.check_folder(tmp_path / "new")


def test_nothing_high_or_critical_is_imported(estate: Estate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither somebody's own, nor what a role would bring that nobody has yet."""
    monkeypatch.chdir(tmp_path)
    estate.boxes["splunk"].change("role.create", name="unused", imported_roles=["user"])
    estate.adopt()
    box = estate.boxes["splunk"]
    box.change("role.create", name="soc_lead", imported_roles=["admin"])
    box.change("role.create", name="shadow", imported_roles=["admin"])
    box.change("role.update", role="unused", imported_roles=["admin"])
    box.change("user.create", name="mallory", roles=["soc_lead"])
    box.change("user.create", name="plain", roles=["user"])
    subjects = [{"kind": "User", "name": "mallory@example.com", "apiGroup": "rbac.authorization.k8s.io"}]
    estate.boxes["tanzu"].change(
        "cluster_role_binding.create", cluster="alpha", name="m", role="cluster-admin", subjects=subjects
    )
    unused = estate.address("splunk_role", name="unused")
    made, folder = prepared(estate, tmp_path, {unused: place(3)}, "splunk", "tanzu")
    names = {name for blocks in made.blocks.values() for _, name in blocks.imports}
    assert names == {"plain"} and made.edits == []
    left = {each.finding.subject for each in made.by_hand if "grave" in each.why}
    assert {"mallory", "soc_lead", "shadow", "unused"} <= left
    assert "shadow" in (folder / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("role", "severity", "text"),
    [("Read Only User", "high", "It gives nobody more"), ("Administrator", "critical", "jane gains")],
)
def test_who_was_made_anew_under_an_old_name_is_weighed_and_not_imported(
    role: str, severity: str, text: str, estate: Estate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    box = estate.boxes["tanium"]
    box.change("user.create", name="jane", roles=["Read Only User"])
    estate.adopt("tanium", without=("tanium_role_binding",))
    box.change("user.delete", user="jane")
    box.change("user.create", name="jane", roles=[role])
    made, _ = prepared(estate, tmp_path, {}, "tanium")
    (found,) = [each.finding for each in made.by_hand if each.finding.kind == "reappeared"]
    assert found.severity.word == severity and text in found.text
    assert not any(made.blocks.values())


def test_a_group_of_another_name_is_left_to_a_person(
    estate: Estate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    box = estate.boxes["tanzu"]
    for name in ("soc-analysts", "soc-analysts", "SOC Analysts"):
        subject = {"kind": "GROUP", "name": name}
        box.change("role_binding.create", role="cluster.admin", subject=subject, scope={"cluster": "alpha"})
    estate.adopt("tanzu")
    odd = estate.address("tanzu_role_binding", subject={"kind": "GROUP", "name": "SOC Analysts"})
    made, folder = prepared(estate, tmp_path, {odd: place(3)}, "tanzu")
    (found,) = [each for each in made.by_hand if each.finding.kind == "group_name_mismatch"]
    assert found.finding.address == odd and "whole group" in found.why
    assert made.edits == [] and "whole group" in (folder / "README.md").read_text(encoding="utf-8")


def test_a_gain_is_weighed_where_two_addresses_manage_the_object(
    estate: Estate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    box = estate.boxes["tanium"]
    box.change("user.create", name="one", roles=["Read Only User"])
    estate.adopt("tanium", without=("tanium_role_binding",))
    one = next(each for each in estate.resources if each["values"].get("name") == "one")
    estate.resources.append({**one, "address": "tanium_user.twin", "name": "twin"})
    box.change("user.update", user="one", roles=["Read Only User", "Administrator"])
    made, _ = prepared(estate, tmp_path, {one["address"]: place(3)}, "tanium")
    found = [each.finding for each in made.by_hand if each.finding.kind == "privileged_change"]
    assert {each.address for each in found} == {one["address"], "tanium_user.twin"}
    assert {each.severity.word for each in found} == {"critical"}
