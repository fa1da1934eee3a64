"""Write and read Terraform's CLI configuration, where the mirror is named.

Terraform reads one file: that of TF_CLI_CONFIG_FILE, else `.terraformrc` in HOME. It takes one `provider_installation`
block, and asks every method in it that does not exclude a provider.
https://developer.hashicorp.com/terraform/cli/config/config-file
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

BEGIN: Final = "# rolecall mirror: written anew by each run\n"
END: Final = "# rolecall mirror: end\n"
_INSTALLATION: Final = "provider_installation"
_OVERRIDES: Final = "dev_overrides"
"""Has to stand before every method."""
_SKIPPED: Final = re.compile(r'"(?:[^"\\\n]|\\.)*"|#[^\n]*|//[^\n]*|/\*.*?\*/', re.DOTALL)
"""Texts and comments, whose braces count for nothing."""


class ForeignConfigurationError(Exception):
    """The file holds something that cannot be kept beside the mirror."""


def write_configuration(path: Path, text: str, environ: Mapping[str, str] = os.environ) -> Path | None:
    """Write the CLI configuration `text` to `path`, and keep every other setting that Terraform has today.

    They are those of `path`, where it exists, else those of the file that Terraform reads now, which it would not read
    any more once TF_CLI_CONFIG_FILE names `path`; that file is returned. What earlier runs wrote is replaced. Since
    there may be credentials, only the owner may read what is made anew. Raises ForeignConfigurationError for a file
    that is not understood, OSError when it cannot be written.
    """
    path = path.absolute()
    source = path if path.exists() else configuration_file(environ)
    known = source.read_text(encoding="utf-8") if source.is_file() else ""
    try:
        merged = _merged(_without_ours(known), text)
    except ValueError as error:
        raise ForeignConfigurationError(f"{source} is not understood ({error}), so nothing was written") from None
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.touch(0o600)
    path.write_text(merged, encoding="utf-8")
    return source if known.strip() and source != path else None


def configuration_file(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the file that Terraform reads; it need not exist."""
    chosen = environ.get("TF_CLI_CONFIG_FILE")
    return Path(chosen) if chosen else Path(environ.get("HOME", "/"), ".terraformrc")


def mirrors(environ: Mapping[str, str] = os.environ) -> list[Path]:
    """Return the folders of the filesystem mirrors that Terraform's CLI configuration names."""
    try:
        text = configuration_file(environ).read_text(encoding="utf-8")
    except OSError:
        return []
    blocks = re.findall(r"filesystem_mirror\s*\{(.*?)\}", text, re.DOTALL)
    found = [match[1] for block in blocks if (match := re.search(r'path\s*=\s*"((?:[^"\\]|\\.)*)"', block))]
    return [Path(re.sub(r"\\(.)", r"\1", folder)) for folder in found]


def _without_ours(text: str) -> str:
    """The text without what an earlier run wrote: blocks of its own, or a method and exclusions in another block."""
    return re.sub(rf"[ \t]*{re.escape(BEGIN)}.*?{re.escape(END)}", "", text, flags=re.DOTALL)


def _merged(known: str, ours: str) -> str:
    """Both configurations in one. Raises ValueError where `known` cannot be read as blocks."""
    blocks = [each for each in _blocks(known, 0, len(known)) if each[0] == _INSTALLATION]
    if not blocks:
        gap = "" if not known or known.endswith("\n") else "\n"
        return f"{known}{gap}{BEGIN}{ours}{END}"
    if len(blocks) > 1:
        raise ValueError(f"it has {len(blocks)} {_INSTALLATION} blocks")
    ((_, first, last),) = blocks
    ((_, start, end),) = _blocks(ours, 0, len(ours))
    methods = {name: ours[a:b] for name, a, b in _blocks(ours, start, end)}
    if known[first] != "\n":
        return _merged(f"{known[:first]}\n{known[first:]}", ours)
    inside = list(_blocks(known, first, last))
    place = next((known.index("\n", end) + 1 for name, _, end in inside if name == _OVERRIDES), first + 1)
    edits = [(place, f"  {BEGIN}  filesystem_mirror {{{methods['filesystem_mirror']}}}\n  {END}")]
    exclusion = next(line.strip() for line in methods["direct"].splitlines() if "exclude" in line)
    patterns = exclusion.partition("=")[2].strip().strip("[]")
    for name, a, b in inside:
        body = known[a:b]
        if name == _OVERRIDES or patterns in body or re.search(r"\binclude\b", _blank(body)):
            continue
        if found := re.search(r"\bexclude\s*=\s*\[", _blank(body)):
            edits.append((a + found.end(), f"{patterns}, "))
        elif name:
            edits.append((a, f"\n    {exclusion}\n  "))
    for at, added in sorted(edits, reverse=True):
        known = known[:at] + added + known[at:]
    return known


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The name of each block between two places, and where its body begins and ends."""
    blank, depth, begun, name = _blank(text), 0, 0, ""
    for at in range(start, end):
        if blank[at] == "{":
            if depth == 0:
                words = re.findall(r"[\w-]+", (blank[begun or start : at].splitlines() or [""])[-1])
                name, begun = (words[0] if words else ""), at + 1
            depth += 1
        elif blank[at] == "}":
            depth -= 1
            if depth < 0:
                raise ValueError("a brace is closed that was not opened")
            if depth == 0:
                yield name, begun, at
                begun = at + 1
    if depth:
        raise ValueError("a brace is not closed")


def _blank(text: str) -> str:
    """The text with blanks in place of texts and comments, at the same places."""
    return _SKIPPED.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
