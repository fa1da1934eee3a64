"""The job of `rolecall review`: read, review, write."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rolecall.access import read_people
from rolecall.cli.code_host import CodeHost, code_host
from rolecall.cli.report_output import outputs, write
from rolecall.cli.terminal import Terminal
from rolecall.reports import evidence
from rolecall.reports.errors import JobError
from rolecall.review.formats import FORMATS
from rolecall.review.policy import read_policy
from rolecall.review.report import ReviewExit, review
from rolecall.text.sanitizer import visible


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The arguments of the command."""

    plans: tuple[Path, ...]
    policy: Path | None = None
    next_policy: Path | None = None
    approved_by: tuple[str, ...] = ()
    author: str | None = None
    pull_request: bool = False
    comment: bool = False
    reviewed: tuple[Path, ...] = ()
    people: Path | None = None
    reports: tuple[str, ...] = ()


def run(wanted: Wanted, environment: Mapping[str, str] = os.environ) -> ReviewExit:
    """Review, write the reports, and give the exit code. Raises JobError."""
    wanted_outputs = outputs(wanted.reports, FORMATS)
    policy = read_policy(wanted.policy) if wanted.policy else None
    next_policy = read_policy(wanted.next_policy) if wanted.next_policy else None
    host = code_host(environment) if wanted.pull_request or wanted.comment else None
    author, approved_by = _people(wanted, host if wanted.pull_request else None)
    reviewed = [row for file in wanted.reviewed for row in evidence.read(file)]
    with Terminal(sys.stderr, environment).waiting("reviewing"):
        found = review(
            wanted.plans,
            policy,
            approved_by=approved_by,
            author=author,
            reviewed=reviewed,
            people=None if wanted.people is None else read_people(wanted.people),
            next_policy=next_policy,
            environ=environment,
        )
    for name, file in wanted_outputs:
        write(found, FORMATS, name, file)
    if not any(name == "text" and file is None for name, file in wanted_outputs):
        for failure in found.failures:
            print(f"rolecall review: {visible(failure.message)}\n  {visible(failure.hint)}", file=sys.stderr)
    if host is not None and wanted.comment:
        host.comment(FORMATS.render(found, "markdown"))
    return found.exit_code


def _people(wanted: Wanted, host: CodeHost | None) -> tuple[str | None, tuple[str, ...]]:
    """The author and those who approved, by the arguments or by the pull request."""
    if host is None:
        return wanted.author, wanted.approved_by
    if wanted.author or wanted.approved_by:
        raise JobError(
            "--pull-request says who wrote the change and who approved it; --author and --approved-by do so too.",
            hint="Give one or the other.",
        )
    request = host.pull_request()
    brought = "no pull request" if request.number is None else f"pull request {request.number}"
    names = ", ".join(request.approved_by) or "nobody"
    print(visible(f"rolecall review: {brought}, by {request.author}, approved by {names}"), file=sys.stderr)
    return request.author, request.approved_by
