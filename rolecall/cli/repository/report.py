"""What `rolecall init` says of the files that it wrote, and of those that it found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from rolecall.cli.repository.contents import StateName
from rolecall.cli.repository.write import Written

_IGNORED: Final = ".gitignore"
_README: Final = "README.md"


def said_of_name(called: StateName) -> Iterator[str]:
    """A line where the state's name was found in a file, which another repository may have had first."""
    if called.source is not None:
        yield f"the state is called {called.name}, as {called.source} says"
        yield "  If that file is a copy of another repository's, so is the state: remove the file, and run this again."


def said(folder: Path, texts: Mapping[str, str], written: Written, environ: Mapping[str, str]) -> Iterator[str]:
    """The lines, in order: each file, what a file that was kept lacks, and what to do next."""
    yield from (f"made {name}" for name in written.made)
    yield from (f"kept {name}, which was there and is the same" for name in written.same)
    yield from (f"kept {name}, which was there and is another" for name in written.kept)
    if _IGNORED in written.kept and (lacking := _lacking(folder / _IGNORED, texts[_IGNORED])):
        yield f"Add to {folder / _IGNORED}, before you commit: {' '.join(lacking)}"
    if others := [name for name in written.kept if name not in (_IGNORED, _README)]:
        yield f"`rolecall init` in an empty folder shows what it would have written as {', '.join(others)}."
    if _README in written.kept:
        yield "Next, one after the other:"
        yield from _commands(texts[_README])
    else:
        yield f"Next: the five commands in {folder / _README}."
    if environ.get("ROLECALL_CDK") == "cdktn" and "cdktf.json" in texts:
        yield "ROLECALL_CDK is cdktn: add the extra `cdktn` in requirements.txt, set ROLECALL_CDK in the CI jobs,"
        yield "and write `cdktn` for `cdktf` on the command line."


def _lacking(file: Path, text: str) -> list[str]:
    """The lines of `text` that the file has not: states and plans among them, which hold secrets."""
    known = {line.strip().rstrip("/") for line in file.read_text(encoding="utf-8", errors="replace").splitlines()}
    return [line for line in text.splitlines() if line.rstrip("/") not in known]


def _commands(readme: str) -> list[str]:
    (block,) = re.findall(r"^```console\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    return [f"  {line.removeprefix('$ ')}" for line in block.splitlines()]
