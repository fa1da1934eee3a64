"""Guesses about creates that go on after their answer: which operation tells how far one is, and in which words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from generators.input.description import ApiOperation, Method, Shape
from generators.input.open_questions import QUESTION
from generators.starting.api_vocabulary import PLACE, first_of

_STATUSES: Final = ("state", "status", "phase")
_WORDS: Final = ("error", "reason", "message", "detail", "failure")
_DONE: Final = ("done", "complete", "completed", "succeeded", "success", "successful", "finished", "ready")
_FAILED: Final = ("failed", "failure", "error", "errored", "cancelled", "canceled", "aborted", "rejected", "timeout")


@dataclass(frozen=True, kw_only=True)
class JobGuess:
    """The question how far a create is, and where its answers say so."""

    poll: ApiOperation
    id: str
    status: str
    values: tuple[str, ...]
    result: str
    words: str

    def said(self) -> dict[str, Any]:
        """The trait as a definition has it; what the API description does not tell is a question."""
        done = [each for each in self.values if each.lower() in _DONE]
        pending = [each for each in self.values if each.lower() not in (*_DONE, *_FAILED)]
        told = {
            "poll": self.poll.id,
            "id": self.id,
            "status": self.status,
            "pending": pending or [f"{QUESTION}The values of {self.status} while it goes on"],
            "done": done or [f"{QUESTION}The value of {self.status} when it is done"],
            "result": self.result,
        }
        return {**told, **({"words": self.words} if self.words else {})}


def job(
    create: ApiOperation | None, row: Shape, key: str, name: str, by_path: Mapping[tuple[str, Method], ApiOperation]
) -> JobGuess | None:
    """The question about `create`, whose answer is no `row` but names what an operation can be asked about.

    `key` is the row's, `name` what one object is called.
    """
    answer = create.answer if create is not None else None
    if answer is None or len(answer.properties.keys() & row.properties.keys()) > len(row.properties) // 2:
        return None
    for (path, method), poll in by_path.items():
        places = PLACE.findall(path)
        if method != "GET" or len(places) != 1 or poll.answer is None:
            continue
        told = poll.answer.properties
        status = first_of(_STATUSES, [name for name, each in told.items() if each.kind == "string"])
        named = first_of((places[0], "id"), answer.properties)
        whole = next((f"{member}.{key}" for member, each in told.items() if _is_like(each, row)), None)
        result = whole or first_of((name, f"{name}_{key}", f"{name}Id", f"{name}_id"), told)
        if status is not None and named is not None and result is not None:
            words = first_of(_WORDS, [name for name, each in told.items() if each.kind == "string"])
            values = tuple(str(each) for each in told[status].enum)
            return JobGuess(poll=poll, id=named, status=status, values=values, result=result, words=words or "")
    return None


def _is_like(shape: Shape, row: Shape) -> bool:
    return bool(shape.properties) and len(shape.properties.keys() & row.properties.keys()) * 2 > len(row.properties)
