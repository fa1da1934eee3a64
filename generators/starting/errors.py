"""Guesses about the vendor's own error answers: where their words are, and what only the vendor writes in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from generators.input.description import Description, Shape
from generators.input.open_questions import QUESTION
from generators.starting.api_vocabulary import first_of

_WORDS: Final = ("detail", "message", "error_description", "errorSummary", "description", "reason", "title", "error")
_SIGNS: Final = (
    "code",
    "errorCode",
    "error_code",
    "errorId",
    "error_id",
    "requestId",
    "request_id",
    "trace_id",
    "type",
)
_ASKED: Final = {
    "messages": f"{QUESTION}Where error answers hold their words, such as error.message",
    "signature": f"{QUESTION}What only the vendor writes in a 404, such as error.code; or no such line",
}


def errors(description: Description) -> dict[str, Any]:
    """`errors` of a definition: as the error answers that the API describes, or a question for each of its keys."""
    members = [dict(_texts(each.refusal)) for each in description.operations.values() if each.refusal is not None]
    found = {name: _path(words, members) for name, words in (("messages", _WORDS), ("signature", _SIGNS))}
    return {name: [path or _ASKED[name]] for name, path in found.items()}


def _path(wanted: tuple[str, ...], members: list[dict[str, str]]) -> str | None:
    """The path of the likeliest member in the first error answer that has one of `wanted`."""
    for paths in members:
        name = first_of(wanted, paths)
        if name is not None:
            return paths[name]
    return None


def _texts(shape: Shape, outer: str = "", depth: int = 3) -> Iterator[tuple[str, str]]:
    """The texts in an error answer by name, with their paths; the outermost of a name comes last, and counts."""
    inner = {**shape.properties, **({"0": shape.items} if shape.items is not None else {})}
    for name, each in inner.items() if depth else ():
        yield from _texts(each, f"{outer}{name}.", depth - 1)
    for name, each in inner.items():
        if each.kind in ("string", "integer") and name != "0":
            yield name, f"{outer}{name}"
