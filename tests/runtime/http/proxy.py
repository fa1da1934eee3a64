"""A small proxy: CONNECT and forwarding over HTTP, and SOCKS5. Every name that it is asked for is one local server."""

from __future__ import annotations

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

Kind = Literal["http", "socks5"]


class Proxy:
    """Asked for anything it connects to `port` of this machine. `heads` are the first lines that it was sent."""

    def __init__(self, kind: Kind, port: int, credentials: str | None = None, answers: bool = True) -> None:
        self.heads: list[str] = []
        self.received = bytearray()
        proxy = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                (proxy._http if kind == "http" else proxy._socks)(self.request)

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            block_on_close = False

        self._target, self._credentials, self._answers = port, credentials, answers
        self._silent = threading.Event()
        self._server = Server(("127.0.0.1", 0), Handler)
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._silent.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _http(self, client: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            if not (more := client.recv(4096)):
                return
            head += more
        self.heads.append(head.decode("latin-1"))
        if not self._answers:
            self._silent.wait(10)
            return
        if self._credentials is not None and self._credentials not in self.heads[-1]:
            client.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n")
            return
        with socket.create_connection(("127.0.0.1", self._target)) as vendor:
            if head.startswith(b"CONNECT "):
                client.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
            else:
                vendor.sendall(head)
            self._pipe(client, vendor)

    def _socks(self, client: socket.socket) -> None:
        client.recv(2)
        client.recv(8)
        client.sendall(b"\x05\x00")
        head = client.recv(512)
        self.heads.append(head[5 : 5 + head[4]].decode())
        with socket.create_connection(("127.0.0.1", self._target)) as vendor:
            client.sendall(b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00")
            self._pipe(client, vendor)

    def _pipe(self, client: socket.socket, vendor: socket.socket) -> None:
        def back() -> None:
            try:
                while more := vendor.recv(65536):
                    client.sendall(more)
            except OSError:
                pass

        threading.Thread(target=back, daemon=True).start()
        try:
            while more := client.recv(65536):
                self.received += more
                vendor.sendall(more)
        except OSError:
            pass


@contextmanager
def proxying(kind: Kind, port: int, *, credentials: str | None = None, answers: bool = True) -> Iterator[Proxy]:
    proxy = Proxy(kind, port, credentials, answers)
    try:
        yield proxy
    finally:
        proxy.stop()
