"""Exceptions that end a step, as diagnostics."""

from __future__ import annotations

from rolecall.runtime.diagnostics import Diagnostics, Refusal
from rolecall.runtime.errors import VendorError


def explain(problem: VendorError | Refusal) -> Diagnostics:
    """The diagnostics of an exception that ends a step."""
    found = Diagnostics()
    found.extend(problem.diagnostics if isinstance(problem, Refusal) else [problem.diagnostic()])
    return found
