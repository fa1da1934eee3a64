"""Exceptions that end a step, as diagnostics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rolecall.runtime.diagnostics import Diagnostic, Diagnostics, Refusal
from rolecall.runtime.errors import Rejected, VendorError
from rolecall.runtime.values.further_members import parsed
from rolecall.specification.schema import Resource


def explain(problem: VendorError | Refusal) -> Diagnostics:
    """The diagnostics of an exception that ends a step."""
    found = Diagnostics()
    found.extend(problem.diagnostics if isinstance(problem, Refusal) else [problem.diagnostic()])
    return found


def explain_write(problem: VendorError | Refusal, resource: Resource, values: Mapping[str, Any]) -> Diagnostics:
    """As `explain`, after a write of `values`: a refusal that names a member of a JSON text stands at its attribute."""
    for attribute in resource.schema.attributes if isinstance(problem, Rejected) else ():
        text = values.get(attribute.name)
        if attribute.further_members is None or not isinstance(text, str) or not isinstance(problem, Rejected):
            continue
        if any(member in problem.message for member in parsed(text)):
            return Diagnostics([problem.diagnostic((attribute.name,))])
    return explain(problem)


def as_warnings(problem: VendorError | Refusal, key: str) -> list[Diagnostic]:
    """The findings as warnings about the new resource `key`, which an error would taint."""
    then = f"{key!r} is made and in state as it was planned. The next plan shows what is different."
    if isinstance(problem, VendorError):
        problem.advice = then
        return [replace(problem.diagnostic(), severity="warning")]
    return [replace(item, severity="warning", detail=f"{item.detail} {then}") for item in problem.diagnostics]
