"""Terraform's language, as far as a repair needs it: blocks with their literal arguments read, blocks written.

https://developer.hashicorp.com/terraform/language/syntax/configuration
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

_TOKEN: Final = re.compile(
    r"""(?P<comment>\#[^\n]*|//[^\n]*|/\*.*?\*/)
      | (?P<heredoc><<-?(?P<mark>\w+)[^\n]*\n.*?^[ \t]*(?P=mark)[ \t]*(?=\r?$))
      | (?P<string>"(?:\$\{(?:[^{}"]|"(?:[^"\\]|\\.)*"|\{[^{}]*\})*\}|[^"\\]|\\.)*")
      | (?P<open>[\[{(]) | (?P<close>[\]})]) | (?P<line>\n) | (?P<name>[A-Za-z_][\w-]*) | (?P<other>.)""",
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)
_UNKNOWN: Final = object()


@dataclass(slots=True)
class Argument:
    """An argument of a block: where its value stands, and the value where it is a literal."""

    start: int
    end: int
    value: Any = _UNKNOWN

    @property
    def is_literal(self) -> bool:
        """True if the value needs nothing else to be known."""
        return self.value is not _UNKNOWN


@dataclass(slots=True)
class Block:
    """A resource block: its address, where it stands, and its own arguments by name."""

    address: str
    start: int
    end: int = 0
    arguments: dict[str, Argument] = field(default_factory=dict)


def resource_blocks(text: str) -> list[Block]:
    """The resource blocks of a file; of text that is no Terraform, whatever looks like one."""
    found: list[Block] = []
    tokens = [each for each in _TOKEN.finditer(text) if each.lastgroup != "comment" and each[0] not in " \t\r"]
    depth, index = 0, 0
    while index < len(tokens):
        each = tokens[index]
        head = tokens[index : index + 4]
        if (
            depth == 0
            and [_kind(token) for token in head] == ["name", "string", "string", "open"]
            and each[0] == "resource"
        ):
            block = Block(f"{head[1][0][1:-1]}.{head[2][0][1:-1]}", each.start())
            index = _body(text, tokens, index + 4, block)
            found.append(block)
            continue
        depth += (_kind(each) == "open") - (_kind(each) == "close")
        index += 1
    return found


def _kind(token: re.Match[str]) -> str:
    return "heredoc" if token["heredoc"] is not None else str(token.lastgroup)


def _body(text: str, tokens: Sequence[re.Match[str]], index: int, block: Block) -> int:
    """Read the body of a block from the token behind its brace; gives the index behind its end."""
    depth, fresh = 1, True
    while index < len(tokens) and depth:
        each = tokens[index]
        if depth == 1 and fresh and _kind(each) == "name" and index + 1 < len(tokens) and tokens[index + 1][0] == "=":
            index = _argument(text, tokens, index + 2, block, each[0])
            continue
        fresh = _kind(each) == "line" or (fresh and depth == 1 and _kind(each) == "open")
        depth += (_kind(each) == "open") - (_kind(each) == "close")
        block.end = each.end()
        index += 1
    return index


def _argument(text: str, tokens: Sequence[re.Match[str]], index: int, block: Block, name: str) -> int:
    depth, first = 0, index
    while index < len(tokens):
        kind = _kind(tokens[index])
        if depth == 0 and kind in ("line", "close"):
            break
        depth += (kind == "open") - (kind == "close")
        index += 1
    if index > first:
        start, end = tokens[first].start(), tokens[index - 1].end()
        block.arguments[name] = Argument(start, end, _literal(text[start:end]))
    return index


def _literal(text: str) -> Any:
    """The value of a literal: texts, numbers, booleans and lists of them are written as in JSON."""
    if "${" in text or "%{" in text:
        return _UNKNOWN
    try:
        return json.loads(re.sub(r",(\s*\])", r"\1", text))
    except (ValueError, RecursionError):
        return _UNKNOWN


def written(value: Any, indent: str = "") -> str:
    """A value as Terraform writes it."""
    if isinstance(value, Mapping):
        inner = "".join(
            f"{indent}  {json.dumps(name)} = {written(item, indent + '  ')}\n" for name, item in value.items()
        )
        return f"{{\n{inner}{indent}}}" if inner else "{}"
    if isinstance(value, list):
        return f"[{', '.join(written(item, indent) for item in value)}]"
    if isinstance(value, str):
        text = json.dumps(value, ensure_ascii=False).replace("${", "$${").replace("%{", "%%{")
        return "".join(each if each.isprintable() else _escaped(each) for each in text)
    return json.dumps(value)


def _escaped(character: str) -> str:
    """A character that nobody sees; Terraform takes no pairs of surrogates."""
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def block(head: str, arguments: Mapping[str, str]) -> str:
    """A block of arguments that are written already."""
    width = max((len(name) for name in arguments), default=0)
    return f"{head} {{\n" + "".join(f"  {name.ljust(width)} = {text}\n" for name, text in arguments.items()) + "}\n"
