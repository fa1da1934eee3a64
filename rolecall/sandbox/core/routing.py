"""From method and path to the function that answers."""

from __future__ import annotations

import re
from typing import Generic, TypeVar
from urllib.parse import unquote

from rolecall.sandbox.core.message import Refusal

Handler = TypeVar("Handler")


class Router(Generic[Handler]):
    """Routes such as `/users/{id}`; a placeholder takes one path segment."""

    def __init__(self) -> None:
        self._fixed: dict[str, dict[str, Handler]] = {}
        self._patterns: list[tuple[re.Pattern[str], dict[str, Handler]]] = []

    def add(self, path: str, **handlers: Handler) -> None:
        """Answer `path` with one handler per method, given by its name (`GET=...`, `POST=...`)."""
        if "{" not in path:
            self._fixed[path] = handlers
            return
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(path))
        self._patterns.append((re.compile(pattern), handlers))

    def find(self, method: str, raw_path: str) -> tuple[Handler, dict[str, str]]:
        """The handler, and the decoded values of the placeholders.

        Raises Refusal 404 for a path that does not exist, and 405 with an Allow header when only the method does not.
        """
        path = raw_path.rstrip("/")
        handlers, arguments = self._fixed.get(path), {}
        if handlers is None:
            for pattern, candidates in self._patterns:
                if match := pattern.fullmatch(path):
                    handlers = candidates
                    arguments = {name: unquote(value) for name, value in match.groupdict().items()}
                    break
            else:
                raise Refusal(404, f"There is no {unquote(path)}.", "EndpointNotFound")
        if method not in handlers:
            raise Refusal(405, "Method Not Allowed", "MethodNotAllowed", Allow=", ".join(handlers))
        return handlers[method], arguments
