"""The way from the runtime to a stand-in vendor, without sockets, and what can happen on it.

Below `httpx` nothing is played: requests are those that the runtime would send, answers are those of the sandbox.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias
from unittest import mock

import httpx

from rolecall.sandbox import Sandbox
from rolecall.sandbox.core.injection import Injector
from rolecall.sandbox.core.message import Request

Send: TypeAlias = Callable[[httpx.Request], httpx.Response]
Handle: TypeAlias = Callable[[Send, httpx.Request], httpx.Response]


class Wire:
    """The way to one vendor. `handle`, when set, stands in it and decides what to send on."""

    def __init__(self, box: Sandbox[Any, Any]) -> None:
        self._box = box
        self._injector = Injector(box.vendor)
        self.handle: Handle | None = None

    @contextmanager
    def laid(self) -> Iterator[None]:
        """In this block every request of the runtime goes this way."""

        def handle_request(_: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
            return self._send(request) if self.handle is None else self.handle(self._send, request)

        with mock.patch.object(httpx.HTTPTransport, "handle_request", handle_request):
            yield

    @contextmanager
    def held(self, handle: Handle) -> Iterator[None]:
        """In this block `handle` stands in the way."""
        self.handle = handle
        try:
            yield
        finally:
            self.handle = None

    def _send(self, request: httpx.Request) -> httpx.Response:
        path, _, query = request.url.raw_path.decode("ascii").partition("?")
        headers = {name.lower(): value for name, value in request.headers.items()}
        given = Request(request.method, path, query, headers, request.read(), self._box.faults)
        response, _ = self._injector.answer(given)
        if response is None:
            raise httpx.RemoteProtocolError("Server disconnected without sending a response.", request=request)
        kind = {"content-type": response.content_type} if response.body else {}
        return httpx.Response(response.status, headers={**response.headers, **kind}, content=response.body)
