"""Bindings of several subjects of whom one is gone: only that one is taken out, and never the others' access."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolecall.drift.check import check
from rolecall.drift.findings import Finding
from rolecall.drift.report import Report
from rolecall.estate.declarations import Declaration, Declarations
from rolecall.estate.parallel import reading
from rolecall.estate.terraform.state import read_state
from rolecall.repair import job
from tests.estate.estate import Estate

GONE, HERE = "user00001@example.com", "user00002@example.com"
CODE = """
def declare(scope):
    tanzu.ClusterRoleBinding(
        scope, "leavers", name="leavers", role="view",
        subjects=[{kinds}],
    )
    print(scope)
"""

BINDING = """
def declare(scope):
    tanium.RoleBinding(scope, "bob", user_id="1", role="Administrator")
    print(scope)
"""


def subject(kind: str, name: str) -> dict[str, str]:
    return {"kind": kind, "name": name, "apiGroup": "rbac.authorization.k8s.io"}


def orphaned(estate: Estate, *subjects: dict[str, str]) -> Finding:
    """The finding about a binding of these after one of the organization's members was removed."""
    box = estate.boxes["tanzu"]
    box.change("cluster_role_binding.create", cluster="alpha", name="leavers", role="view", subjects=list(subjects))
    estate.adopt(without=("tanzu_org_member",))
    box.change("member.remove", email=GONE)
    (found,) = [each for each in fixed(estate).findings if each.kind == "orphan_binding"]
    return found


def fixed(estate: Estate) -> Report:
    """What drift tells, after `--fix` wrote to the working folder."""
    address = estate.address("tanzu_cluster_role_binding", name="leavers")
    declarations = Declarations({address: Declaration(file="stack.py", line=3, path="access/x")})
    state = read_state(estate.write_state(Path("state.json")))
    with reading(estate.instances()) as vendors:
        report = check(state, vendors, declarations)
        job.write(job.prepare(report, state, vendors, declarations), report, declarations, state, Path("repair"))
    return report


def written(*subjects: tuple[str, str]) -> None:
    kinds = ", ".join(f'{{"kind": "{kind}", "name": "{name}"}}' for kind, name in subjects)
    Path("stack.py").write_text(CODE.replace("{kinds}", kinds), encoding="utf-8")


