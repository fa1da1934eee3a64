"""The policy: each rule with what it stops and what it lets pass; a bad file is told with its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rolecall.access import read_people
from rolecall.reports.errors import JobError
from rolecall.review.policy import read_policy
from rolecall.review.report import Review, ReviewExit
from tests.review.plans import change, plan, policy, reviewed

ADMIN = {"name": "ada", "email": "ada@example.com", "roles": ["admin"]}


def admin(tmp_path: Path, text: str, **more: Any) -> Review:
    """A review of a plan that makes ada an administrator of Splunk, under a policy."""
    path = plan(tmp_path, change("splunk_user", "a", None, ADMIN, unknown={"id": True}))
    return reviewed(path, policy=policy(tmp_path, f"version: 1\n{text}"), **more)


def test_nothing_above_a_tier(tmp_path: Path) -> None:
    found = admin(tmp_path, "privileged: {most: high}")
    assert found.exit_code == ReviewExit.DENIED
    assert found.verdicts[0].line == 2
    assert admin(tmp_path, "privileged: {most: critical}").exit_code == ReviewExit.PASSED


@pytest.mark.parametrize(
    ("exception", "code"),
    [
        ("{person: ADA@*, right: admin, reason: on call}", ReviewExit.PASSED),
        ("{person: ADA@*, reason: on call, until: 2026-01-02}", ReviewExit.PASSED),
        ("{person: ADA@*, reason: on call, until: 2026-01-01}", ReviewExit.DENIED),
        ("{person: bob@*, reason: on call}", ReviewExit.DENIED),
    ],
)
def test_exceptions_end(tmp_path: Path, exception: str, code: ReviewExit) -> None:
    text = f"privileged:\n  most: normal\n  except:\n    - {exception}\n"
    assert admin(tmp_path, text).exit_code == code


APPROVAL = "approval:\n  - {name: admins, right: admin, by: [grace, ada, linus], count: 2}\n"


@pytest.mark.parametrize(
    ("approved_by", "author", "code"),
    [
        ((), None, ReviewExit.NEEDS_APPROVAL),
        (("grace", "grace"), None, ReviewExit.NEEDS_APPROVAL),
        (("grace", "mallory"), None, ReviewExit.NEEDS_APPROVAL),
        (("grace", "ada"), "ada", ReviewExit.NEEDS_APPROVAL),
        (("Grace", "ada"), "bob", ReviewExit.PASSED),
    ],
)
def test_approvals_are_of_others(
    tmp_path: Path, approved_by: tuple[str, ...], author: str | None, code: ReviewExit
) -> None:
    assert admin(tmp_path, APPROVAL, approved_by=approved_by, author=author).exit_code == code


def test_a_rule_sees_what_a_role_brings_along(tmp_path: Path) -> None:
    role = {"name": "lead", "capabilities": ["edit_user"]}
    ada = {"name": "ada", "roles": ["lead"]}
    path = plan(
        tmp_path,
        change("splunk_role", "lead", role, role, actions=["no-op"]),
        change("splunk_user", "ada", None, ada, unknown={"id": True}),
    )
    text = "version: 1\napproval:\n  - {name: users, kind: capability, right: edit_user, by: [grace], count: 1}\n"
    assert reviewed(path, policy=policy(tmp_path, text)).exit_code == ReviewExit.NEEDS_APPROVAL
    assert reviewed(path, policy=policy(tmp_path, text), approved_by=("grace",)).exit_code == ReviewExit.PASSED


def test_separation_is_of_people_across_vendors(tmp_path: Path) -> None:
    audit = {"id": "7", "name": "a.lovelace", "email": "Ada@example.com", "active": True, "roles": ["Auditor"]}
    stays = change("tanium_user", "t", audit, audit, actions=["no-op"])
    path = plan(tmp_path, change("splunk_user", "a", None, ADMIN, unknown={"id": True}), stays)
    rule = "{name: audit, one: {vendor: splunk, right: admin}, other: {right: Auditor}}"
    text = f"version: 1\nseparation: [{rule}]\n"
    found = reviewed(path, policy=policy(tmp_path, text))
    assert found.exit_code == ReviewExit.DENIED
    assert "role admin on splunk and role Auditor on tanium" in found.verdicts[0].text
    alone = plan(tmp_path, change("splunk_user", "a", None, ADMIN, unknown={"id": True}))
    assert reviewed(alone, policy=policy(tmp_path, text)).exit_code == ReviewExit.PASSED


def test_a_file_says_that_accounts_without_a_mail_address_are_one_persons(tmp_path: Path) -> None:
    audit = {"id": "7", "name": "ada", "email": "", "active": True, "roles": ["Auditor"]}
    stays = change("tanium_user", "t", audit, audit, actions=["no-op"])
    path = plan(tmp_path, change("splunk_user", "a", None, ADMIN, unknown={"id": True}), stays)
    rule = "{name: audit, one: {vendor: splunk, right: admin}, other: {right: Auditor}}"
    rules = policy(tmp_path, f"version: 1\nseparation: [{rule}]\n")
    assert reviewed(path, policy=rules).exit_code == ReviewExit.PASSED
    file = tmp_path / "people.yaml"
    file.write_text("people:\n  - person: ada@example.com\n    accounts: {tanium: ada}\n", encoding="utf-8")
    assert reviewed(path, policy=rules, people=read_people(file)).exit_code == ReviewExit.DENIED


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"expires_on": "+30d"}, ReviewExit.PASSED),
        ({"expires_on": "+31d"}, ReviewExit.DENIED),
        ({"expires_on": "2026-01-20T00:00:00Z"}, ReviewExit.PASSED),
        ({"expires_on": "2027-01-20T00:00:00Z"}, ReviewExit.DENIED),
        ({"expires_on": "1768000000"}, ReviewExit.PASSED),
        ({}, ReviewExit.DENIED),
    ],
)
def test_tokens_end_in_time(tmp_path: Path, values: dict[str, str], code: ReviewExit) -> None:
    token = change("splunk_token", "t", None, {"user": "ada", "name": "ci", **values}, unknown={"id": True})
    rules = policy(tmp_path, "version: 1\ntokens: [{vendor: splunk, days: 30}]\n")
    assert reviewed(plan(tmp_path, token), policy=rules).exit_code == code


def test_the_policy_decides_what_counts(tmp_path: Path) -> None:
    path = plan(tmp_path, change("tanium_role_binding", "b", None, {"role": "R"}, unknown={"user_id": True}))
    for word, code in (("deny", 2), ("undecided", 3), ("approval", 4), ("warn", 0)):
        rules = policy(tmp_path, f"version: 1\ndecide: {{unknown: {word}}}\n")
        assert reviewed(path, policy=rules).exit_code == code


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", None, "is empty"),
        ("version: 2", 1, "'2'"),
        ("tokens: []", 1, "lacks 'version'"),
        ("version: 1\nprivilegd: {most: low}", 2, "no key 'privilegd'"),
        ("version: 1\nprivileged: {most: lowest}", 2, "'lowest'"),
        ("version: 1\nprivileged: [low]", 2, "is a list"),
        ("version: 1\nprivileged:\n  most: low\n  except:\n    - {reason: x}", 5, "let everything pass"),
        ("version: 1\nprivileged:\n  most: low\n  except:\n    - {right: x}", 5, "lacks 'reason'"),
        ("version: 1\nprivileged:\n  most: low\n  except:\n    - {right: x, reason: y, until: soon}", 5, "no date"),
        ("version: 1\ntokens:\n  - {days: -1}", 3, "a whole number"),
        ("version: 1\ntokens:\n  - {days: many}", 3, "is text"),
        ("version: 1\napproval:\n  - {name: x, by: [a], count: 2}", 3, "needs 2 approvals, but names 1"),
        ("version: 1\nseparation:\n  - {name: x, one: {}, other: {right: y}}", 3, "says nothing"),
        ("version: 1\ndecide: {gap: perhaps}", 2, "'perhaps'"),
        ("version: 1\ncontains: {tanzu: {payments: [cluster/x]}}", 2, "without a level"),
        ("version: 1\nversion: 1", 2, "twice"),
        ("version: 1\n\ttokens: []", 2, "no YAML"),
    ],
)
def test_a_bad_policy_is_told_with_its_line(tmp_path: Path, text: str, line: int | None, words: str) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(text)
    with pytest.raises(JobError) as caught:
        read_policy(path)
    said = f"{caught.value.message} {caught.value.hint}"
    assert said.startswith(f"{path}:{line}: " if line else str(path))
    assert words in said
