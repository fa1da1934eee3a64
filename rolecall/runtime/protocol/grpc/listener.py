"""The transport: a unix socket, one thread for the network, one thread per running call that may wait.

A call that never waits is answered by the network thread: handing it over would cost as much as its answer.

No thread ever waits on the socket while it holds a connection's lock. A call's thread writes its answer itself, as
far as the socket takes it; the rest is written by the network thread when there is room. So a peer that does not
read cannot keep us from reading, which is how two ends of a connection come to wait for each other.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import socket
import ssl
import threading
import time
from collections.abc import Callable
from typing import Final

from rolecall.runtime.logging import Logger
from rolecall.runtime.protocol.grpc import calls, http2
from rolecall.runtime.protocol.grpc.frames import ProtocolError
from rolecall.runtime.protocol.grpc.services import Services, Streaming, Unary
from rolecall.runtime.protocol.grpc.tls import Layer
from rolecall.runtime.protocol.grpc.workers import Workers

_READ_SIZE: Final = 262_144
_STREAM_BUFFER: Final = 1_048_576  # a stream of answers pauses when the peer is this many bytes behind

_log = Logger("transport")


class Listener:
    """A `Transport` at the socket `listening`. `layer` makes what secures each connection."""

    def __init__(self, services: Services, listening: socket.socket, layer: Callable[[], Layer]) -> None:
        self._methods = {
            f"/{service}/{name}": method for service, methods in services.items() for name, method in methods.items()
        }
        self._layer = layer
        self._workers = Workers()
        self._selector = selectors.DefaultSelector()
        self._wake_reader, self._wake_writer = os.pipe()
        os.set_blocking(self._wake_writer, False)
        self._socket = listening
        self._peers: set[_Peer] = set()
        self._stopping = False
        self._thread = threading.Thread(target=self._loop, name="network", daemon=True)

    def start(self) -> None:
        """See `Transport`."""
        self._selector.register(self._socket, selectors.EVENT_READ)
        self._selector.register(self._wake_reader, selectors.EVENT_READ)
        self._thread.start()

    def stop(self, grace: float) -> None:
        """See `Transport`."""
        deadline = time.monotonic() + grace
        for peer in list(self._peers):
            peer.drain(deadline)
        self._stopping = True
        self.wake()
        self._thread.join()

    def wake(self) -> None:
        """Make the network thread look again at who has something left to write."""
        with contextlib.suppress(BlockingIOError):  # a full pipe wakes as well
            os.write(self._wake_writer, b"\0")

    def _loop(self) -> None:
        while not self._stopping:
            for key, mask in self._selector.select():
                if key.fileobj is self._socket:
                    self._accept()
                elif key.fileobj == self._wake_reader:
                    os.read(self._wake_reader, 4096)
                else:
                    self._handle(key.data, mask)
            for peer in list(self._peers):
                self._selector.modify(peer.socket, peer.interest(), peer)
        for peer in list(self._peers):
            self._drop(peer)
        self._socket.close()

    def _accept(self) -> None:
        try:
            connected, _ = self._socket.accept()
        except OSError:
            return
        connected.setblocking(False)
        peer = _Peer(connected, self._layer(), self.wake)
        self._peers.add(peer)
        self._selector.register(connected, selectors.EVENT_READ, peer)

    def _handle(self, peer: _Peer, mask: int) -> None:
        try:
            if mask & selectors.EVENT_WRITE:
                peer.flush()
            requests = peer.read() if mask & selectors.EVENT_READ else []
        except (OSError, ProtocolError) as error:
            if isinstance(error, (ssl.SSLError, ProtocolError)):
                _log.warn("a connection was refused", reason=type(error).__name__)
            self._drop(peer)
            return
        for request in requests:
            method = self._methods.get(request.path)
            if isinstance(method, Unary) and method.prompt:
                self._serve(peer, request)
            else:
                self._workers.submit(self._serve, peer, request)

    def _drop(self, peer: _Peer) -> None:
        self._peers.discard(peer)
        self._selector.unregister(peer.socket)
        peer.close()

    def _serve(self, peer: _Peer, request: calls.Request) -> None:
        """Run one call and send its answer."""
        method = self._methods.get(request.path)
        try:
            if method is None:
                peer.fail(request.stream, calls.UNIMPLEMENTED, "not offered")
            elif request.message is None:
                peer.fail(request.stream, calls.INTERNAL, "not one plain message")
            elif isinstance(method, Unary):
                peer.answer(request.stream, method.answer(request.message))
            else:
                self._stream(peer, request.stream, method, request.message)
        except BaseException as error:  # a call's own errors are in its answer; what comes here is ours
            _log.error("a call was not answered", path=request.path, exception=type(error).__name__)
            peer.fail(request.stream, calls.INTERNAL, "the provider failed")

    def _stream(self, peer: _Peer, stream: int, method: Streaming, message: bytes) -> None:
        answers = method.answers(message)
        try:
            for answer in answers:
                if not peer.message(stream, answer):
                    return
            peer.end(stream)
        finally:
            if hasattr(answers, "close"):
                answers.close()


class _Peer:
    """One connection: its socket, what secures it and the state of its HTTP/2, under one lock."""

    def __init__(self, connected: socket.socket, layer: Layer, wake: Callable[[], None]) -> None:
        self.socket = connected
        self._layer = layer
        self._wake = wake
        self._connection = http2.Connection()
        self._unsent = bytearray()
        self._closed = False
        self._changed = threading.Condition(threading.Lock())

    # The network thread's side.

    def read(self) -> list[calls.Request]:
        """The calls that came in. Raises OSError at the end of the connection, ProtocolError on nonsense."""
        try:
            data = self.socket.recv(_READ_SIZE)
        except BlockingIOError:
            return []
        if not data:
            raise ConnectionResetError
        with self._changed:
            try:
                plain = self._layer.receive(data)
                requests = self._connection.receive(plain) if plain else []
            finally:
                self._send()  # also the alert or GOAWAY that tells the peer why
            self._changed.notify_all()
        return requests

    def flush(self) -> None:
        """Write what is left. Raises OSError."""
        with self._changed:
            self._write()
            self._changed.notify_all()

    def interest(self) -> int:
        """The events to wait for."""
        return selectors.EVENT_READ | (selectors.EVENT_WRITE if self._unsent else 0)

    def close(self) -> None:
        """End the connection."""
        with self._changed:
            self._closed = True
            self.socket.close()
            self._changed.notify_all()

    # A call's side. Nothing here raises when the peer is gone: the call is done, and nobody wants its answer.

    def answer(self, stream: int, data: bytes) -> None:
        """Send the one answer on `stream`."""
        with self._changed:
            self._connection.message(stream, data)
            self._connection.end(stream)
            self._push()

    def message(self, stream: int, data: bytes) -> bool:
        """Send one of many answers, when the peer has room; whether it still wants more."""
        with self._changed:
            self._connection.message(stream, data)
            self._push()
            while True:
                behind = self._connection.waiting(stream)
                if self._closed or behind is None:
                    return False
                if behind < _STREAM_BUFFER:
                    return True
                self._changed.wait()

    def end(self, stream: int) -> None:
        """End a stream of answers."""
        with self._changed:
            self._connection.end(stream)
            self._push()

    def fail(self, stream: int, status: int, text: str) -> None:
        """Answer with a gRPC error."""
        with self._changed:
            self._connection.fail(stream, status, text)
            self._push()

    def drain(self, deadline: float) -> None:
        """Wait till all answers are sent, till `deadline` (monotonic) at most, and say goodbye."""
        with self._changed:
            self._changed.wait_for(
                lambda: self._closed or not (self._connection.busy() or self._unsent),
                max(0.0, deadline - time.monotonic()),
            )
            if not self._closed:
                self._connection.close()
                self._push()

    def _push(self) -> None:
        if self._closed:
            return
        try:
            self._send()
        except OSError:
            self._unsent.clear()  # the network thread sees the end of the connection by itself
        if self._unsent:
            self._wake()
        self._changed.notify_all()

    def _send(self) -> None:
        self._unsent += self._layer.send(self._connection.take())
        self._write()

    def _write(self) -> None:
        while self._unsent:
            try:
                sent = self.socket.send(self._unsent)
            except BlockingIOError:
                return
            del self._unsent[:sent]
