"""The log of a plan: what `terraform plan -json` prints while it works, a JSON object on each line.

A JSON plan says what is to be done; only the log says what the refresh was warned of, and what was refreshed at all.
The format is Terraform's "Machine-Readable UI", version 1.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rolecall.reports.errors import JobError

_HINT = "Write it with `terraform plan -json -out=PLANFILE > plan.log`."


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One diagnostic: `severity` is `error` or `warning`; `address` is the resource that it is about, or empty."""

    severity: str
    summary: str
    detail: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLog:
    """A whole log. `refreshed` are the addresses of resources that were read; `finished` is False for one cut short."""

    path: Path
    diagnostics: tuple[Said, ...]
    refreshed: frozenset[str]
    finished: bool


def read_plan_log(path: Path) -> PlanLog:
    """Read the log at `path`. Raises JobError for a file that cannot be read or holds none."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise JobError(f"{path} cannot be read: {error.strerror or error}.", hint=_HINT) from None
    lines = [line for line in map(_line, text.splitlines()) if line is not None]
    if not any(line.get("type") == "version" for line in lines):
        raise JobError(f"{path} is no log of `terraform plan -json`.", hint=_HINT)
    return PlanLog(
        path=path,
        diagnostics=tuple(_said(line["diagnostic"]) for line in lines if isinstance(line.get("diagnostic"), dict)),
        refreshed=frozenset(_address(line) for line in lines if line.get("type") == "refresh_complete"),
        finished=any(line.get("type") == "change_summary" for line in lines),
    )


def _line(text: str) -> Mapping[str, Any] | None:
    """A line of the log; None for what a wrapper of Terraform printed between them."""
    try:
        value = json.loads(text)
    except ValueError:
        return None
    return value if isinstance(value, dict) and "@level" in value else None


def _address(line: Mapping[str, Any]) -> str:
    hook = line.get("hook")
    resource = hook.get("resource") if isinstance(hook, dict) else None
    return str(resource.get("addr", "")) if isinstance(resource, dict) else ""


def _said(row: Mapping[str, Any]) -> Said:
    texts = {name: str(row.get(name) or "") for name in ("severity", "summary", "detail", "address")}
    return Said(**texts)
