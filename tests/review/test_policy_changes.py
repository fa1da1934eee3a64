"""What a change of the policy takes from its rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolecall.review.policy_changes import loosened
from rolecall.review.report import ReviewExit
from tests.review.plans import change, plan, policy, reviewed

NOW = """
privileged: {most: normal, except: [{person: ada, reason: Rota.}]}
separation: [{name: audit, one: {right: admin}, other: {right: Auditor}}]
approval: [{name: admins, right: admin, by: [grace, linus], count: 2}]
tokens: [{vendor: "*", days: 90}]
losses: {people: 5, percent: 50}
decide: {gap: deny, exists: approval}
contains: {tanzu: {cluster group/payments: [cluster/pay-1]}}
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("", "", None),
        ("most: normal", "most: low", None),
        ("people: 5", "people: 4", None),
        ("exists: approval", "exists: deny", None),
        ("privileged: {most: normal, except: [{person: ada, reason: Rota.}]}", "", "`privileged` is gone"),
        ("most: normal", "most: high", "`privileged` lets high pass, not normal at most"),
        ("reason: Rota.}", "reason: Rota.}, {person: bob, reason: Why not.}", "other exceptions (Why not.)"),
        ("right: Auditor", "right: Nobody", "the rule 'audit' of `separation` is gone, or another"),
        ("count: 2", "count: 1", "the rule 'admins' of `approval` is gone, or another"),
        ("days: 90", "days: 900", "the rule of 90 days in `tokens` is gone, or another"),
        ("losses: {people: 5, percent: 50}", "", "`losses` is gone"),
        ("percent: 50", "percent: 100", "`losses` lets 5 people and 100 percent pass, not 5 and 50"),
        ("gap: deny", "gap: allow", "gap counts as allow, not deny"),
        ("exists: approval", "lockout: warn, exists: approval", "lockout counts as warn, not deny"),
        ("cluster/pay-1", "cluster/pay-2", "`contains` says otherwise"),
    ],
)
def test_what_is_weaker_is_told_and_what_is_stricter_is_not(
    tmp_path: Path, old: str, new: str, said: str | None
) -> None:
    now = policy(tmp_path, f"version: 1\n{NOW}")
    assert old in NOW
    # Lines move; that is no change.
    then = policy(tmp_path, f"version: 1\n# Moved down.\n{NOW.replace(old, new)}")
    found = [each.text for each in loosened(now, then)]
    assert len(found) == (said is not None) and (said or "") in "".join(found)


def test_a_review_tells_it_and_the_policy_in_force_decides_what_it_counts(tmp_path: Path) -> None:
    path = plan(tmp_path, change("splunk_user", "a", None, {"name": "ada", "roles": ["user"]}, unknown={"id": True}))
    then = policy(tmp_path, "version: 1\ndecide: {policy: allow}\n")
    now = policy(tmp_path, "version: 1\nlosses: {people: 5, percent: 50}\n")
    told = reviewed(path, policy=now, next_policy=then)
    assert told.exit_code == ReviewExit.PASSED
    assert [each.result for each in told.verdicts if each.rule == "policy"] == ["warn", "warn"]
    strict = policy(tmp_path, "version: 1\nlosses: {people: 5, percent: 50}\ndecide: {policy: deny}\n")
    assert reviewed(path, policy=strict, next_policy=then).exit_code == ReviewExit.DENIED
    assert "policy" not in {each.kind for each in reviewed(path, policy=strict, next_policy=strict).notes}
