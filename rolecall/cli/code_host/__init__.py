"""The code host that a CI job runs on: whose pull request it is, who approved it, and its comment."""

from __future__ import annotations

from collections.abc import Mapping

from rolecall.cli.code_host.github import GitHub
from rolecall.cli.code_host.gitlab import GitLab
from rolecall.cli.code_host.pull_request import CodeHost, PullRequest
from rolecall.reports.errors import JobError

__all__ = ["CodeHost", "PullRequest", "code_host"]


def code_host(environment: Mapping[str, str]) -> CodeHost:
    """The code host that started the job, by its environment. Raises JobError where there is none."""
    if environment.get("GITHUB_ACTIONS"):
        return GitHub(environment)
    if environment.get("GITLAB_CI"):
        return GitLab(environment)
    raise JobError(
        "This is no job of GitHub Actions or GitLab, so there is no pull request.",
        hint="Elsewhere say --author and --approved-by yourself.",
    )
