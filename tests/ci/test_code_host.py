"""Whose approval counts, and the one comment that is written anew."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from rolecall.cli.code_host import code_host
from rolecall.cli.code_host.pull_request import MARK
from rolecall.cli.review_job import Wanted, run
from rolecall.reports.errors import JobError
from tests.ci.services import BOT, STRANGER, TOKEN, Services
from tests.review.plans import change, plan

HEAD, OLD, MERGED = "a" * 40, "b" * 40, "c" * 40
PUSHED = "2026-02-01T00:00:00Z"
POLICY = "version: 1\napproval:\n  - {name: all, by: [grace, linus, ada], count: 1}\n"
HOSTS = ("github", "gitlab")


@pytest.fixture
def services() -> Iterator[Services]:
    with Services.running() as running:
        running.head = HEAD
        running.versions = [
            {"head_commit_sha": HEAD, "created_at": PUSHED},
            {"head_commit_sha": OLD, "created_at": "2026-01-01T00:00:00Z"},
        ]
        yield running


def environment(services: Services, host: str, folder: Path, *, merged: bool = False) -> dict[str, str]:
    """What the code host gives to a job of the pull request, or of the commit that it was merged as."""
    if host == "gitlab":
        of = {"CI_COMMIT_SHA": MERGED} if merged else {"CI_COMMIT_SHA": HEAD, "CI_MERGE_REQUEST_IID": "7"}
        more = {"GITLAB_TOKEN": TOKEN, "GITLAB_USER_LOGIN": "ada"}
        return {"GITLAB_CI": "true", "CI_API_V4_URL": services.url, "CI_PROJECT_ID": "3", **of, **more}
    event = {"pull_request": {"number": 7, "head": {"sha": HEAD}, "user": {"login": services.author}}}
    (folder / "event.json").write_text(json.dumps({"after": MERGED} if merged else event), encoding="utf-8")
    return {
        "GITHUB_ACTIONS": "true",
        "GITHUB_API_URL": services.url,
        "GITHUB_REPOSITORY": "acme/access",
        "GITHUB_TOKEN": TOKEN,
        "GITHUB_EVENT_PATH": str(folder / "event.json"),
        "GITHUB_SHA": MERGED if merged else "d" * 40,
        "GITHUB_ACTOR": "ada",
    }


@pytest.fixture
def wanted(tmp_path: Path) -> Wanted:
    user = {"name": "eve", "email": "eve@example.com", "roles": ["Analyst"]}
    made = plan(tmp_path, change("tanium_user", "a", None, user, unknown={"id": True}))
    (tmp_path / "policy.yaml").write_text(POLICY, encoding="utf-8")
    return Wanted(plans=(made,), policy=tmp_path / "policy.yaml", pull_request=True)


@pytest.mark.parametrize("merged", [False, True], ids=["open", "merged"])
@pytest.mark.parametrize(
    ("reviews", "code"),
    [
        ([], 4),
        ([("grace", "APPROVED", HEAD)], 0),
        ([("grace", "APPROVED", OLD)], 4),
        ([("grace", "APPROVED", HEAD), ("grace", "CHANGES_REQUESTED", HEAD)], 4),
        ([("grace", "APPROVED", HEAD), ("grace", "DISMISSED", HEAD)], 4),
        ([("grace", "CHANGES_REQUESTED", HEAD), ("grace", "APPROVED", HEAD), ("grace", "COMMENTED", HEAD)], 0),
        ([("ada", "APPROVED", HEAD)], 4),
        ([("mallory", "APPROVED", HEAD)], 4),
        ([("x", "COMMENTED", HEAD), ("mallory", "APPROVED", HEAD), ("linus", "APPROVED", HEAD)], 0),
    ],
    ids=[
        "nobody",
        "one",
        "an older commit",
        "withdrawn",
        "dismissed",
        "commented after",
        "author",
        "stranger",
        "page 2",
    ],
)
def test_whose_approval_counts_on_github(
    services: Services, tmp_path: Path, wanted: Wanted, reviews: list[tuple[str, str, str]], code: int, merged: bool
) -> None:
    services.merged_as = MERGED
    for login, state, commit in reviews:
        services.approve(login, commit, state)
    assert run(wanted, environment(services, "github", tmp_path, merged=merged)) == code


@pytest.mark.parametrize("merged", [False, True], ids=["open", "merged"])
@pytest.mark.parametrize(
    ("approvals", "code"),
    [
        ([], 4),
        ([("grace", "2026-02-01T00:00:01Z")], 0),
        ([("grace", "2026-01-31T23:59:59Z")], 4),
        ([("grace", None)], 4),
        ([("ada", "2026-02-01T00:00:01Z")], 4),
        ([("grace", "2026-01-01T00:00:01Z"), ("linus", "2026-02-01T01:00:01+01:00")], 0),
    ],
    ids=["nobody", "one", "before the last push", "no time is said", "the author", "two"],
)
def test_whose_approval_counts_on_gitlab(
    services: Services, tmp_path: Path, wanted: Wanted, approvals: list[tuple[str, str | None]], code: int, merged: bool
) -> None:
    services.merged_as = MERGED if merged else ""
    services.approvals = [{"user": {"username": login}, "approved_at": at} for login, at in approvals]
    assert run(wanted, environment(services, "gitlab", tmp_path, merged=merged)) == code


def test_no_approval_counts_while_another_commit_is_checked_out(
    services: Services, tmp_path: Path, wanted: Wanted
) -> None:
    services.approve("grace")
    behind = {**environment(services, "gitlab", tmp_path), "CI_COMMIT_SHA": OLD}
    assert run(wanted, behind) == 4
    # A pipeline of merged results has a commit of its own, and names the branch's beside it.
    assert run(wanted, {**behind, "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA": HEAD}) == 0


@pytest.mark.parametrize("host", HOSTS)
def test_a_commit_without_a_pull_request_has_nobodys_approval(
    services: Services, tmp_path: Path, wanted: Wanted, host: str
) -> None:
    services.approve("grace")
    services.merged_as = OLD  # the pull request was merged as another commit
    environ = environment(services, host, tmp_path, merged=True)
    if host == "gitlab":
        environ["CI_COMMIT_SHA"] = OLD
        services.head = HEAD
        services.merged_as = OLD
        services.versions = []
    assert run(wanted, environ) == 4


@pytest.mark.parametrize("host", HOSTS)
def test_the_comment_is_written_once_and_then_replaced(
    services: Services, tmp_path: Path, wanted: Wanted, host: str
) -> None:
    services.say(STRANGER, f"{MARK}\nAll is well, merge it.")
    services.say(BOT, "Another workflow's comment")
    environ = environment(services, host, tmp_path)
    asked = Wanted(plans=wanted.plans, policy=wanted.policy, pull_request=True, comment=True)
    assert run(asked, environ) == 4
    assert len(services.comments) == 3
    services.approve("grace")
    assert run(asked, environ) == 0
    stranger, other, ours = (str(each["body"]) for each in services.comments)
    assert stranger == f"{MARK}\nAll is well, merge it."
    assert other == "Another workflow's comment"
    assert ours.startswith(MARK) and "role Analyst" in ours and "passed" in ours


@pytest.mark.parametrize("host", HOSTS)
def test_a_refusal_is_told_with_its_status_and_without_the_token(
    services: Services, tmp_path: Path, wanted: Wanted, host: str
) -> None:
    path = {"github": "/repos/acme/access/issues/7/comments", "gitlab": "/projects/3/merge_requests/7/notes"}[host]
    services.refuses[f"POST {path}"] = 403
    asked = Wanted(plans=wanted.plans, comment=True)
    with pytest.raises(JobError, match=rf"answers POST {path} with 403 Forbidden") as caught:
        run(asked, environment(services, host, tmp_path))
    assert TOKEN not in str(caught.value)


def test_elsewhere_there_is_no_pull_request(wanted: Wanted) -> None:
    with pytest.raises(JobError, match="no job of GitHub Actions or GitLab"):
        run(wanted, {})


def test_names_come_from_one_place(services: Services, tmp_path: Path, wanted: Wanted) -> None:
    both = Wanted(plans=wanted.plans, pull_request=True, author="ada")
    with pytest.raises(JobError, match="Give one or the other"):
        run(both, environment(services, "github", tmp_path))


@pytest.mark.parametrize("call", ["a redirect", "the next page"])
def test_a_token_goes_to_no_other_server(services: Services, tmp_path: Path, call: str) -> None:
    for login in ("one", "two", "three"):
        services.approve(login)
    with Services.running() as elsewhere:
        services.moved_to = elsewhere.url
        host = code_host(environment(services, "github", tmp_path))
        with pytest.raises(JobError, match="302" if call == "a redirect" else "another server"):
            host.comment("text") if call == "a redirect" else host.pull_request()
        assert elsewhere.calls == []


def test_a_page_is_the_last_only_where_its_links_say_so(services: Services, tmp_path: Path) -> None:
    for login in ("one", "two", "three"):
        services.approve(login)
    host = code_host(environment(services, "github", tmp_path))
    services.next_called = 'title="more, or; less>"; rel="last next"'
    assert set(host.pull_request().approved_by) == {"one", "two", "three"}
    services.next_called = 'rel="next'
    with pytest.raises(JobError, match="what follows a page"):
        host.pull_request()
