"""The job of `rolecall review`: read, review, write."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rolecall.cli.report_output import outputs, write
from rolecall.cli.terminal import Terminal
from rolecall.reports import evidence
from rolecall.review.formats import FORMATS
from rolecall.review.policy import read_policy
from rolecall.review.report import ReviewExit, review
from rolecall.text.sanitizer import visible


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The arguments of the command."""

    plans: tuple[Path, ...]
    policy: Path | None = None
    approved_by: tuple[str, ...] = ()
    author: str | None = None
    reviewed: tuple[Path, ...] = ()
    reports: tuple[str, ...] = ()


def run(wanted: Wanted, environment: Mapping[str, str] = os.environ) -> ReviewExit:
    """Review, write the reports, and give the exit code. Raises JobError."""
    wanted_outputs = outputs(wanted.reports, FORMATS)
    policy = read_policy(wanted.policy) if wanted.policy else None
    reviewed = [row for file in wanted.reviewed for row in evidence.read(file)]
    gc.disable()  # the process ends soon, and nearly all that it makes is in use until then
    with Terminal(sys.stderr, environment).waiting("reviewing"):
        found = review(
            wanted.plans,
            policy,
            approved_by=wanted.approved_by,
            author=wanted.author,
            reviewed=reviewed,
            environ=environment,
        )
    for name, file in wanted_outputs:
        write(found, FORMATS, name, file)
    if not any(name == "text" and file is None for name, file in wanted_outputs):
        for failure in found.failures:
            print(f"rolecall review: {visible(failure.message)}\n  {visible(failure.hint)}", file=sys.stderr)
    return found.exit_code
