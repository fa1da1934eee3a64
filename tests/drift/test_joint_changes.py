"""Changes by hand that give one right together: none of them is told as less because of the others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rolecall.drift.findings import Finding
from rolecall.estate.declarations import Declaration, Declarations
from rolecall.estate.parallel import reading
from rolecall.estate.terraform.state import read_state
from rolecall.repair import job
from tests.estate.estate import Estate

JANE = {"kind": "User", "name": "user00002@example.com"}


def bind(estate: Estate, name: str, role: str = "cluster-admin") -> None:
    box = estate.boxes["tanzu"]
    box.change("cluster_role_binding.create", cluster="alpha", name=name, role=role, subjects=[JANE])


def told(estate: Estate, folder: Path, **where: Any) -> dict[str, Finding]:
    """The findings of a check by the address or id of what they are about, but for those that are no more than told."""
    found = [each for each in estate.check(folder, **where).findings if each.severity]
    return {each.address or each.object_id: each for each in found}


@pytest.mark.parametrize("number", [1, 2, 6])
def test_bindings_of_one_role_by_hand_are_each_as_grave_as_the_role(number: int, tmp_path: Path) -> None:
    with Estate.open("tanzu") as estate:
        estate.adopt()
        names = [f"hand{each}" for each in range(number)]
        for name in names:
            bind(estate, name)
        found = told(estate, tmp_path)
    assert found.keys() == set(names)
    for each in found.values():
        assert (each.kind, each.severity.word) == ("unmanaged_binding", "critical")
        assert "gains role cluster-admin: critical." in each.text


def test_what_a_state_gives_is_not_gained_by_what_no_state_has(tmp_path: Path) -> None:
    with Estate.open("tanzu") as estate:
        bind(estate, "ours")
        estate.adopt()
        bind(estate, "hand")
        (found,) = told(estate, tmp_path).values()
    assert (found.severity.word, found.gained) == ("medium", frozenset())


def test_an_account_in_no_state_has_what_a_binding_in_state_gives(tmp_path: Path) -> None:
    with Estate.open("tanium") as estate:
        estate.adopt(without=("tanium_user",))
        bound = {each["values"]["user_id"] for each in estate.resources if each["type"] == "tanium_role_binding"}
        found = told(estate, tmp_path)
    assert bound & found.keys()
    for each in found.values():
        assert {key.right.kind for key in each.gained} <= {"account"}


@pytest.mark.parametrize("roles_in_state", [True, False])
def test_a_role_and_one_that_imports_it(roles_in_state: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Estate.open("splunk") as estate:
        box = estate.boxes["splunk"]
        for name in ("soc_own", "spare"):
            box.change("role.create", name=name, imported_roles=["user"])
        for name, roles in (("user00001", ["soc_own"]), ("user00002", ["soc_own", "spare"])):
            box.change("user.update", user=name, roles=roles)
        estate.adopt(without=("splunk_role_binding", *(() if roles_in_state else ("splunk_role",))))
        tom = estate.address("splunk_user", name="user00001")
        box.change("user.update", user="user00001", roles=["soc_own", "admin"])
        for name in ("soc_own", "spare"):
            box.change("role.update", role=name, imported_roles=["user", "admin"])
        declarations = Declarations({tom: Declaration(file="stack.py", line=3, path="access/x")})
        found = told(estate, tmp_path, declarations=declarations)
        own, spare = (
            estate.address("splunk_role", name=each) if roles_in_state else each for each in ("soc_own", "spare")
        )
        assert {tom, own, spare} <= found.keys()
        for key in (tom, own, spare):
            assert found[key].severity.word == "critical", found[key].text
            assert "role admin" in found[key].text
        state = read_state(estate.write_state(Path("state.json")))
        with reading(estate.instances()) as vendors:
            report = estate.check(tmp_path, declarations=declarations)
            job.write(job.prepare(report, state, vendors, declarations), report, declarations, state, Path("repair"))
    assert not any("admin" in each.read_text() for each in Path("repair").rglob("*.tf"))


def test_two_roles_that_come_with_the_vendor_and_have_what_they_should_not(tmp_path: Path) -> None:
    with Estate.open("splunk") as estate:
        box = estate.boxes["splunk"]
        box.change("user.update", user="user00001", roles=["power", "user"])
        estate.adopt(without=("splunk_role_binding", "splunk_role"))
        for name in ("power", "user"):
            box.change("role.update", role=name, capabilities=["edit_user"])
        found = told(estate, tmp_path)
    for name in ("power", "user"):
        assert found[name].severity.word == "critical"
        assert "gain capability edit_user" in found[name].text.replace("gains", "gain")
