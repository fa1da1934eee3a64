"""YAML whose mistakes are told with file and line.

Works on YAML's nodes rather than on Python objects: those know their lines, keep duplicate keys apart, and do not turn
an unquoted `No` into false before anyone can complain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

import yaml

_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAGS: Final = "tag:yaml.org,2002:"
_WORDS: Final = {
    "null": "nothing",
    "bool": "true or false",
    "int": "a whole number",
    "float": "a number",
    "str": "text",
    "seq": "a list",
    "map": "a mapping",
    "timestamp": "a date",
}


_DIGITS: Final = 9
_DEEPEST: Final = 100
"""Levels of nesting that a file of people's has by far; where it is too deep to read, the line of the next is told."""
_FLAT: Final = "No file that this reads has more than a few levels: check the brackets."


class YamlError(Exception):
    """A mistake at `line` of `file`: `problem` says what is wrong there, `hint` what would be right."""

    def __init__(self, file: str, line: int, problem: str, hint: str) -> None:
        super().__init__(f"{file}:{line}: {problem}. {hint}")
        self.file = file
        self.line = line
        self.problem = problem
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the file; `what` names it in messages. The checks raise `YamlError` with its line."""

    file: str
    node: yaml.Node
    what: str

    @property
    def line(self) -> int:
        """The line in the file, from 1."""
        return int(self.node.start_mark.line) + 1

    @property
    def kind(self) -> str:
        """YAML's name for the kind of value: `map`, `seq`, `str`, `null`, `bool`, `int` …; else the whole tag."""
        return str(self.node.tag).removeprefix(_TAGS)

    @property
    def is_mapping(self) -> bool:
        """True if it has members, of whatever tag."""
        return isinstance(self.node, yaml.MappingNode)

    @property
    def is_list(self) -> bool:
        """True if it has elements, of whatever tag."""
        return isinstance(self.node, yaml.SequenceNode)

    @property
    def written(self) -> str | None:
        """A scalar as it stands in the file; None for anything else."""
        return str(self.node.value) if isinstance(self.node, yaml.ScalarNode) else None

    def plain(self) -> Any:
        """The value as Python objects, as `yaml.safe_load` would make them."""
        try:
            return yaml.constructor.SafeConstructor().construct_document(self.node)
        except yaml.MarkedYAMLError as error:
            raise self.wrong(str(error.problem), "Write plain YAML.") from None
        except ValueError as error:
            raise self.wrong(str(error).partition(";")[0], "Put it in quotes if it is text.") from None
        except RecursionError:
            raise self.wrong(f"{self.what} is nested too deeply", _FLAT) from None

    def wrong(self, problem: str, hint: str) -> YamlError:
        """An error at this line."""
        return YamlError(self.file, self.line, problem, hint)

    def pairs(self) -> Iterator[tuple[Node, Node]]:
        """Keys and values of a mapping in their order, those that come twice too."""
        if not self.is_mapping:
            raise self._kind("a mapping")
        for key, value in self.node.value:
            named = Node(self.file, key, f"a key of {self.what}")
            yield named, Node(self.file, value, f"{named.written!r} of {self.what}")

    def mapping(self, allowed: Iterable[str] | None = None) -> dict[str, Node]:
        """The members of a mapping; keys other than `allowed` and keys that come twice are errors."""
        names = None if allowed is None else list(allowed)
        found: dict[str, Node] = {}
        for key, value in self.pairs():
            name = key.written
            if name is None:
                raise key.wrong(f"{key.what} is no text", "Keys are words.")
            if names is not None and name not in names:
                near = get_close_matches(name, names, n=1)
                meant = f"Did you mean {near[0]!r}? " if near else ""
                raise key.wrong(f"{self.what} has no key {name!r}", f"{meant}It takes: {', '.join(names)}.")
            if name in found:
                raise key.wrong(f"{self.what} has the key {name!r} twice", "Leave one of them.")
            found[name] = value
        return found

    def items(self) -> Iterator[Node]:
        """The elements of a list."""
        if not self.is_list:
            raise self._kind("a list")
        for number, each in enumerate(self.node.value, start=1):
            yield Node(self.file, each, f"entry {number} of {self.what}")

    def text(self) -> str:
        """A text; numbers and dates are taken as they are written."""
        if self.written is None or self.kind == "null":
            raise self._kind("text")
        return self.written

    def one_of(self, words: Iterable[str]) -> str:
        """One of these words."""
        choices, value = list(words), self.text()
        if value not in choices:
            raise self.wrong(f"{self.what} is {value!r}", f"It is one of: {', '.join(choices)}.")
        return value

    def number(self, least: int) -> int:
        """A whole number of at least `least`."""
        digits = (self.written or "") if self.kind == "int" else ""
        if not digits.lstrip("+-").isdigit():
            raise self._kind(f"a whole number from {least} on")
        if len(digits) > _DIGITS:
            raise self.wrong(f"{self.what} is a number of {len(digits)} digits", f"It has at most {_DIGITS}.")
        if int(digits) < least:
            raise self._kind(f"a whole number from {least} on")
        return int(digits)

    def _kind(self, wanted: str) -> YamlError:
        return self.wrong(f"{self.what} is {_WORDS.get(self.kind, 'something else')}", f"It is {wanted}.")


def parse(text: str, file: str, what: str) -> Node | None:
    """The document in `text`, None for an empty one; `file` names it. Raises `YamlError` where it is no YAML."""
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = str(error.problem or error.context)
        raise YamlError(file, mark.line + 1 if mark else 1, problem, "Check the indentation.") from None
    except yaml.YAMLError as error:
        raise YamlError(file, 1, str(error), "It may hold characters that YAML does not allow.") from None
    except RecursionError:
        raise YamlError(file, _line_too_deep(text), "it is nested too deeply", _FLAT) from None
    return None if root is None else Node(file, root, what)


def _line_too_deep(text: str) -> int:
    """The line on which a document goes deeper than `_DEEPEST` levels."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST and event.start_mark is not None:
                return int(event.start_mark.line) + 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return 1


def load(path: Path, what: str) -> Node:
    """Read the file. Raises `YamlError` where it cannot be read, is no YAML, or empty."""
    file = str(path)
    try:
        root = parse(path.read_text(encoding="utf-8-sig"), file, what)
    except OSError as error:
        raise YamlError(file, 1, f"it cannot be read: {error.strerror}", f"Give the path of {what}.") from None
    except UnicodeDecodeError:
        raise YamlError(file, 1, "it cannot be read: it is no text", f"Give the path of {what} in YAML.") from None
    except YamlError as error:
        raise YamlError(file, error.line, f"it cannot be read: it is no YAML: {error.problem}", error.hint) from None
    if root is None:
        raise YamlError(file, 1, "it is empty", f"Write {what}.")
    return root
