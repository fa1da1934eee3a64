"""Exceptions that end a step, as diagnostics."""

from __future__ import annotations

from dataclasses import replace

from rolecall.runtime.diagnostics import Diagnostic, Diagnostics, Refusal
from rolecall.runtime.errors import VendorError


def explain(problem: VendorError | Refusal) -> Diagnostics:
    """The diagnostics of an exception that ends a step."""
    found = Diagnostics()
    found.extend(problem.diagnostics if isinstance(problem, Refusal) else [problem.diagnostic()])
    return found


def as_warnings(problem: VendorError | Refusal, key: str) -> list[Diagnostic]:
    """The findings as warnings about the new resource `key`, which an error would taint."""
    then = f"{key!r} is made and in state as it was planned. The next plan shows what is different."
    if isinstance(problem, VendorError):
        problem.advice = then
        return [replace(problem.diagnostic(), severity="warning")]
    return [replace(item, severity="warning", detail=f"{item.detail} {then}") for item in problem.diagnostics]
