"""YAML that remembers where everything stood, so that a complaint can name file and line."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from rolecall.text import yaml_file

Scalar: TypeAlias = str | int | float | bool | None


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line of a file; lines count from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Something that a file says at `place`."""

    place: Place


class Remark(str):
    """A text that knows its place."""

    place: Place

    def __new__(cls, text: str, place: Place) -> Remark:
        """`text`, which stands at `place`."""
        made = super().__new__(cls, text)
        made.place = place
        return made


class DefinitionError(Exception):
    """Something in an input file cannot be used.

    `place` is the file and line, `problem` what is wrong there, `expected` what would be right. `rest` is what was made
    without it, where something was, so that a look at the rest can follow.
    """

    rest: object = None

    def __init__(self, place: Place, problem: str, expected: str) -> None:
        super().__init__(f"{place}: {problem}; expected {expected}")
        self.place = place
        self.problem = problem
        self.expected = expected


@dataclass(frozen=True, slots=True)
class Node:
    """A YAML value and its place: a scalar, a list of nodes, or nodes by key. `keys` are the places of the keys."""

    place: Place
    value: Scalar | list[Node] | dict[str, Node]
    keys: dict[str, Place]

    def plain(self) -> Any:
        """The value without places, as JSON data."""
        if isinstance(self.value, dict):
            return {key: item.plain() for key, item in self.value.items()}
        if isinstance(self.value, list):
            return [item.plain() for item in self.value]
        return self.value

    def mapping(self, what: str) -> dict[str, Node]:
        """The nodes by key. Raises `DefinitionError` where this is no mapping; `what` names it in the message."""
        if not isinstance(self.value, dict):
            raise DefinitionError(self.place, f"{what} is {kind_of(self.value)}", "a mapping")
        return self.value

    def sequence(self, what: str) -> list[Node]:
        """The nodes in order. Raises `DefinitionError` where this is no list."""
        if not isinstance(self.value, list):
            raise DefinitionError(self.place, f"{what} is {kind_of(self.value)}", "a list")
        return self.value

    def at(self, path: list[str | int]) -> Place:
        """The place of the value that `path` leads to, or of the last one on the way that exists."""
        node, place = self, self.place
        for step in path:
            if isinstance(node.value, dict) and str(step) in node.value:
                place = node.keys[str(step)]
                node = node.value[str(step)]
            elif isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                place = node.place
            else:
                break
        return place


def kind_of(value: object) -> str:
    """What a value is, in words for a message."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if value is None:
        return "empty"
    return repr(value)


def load(path: Path, shown: str | None = None) -> Node:
    """Read a YAML file. `shown` is its name in messages, by default the path.

    Raises `DefinitionError` for broken YAML, a missing or empty file, keys that repeat and keys that are not text.
    """
    name = shown or str(path)
    return parse(text_of(path, name), name)


def text_of(path: Path, name: str) -> str:
    """The text of a YAML file; `name` stands for it in messages. Raises `DefinitionError` where it has none."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise DefinitionError(Place(name, 1), "the file is missing", "a YAML document") from None
    except UnicodeDecodeError as error:
        raise DefinitionError(Place(name, 1), f"byte {error.start} is not UTF-8", "UTF-8 text") from None


def parse(text: str, name: str) -> Node:
    """The document in `text`; `name` stands for the file in messages. Raises as `load` does."""
    try:
        root = yaml_file.parse(text, name, name)
        if root is None:
            raise DefinitionError(Place(name, 1), "the file is empty", "a YAML document")
        return _node(root, ())
    except yaml_file.YamlError as error:
        raise DefinitionError(Place(name, error.line), f"not YAML: {error.problem}", "a YAML document") from None


def _node(node: yaml_file.Node, above: tuple[int, ...]) -> Node:
    place = Place(node.file, node.line)
    if id(node.node) in above:
        raise DefinitionError(place, "an alias contains itself", "a tree")
    above = (*above, id(node.node))
    if node.written is None and node.kind not in ("map", "seq"):
        raise DefinitionError(place, f"the tag {node.node.tag!r} is not known", "plain YAML")
    if node.is_mapping:
        values: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        for key_node, value_node in node.pairs():
            merged = key_node.kind == "merge"
            key = key_node.written if merged else key_node.plain()
            spot = Place(node.file, key_node.line)
            if isinstance(key, int) and not isinstance(key, bool):
                key = str(key)
            if not isinstance(key, str) or merged:
                raise DefinitionError(spot, f"the key {key!r} cannot be used", "a text key, in quotes where YAML asks")
            if key in values:
                raise DefinitionError(spot, f"the key {key!r} repeats line {keys[key].line}", "each key once")
            values[key] = _node(value_node, above)
            keys[key] = spot
        return Node(place, values, keys)
    if node.is_list:
        return Node(place, [_node(item, above) for item in node.items()], {})
    value = node.plain()
    if value is not None and not isinstance(value, str | int | float | bool):
        raise DefinitionError(place, f"{node.written!r} reads as {type(value).__name__}", "quotes around it")
    if isinstance(value, float) and not math.isfinite(value):
        raise DefinitionError(place, f"{node.written!r} is no number in JSON", "a finite number")
    return Node(place, value, {})
