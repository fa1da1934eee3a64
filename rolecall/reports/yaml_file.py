"""A YAML file whose mistakes are told with their line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from rolecall.reports.errors import JobError

_KINDS = {
    "tag:yaml.org,2002:null": "nothing",
    "tag:yaml.org,2002:bool": "true or false",
    "tag:yaml.org,2002:int": "a whole number",
    "tag:yaml.org,2002:float": "a number",
    "tag:yaml.org,2002:str": "text",
    "tag:yaml.org,2002:seq": "a list",
    "tag:yaml.org,2002:map": "a mapping",
    "tag:yaml.org,2002:timestamp": "a date",
}


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the file and where it stands; its methods raise `JobError` with the line."""

    file: Path
    node: yaml.Node
    what: str

    @property
    def line(self) -> int:
        """The line in the file, from 1."""
        return int(self.node.start_mark.line) + 1

    def wrong(self, problem: str, hint: str) -> JobError:
        """An error at this line."""
        return JobError(f"{self.file}:{self.line}: {problem}.", hint=hint)

    def mapping(self, allowed: Iterable[str] | None = None) -> dict[str, Node]:
        """The members of a mapping; keys other than `allowed` and keys that come twice are errors."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self._kind("a mapping")
        names = None if allowed is None else list(allowed)
        found: dict[str, Node] = {}
        for key, value in self.node.value:
            here = Node(self.file, key, self.what)
            if not isinstance(key, yaml.ScalarNode):
                raise here.wrong(f"a key of {self.what} is no text", "Keys are words.")
            name = str(key.value)
            if names is not None and name not in names:
                near = get_close_matches(name, names, n=1)
                meant = f"Did you mean {near[0]!r}? " if near else ""
                raise here.wrong(f"{self.what} has no key {name!r}", f"{meant}It takes: {', '.join(names)}.")
            if name in found:
                raise here.wrong(f"{self.what} has the key {name!r} twice", "Leave one of them.")
            found[name] = Node(self.file, value, f"{name!r} of {self.what}")
        return found

    def items(self) -> Iterator[Node]:
        """The elements of a list."""
        if not isinstance(self.node, yaml.SequenceNode):
            raise self._kind("a list")
        for number, each in enumerate(self.node.value, start=1):
            yield Node(self.file, each, f"entry {number} of {self.what}")

    def text(self) -> str:
        """A text; numbers and dates are taken as they are written."""
        if not isinstance(self.node, yaml.ScalarNode) or self.node.tag.endswith(":null"):
            raise self._kind("text")
        return str(self.node.value)

    def one_of(self, words: Iterable[str]) -> str:
        """One of these words."""
        choices, value = list(words), self.text()
        if value not in choices:
            raise self.wrong(f"{self.what} is {value!r}", f"It is one of: {', '.join(choices)}.")
        return value

    def number(self, least: int) -> int:
        """A whole number of at least `least`."""
        value: Any = self.node.value if isinstance(self.node, yaml.ScalarNode) else None
        if not self.node.tag.endswith(":int") or not str(value).lstrip("+-").isdigit() or int(value) < least:
            raise self._kind(f"a whole number from {least} on")
        return int(value)

    def _kind(self, wanted: str) -> JobError:
        return self.wrong(f"{self.what} is {_KINDS.get(self.node.tag, 'something else')}", f"It is {wanted}.")


def load(path: Path, what: str) -> Node:
    """Read the file. Raises `JobError` where it cannot be read or is no YAML."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise JobError(f"{path} cannot be read: {error.strerror}.", hint=f"Give the path of {what}.") from None
    except UnicodeDecodeError:
        raise JobError(f"{path} is not text.", hint=f"Give the path of {what} in YAML.") from None
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise JobError(f"{path}:{line}: this is no YAML: {error.problem}.", hint="Check the indentation.") from None
    except yaml.YAMLError:
        raise JobError(f"{path} is no YAML.", hint="It may hold characters that YAML does not allow.") from None
    if root is None:
        raise JobError(f"{path} is empty.", hint="Write `version: 1` and at least one rule.")
    return Node(path, root, what)
