"""Gaps, which could not be looked at: the reason a report is never called clean when it does not know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rolecall.runtime.diagnostics import Diagnostic, Refusal
from rolecall.runtime.errors import VendorError
from rolecall.runtime.secrets import redact

SHOWN: Final = 5
"""The most objects that one gap names; the rest are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something that was not looked at.

    `vendor` is the label of the configured vendor (`tanium`, `tanzu@beta`), empty where it is about no vendor; `what`
    was to be read; `why` it was not, `advice` what to do. `status` and `request_id` are the vendor's, where it
    answered. No secret is in any of them.
    """

    vendor: str
    what: str
    why: str
    advice: str = ""
    status: int | None = None
    request_id: str | None = None


def gap_of(vendor: str, what: str, problem: VendorError | Refusal) -> Gap:
    """The gap that an error of the runtime leaves."""
    if isinstance(problem, Refusal):
        return gap_of_findings(vendor, what, list(problem.diagnostics))
    said = f"{problem.problem}{f' ({problem.message})' if problem.message else ''}"
    return Gap(
        vendor=vendor,
        what=what,
        why=redact(said),
        advice=redact(problem.advice or problem.next_step),
        status=problem.status,
        request_id=problem.request_id,
    )


def gap_of_findings(vendor: str, what: str, findings: list[Diagnostic]) -> Gap:
    """The gap that findings about a configuration leave."""
    return Gap(
        vendor=vendor,
        what=what,
        why=redact("; ".join(item.summary for item in findings)),
        advice=redact(" ".join(" ".join(item.detail.split()) for item in findings)),
    )


def left_out(vendor: str, what: str, keys: Sequence[str]) -> Gap:
    """The gap of a listing that lacks what single reads show."""
    more = f" and {len(keys) - SHOWN} more" if len(keys) > SHOWN else ""
    return Gap(
        vendor=vendor,
        what=what,
        why=f"the listing leaves out {', '.join(keys[:SHOWN])}{more}, there when asked for, so that it may lack others",
        advice="Give the account that this runs as the right to list all of them.",
    )


def empty_state(source: str) -> Gap:
    """The gap that a state leaves which holds nothing: it is the wrong one, or nothing was applied."""
    return Gap(
        vendor="",
        what=source,
        why="the state is empty, so that nothing was compared with it",
        advice="Apply the stack, run `terraform init` where its state is kept elsewhere, or leave it out.",
    )
