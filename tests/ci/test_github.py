"""The GitHub workflows, run as they are written: their state, variables, secrets and PATH included."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from rolecall.cli.code_host.pull_request import MARK
from tests.ci.github import ACTIONS
from tests.ci.repository import ADA, CI, JANE
from tests.ci.scene import PLAN_KEY, Scene
from tests.ci.services import BOT, STRANGER

WORKFLOWS = sorted((CI / "github").glob("*.yml"))


@pytest.mark.terraform
def test_from_a_pull_request_to_the_very_plan_that_was_released(scene: Scene) -> None:
    repository, services, github = scene.repository, scene.services, scene.github()
    base = repository.base
    repository.branch("jane")
    # The branch also drops the policy that it is held to.
    (repository.folder / "access-policy.yaml").write_text("version: 1\n", encoding="utf-8")
    head = services.head = repository.people(ADA + JANE)
    pull_request = {
        "number": 7,
        "user": {"login": "ada"},
        "head": {"sha": head, "repo": {"full_name": "acme/access"}},
        "base": {"sha": base, "ref": "main"},
    }
    review = repository.workflow("access-review.yml")
    services.say(STRANGER, f"{MARK}\nfine")
    services.say(BOT, f"{MARK}\nthe last review")
    first = github.run(review, "review", "pull_request", head, {"pull_request": pull_request})
    assert first.code == 1 and "needs approval" in first.log, first.log
    assert first.uploads == {"access-evidence": ["evidence.csv"], "rolecall-review": ["review.sarif"]}
    stranger, ours = (each["body"] for each in services.comments)
    assert stranger.endswith("fine") and "role Analyst" in ours
    assert "is weaker, or may be: the rule 'all' of `approval` is gone" in ours
    # A login that may only read states would do.
    assert {call.split()[0] for call in services.calls if "/state" in call} == {"GET"}
    forked = {**pull_request, "head": {"sha": head, "repo": {"full_name": "mallory/access"}}}
    assert github.run(review, "review", "pull_request_review", head, {"pull_request": forked}).log == "skipped"

    services.approve("grace")
    merged = services.merged_as = repository.merge("jane")
    deploy = repository.workflow("access-deploy.yml")
    push = {"before": base, "after": merged}
    planned = github.run(deploy, "plan", "push", merged, push)
    assert planned.code == 0, planned.log
    assert planned.uploads == {"plans": ["plans.gpg"], "access-evidence": ["evidence.csv"]}
    assert "role Analyst" in planned.summary
    sealed = (planned.folder / "plans.gpg").read_bytes()
    assert b"tfplan" not in sealed and (planned.folder / "plans" / "access.tfplan").read_bytes() not in sealed
    assert "jane" not in scene.users()

    applied = github.run(deploy, "apply", "push", merged, push)
    assert applied.code == 0, applied.log
    assert "jane" in scene.users()
    # The same plan once more, as after any other change of the state: refused, and nothing done.
    scene.box.store.delete_user("jane")
    stale = github.run(deploy, "apply", "push", merged, push)
    assert stale.code == 1 and "stale" in stale.log
    assert scene.box.store.live_user("jane") is None

    found = github.run(repository.workflow("access-drift.yml"), "drift", "schedule", merged, {})
    assert found.code == 1 and "jane" in found.log, found.log
    assert "jane" in found.summary
    assert found.uploads == {"rolecall-drift": ["drift.sarif"], "access-map": ["access-map.html"]}
    # The same run once more after the next merge, which took jane back: the plan would still fit the state.
    repository.people(ADA)
    late = github.run(deploy, "apply", "push", merged, push)
    assert late.code == 1 and f"these plans are of the commit {merged}, and the head" in late.log
    assert "stale" not in late.log
    for done in (first, planned, applied, stale, found, late):
        assert scene.token not in done.log and PLAN_KEY not in done.log


@pytest.mark.terraform
def test_tokens_that_end_soon_are_replaced_and_handed_over(scene: Scene, tmp_path: Path) -> None:
    scene.image = {}  # here the providers start as they are shipped
    repository = scene.repository
    programs = tmp_path / "programs"
    programs.mkdir()
    # `gh secret set NAME` reads the value from its standard input.
    (programs / "gh").write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/gh.log\ncat > {tmp_path}/secret\n')
    (programs / "gh").chmod(0o755)
    github = scene.github(programs)
    rotate = repository.workflow("access-rotate.yml")
    refused = github.run(rotate, "rotate", "schedule", repository.base, {})
    assert refused.code == 1 and "left to a person: tanium_api_token.robot: create is not" in refused.log
    assert not (tmp_path / "gh.log").exists()
    person = tmp_path / "person.yml"
    person.write_text(rotate.read_text().replace("          bash ci/access.sh only_tokens\n", ""))
    first = github.run(person, "rotate", "schedule", repository.base, {})
    assert first.code == 0, first.log
    assert (tmp_path / "gh.log").read_text() == "secret set TANIUM_API_TOKEN --repo acme/access\n"
    old = scene.age_the_token()
    assert (tmp_path / "secret").read_text() == old
    second = github.run(rotate, "rotate", "schedule", repository.base, {})
    assert second.code == 0, second.log
    (token,) = [each for each in scene.box.store.tokens.values() if each.name == "robot"]
    assert token.value != old and (tmp_path / "secret").read_text() == token.value
    assert token.value not in second.log


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_has_no_more_rights_than_it_needs(workflow: Path) -> None:
    text = workflow.read_text(encoding="utf-8")
    whole = yaml.safe_load(text)
    allowed = {"contents": "read", "pull-requests": ("read", "write"), "security-events": "write"}
    assert all(value in allowed[name] for name, value in whole["permissions"].items())
    assert whole["defaults"]["run"]["shell"] == "bash"
    for job in whole["jobs"].values():
        assert "permissions" not in job and job["timeout-minutes"] <= 60
    for action, commit, version in re.findall(r"uses: ([\w./-]+)@(\w+)  # (\S+)", text):
        assert ACTIONS[action] == (commit, version)
    assert text.count("uses: ") == len(re.findall(r"uses: [\w./-]+@\w{40}  # v\d", text))
    # Expressions inside of scripts are a way in for whoever names a branch.
    steps = [step for job in whole["jobs"].values() for step in job["steps"]]
    assert not [step for step in steps if "${{" in step.get("run", "")]


def test_the_account_that_may_write_and_the_key_of_plans_are_of_environments_alone(scene: Scene) -> None:
    deploy = yaml.safe_load((CI / "github" / "access-deploy.yml").read_text(encoding="utf-8"))
    assert deploy["jobs"]["plan"]["environment"] == "access-plan"
    assert deploy["jobs"]["apply"]["environment"] == "access"
    assert "TANIUM_API_TOKEN" not in deploy["env"]
    assert "PLAN_KEY" not in scene.github().secrets  # the stories run without it


def test_a_rotation_cancels_no_deployment_that_waits() -> None:
    """Of the runs of one group that wait, GitHub keeps the last and cancels the others."""
    groups = [yaml.safe_load(each.read_text(encoding="utf-8"))["concurrency"]["group"] for each in WORKFLOWS]
    assert len(set(groups)) == len(WORKFLOWS) == 4
    script = (CI / "access.sh").read_text(encoding="utf-8")
    assert len(re.findall(r"(?:plan|apply) -input=false -lock-timeout=\d+m", script)) == 2