@pytest.mark.parametrize("other", [("User", HERE), ("Group", "soc"), ("User", "somebody-of-a-directory")])
def test_only_who_is_gone_is_taken_out(other: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written(("User", GONE), other)
    with Estate.open("tanzu") as estate:
        found = orphaned(estate, subject("User", GONE), subject(*other))
    assert found.fix == f"Take {GONE} out of `subjects` in the code. Others hold it too (1)."
    assert [each["name"] for each in found.after] == [other[1]]
    patch = Path("repair/changes.patch").read_text(encoding="utf-8")
    assert f'-        subjects=[{{"kind": "User", "name": "{GONE}"}}' in patch
    (added,) = [line for line in patch.splitlines() if line.startswith("+ ")]
    assert other[1] in added and GONE not in added and "-    tanzu.ClusterRoleBinding" not in patch


def test_a_binding_of_nobody_else_goes_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written(("User", GONE))
    with Estate.open("tanzu") as estate:
        found = orphaned(estate, subject("User", GONE))
    assert found.fix == "Take it out of the code."
    assert "-    tanzu.ClusterRoleBinding" in Path("repair/changes.patch").read_text(encoding="utf-8")


def test_a_group_of_the_same_name_keeps_the_binding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written(("User", GONE), ("Group", GONE))
    with Estate.open("tanzu") as estate:
        found = orphaned(estate, subject("User", GONE), subject("Group", GONE))
    assert found.attribute == "" and not Path("repair/changes.patch").exists()


def test_of_a_binding_in_no_state_only_who_is_gone_is_to_be_taken_out(tmp_path: Path) -> None:
    with Estate.open("tanzu") as estate:
        estate.adopt()
        box = estate.boxes["tanzu"]
        people = [subject("User", GONE), subject("User", HERE)]
        box.change("cluster_role_binding.create", cluster="alpha", name="leavers", role="view", subjects=people)
        box.change("member.remove", email=GONE)
        (found,) = [each for each in estate.check(tmp_path).findings if each.kind == "orphan_binding"]
        assert found.fix == "Take them out of it at the vendor: others hold it too."


def test_a_saml_user_who_never_signed_in_is_not_left_over(tmp_path: Path) -> None:
    with Estate.open("splunk") as estate:
        estate.boxes["splunk"].change("saml_user.create", name="eve@example.com", roles=["power"])
        estate.adopt()
        assert [each for each in estate.check(tmp_path).findings if each.kind == "orphan_binding"] == []


@pytest.mark.parametrize("vendor", ["tanium", "tanzu"])
def test_a_binding_stays_while_its_account_is_to_be_made_again(
    vendor: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The account is gone and stays declared: without the binding an apply would make it again without its access."""
    monkeypatch.chdir(tmp_path)
    Path("stack.py").write_text(BINDING, encoding="utf-8")
    with Estate.open(vendor) as estate:
        box = estate.boxes[vendor]
        if vendor == "tanium":
            box.change("user.create", name="bob", roles=["Administrator"])
            estate.adopt()
            account, id_ = "tanium_user", _id(estate, "tanium_user", name="bob")
            binding = estate.address("tanium_role_binding", user_id=id_)
            box.change("user.delete", user="bob")
            name = "bob"
        else:
            name, subjects = GONE, [subject("User", GONE)]
            box.change("cluster_role_binding.create", cluster="alpha", name="b", role="view", subjects=subjects)
            estate.adopt()
            account, id_ = "tanzu_org_member", "no id"
            binding = estate.address("tanzu_cluster_role_binding", name="b")
            box.change("member.remove", email=name)
        declarations = Declarations({binding: Declaration(file="stack.py", line=3, path="access/x")})
        state = read_state(estate.write_state(Path("state.json")))
        with reading(estate.instances()) as vendors:
            report = check(state, vendors, declarations)
            made = job.prepare(report, state, vendors, declarations)
    (missing,) = [each for each in report.findings if each.kind == "missing" and each.type == account]
    assert "make it again" in missing.fix
    (found,) = [each for each in report.findings if each.address == binding]
    assert found.kind == "orphan_binding" and made.edits == []
    assert name in found.text and name in found.subject and id_ not in found.text
    assert missing.address in found.fix and not found.fix.startswith("Take it out")


def _id(estate: Estate, type_name: str, **values: str) -> str:
    address = estate.address(type_name, **values)
    return next(str(each["values"]["id"]) for each in estate.resources if each["address"] == address)


@pytest.mark.parametrize(("role", "severity"), [("view", "high"), ("cluster-admin", "critical")])
def test_a_binding_of_somebody_unknown_is_as_grave_as_what_it_gives(role: str, severity: str, tmp_path: Path) -> None:
    stranger, member = subject("User", "mallory@example.com"), subject("User", HERE)
    with Estate.open("tanzu") as estate:
        box = estate.boxes["tanzu"]
        box.change(
            "cluster_role_binding.create", cluster="alpha", name="shared", role=role, subjects=[stranger, member]
        )
        estate.adopt()
        box.change("cluster_role_binding.create", cluster="alpha", name="hand", role=role, subjects=[stranger])
        found = {each.object_id: each for each in estate.check(tmp_path).findings if each.kind == "orphan_binding"}
    assert found.keys() == {"shared", "hand"}
    for each in found.values():
        assert each.severity.word == severity
        assert f"It gives whoever goes by that name role {role}: " in each.text


def test_a_binding_by_hand_says_what_those_gain_who_are_there(tmp_path: Path) -> None:
    with Estate.open("tanzu") as estate:
        estate.adopt()
        both = [subject("User", "mallory@example.com"), subject("User", HERE)]
        estate.boxes["tanzu"].change(
            "cluster_role_binding.create", cluster="alpha", name="hand", role="cluster-admin", subjects=both
        )
        (found,) = [each for each in estate.check(tmp_path).findings if each.kind == "orphan_binding"]
    assert found.severity.word == "critical" and "left over in part: mallory@example.com is not there." in found.text
    assert f"2 people and groups gain role cluster-admin: critical (mallory@example.com, {HERE})." in found.text
