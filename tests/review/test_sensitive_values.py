"""Values that a plan marks as sensitive: they weigh what they weigh, and no report shows them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rolecall.reports.evidence import ReviewedRight
from rolecall.review.formats import FORMATS
from rolecall.review.report import Review, ReviewExit
from tests.review.plans import change, plan, policy, reviewed

POLICY = """version: 1
privileged: {most: normal}
separation:
  - name: keys
    one: {vendor: tanium, right: Administrator}
    other: {vendor: tanium, right: Analyst}
approval:
  - {name: administrators, right: Administrator, by: [grace@example.com], count: 1}
decide: {secret_in_state: allow}
"""
ZED: dict[str, Any] = {"id": "7", "name": "zed", "email": "zed@example.com", "active": True, "roles": ["Analyst"]}
MORE = {**ZED, "roles": ["Administrator", "Analyst"]}
BINDING = {"id": "9/Administrator", "user_id": "9", "role": "Administrator"}


def shown(found: Review) -> str:
    """Every report of a review, one behind the other."""
    return "\n".join(FORMATS.render(found, name) for name in FORMATS.modules)


def rules(found: Review) -> set[tuple[str, str]]:
    return {(each.result, each.rule) for each in found.verdicts}


@pytest.mark.parametrize("marks", [{"roles": True}, {"roles": [True, False]}, True])
def test_a_sensitive_role_weighs_what_it_weighs(tmp_path: Path, marks: Any) -> None:
    found = reviewed(
        plan(tmp_path, change("tanium_user", "z", ZED, MORE, before_sensitive=marks, after_sensitive=marks)),
        policy=policy(tmp_path, POLICY),
    )
    assert found.exit_code == ReviewExit.DENIED
    assert {("deny", "privileged"), ("deny", "separation: keys"), ("approval", "approval: administrators")} <= rules(
        found
    )
    assert [(each.effect, each.before, each.after) for each in found.shifts] == [("raises", "normal", "critical")]
    assert "Administrator" not in shown(found) and "(sensitive value" in shown(found)


def test_a_sensitive_role_of_a_binding_needs_approval(tmp_path: Path) -> None:
    binding = change("tanium_role_binding", "b", None, BINDING, after_sensitive={"role": True, "user_id": True})
    asked = POLICY.replace("privileged: {most: normal}\n", "")
    found = reviewed(plan(tmp_path, binding), policy=policy(tmp_path, asked))
    assert found.exit_code == ReviewExit.NEEDS_APPROVAL
    assert "Administrator" not in shown(found)


def test_a_decision_of_an_access_review_is_found_behind_a_sensitive_name(tmp_path: Path) -> None:
    decided = ReviewedRight(
        person="zed@example.com",
        account="zed",
        subject_kind="user",
        vendor="tanium",
        kind="role",
        right="Administrator",
        scope_level="",
        scope="",
        path="directly",
        tier="critical",
        since="",
        declared="",
        addresses="[]",
        reviewer="grace@example.com",
        decision="remove",
    )
    marks = {"name": True, "email": True, "roles": True}
    user = change("tanium_user", "z", ZED, MORE, before_sensitive=marks, after_sensitive=marks)
    found = reviewed(plan(tmp_path, user), reviewed=[decided])
    assert ("deny", "reviewed") in rules(found)
    assert not any(secret in shown(found) for secret in ("Administrator", "zed@example.com"))


def test_an_exception_for_somebody_holds_for_their_sensitive_address(tmp_path: Path) -> None:
    user = change("tanium_user", "z", None, MORE, after_sensitive={"email": True, "name": True})
    lets = POLICY.split("separation")[0].replace(
        "{most: normal}", "{most: normal, except: [{person: zed@example.com, reason: On call.}]}"
    )
    found = reviewed(plan(tmp_path, user), policy=policy(tmp_path, lets))
    assert found.exit_code == ReviewExit.PASSED and "zed@example.com" not in shown(found)


def test_a_sensitive_status_shuts_out_all_the_same(tmp_path: Path) -> None:
    user = {"id": "u1", "login": "a@example.com", "email": "a@example.com", "status": "ACTIVE"}
    off = {**user, "status": "SUSPENDED"}
    marks = {"status": True}
    found = reviewed(plan(tmp_path, change("okta_user", "a", off, user, before_sensitive=marks, after_sensitive=marks)))
    assert [each.effect for each in found.shifts] == ["gains"]


LEAD = {"name": "lead", "imported_roles": ["admin"], "capabilities": [], "imported_capabilities": []}


def shows(roles: Any) -> dict[str, Any]:
    """A prior state with a sensitive data source that lists roles."""
    data = {
        "address": "data.splunk_roles.all",
        "mode": "data",
        "type": "splunk_roles",
        "name": "all",
        "provider_name": "example.com/rolecall/splunk",
        "values": {"roles": roles},
        "sensitive_values": {"roles": True},
    }
    return {"values": {"root_module": {"resources": [data]}}}


def test_sensitive_rows_of_data_sources_say_what_roles_bring(tmp_path: Path) -> None:
    user = change("splunk_user", "u", None, {"name": "u", "roles": ["lead"]})
    found = reviewed(plan(tmp_path, user, prior_state=shows([LEAD])))
    assert {row.tier for row in found.rows if row.grant.kind == "role"} == {"critical"}
    assert reviewed(plan(tmp_path, user, prior_state=shows(None))).exit_code == ReviewExit.UNDECIDED


def test_a_set_that_leaves_tells_no_sensitive_name(tmp_path: Path) -> None:
    had = {**ZED, "roles": ["Analyst", "Secret Role"]}
    user = change(
        "tanium_user",
        "z",
        had,
        {name: value for name, value in had.items() if name != "roles"},
        unknown={"roles": True},
        before_sensitive={"roles": True},
    )
    found = reviewed(plan(tmp_path, user))
    assert "handed_over" in {note.kind for note in found.notes}
    assert "Secret Role" not in shown(found)


def test_the_name_that_a_refresh_found_is_covered(tmp_path: Path) -> None:
    old = {"id": "7", "name": "alpha", "roles": ["user"]}
    drift = change("splunk_user", "u", old, {**old, "name": "beta"}, actions=["update"])
    del drift["expressions"]
    drift["change"] |= {"before_sensitive": {"name": True}, "after_sensitive": {"name": True}}
    found = reviewed(plan(tmp_path, change("splunk_user", "u", old, old, actions=["no-op"]), resource_drift=[drift]))
    assert "instance" in {note.kind for note in found.notes}
    assert "beta" not in shown(found)


def test_a_sensitive_variable_in_a_provider_block_is_in_no_report(tmp_path: Path) -> None:
    user = change("tanium_user", "z", ZED, MORE)
    block = {"name": "tanium", "expressions": {"url": {"references": ["var.place"]}}}
    found = reviewed(
        plan(
            tmp_path,
            user,
            variables={"place": {"value": "https://Hidden.Example.com/"}},
            configuration={
                "provider_config": {"tanium": block},
                "root_module": {
                    "variables": {"place": {"sensitive": True}},
                    "resources": [
                        {
                            **{key: user[key] for key in ("address", "mode", "type", "name", "expressions")},
                            "provider_config_key": "tanium",
                        }
                    ],
                },
            },
        )
    )
    assert [row.grant.right for row in found.rows] == ["Administrator"]
    assert "hidden.example.com" not in shown(found).lower()


def test_tokens_and_passwords_reach_no_report_though_the_plan_marks_nothing(tmp_path: Path) -> None:
    token = {"id": "t1", "user_id": "7", "name": "ci", "token": "hush-hush-1234"}
    user = change("tanium_user", "z", ZED, MORE)
    made = change("tanium_api_token", "t", token, {**token, "name": "hush-hush-1234 new"})
    found = reviewed(plan(tmp_path, user, made))
    assert found.rows and "hush-hush-1234" not in shown(found)


def test_addresses_stay_as_they_are(tmp_path: Path) -> None:
    marks = {"name": True, "email": True}
    user = change("tanium_user", "zed", ZED, {**ZED, "email": "eve@example.com"}, before_sensitive=marks)
    user["change"]["after_sensitive"] = marks
    found = reviewed(plan(tmp_path, user))
    (note,) = (each for each in found.notes if each.kind == "identity")
    assert "(tanium_user.zed)" in note.text and "zed@example.com" not in note.text and " zed " not in note.text


@pytest.mark.parametrize("roles", [None, ["(sensitive value)"], ["Analyst", "***"], "REDACTED"])
def test_a_sensitive_value_that_was_taken_out_cannot_be_decided(tmp_path: Path, roles: Any) -> None:
    user = change("tanium_user", "z", ZED, {**ZED, "roles": roles}, after_sensitive={"roles": True})
    found = reviewed(plan(tmp_path, user), policy=policy(tmp_path, POLICY))
    assert found.exit_code == ReviewExit.UNDECIDED
    assert ("undecided", "incomplete") in rules(found)


def test_a_sensitive_null_of_what_nobody_manages_is_no_value_taken_out(tmp_path: Path) -> None:
    none = {**ZED, "roles": None}
    user = change(
        "tanium_user",
        "z",
        none,
        {**none, "active": False},
        expressions={"roles": {"references": ["var.roles"]}},
        after_sensitive={"roles": True},
    )
    found = reviewed(plan(tmp_path, user, variables={"roles": {"value": None}}))
    assert found.exit_code == ReviewExit.PASSED
