"""Text on its way into Python, Markdown, HCL and YAML: each form has its own escapes, and nothing gets past them."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Sequence
from itertools import groupby

from rolecall.text import sanitizer

_CODE = re.compile(r"(`[^`]*`)")
_BLOCK_START = re.compile(r"^(\s*)([#>+=~|-]|\*(?!\*[^\s*])|\d+[.)])")


def one_line(text: str) -> str:
    """`text` with every run of white space as one space, and without what a reader could not see (controls, marks)."""
    return sanitizer.one_line(text, instead="")


def docstring(text: str, indent: int = 0, hanging: int = 0, first: int = 3, width: int = 117) -> str:
    """`text` as lines of a docstring: wrapped, and unable to end it or to escape anything.

    The first line begins at column `indent + first`, the others are indented by `indent + hanging`.
    """
    safe = one_line(text).replace("\\", "\\\\")
    if '"""' in safe or safe.endswith('"'):
        safe = safe.replace('"', '\\"')
    pad = "\0" * max(0, first - hanging)
    lines = textwrap.wrap(pad + safe, width - indent - hanging, break_long_words=False, break_on_hyphens=False)
    return f"\n{' ' * (indent + hanging)}".join(lines or [""]).removeprefix(pad)


def comment(text: str) -> str:
    """`text` as the rest of a comment line, in Python or HCL."""
    return one_line(text)


def markdown(text: str) -> str:
    """`text` as a Markdown paragraph: code spans stay, HTML and block marks are only text."""
    line = one_line(text)
    if line.count("`") % 2:
        line = line.replace("`", "\\`")
    parts = _CODE.split(line) if "\\`" not in line else [line]
    safe = "".join(part if index % 2 else _prose(part) for index, part in enumerate(parts))
    return _BLOCK_START.sub(r"\1\\\2", safe)


def _prose(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def code(text: str) -> str:
    """`text` as a code span, whatever backticks are in it."""
    line = one_line(text)
    fence = "`" * (max((len(run) for run in re.findall(r"`+", line)), default=0) + 1)
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def scalar(value: object) -> str:
    """`value` as people write it in HCL and YAML: `true`, not `True`; text without quotes."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def yaml_text(text: str) -> str:
    """`text` as a YAML scalar in quotes."""
    return json.dumps(one_line(text), ensure_ascii=False)


def hcl(value: object, indent: int = 0) -> str:
    """`value` as an HCL expression: text is never a template."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        quoted = "".join(_visible(letter) for letter in json.dumps(value, ensure_ascii=False))
        return quoted.replace("${", "$${").replace("%{", "%%{")
    if isinstance(value, list | tuple):
        return "[" + ", ".join(hcl(item, indent) for item in value) + "]"
    if isinstance(value, dict):
        inner = " " * (indent + 2)
        members = aligned([(str(name), hcl(item, indent + 2)) for name, item in value.items()])
        lines = "".join(f"{inner}{name} = {item}\n" for name, item in members)
        return f"{{\n{lines}{' ' * indent}}}"
    if value is None:
        return "null"
    return str(value)


def aligned(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Names and expressions in HCL, the names padded as `terraform fmt` pads them."""
    found = []
    for many_lines, run in groupby(pairs, key=lambda pair: "\n" in pair[1]):
        group = list(run)
        width = 0 if many_lines else max(len(name) for name, _ in group)
        found += [(name.ljust(width), value) for name, value in group]
    return found


def _visible(letter: str) -> str:
    if letter.isprintable():
        return letter
    return f"\\u{ord(letter):04x}" if ord(letter) < 0x10000 else f"\\U{ord(letter):08x}"


def python(value: object) -> str:
    """`value` as a Python expression in double quotes."""
    if isinstance(value, str):
        flat = repr(value)
        if flat.startswith("'") and '"' not in flat:
            return f'"{flat[1:-1]}"'
        return flat
    if isinstance(value, list | tuple):
        return "[" + ", ".join(python(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{python(key)}: {python(item)}" for key, item in value.items()) + "}"
    return repr(value)


def listed(items: Iterable[str], word: str = "and") -> str:
    """`a`, `b` and `c`."""
    names = list(items)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}"
