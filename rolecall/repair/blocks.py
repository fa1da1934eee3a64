"""Blocks that a stack is given: imports of what no state knows, and `moved` and `removed` for what others have.

A folder of Terraform files gets them in its own language. A Python stack gets a module with the declarations, and a
file that `rolecall.cdk.import_existing` reads.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from rolecall.adopt.decisions import Adopted
from rolecall.adopt.python_source import call
from rolecall.estate.runtime_facade import shims
from rolecall.repair.hcl import block, written

HCL: Final = "repair.tf"
IMPORTS: Final = "imports.json"


@dataclass(slots=True)
class Blocks:
    """The blocks of one stack.

    `imports` are objects with the name that each gets.
    """

    imports: list[tuple[Adopted, str]] = field(default_factory=list)
    moved: list[tuple[str, str]] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.imports or self.moved or self.removed)


def as_hcl(blocks: Blocks, day: date) -> dict[str, str]:
    """The file for a folder of Terraform files."""
    parts = [f"# What drift found on {day}, as blocks. Read them, and copy them beside the other files.\n"]
    parts += [block("moved", {"from": before, "to": after}) for before, after in blocks.moved]
    for address in blocks.removed:
        parts.append(f"removed {{\n  from = {address}\n\n  lifecycle {{\n    destroy = false\n  }}\n}}\n")
    for item, name in blocks.imports:
        provider = {} if item.alias is None else {"provider": f"{item.type.partition('_')[0]}.{item.alias}"}
        parts.append(block("import", {"to": f"{item.type}.{name}", "id": written(item.import_id)}))
        arguments = {key: written(value, "  ") for key, value in item.arguments.items()}
        parts.append(block(f'resource "{item.type}" "{name}"', provider | arguments))
    return {HCL: "\n".join(parts)}


def as_python(blocks: Blocks, day: date) -> dict[str, str]:
    """The files for a Python stack: a module for each vendor, and the imports."""
    files = {}
    vendors: dict[str, list[tuple[Adopted, str]]] = {}
    for item, name in blocks.imports:
        vendors.setdefault(item.type.partition("_")[0], []).append((item, name))
    for vendor, found in vendors.items():
        files[f"declare_{vendor}.py"] = _module(vendor, found, day)
    rows = [{"to": f"{item.type}.{name}", "id": item.import_id} for item, name in blocks.imports]
    data: Mapping[str, object] = {
        "version": 1,
        "imports": rows,
        "moved": [{"from": before, "to": after} for before, after in blocks.moved],
        "removed": blocks.removed,
    }
    return {**files, IMPORTS: json.dumps(data, indent=2) + "\n"}


def _module(vendor: str, found: Sequence[tuple[Adopted, str]], day: date) -> str:
    calls = "".join(call(item, name) for item, name in found)
    return f'''"""What no state knew of on {day}. Yours to edit."""

from collections.abc import Mapping

from {shims.bindings_of(vendor)} import {vendor}
from rolecall.cdk import Construct
from rolecall.cdk.toolkit import TerraformProvider


def declare(scope: Construct, blocks: Mapping[str, TerraformProvider]) -> None:
    """Declare it in the stack `scope`; `blocks` are further provider blocks, by alias."""
{calls}'''
