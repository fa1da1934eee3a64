"""States that hold nothing, stacks that were never applied, and provider blocks that a file does not say."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from rolecall.drift.check import check, explain
from rolecall.estate.declarations import Declaration, Declarations
from rolecall.estate.parallel import reading
from rolecall.estate.terraform import state as reading_state
from rolecall.estate.terraform.plan import read_plan
from rolecall.estate.terraform.state import read_state
from rolecall.reports.errors import Exit
from tests.estate.estate import Estate
from tests.review.plans import change, plan


def test_an_empty_state_is_never_clean(tmp_path: Path) -> None:
    with Estate.open("scim", seed=0) as estate:
        report = estate.check(tmp_path)
        assert [each.severity.word for each in report.findings if each.severity] == []
        assert report.exit_code() is Exit.INCOMPLETE
        assert ["the state is empty" in gap.why for gap in report.gaps] == [True]


def test_a_plan_that_was_never_applied_is_never_clean(tmp_path: Path) -> None:
    made = plan(tmp_path, change("tanium_user", "ada", None, {"name": "ada"}))
    assert explain(read_plan(made), Declarations()).exit_code() is Exit.INCOMPLETE


def test_what_the_stacks_declare_and_no_state_has_is_told(tmp_path: Path) -> None:
    with Estate.open("tanium") as estate:
        estate.adopt()
        here = Declaration(file="stacks/access.py", line=3)
        known = {each["address"]: here for each in estate.resources}
        assert estate.check(tmp_path, expected=Declarations(known)).findings == ()
        report = estate.check(
            tmp_path, expected=Declarations({**known, "tanium_user.ada": here, "tanium_user.all": here})
        )
        (found,) = report.findings
        assert (found.kind, report.exit_code()) == ("not_applied", Exit.FOUND)
        assert "tanium_user.ada, tanium_user.all" in found.text


def test_a_folder_says_the_provider_block_of_each_resource(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    resources: list[dict[str, Any]] = []
    raw = []
    for alias in ("", "beta"):
        name = alias or "alpha"
        values = {"id": name, "name": name}
        provider = "registry.terraform.io/rolecall/tanzu"
        resources.append(
            {
                "address": f"tanzu_cluster_role_binding.{name}",
                "mode": "managed",
                "type": "tanzu_cluster_role_binding",
                "name": name,
                "provider_name": provider,
                "values": values,
            }
        )
        instance = {"attributes": values, "private": base64.b64encode(b"{}").decode()}
        block = f'provider["{provider}"]' + (f".{alias}" if alias else "")
        raw.append(
            {
                "mode": "managed",
                "type": "tanzu_cluster_role_binding",
                "name": name,
                "provider": block,
                "instances": [instance],
            }
        )
    shown = {"format_version": "1.0", "values": {"root_module": {"resources": resources}}}
    monkeypatch.setattr(reading_state, "show_json", lambda _: shown)
    monkeypatch.setattr(reading_state, "pull_state", lambda _: {"version": 4, "resources": raw})
    found = read_state(tmp_path)
    assert [each.alias for each in found.resources] == [None, "beta"] and found.knows_aliases
    file = tmp_path / "state.json"
    file.write_text(json.dumps(shown), encoding="utf-8")
    assert not read_state(file).knows_aliases


def test_what_another_provider_block_may_have_is_not_called_missing(tmp_path: Path) -> None:
    values = {"id": "app", "name": "app", "role_ref": {"kind": "ClusterRole", "name": "view"}, "subjects": []}
    with Estate.open("tanzu") as estate:
        estate.adopt()
        estate.manage("tanzu_cluster_role_binding", "app", values)
        report = estate.check(tmp_path)
        assert "missing" not in {each.kind for each in report.findings}
        assert [("tanzu_cluster_role_binding.app" in gap.what, gap.vendor) for gap in report.gaps] == [(True, "tanzu")]
        said = Declarations({"tanzu_cluster_role_binding.app": Declaration(file="a.py", line=1)})
        told = estate.check(tmp_path, declarations=said)
        assert "missing" in {each.kind for each in told.findings} and told.gaps == ()


def test_a_whole_set_and_a_binding_of_it_are_managed_twice(tmp_path: Path) -> None:
    private = base64.b64encode(json.dumps({"managed": ["name", "roles"]}).encode()).decode()
    with Estate.open("tanium") as estate:
        estate.boxes["tanium"].change("user.create", name="ada", roles=["Analyst"])
        estate.adopt()
        user = next(each for each in estate.resources if each["values"].get("name") == "ada")
        id_ = user["values"]["id"]
        parts = {"tanium_user": user["values"], "tanium_role_binding": {"user_id": id_, "role": "Analyst"}}
        parts["tanium_role_binding"]["id"] = f"{id_}/Analyst"
        states = []
        for number, (type_name, values) in enumerate(parts.items()):
            block = {
                "mode": "managed",
                "type": type_name,
                "name": "ada",
                "provider": 'provider["registry.terraform.io/rolecall/tanium"]',
                "instances": [{"attributes": values, "private": private if type_name == "tanium_user" else ""}],
            }
            file = tmp_path / f"{number}.tfstate"
            file.write_text(json.dumps({"version": 4, "resources": [block]}), encoding="utf-8")
            states.append(read_state(file))
        with reading(estate.instances()) as vendors:
            found = check(states[0] + states[1], vendors, Declarations()).findings
        (twice,) = [each for each in found if each.kind == "managed_twice"]
        assert twice.address == "tanium_role_binding.ada" and twice.after == "tanium_user.ada"
        assert "0.tfstate" in twice.text and "1.tfstate" in twice.text and twice.severity.word == "high"
