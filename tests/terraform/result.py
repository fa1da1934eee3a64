"""What a run of Terraform said, in a form that tests can ask."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

_ARGUMENT = re.compile(r'^\s*"?(\w+)"?\s*[:=]')


@dataclass(frozen=True)
class Diagnostic:
    """One finding, from Terraform's JSON output.

    `address` is the resource it is about, `attribute` the argument whose line it points at, empty where Terraform
    names none; `line` is counted from 1, 0 without a place.
    """

    severity: str
    summary: str
    detail: str
    address: str
    attribute: str
    line: int

    @classmethod
    def load(cls, data: Mapping[str, Any]) -> Diagnostic:
        """A finding from its JSON form."""
        code = (data.get("snippet") or {}).get("code", "")
        match = _ARGUMENT.match(code)
        return cls(
            severity=data["severity"],
            summary=data["summary"],
            detail=data.get("detail", ""),
            address=data.get("address", ""),
            attribute=match[1] if match else "",
            line=data.get("range", {}).get("start", {}).get("line", 0),
        )

    @property
    def text(self) -> str:
        """Summary and detail."""
        return f"{self.summary}\n{self.detail}"


@dataclass(frozen=True)
class Result:
    """One finished command. `events` are the lines of its JSON output, if it gives any."""

    command: str
    code: int
    stdout: str
    stderr: str
    events: tuple[dict[str, Any], ...] = field(repr=False)

    @classmethod
    def load(cls, command: str, code: int, stdout: str, stderr: str) -> Result:
        """Parse what a command printed; lines that are no JSON objects are no events."""
        events = []
        for line in stdout.splitlines():
            try:
                event = json.loads(line)
            except ValueError:
                continue
            if isinstance(event, dict):
                events.append(event)
        return cls(command, code, stdout, stderr, tuple(events))

    @cached_property
    def diagnostics(self) -> list[Diagnostic]:
        """Every finding, in order."""
        found = [event["diagnostic"] for event in self.events if event.get("type") == "diagnostic"]
        if self.command == "validate":
            found = json.loads(self.stdout)["diagnostics"]
        return [Diagnostic.load(data) for data in found]

    @property
    def errors(self) -> list[Diagnostic]:
        """The errors among the findings."""
        return [each for each in self.diagnostics if each.severity == "error"]

    @property
    def warnings(self) -> list[Diagnostic]:
        """The warnings among the findings."""
        return [each for each in self.diagnostics if each.severity == "warning"]

    @cached_property
    def actions(self) -> dict[str, str]:
        """What is planned, by address: `create`, `update`, `replace`, `delete`, `import`."""
        changes = [event["change"] for event in self.events if event.get("type") == "planned_change"]
        return {change["resource"]["addr"]: change["action"] for change in changes}

    @cached_property
    def drift(self) -> dict[str, str]:
        """What changed outside Terraform, by address, as Terraform reports it."""
        changes = [event["change"] for event in self.events if event.get("type") == "resource_drift"]
        return {change["resource"]["addr"]: change["action"] for change in changes}

    def ok(self) -> Result:
        """This result; raises AssertionError with everything that was said if the command failed."""
        return self.expect(0)

    def expect(self, code: int) -> Result:
        """This result; raises AssertionError with everything that was said if the exit code is another."""
        assert self.code == code, f"terraform {self.command}: exit code {self.code}, not {code}\n{self.report()}"
        return self

    def report(self) -> str:
        """What was planned and found, for people."""
        lines = [f"  {action}: {address}" for address, action in self.actions.items()]
        for each in self.diagnostics:
            where = " ".join(filter(None, (each.address, each.attribute)))
            lines.append(f"  {each.severity}: {where}: {each.summary}: {each.detail}")
        return "\n".join([*lines, self.stderr.strip()] if self.events else [self.stdout, self.stderr])
