"""A pull request (GitLab: merge request) as a review needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from rolecall.reports.errors import JobError

MARK = "<!-- rolecall review -->"
"""The line by which the comment of the last review is found again."""


@dataclass(frozen=True)
class PullRequest:
    """Who wrote a change, and who approved the very commit that is reviewed.

    `number` is None where a commit came without a pull request: nobody approved it then.
    """

    number: int | None
    author: str
    approved_by: tuple[str, ...] = ()


class CodeHost(Protocol):
    """GitHub or GitLab."""

    def pull_request(self) -> PullRequest:
        """The pull request that the job runs for, or that brought the job's commit. Raises JobError."""

    def comment(self, text: str) -> None:
        """Write the pull request's comment, in place of the one of the last review. Raises JobError."""


def needed(environment: Mapping[str, str], name: str, hint: str) -> str:
    """The value of a variable. Raises JobError where it is empty."""
    value = environment.get(name, "")
    if not value:
        raise JobError(f"{name} is not set.", hint=hint)
    return value
