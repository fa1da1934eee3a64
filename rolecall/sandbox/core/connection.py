"""HTTP/1.1 on one connection: parse a request, hand it over, write the answer in one piece.

Written on asyncio's transports rather than on http.server, whose header parsing costs more than the answers.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import formatdate
from http import HTTPStatus
from typing import Any

from rolecall.sandbox.core.faults import Faults
from rolecall.sandbox.core.message import Request, Response

_REASONS = {status.value: status.phrase for status in HTTPStatus}
_LARGEST_HEAD = 64 * 1024


@dataclass
class Outcome:
    """The outcome of a request: the answer (None: close without one), and how many seconds to hold it back."""

    response: Response | None
    delay: float = 0.0


Exchange = Callable[[Request], Outcome]


class Connection(asyncio.Protocol):
    """One client connection, kept alive; requests on it are answered in order.

    `exchange` answers a request, `finished` is called once its answer is written or given up, and `connections` is
    the server's set of open connections.
    """

    def __init__(
        self,
        number: int,
        faults: Faults,
        exchange: Exchange,
        finished: Callable[[Request], None],
        connections: set[Connection],
    ) -> None:
        self._number = number
        self._faults = faults
        self._exchange = exchange
        self._finished = finished
        self._connections = connections
        self._buffer = bytearray()
        self._waiting: asyncio.TimerHandle | None = None
        self._pending: Request | None = None
        self._continued = False
        self._scheme = "http"
        self._certificate: Mapping[str, Any] | None = None
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the new connection into the server's set."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        if transport.get_extra_info("ssl_object") is not None:
            self._scheme = "https"
            self._certificate = transport.get_extra_info("peercert") or None
        self._connections.add(self)

    def connection_lost(self, error: Exception | None) -> None:
        """Leave the set, and give up an answer being held back."""
        self._connections.discard(self)
        self.transport = None
        if self._waiting is not None:
            self._waiting.cancel()
            self._done()

    def data_received(self, data: bytes) -> None:
        """Answer as soon as a request is complete."""
        self._buffer += data
        self._advance()

    def _advance(self) -> None:
        """Answer whatever complete requests the buffer holds, unless an answer is being held back."""
        while self._pending is None and self.transport is not None and not self.transport.is_closing():
            request = self._parse()
            if request is None:
                return
            self._pending = request
            outcome = self._exchange(request)
            if outcome.delay > 0:
                loop = asyncio.get_running_loop()
                self._waiting = loop.call_later(outcome.delay, self._resume, outcome.response)
            else:
                self._write(outcome.response)

    def _resume(self, response: Response | None) -> None:
        self._write(response)
        self._advance()

    def _done(self) -> None:
        request, self._pending, self._waiting = self._pending, None, None
        if request is not None:
            self._finished(request)

    def _write(self, response: Response | None) -> None:
        request = self._pending
        self._done()
        if self.transport is None or request is None:
            return
        if response is None:
            self.transport.close()
            return
        keep = request.headers.get("connection", "").lower() != "close"
        head = [f"HTTP/1.1 {response.status} {_REASONS.get(response.status, 'Unknown')}"]
        head += [f"{name}: {value}" for name, value in response.headers.items()]
        if response.body:
            head.append(f"Content-Type: {response.content_type}")
        head.append(f"Content-Length: {len(response.body)}")
        if "Date" not in response.headers:
            head.append(f"Date: {formatdate(usegmt=True)}")
        head.append("Connection: keep-alive" if keep else "Connection: close")
        body = b"" if request.method == "HEAD" else response.body
        self.transport.write("\r\n".join(head).encode("latin-1") + b"\r\n\r\n" + body)
        if not keep:
            self.transport.close()

    def _parse(self) -> Request | None:
        """Take one request off the buffer; None when it is not complete, or so broken that we hung up."""
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            if len(self._buffer) > _LARGEST_HEAD:
                self._hang_up(431)
            return None
        lines = bytes(self._buffer[:end]).decode("latin-1").split("\r\n")
        try:
            method, target, version = lines[0].split(" ")
            headers = {}
            for line in lines[1:]:
                name, _, value = line.partition(":")
                headers[name.lower()] = value.strip()
            length = int(headers.get("content-length", "0"))
        except ValueError:
            self._hang_up(400)
            return None
        if "transfer-encoding" in headers:
            self._hang_up(411)
            return None
        if len(self._buffer) < end + 4 + length:
            if headers.get("expect", "").lower() == "100-continue" and not self._continued and self.transport:
                self._continued = True
                self.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            return None
        self._continued = False
        body = bytes(self._buffer[end + 4 : end + 4 + length])
        del self._buffer[: end + 4 + length]
        if version == "HTTP/1.0":
            headers.setdefault("connection", "close")
        path, _, query = target.partition("?")
        return Request(
            method,
            path,
            query,
            headers,
            body,
            self._faults,
            connection=self._number,
            scheme=self._scheme,
            certificate=self._certificate,
        )

    def _hang_up(self, status: int) -> None:
        if self.transport is not None:
            head = f"HTTP/1.1 {status} {_REASONS[status]}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            self.transport.write(head.encode())
            self.transport.close()
