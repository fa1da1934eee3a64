"""Exit code 0 means that everything was seen: what an answer, a plan or a state leaves out is said, with code 3."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rolecall.cli.drift_job import Wanted, run
from rolecall.drift.check import check, explain
from rolecall.drift.report import Report
from rolecall.estate.declarations import Declarations
from rolecall.estate.parallel import reading
from rolecall.estate.terraform.plan import read_plan
from rolecall.estate.terraform.plan_log import read_plan_log
from rolecall.estate.terraform.state import read_state
from rolecall.reports.errors import Exit, JobError
from rolecall.sandbox.tanium import api
from tests.estate.estate import Estate

JANE = {"id": "1007", "name": "jane", "roles": ["Analyst"]}


def leave_out(monkeypatch: pytest.MonkeyPatch, *members: str) -> None:
    """From now on no answer of the stand-in Tanium has these members of a user."""
    row = api.Api._row

    def short(self: api.Api, user: Any) -> dict[str, Any]:
        return {name: value for name, value in row(self, user).items() if name not in members}

    monkeypatch.setattr(api.Api, "_row", short)


def incomplete(report: Report) -> str:
    assert report.exit_code() is Exit.INCOMPLETE
    (gap,) = report.gaps
    return f"{gap.vendor}: {gap.what}: {gap.why}. {gap.advice}"


def test_a_member_that_no_answer_says_is_not_called_unchanged(
    estate: Estate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    estate.adopt("tanium", without=("tanium_role_binding",))
    estate.boxes["tanium"].change("role.grant", user="user00001", role="Administrator")
    leave_out(monkeypatch, "roles")
    report = estate.check(tmp_path, "tanium")
    said = incomplete(report)
    assert said.startswith("tanium: roles of tanium_user (tanium_user.n0, ") and "may be anything" in said
    assert report.findings == ()


def test_a_binding_whose_parent_does_not_say_its_set_is_not_called_missing(
    estate: Estate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    estate.adopt("tanium", without=("tanium_user",))
    leave_out(monkeypatch, "roles")
    report = estate.check(tmp_path, "tanium")
    assert "tanium_role_binding.n0" in incomplete(report)
    assert "missing" not in {item.kind for item in report.findings}


def test_access_of_accounts_that_no_state_knows_is_not_called_none(
    estate: Estate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_out(monkeypatch, "roles", "display_name")
    said = incomplete(estate.check(tmp_path, "tanium"))
    assert "roles of tanium_user" in said and "display_name" not in said


def test_a_state_without_any_of_our_resources_asks_nobody_and_is_not_clean(tmp_path: Path) -> None:
    foreign = {"mode": "managed", "type": "null_resource", "address": "null_resource.x", "provider_name": "a/b/null"}
    documents: list[dict[str, Any]] = [
        {"format_version": "1.0"},
        {"format_version": "1.0", "values": {"root_module": {"resources": [foreign]}}},
        {"version": 4, "resources": []},
    ]
    for document in documents:
        file = tmp_path / "state.json"
        file.write_text(json.dumps(document), encoding="utf-8")
        report = check(read_state(file), [], Declarations())
        assert "nobody was asked" in incomplete(report)
        assert report.headline().startswith("Incomplete")
        assert run(Wanted(states=(file,), reports=(f"text={tmp_path / 'out'}",)), {}) is Exit.INCOMPLETE


def test_a_provider_that_this_version_does_not_have_is_named(estate: Estate, tmp_path: Path) -> None:
    estate.resources.append(
        {"mode": "managed", "type": "acme_user", "address": "acme_user.x", "provider_name": "h/rolecall/acme"}
    )
    file = estate.write_state(tmp_path / "state.json")
    assert run(Wanted(states=(file,), reports=(f"text={tmp_path / 'out'}",)), {}) is Exit.INCOMPLETE
    assert "has no provider 'acme'" in (tmp_path / "out").read_text(encoding="utf-8")


def test_a_resource_of_a_block_that_was_not_read_is_never_looked_for_at_another(estate: Estate, tmp_path: Path) -> None:
    estate.adopt("tanium", without=("tanium_role_binding",))
    state = read_state(estate.write_state(tmp_path / "state.json"))
    foreign = replace(
        state, resources=tuple(replace(item, alias="beta") for item in state.resources), knows_aliases=True
    )
    with reading(estate.instances("tanium")) as vendors:
        report = check(foreign, vendors, Declarations())
    assert "tanium@beta: 5 resources in state" in incomplete(report)
    assert {item.kind for item in report.findings if item.severity} == {
        "unmanaged_account"
    }  # at the block that was read


def test_a_type_whose_system_nobody_configured_is_not_passed_over(estate: Estate, tmp_path: Path) -> None:
    estate.adopt("tanzu")
    for name in [name for name in estate.environment if "KUBERNETES" in name]:
        del estate.environment[name]
    said = [f"{gap.what}: {gap.why}" for gap in estate.check(tmp_path, "tanzu").gaps]
    assert any("tanzu_cluster_role_binding" in each and "nothing says where its system is" in each for each in said)


def plan(folder: Path, *, drift: bool = False, **more: Any) -> Path:
    user = {
        "address": "tanium_user.jane",
        "mode": "managed",
        "type": "tanium_user",
        "name": "jane",
        "provider_name": "example.com/rolecall/tanium",
    }
    now = {**JANE, "roles": ["Administrator"]} if drift else JANE
    changed = {"actions": ["update"], "before": JANE, "after": now}
    document = {
        "format_version": "1.2",
        "terraform_version": "1.11.4",
        "planned_values": {},
        "prior_state": {"values": {"root_module": {"resources": [{**user, "values": now}]}}},
        "resource_drift": [{**user, "change": changed}] if drift else [],
        **more,
    }
    file = folder / "plan.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


def log(folder: Path, *lines: dict[str, Any], refreshed: bool = True, finished: bool = True) -> Path:
    rows: list[dict[str, Any]] = [{"@level": "info", "type": "version", "terraform": "1.11.4"}]
    if refreshed:
        hook = {"resource": {"addr": "tanium_user.jane"}}
        rows.append({"@level": "info", "type": "refresh_complete", "hook": hook})
    rows += [{"@level": "warn", "type": "diagnostic", "diagnostic": each} for each in lines]
    rows += [{"@level": "info", "type": "change_summary"}] if finished else []
    file = folder / "plan.log"
    file.write_text("a wrapper's line\n" + "".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return file


def explained(folder: Path, *, log: Path | None, **more: Any) -> Report:
    made = read_plan(plan(folder, **more))
    return explain(made, Declarations(), log=None if log is None else read_plan_log(log))


def test_a_plan_with_its_log_is_clean_or_drifted(tmp_path: Path) -> None:
    assert explained(tmp_path, log=log(tmp_path)).exit_code() is Exit.CLEAN
    drifted = explained(tmp_path, log=log(tmp_path), drift=True)
    assert drifted.exit_code() is Exit.FOUND
    assert [item.kind for item in drifted.findings] == ["privileged_change"]


def test_a_plan_alone_does_not_say_what_its_refresh_could_not_see(tmp_path: Path) -> None:
    assert "--plan-log" in incomplete(explained(tmp_path, log=None))


def test_a_refresh_that_was_warned_that_a_member_is_unsaid(tmp_path: Path) -> None:
    warning = {
        "severity": "warning",
        "summary": "The vendor did not say roles",
        "detail": "What state says of them stays.",
        "address": "tanium_user.jane",
    }
    report = explained(tmp_path, log=log(tmp_path, warning))
    assert incomplete(report) == (
        "tanium: tanium_user.jane: The vendor did not say roles. What state says of them stays."
    )


@pytest.mark.parametrize(
    ("lines", "options", "says"),
    [
        ([{"severity": "error", "summary": "No way in", "detail": "Log in."}], {}, "Terraform failed: No way in"),
        ([], {"refreshed": False}, "without asking the vendor"),
        ([], {"finished": False}, "the log ends before the plan was made"),
    ],
)
def test_a_log_of_a_refresh_that_did_not_see_everything(
    tmp_path: Path, lines: list[dict[str, Any]], options: dict[str, Any], says: str
) -> None:
    assert says in incomplete(explained(tmp_path, log=log(tmp_path, *lines, **options)))


@pytest.mark.parametrize("more", [{"errored": True}, {"complete": False}])
def test_a_plan_that_is_not_whole(tmp_path: Path, more: dict[str, Any]) -> None:
    assert explained(tmp_path, log=log(tmp_path), **more).exit_code() is Exit.INCOMPLETE


def test_a_plan_without_any_of_our_resources_is_not_clean(tmp_path: Path) -> None:
    assert "nobody was asked" in incomplete(explained(tmp_path, log=log(tmp_path), prior_state={}))


def test_what_is_no_log_is_called_so(tmp_path: Path) -> None:
    file = tmp_path / "plan.log"
    file.write_text("Terraform will perform the following actions:\n", encoding="utf-8")
    with pytest.raises(JobError, match="is no log"):
        read_plan_log(file)
    with pytest.raises(JobError, match="needs --plan"):
        run(Wanted(plan_log=file), {})


def test_a_plan_whose_log_says_that_an_object_belongs_to_another_instance(tmp_path: Path) -> None:
    for summary in ("'1007' belongs to another instance of Tanium", "'1007' is 'ceo' now, and was 'jane'"):
        error = {"severity": "error", "summary": summary, "detail": "Way out.", "address": "tanium_user.jane"}
        report = explained(tmp_path, log=log(tmp_path, error))
        assert report.exit_code() is Exit.INCOMPLETE
        (found,) = report.findings
        assert (found.kind, found.severity.word, found.address) == ("instance_changed", "high", "tanium_user.jane")
        assert summary in found.text and found.fix == "Way out."


def test_a_null_where_a_set_had_elements_is_not_seen_and_no_finding(tmp_path: Path) -> None:
    with Estate.open("tanium") as estate:
        estate.boxes["tanium"].change("user.create", name="jane", roles=["Analyst"])
        estate.adopt()
        estate.boxes["tanium"].vendor.set_options({"null_members": ["roles"]})
        report = estate.check(tmp_path)
        assert report.findings == ()
        assert any("roles of tanium_user" in gap.what for gap in report.gaps)
