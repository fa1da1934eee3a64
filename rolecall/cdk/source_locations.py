"""Source locations of resources: noted while stacks are built, written beside their JSON when they are synthesized.

Terraform's state does not know which line of Python a resource comes from, and the JSON stays what it is without this.
The file is `rolecall.declared.json` in the folder of each stack:

    {"version": 1,
     "resources": {"tanium_user.ada": {"file": "stacks/access.py", "line": 51, "path": "access/ada/tanium"}}}

`file` is relative to the folder in which synthesis runs; for people of a roster it is the roster, and their line
there. `provider` is the alias of the provider block, where it is not the default one. `unverifiable` is what a pattern
said with `note_unverifiable`: why nobody can check whether the access is really as declared.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

FILE_NAME: Final = "rolecall.declared.json"
VERSION: Final = 1

_TOOLKIT: Final = (
    "rolecall.bindings",
    "rolecall.cdk.bulk_resources",
    "rolecall.cdk.source_locations",
    "rolecall.cdk.base_classes",
    "rolecall.cdk.construct_names",
    "rolecall.patterns",
    "rolecall.patterns.tanzu_access",
    "cdktf",
    "cdktn",
    "constructs",
    "jsii",
    "typeguard",
)
"""Modules that declare what somebody else asked for: the line of interest is in who called them."""

Place: TypeAlias = tuple[str, int]
"""A file and a line in it, counted from 1."""


@dataclass(slots=True)
class Declared:
    """The record of one resource: its place, the construct's path, and what only the code knows."""

    place: Place
    path: str
    provider: str | None = None
    unverifiable: str = ""


def caller() -> Place:
    """The nearest place up the stack of calls that is neither in a binding nor in a pattern of this project."""
    frame = sys._getframe(1)
    while frame.f_back is not None and _is_toolkit(str(frame.f_globals.get("__name__", ""))):
        frame = frame.f_back
    return frame.f_code.co_filename, frame.f_lineno


def write(folder: Path, declared: Mapping[tuple[str, str], Declared]) -> None:
    """Write what is declared, by (element type, Terraform name), to the stack's `folder`; nothing where there is none.

    Raises OSError when it cannot be written.
    """
    here = Path.cwd()
    shown = {
        file: Path(os.path.relpath(file, here)).as_posix() for file in {each.place[0] for each in declared.values()}
    }
    lines = [
        f"{json.dumps(f'{element_type}.{name}')}: {json.dumps(_entry(each, shown))}"
        for (element_type, name), each in declared.items()
        if "." not in element_type
    ]
    if not lines:
        return
    folder.mkdir(parents=True, exist_ok=True)
    lines.sort()
    text = f'{{"version": {VERSION}, "resources": {{\n' + ",\n".join(lines) + "\n}}\n"
    (folder / FILE_NAME).write_text(text, encoding="utf-8")


def _is_toolkit(module: str) -> bool:
    return module.startswith(_TOOLKIT)


def _entry(declared: Declared, shown: Mapping[str, str]) -> dict[str, Any]:
    file, line = declared.place
    entry: dict[str, Any] = {"file": shown[file], "line": line, "path": declared.path}
    if declared.provider is not None:
        entry["provider"] = declared.provider
    if declared.unverifiable:
        entry["unverifiable"] = declared.unverifiable
    return entry
