"""Questions that a definition still asks: values that begin with `?`, as `python -m generators new` writes them."""

from __future__ import annotations

from collections.abc import Iterator

from generators.input.mistakes import Mistakes
from generators.input.yaml_source import DefinitionError, Node

QUESTION = "? "
"""The beginning of a value that somebody has to answer."""


def refuse_questions(root: Node) -> bool:
    """True where nothing is asked. Raises `DefinitionError` for every question in `root`."""
    mistakes = Mistakes()
    for node in _texts(root):
        with mistakes.noted():
            if str(node.value).startswith(QUESTION):
                asked = str(node.value).removeprefix(QUESTION)
                raise DefinitionError(node.place, f"this is still a question: {asked}", "the answer in its place")
    mistakes.settle()
    return True


def _texts(node: Node) -> Iterator[Node]:
    if isinstance(node.value, dict):
        for each in node.value.values():
            yield from _texts(each)
    elif isinstance(node.value, list):
        for each in node.value:
            yield from _texts(each)
    elif isinstance(node.value, str):
        yield node
