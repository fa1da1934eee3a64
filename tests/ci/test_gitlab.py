"""The GitLab pipeline, run as it is written: its state, variables and PATH included."""

from __future__ import annotations

import pytest
import yaml

from rolecall.cli.code_host.pull_request import MARK
from tests.ci.repository import ADA, CI, JANE
from tests.ci.scene import PLAN_KEY, Scene
from tests.ci.services import BOT, STRANGER

PIPELINE = CI / "gitlab" / "access.gitlab-ci.yml"
JOBS = ["access review", "access plan", "access apply", "access drift", "access rotate"]


@pytest.mark.terraform
def test_from_a_merge_request_to_the_very_plan_that_was_released(scene: Scene) -> None:
    repository, services, gitlab = scene.repository, scene.services, scene.gitlab()
    base = repository.base
    repository.branch("jane")
    (repository.folder / "access-policy.yaml").write_text("version: 1\n", encoding="utf-8")
    head = services.head = repository.people(ADA + JANE)
    services.versions = [{"head_commit_sha": head, "created_at": "2026-01-31T00:00:00Z"}]
    request = {
        "CI_PIPELINE_SOURCE": "merge_request_event",
        "CI_MERGE_REQUEST_IID": "7",
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
    }
    services.say(STRANGER, f"{MARK}\nfine")
    services.say(BOT, f"{MARK}\nthe last review")
    first = gitlab.run(PIPELINE, "access review", head, request)
    assert first.code == 4, first.log
    assert first.uploads == {"access review": ["evidence.csv"]}
    stranger, ours = (each["body"] for each in services.comments)
    assert stranger.endswith("fine") and "role Analyst" in ours
    assert "is weaker, or may be: the rule 'all' of `approval` is gone" in ours
    # A login that may only read states would do.
    assert {call.split()[0] for call in services.calls if "/state" in call} == {"GET"}
    assert not (first.folder / "plans").exists()

    services.approve("grace")
    merged = services.merged_as = repository.merge("jane")
    push = {"CI_PIPELINE_SOURCE": "push", "CI_COMMIT_BRANCH": "main", "CI_COMMIT_BEFORE_SHA": base}
    planned = gitlab.run(PIPELINE, "access plan", merged, push)
    assert planned.code == 0, planned.log
    assert planned.uploads == {"access plan": ["plans.gpg", "evidence.csv"]}
    assert "jane" not in scene.users()
    applied = gitlab.run(PIPELINE, "access apply", merged, push)
    assert applied.code == 0, applied.log
    assert "jane" in scene.users()

    late_base = repository.people(ADA)
    late = gitlab.run(PIPELINE, "access apply", merged, push)
    assert late.code == 1 and f"the head of the default branch is {late_base}, whose" in late.log, late.log
    repository.git("reset", "--quiet", "--hard", merged)

    scene.box.store.delete_user("jane")
    morning = {"CI_PIPELINE_SOURCE": "schedule", "CI_COMMIT_BRANCH": "main", "JOB": "drift"}
    found = gitlab.run(PIPELINE, "access drift", merged, morning)
    assert found.code == 2 and "jane" in found.log, found.log
    assert found.uploads == {"access drift": ["drift.json", "access-map.html", "drift.xml"]}

    weekly = {**morning, "JOB": "rotate"}
    refused = gitlab.run(PIPELINE, "access rotate", merged, weekly)
    assert refused.code == 1 and "create is not a replacement" in refused.log and not services.variables
    person = scene.folder / "person.yml"
    person.write_text(PIPELINE.read_text().replace("    - bash ci/access.sh only_tokens\n", ""))
    made = gitlab.run(person, "access rotate", merged, weekly)
    assert made.code == 0, made.log
    old = scene.age_the_token()
    rotated = gitlab.run(PIPELINE, "access rotate", merged, weekly)
    assert rotated.code == 0, rotated.log
    (token,) = [each for each in scene.box.store.tokens.values() if each.name == "robot"]
    assert services.variables == {"TANIUM_API_TOKEN": token.value} and token.value != old
    for done in (first, planned, applied, late, found, made, rotated):
        assert not any(secret in done.log for secret in (scene.token, PLAN_KEY, token.value))


@pytest.mark.parametrize(
    ("given", "jobs"),
    [
        ({"CI_PIPELINE_SOURCE": "merge_request_event"}, ["access review"]),
        ({"CI_PIPELINE_SOURCE": "push", "CI_COMMIT_BRANCH": "main"}, ["access plan", "access apply"]),
        ({"CI_PIPELINE_SOURCE": "push", "CI_COMMIT_BRANCH": "other"}, []),
        ({"CI_PIPELINE_SOURCE": "schedule", "CI_COMMIT_BRANCH": "main", "JOB": "drift"}, ["access drift"]),
        ({"CI_PIPELINE_SOURCE": "schedule", "CI_COMMIT_BRANCH": "main", "JOB": "rotate"}, ["access rotate"]),
        ({"CI_PIPELINE_SOURCE": "schedule", "CI_COMMIT_BRANCH": "main"}, []),
    ],
)
def test_each_pipeline_has_its_jobs(scene: Scene, given: dict[str, str], jobs: list[str]) -> None:
    assert scene.gitlab().started(PIPELINE, {"CI_DEFAULT_BRANCH": "main", **given}) == jobs


def test_what_touches_state_takes_turns_and_plans_in_clear_text_do_not_stay() -> None:
    whole = yaml.safe_load(PIPELINE.read_text(encoding="utf-8"))
    for name in ("access plan", "access apply", "access rotate"):
        assert whole[name]["resource_group"] == "access-state"
    for name in JOBS:
        kept = whole[name].get("artifacts", {})
        assert not [path for path in kept.get("paths", []) if "plans/" in path]
        if any("plan" in line for line in whole[name]["script"]):
            assert whole[name]["after_script"] == ["rm -rf plans"]
    assert whole["access plan"]["environment"] == {"name": "access-plan", "action": "prepare"}  # it deploys nothing
    assert whole["access apply"]["rules"][0]["when"] == "manual"
    assert whole["access apply"]["needs"] == ["access plan"]
