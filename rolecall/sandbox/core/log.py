"""The event log: every request a vendor received, in order, with secrets masked."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

MASK = "********"
_SECRET = re.compile(
    r"password|passcode|secret|token_string|authorization|session_?key|^session$|^((api|access|refresh|id)_)?token$",
    re.I,
)
_SECRET_KEY = re.compile(r"password|secret|token|appkey|consumerkey", re.I)


@dataclass(frozen=True, slots=True)
class Event:
    """One request and what became of it.

    `status` is what the caller saw, 0 when the connection was closed without an answer. `body` is the request's
    body as text with secrets masked. `fault` names the fault that struck, `connection` numbers the connection it
    came on, `in_flight` counts the requests being answered at that moment, this one included. `request_bytes` and
    `response_bytes` are the sizes of the bodies.
    """

    number: int
    method: str
    path: str
    query: str
    status: int
    body: str
    fault: str = ""
    connection: int = 0
    in_flight: int = 1
    request_bytes: int = 0
    response_bytes: int = 0

    def dump(self) -> dict[str, Any]:
        """The event as JSON-ready values."""
        return asdict(self)


class EventLog:
    """The events of one sandbox since it started or was cleared; control requests are not among them."""

    def __init__(self) -> None:
        self._events: list[Event] = []
        self._number = 0
        self._lock = threading.Lock()

    def add(self, method: str, path: str, query: str, status: int, body: str, **more: Any) -> Event:
        """Record one request under the next number."""
        with self._lock:
            self._number += 1
            event = Event(self._number, method, path, query, status, body, **more)
            self._events.append(event)
        return event

    def matching(self, method: str | None = None, path: str | None = None) -> list[Event]:
        """The events of this method (exact) whose path matches (a regular expression, searched)."""
        pattern = re.compile(path) if path else None
        return [
            event
            for event in self
            if (method is None or event.method == method) and (pattern is None or pattern.search(event.path))
        ]

    def count(self, method: str | None = None, path: str | None = None) -> int:
        """The number of events that match, as in `matching`."""
        return len(self.matching(method, path))

    def peak(self) -> int:
        """The highest number of requests that were being answered at once."""
        return max((event.in_flight for event in self), default=0)

    def clear(self) -> None:
        """Forget the events; numbers go on."""
        with self._lock:
            self._events.clear()

    def __iter__(self) -> Iterator[Event]:
        with self._lock:
            return iter(list(self._events))

    def __len__(self) -> int:
        return len(self._events)

    def __getitem__(self, index: int) -> Event:
        return self._events[index]


def mask_values(value: Any) -> Any:
    """A copy of JSON values in which whatever stands under a secret's name is masked.

    A secret's name is that of a property, or the `key` of a pair whose text is in `value`, or the `path` of a patch
    operation whose text is in `value`.
    """
    if isinstance(value, dict):
        named = _SECRET_KEY.search(str(value.get("key", ""))) or _SECRET.search(str(value.get("path", "")))
        pair = "value" in value and bool(named)
        return {
            key: _masked(item) if _SECRET.search(str(key)) or (pair and key == "value") else mask_values(item)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [mask_values(item) for item in value]
    return value


def _masked(value: Any) -> Any:
    """A copy of what stands under a secret's name, without its texts."""
    if isinstance(value, dict):
        return {key: _masked(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_masked(item) for item in value]
    return MASK if isinstance(value, str) else value


def mask_form(text: str) -> str:
    """A form or query string in which the values of secrets are masked."""
    pairs = parse_qsl(text, keep_blank_values=True)
    if not any(_SECRET.search(name) for name, _ in pairs):
        return text
    return urlencode([(name, MASK if _SECRET.search(name) else value) for name, value in pairs], safe="*/:+@")


def mask_body(body: bytes, content_type: str) -> str:
    """A request body as text with secrets masked; a body of neither kind is described by its length."""
    if not body:
        return ""
    try:
        if "json" in content_type:
            return json.dumps(mask_values(json.loads(body)))
        if "urlencoded" in content_type:
            return mask_form(body.decode())
    except ValueError:
        pass
    return f"<{len(body)} bytes>"
