"""A small HTTP server whose every answer a test decides, and a shim for it."""

from __future__ import annotations

import json
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from rolecall.specification.schema import Attribute, Collection, Envelope, ErrorShape, Operation, Provider, Schema
from rolecall.specification.traits import HeaderToken, Pagination


@dataclass(frozen=True)
class Request:
    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    connection: int
    at: float = field(default_factory=time.monotonic)

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.target).query, keep_blank_values=True))


@dataclass(frozen=True)
class Reply:
    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None  # what Content-Length claims, if not the truth
    pauses: tuple[float, ...] = ()  # seconds before each byte of the body

    @classmethod
    def json(cls, data: Any, status: int = 200, **headers: str) -> Reply:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return cls(status, json.dumps(data).encode(), {"content-type": "application/json", **named})


class Drop(Exception):
    """Raised by a script: close the connection without an answer."""


Script = Callable[[Request], Reply]


class Vendor:
    def __init__(self, script: Script, context: ssl.SSLContext | None = None) -> None:
        self.requests: list[Request] = []
        self.script = script
        vendor = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def handle_one_request(self) -> None:
                try:
                    super().handle_one_request()
                except (ConnectionError, ssl.SSLError, TimeoutError):
                    self.close_connection = True

            def __getattr__(self, name: str) -> Callable[[], None]:
                if name.startswith("do_"):
                    return self._answer
                raise AttributeError(name)

            def _answer(self) -> None:
                length = int(self.headers.get("content-length") or 0)
                request = Request(
                    self.command,
                    self.path,
                    {name.lower(): value for name, value in self.headers.items()},
                    self.rfile.read(length),
                    self.client_address[1],
                )
                vendor.requests.append(request)
                try:
                    reply = vendor.script(request)
                except Drop:
                    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    self.close_connection = True
                    return
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(reply.body) if reply.length is None else reply.length))
                self.end_headers()
                if reply.pauses:
                    for pause, byte in zip(reply.pauses, reply.body, strict=False):
                        time.sleep(pause)
                        self.wfile.write(bytes([byte]))
                else:
                    self.wfile.write(reply.body)
                if reply.length is not None:
                    self.close_connection = True

            def log_message(self, format: str, *args: Any) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 256

            def handle_error(self, request: Any, client_address: Any) -> None:
                pass

        self._server = Server(("127.0.0.1", 0), Handler)
        if context is not None:
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.port: int = self._server.server_address[1]
        self.url = f"{'http' if context is None else 'https'}://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def count(self, method: str | None = None) -> int:
        return sum(method in (None, request.method) for request in self.requests)


@contextmanager
def serving(script: Script, context: ssl.SSLContext | None = None) -> Iterator[Vendor]:
    vendor = Vendor(script, context)
    try:
        yield vendor
    finally:
        vendor.stop()


PAGES = Pagination(size="limit", start="offset", default=10, maximum=10)

THINGS = Collection(
    name="things",
    key="id",
    list=Operation(method="GET", path="/things"),
    get=Operation(method="GET", path="/things/{id}"),
    envelope=Envelope(item="data", items="data", total="total"),
    pagination=PAGES,
)

GET = Operation(method="GET", path="/things/{id}")
LIST = Operation(method="GET", path="/things")
CREATE = Operation(method="POST", path="/things", body="json")
FORM = Operation(method="POST", path="/things", body="form")
UPDATE = Operation(method="PUT", path="/things/{id}", body="json")
DELETE = Operation(method="DELETE", path="/things/{id}")

SHIM = Provider(
    name="acme",
    title="Acme",
    schema=Schema(attributes=(Attribute(name="url"), Attribute(name="token", sensitive=True))),
    url_argument="url",
    base_path="/api",
    headers=(("x-acme", "yes"),),
    query=(("mode", "json"),),
    authentication=(HeaderToken(header="x-token", argument="token"),),
    errors=ErrorShape(messages=("error.text", "message"), request_id_headers=("x-request-id",)),
    collections=(THINGS,),
)
