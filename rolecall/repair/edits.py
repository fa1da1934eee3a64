"""Edits of files that people wrote, and the patch that holds them.

The patch is a unified diff relative to the working folder, as `git apply` and `patch -p1` take it.
"""

from __future__ import annotations

import difflib
import io
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rolecall.text.file_errors import unusable


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One attribute of a declared resource that is to say something else; with `delete`, the resource that is to go.

    `beside` are the addresses of other resources that the same line declares.
    """

    address: str
    attribute: str = ""
    before: Any = None
    after: Any = None
    delete: bool = False
    beside: tuple[str, ...] = ()

    @property
    def type(self) -> str:
        """The resource type."""
        return self.address.partition(".")[0]

    @property
    def vendor(self) -> str:
        """The provider's name."""
        return self.type.partition("_")[0]


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """The characters from `start` up to `end` of a file, and the text that takes their place."""

    start: int
    end: int
    text: str


class UntoldError(Exception):
    """The place to change cannot be told; the message says why, for people."""


def same(said: Any, before: Any) -> bool:
    """True if a literal says what the state does; the order of a list does not count.

    An object may leave out what the state has beyond it: the vendor's defaults.
    """
    if isinstance(said, list | tuple) and isinstance(before, list):
        return (
            len(said) == len(before)
            and all(any(same(each, one) for one in before) for each in said)
            and all(any(same(each, one) for each in said) for one in before)
        )
    if isinstance(said, Mapping) and isinstance(before, Mapping):
        return bool(said) and all(name in before and same(each, before[name]) for name, each in said.items())
    return bool(said == before) and isinstance(said, bool) == isinstance(before, bool)


def changed(said: Any, after: Any) -> Any:
    """`after`, a list in the order in which the literal `said` it, with what is new behind."""
    if not isinstance(said, list | tuple) or not isinstance(after, list):
        return after
    kept = [each for each in said if any(same(each, one) for one in after)]
    return kept + [one for one in after if not any(same(each, one) for each in said)]


def lines_of(text: str) -> list[str]:
    """The lines of `text` with their ends, as Python, YAML and Terraform count them."""
    return list(io.StringIO(text, newline=""))


def read(file: Path) -> str:
    """The text of a file with the line ends that it has. Raises UntoldError where it cannot be read."""
    try:
        return file.read_bytes().decode("utf-8")
    except OSError as error:
        raise UntoldError(unusable(error, "read")) from None
    except UnicodeDecodeError:
        raise UntoldError(f"{file} cannot be read: it is no text") from None


def applied(text: str, edits: Iterable[Edit]) -> str:
    """`text` after `edits`. Raises UntoldError where two of them are about the same characters."""
    made, at = [], 0
    for edit in sorted(edits):
        if edit.start < at:
            raise UntoldError("Two changes are about the same characters.")
        made += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*made, text[at:]])


def patch(files: Sequence[tuple[Path, Edit]]) -> str:
    """The edits of all files as one unified diff."""
    by_file: dict[Path, list[Edit]] = defaultdict(list)
    for file, edit in files:
        by_file[file].append(edit)
    return "".join(_diff(file, edits) for file, edits in sorted(by_file.items()))


def inside(file: Path) -> Path:
    """`file` relative to the working folder. Raises UntoldError where it is outside or its name fits no patch."""
    name = Path(os.path.relpath(file))
    if name.parts[0] == ".." or not str(name).isprintable() or any(mark in str(name) for mark in '"\\'):
        raise UntoldError(f"{file} is outside of the working folder, or no patch can name it.")
    return name


def _diff(file: Path, edits: Iterable[Edit]) -> str:
    before = read(file)
    name = f"{file.as_posix()}\t" if " " in str(file) else file.as_posix()
    lines = difflib.unified_diff(
        lines_of(before), lines_of(applied(before, edits)), f"a/{name}", f"b/{name}", lineterm="\n"
    )
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
