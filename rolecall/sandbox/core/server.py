"""A running sandbox: one vendor behind a real HTTP server on loopback, in a thread of its own."""

from __future__ import annotations

import asyncio
import itertools
import ssl
import threading
from types import TracebackType
from typing import Any, Generic, Self

from rolecall.sandbox.core.connection import Connection, Outcome
from rolecall.sandbox.core.control import PREFIX, Control
from rolecall.sandbox.core.faults import Faults
from rolecall.sandbox.core.injection import Injector
from rolecall.sandbox.core.log import EventLog, mask_body, mask_form
from rolecall.sandbox.core.message import Request
from rolecall.sandbox.core.vendor import OptionsT, StoreT, Vendor


class Sandbox(Generic[StoreT, OptionsT]):
    """One stand-in vendor, serving from construction until `stop`; also a context manager.

    `port` 0 takes a free one. `latency` is the time in seconds every answer is held back. `tls` is a pair of PEM
    paths, certificate and key; `client_ca` is the PEM path of the authority whose client certificates are believed,
    and asks for one without insisting. Raises OSError when the port is taken or a PEM file cannot be read,
    ValueError for `client_ca` without `tls`.
    """

    def __init__(
        self,
        vendor: Vendor[StoreT, OptionsT],
        *,
        port: int = 0,
        latency: float = 0.0,
        tls: tuple[str, str] | None = None,
        client_ca: str | None = None,
    ) -> None:
        if client_ca and not tls:
            raise ValueError("client_ca needs tls: client certificates are shown over HTTPS only")
        self.vendor = vendor
        self.name = vendor.name
        self.latency = latency
        self.log = EventLog()
        self.faults = Faults()
        self._injector = Injector(vendor)
        self._control = Control(self)
        self._numbers = itertools.count(1)
        self._in_flight = 0
        self._connections: set[Connection] = set()
        self._context: ssl.SSLContext | None = None
        if tls:
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._context.load_cert_chain(*tls)
            if client_ca:
                self._context.load_verify_locations(client_ca)
                self._context.verify_mode = ssl.CERT_OPTIONAL
        self._loop = asyncio.new_event_loop()
        try:
            self._server = self._loop.run_until_complete(
                self._loop.create_server(self._connect, "127.0.0.1", port, ssl=self._context, backlog=512)
            )
        except OSError:
            self._loop.close()
            raise
        self.port: int = self._server.sockets[0].getsockname()[1]
        self._thread = threading.Thread(target=self._loop.run_forever, name=f"sandbox-{self.name}", daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """The base URL, without a trailing slash."""
        return f"{'https' if self._context else 'http'}://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """The environment variables that point a provider at this sandbox, credentials among them."""
        return self.vendor.environment(self.url)

    @property
    def store(self) -> StoreT:
        """The vendor's state; change it here to change it behind the API's back."""
        return self.vendor.store

    @property
    def options(self) -> OptionsT:
        """The rules that can be relaxed or tightened while it runs."""
        return self.vendor.options

    def change(self, do: str, /, **arguments: Any) -> Any:
        """Make a named out-of-band change, as the control API does.

        Raises ValueError for an unknown name or wrong arguments, KeyError for an object that does not exist.
        """
        return self.vendor.change(do, **arguments)

    def stop(self) -> None:
        """Close the port and every connection, and end the thread; a second call does nothing."""
        if self._loop.is_closed():
            return
        self._loop.call_soon_threadsafe(self._close)
        self._thread.join()
        self._loop.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _close(self) -> None:
        self._server.close()
        for connection in list(self._connections):
            if connection.transport is not None:
                connection.transport.abort()
        self._loop.call_soon(self._loop.stop)

    def _connect(self) -> Connection:
        number = next(self._numbers)
        return Connection(number, self.faults, self._exchange, self._finished, self._connections)

    def _finished(self, request: Request) -> None:
        self._in_flight -= 1

    def _exchange(self, request: Request) -> Outcome:
        self._in_flight += 1
        if request.raw_path.startswith(PREFIX):
            return Outcome(self._control.handle(request))
        response, fault = self._injector.answer(request)
        slow = request.fault("slow")
        kind = fault.kind if fault else ("slow" if slow else "")
        self.log.add(
            request.method,
            self.vendor.mask_path(request.path),
            mask_form(request.raw_query),
            response.status if response else 0,
            mask_body(request.body, request.content_type),
            fault=kind,
            connection=request.connection,
            in_flight=self._in_flight,
            request_bytes=len(request.body),
            response_bytes=len(response.body) if response else 0,
        )
        return Outcome(response, self.latency + (slow.seconds if slow else 0.0))
