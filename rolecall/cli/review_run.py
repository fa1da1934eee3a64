"""What `rolecall review` does: read, review, write."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rolecall.cli.terminal import Terminal
from rolecall.reports.errors import JobError
from rolecall.review.formats import FORMATS, render
from rolecall.review.policy import read_policy
from rolecall.review.report import Review, ReviewExit, review


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The arguments of the command."""

    plans: tuple[Path, ...]
    policy: Path | None = None
    approved_by: tuple[str, ...] = ()
    author: str | None = None
    reports: tuple[str, ...] = ()


def run(wanted: Wanted, environment: Mapping[str, str] = os.environ) -> ReviewExit:
    """Review, write the reports, and give the exit code. Raises JobError."""
    outputs = [_output(text) for text in wanted.reports] or [("text", None)]
    policy = read_policy(wanted.policy) if wanted.policy else None
    gc.disable()  # the process ends soon, and nearly all that it makes is in use until then
    with Terminal(sys.stderr, environment).waiting("reviewing"):
        found = review(wanted.plans, policy, approved_by=wanted.approved_by, author=wanted.author, environ=environment)
    for name, file in outputs:
        _write(found, name, file)
    if not any(name == "text" and file is None for name, file in outputs):
        for failure in found.failures:
            print(f"rolecall review: {failure.message}\n  {failure.hint}", file=sys.stderr)
    return found.exit_code


def _output(text: str) -> tuple[str, Path | None]:
    name, _, file = text.partition("=")
    if name not in FORMATS:
        raise JobError(f"There is no format {name!r}.", hint=f"One of {', '.join(FORMATS)}.")
    return name, Path(file) if file and file != "-" else None


def _write(found: Review, name: str, file: Path | None) -> None:
    if file is None:
        if name == "text":
            from rolecall.review.formats.text import render as text

            sys.stdout.write(text(found, Terminal(sys.stdout).style))
        else:
            sys.stdout.write(render(found, name))
        sys.stdout.flush()
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(render(found, name), encoding="utf-8", newline="")
    except OSError as error:
        raise JobError(
            f"{file} cannot be written: {error.strerror or error}.", hint="Choose another file for the report."
        ) from None
