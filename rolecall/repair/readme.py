"""The README of a repair: what was written, what to do with it, and what is left to a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rolecall.drift.findings import Finding
from rolecall.reports.markdown import code, prose

SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class ByHand:
    """A finding that nothing was written for, and why."""

    finding: Finding
    why: str


def readme(
    day: date, *, lines: int, python: Sequence[str], hcl: Sequence[str], by_hand: Sequence[ByHand], patch: str
) -> str:
    """The text. `python` and `hcl` are the folders of stacks that got blocks, `lines` the number of changed places."""
    parts = [
        f"# Repair of {day}",
        "",
        "`rolecall drift --fix` wrote what a person would have written to have the code say what the vendors have.",
        "Nothing was applied. Read it, keep what is right, and let a plan show what it does. What is not right at the",
        "vendor is not for this: an apply of the code as it is undoes it.",
    ]
    if lines:
        parts += [
            "",
            f"## `{patch}`",
            "",
            "The declaring lines, changed. In the folder where drift was run:",
            "",
            f"    git apply {patch}",
        ]
    if hcl or python:
        parts += [
            "",
            "What is imported is in none of the states that drift was given. Where another state has it, take it out",
            "here: an object with two owners is destroyed with the first of them.",
        ]
    for folder in hcl:
        parts += ["", f"## `{folder}/repair.tf`", "", "Copy it beside the stack's other files, then `terraform plan`."]
    for folder in python:
        parts += [
            "",
            f"## `{folder}/`",
            "",
            "Copy it beside the stack. Call `declare(self, {})` of its modules in the stack, with the further provider",
            'blocks by alias, and, last of all, `import_existing(self, HERE / "imports.json")` of `rolecall.cdk`.',
            "Then `cdktf diff`.",
        ]
    if by_hand:
        parts += ["", "## Left to you", ""]
        for each in by_hand[:SHOWN]:
            finding = each.finding
            where = f" ({finding.declared.file}:{finding.declared.line})" if finding.declared is not None else ""
            parts.append(f"- {finding.severity.word} {code(finding.kind)} {prose(finding.text)}")
            parts.append(f"  {prose(each.why)} {prose(finding.fix)}{prose(where)}")
        if len(by_hand) > SHOWN:
            parts.append(f"- and {len(by_hand) - SHOWN:,} more, which the JSON report names")
    return "\n".join(parts) + "\n"
