"""A vendor's own log of who changed what."""

from __future__ import annotations

from typing import Literal

from rolecall.specification.declaration import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """A log that says who last changed an object: asked by a GET, for one object at a time, where somebody asks for it.

    `path` and `query` are the call; `{value}` in the query is what the log calls the object, escaped as texts there
    are (`quoting`: a backslash before a quote, or the quote twice), `{since}` the time `days` ago in ISO 8601.
    `subjects` are the resource types that the log is about, each with the attributes that have such names: an event
    is about the object if it names all of them, and it is asked for by the first. `items` leads to the events, a list
    or a single one, the newest first; empty: the whole answer. In an event `time`, `action` and `request` (empty where
    the log names none) are where it says so, `actor` the paths of which the first that has a text counts, and `target`
    that of the names it is about, which may lead through lists; an event about something else is passed over. `needs`
    says what an account needs to read the log, in words for people.
    """

    path: str
    query: tuple[tuple[str, str], ...]
    subjects: tuple[tuple[str, tuple[str, ...]], ...]
    time: str
    actor: tuple[str, ...]
    action: str
    target: str
    needs: str
    items: str = ""
    request: str = ""
    quoting: Literal["backslash", "double"] = "backslash"
    days: int = 30
