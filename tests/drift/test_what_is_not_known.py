"""What is not known is said: groups that nobody entered, roles that nothing describes, unreadable resources."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from rolecall.access import AccessMap
from rolecall.cli.commands import app
from rolecall.runtime import shims
from tests.drift.test_every_attribute import said
from tests.estate.estate import Estate


def who(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["who", *arguments])


def test_a_map_of_drift_names_the_groups_that_nobody_entered(tmp_path: Path) -> None:
    with Estate.open("okta") as estate:
        box = estate.boxes["okta"]
        estate.adopt()
        box.change("group.create", name="Hidden")
        box.change("group.join", group="Hidden", user="user00001@example.com")
        report = estate.check(tmp_path, mapped=True)
    assert report.access is not None
    assert isinstance(report.access, AccessMap)
    file = tmp_path / "drift.map"
    report.access.write(file)
    done = who(str(file), "--group", "Hidden")
    assert done.exit_code == 3 and "Hidden" in done.output


def test_roles_that_no_state_describes_may_bring_what_is_asked_for(tmp_path: Path) -> None:
    with Estate.open("splunk") as estate:
        estate.manage("splunk_user", "ada", {"id": "ada", "name": "ada", "roles": ["soc_lead"]})
        file = str(estate.write_state(tmp_path / "state.json"))
        done = who(file, "--can", "admin")
        assert done.exit_code == 3 and "soc_lead" in done.output
        saved = str(tmp_path / "saved.json")
        assert who(file, "--save", saved).exit_code == 0
        for question in (["--can", "admin"], ["--role", "admin"], ["--tier", "high"]):
            done = who(saved, *question)
            assert done.exit_code == 3 and "soc_lead" in done.output
            assert who(saved, *question, "--nobody").exit_code == 3
        assert who(saved, "--person", "ada").exit_code == 0
        role = {"id": "soc_lead", "name": "soc_lead", "imported_roles": [], "capabilities": ["search"]}
        estate.manage("splunk_role", "lead", role)
        estate.write_state(tmp_path / "state.json")
    assert who(file, "--can", "admin", "--save", saved).exit_code == 0
    assert who(saved, "--can", "admin").exit_code == 0


@pytest.mark.parametrize(("role", "known"), [("harmless", False), ("view", True), ("edit", True), ("admin", True)])
def test_a_role_of_a_cluster_that_nothing_describes_may_bring_anything(role: str, known: bool, tmp_path: Path) -> None:
    subjects = [{"kind": "User", "name": "user00001@example.com", "apiGroup": "rbac.authorization.k8s.io"}]
    with Estate.open("tanzu") as estate:
        estate.adopt()
        estate.boxes["tanzu"].change(
            "namespace_role_binding.create",
            cluster="alpha",
            namespace="default",
            name="b",
            role=role,
            subjects=subjects,
        )
        report = estate.check(tmp_path, mapped=True)
    (found,) = [each for each in report.findings if each.kind == "unmanaged_binding" and each.severity]
    assert (f"What role {role} brings along is not known here." in found.text) is not known
    assert report.access is not None
    assert any(f" {role}:" in each for each in report.access.undescribed) is not known
    saved = tmp_path / "saved.json"
    report.access.write(saved)
    assert who(str(saved), "--tier", "critical").exit_code == (0 if known else 3)


def test_a_resource_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with Estate.open("splunk") as estate:
        estate.manage("splunk_user", "eve", {"id": "eve", "name": "eve", "roles": []})
        estate.manage("splunk_user", "ada", {"id": "ada", "name": "ada", "roles": {"not": "a list"}})
        file = str(estate.write_state(tmp_path / "state.json"))
    done = who(file, "--person", "ada")
    assert done.exit_code == 3 and "splunk_user.ada" in done.output


def test_the_drift_of_a_plan_says_that_a_role_is_not_described(tmp_path: Path) -> None:
    before = {"id": "ada", "name": "ada", "roles": ["user"]}
    shim = shims.load("splunk")
    assert shim is not None
    after = {**before, "roles": ["user", "soc_lead"]}
    (found,) = said("splunk", shim.resource("splunk_user"), before, after, tmp_path)
    assert "What role soc_lead brings along is not known here." in found.text


def test_advice_about_one_resource_does_not_contradict_itself(tmp_path: Path) -> None:
    subjects = [{"kind": "User", "name": "user00001@example.com", "apiGroup": "rbac.authorization.k8s.io"}]
    with Estate.open("tanzu") as estate:
        box = estate.boxes["tanzu"]
        made = {"cluster": "alpha", "name": "b", "subjects": subjects}
        box.change("cluster_role_binding.create", role="view", **made)
        estate.adopt()
        address = estate.address("tanzu_cluster_role_binding", name="b")
        held = next(each for each in estate.resources if each["address"] == address)
        held["values"] |= {"role_ref": {"kind": "ClusterRole", "name": "edit"}, "subjects": []}
        found = [each for each in estate.check(tmp_path).findings if each.address == address]
    assert {each.attribute for each in found} == {"role_ref", "subjects"}
    assert all(each.fix.startswith("Do not apply") for each in found)
    (other,) = [each.fix for each in found if each.attribute == "subjects"]
    assert "`role_ref`" in other
