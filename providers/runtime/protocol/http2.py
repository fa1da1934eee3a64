"""gRPC over HTTP/2, without sockets: bytes in, calls out; answers in, bytes out.

Frames, header compression and stream states are h2's; what gRPC adds is here (RFC 9113; gRPC's "over HTTP2"
document): messages with a prefix of five bytes, a status in the trailers, and flow control observed.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Final

from h2 import events
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.exceptions import ProtocolError, StreamClosedError
from h2.settings import SettingCodes, Settings

OK: Final = 0
UNIMPLEMENTED: Final = 12
INTERNAL: Final = 13

MAX_STREAMS: Final = 1024
"""Most calls at once. Terraform's parallelism is a flag without a limit."""

_LARGEST_WINDOW: Final = 2**31 - 1
_STREAM_WINDOW: Final = 16 * 2**20
_PREFIX: Final = 5
_HEADERS: Final = [(b":status", b"200"), (b"content-type", b"application/grpc")]
_TRAILERS_OK: Final = [(b"grpc-status", b"0")]


@dataclass(frozen=True, slots=True)
class Request:
    """A call that is complete: `path` is `/service/name`, `message` None when it does not make sense."""

    stream: int
    path: str
    message: bytes | None


@dataclass(slots=True)
class _Incoming:
    path: str
    body: bytearray = field(default_factory=bytearray)


@dataclass(slots=True)
class _Outgoing:
    """What is left to send on a stream. `trailers` set: nothing comes after it."""

    begun: bool = False
    chunks: deque[memoryview] = field(default_factory=deque)
    size: int = 0
    trailers: list[tuple[bytes, bytes]] | None = None


class Connection:
    """The server's side of one connection. Not for two threads at once."""

    def __init__(self) -> None:
        self._h2 = H2Connection(
            # The peer has proved to be Terraform: its headers need no policing.
            H2Configuration(
                client_side=False,
                header_encoding=None,
                validate_inbound_headers=False,
                normalize_inbound_headers=False,
                validate_outbound_headers=False,
                normalize_outbound_headers=False,
            )
        )
        self._h2.local_settings = Settings(
            client=False,
            initial_values={
                SettingCodes.ENABLE_PUSH: 0,
                SettingCodes.MAX_CONCURRENT_STREAMS: MAX_STREAMS,
                SettingCodes.INITIAL_WINDOW_SIZE: _STREAM_WINDOW,
            },
        )
        self._h2.initiate_connection()
        self._h2.increment_flow_control_window(_LARGEST_WINDOW - 65_535)
        self._incoming: dict[int, _Incoming] = {}
        self._outgoing: dict[int, _Outgoing] = {}

    def receive(self, data: bytes) -> list[Request]:
        """The calls that `data` completes. Raises h2's ProtocolError when the connection is beyond repair."""
        requests: list[Request] = []
        for event in self._h2.receive_data(data):
            match event:
                case events.RequestReceived():
                    path = dict(event.headers or ()).get(b":path", b"")
                    self._incoming[event.stream_id] = _Incoming(path.decode("latin-1"))
                case events.DataReceived():
                    if event.stream_id in self._incoming:
                        self._incoming[event.stream_id].body += event.data
                    self._h2.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
                case events.StreamEnded():
                    incoming = self._incoming.pop(event.stream_id, None)
                    if incoming is not None:
                        self._outgoing[event.stream_id] = _Outgoing()
                        requests.append(Request(event.stream_id, incoming.path, _message(incoming.body)))
                case events.StreamReset():
                    self._incoming.pop(event.stream_id, None)
                    self._outgoing.pop(event.stream_id, None)
                case events.ConnectionTerminated():
                    self._incoming.clear()
                    self._outgoing.clear()
                case events.WindowUpdated() | events.RemoteSettingsChanged():
                    for stream in list(self._outgoing):
                        self._pump(stream)
        return requests

    def take(self) -> bytes:
        """What is to be sent now."""
        return self._h2.data_to_send()

    def close(self) -> None:
        """Tell the peer that nothing more is served."""
        self._h2.close_connection()

    def begin(self, stream: int) -> None:
        """Start the answer on `stream`."""
        outgoing = self._outgoing.get(stream)
        if outgoing is not None:
            self._h2.send_headers(stream, _HEADERS)
            outgoing.begun = True

    def message(self, stream: int, data: bytes) -> None:
        """Send one message on `stream`, as far as the peer has room now."""
        outgoing = self._outgoing.get(stream)
        if outgoing is not None:
            framed = memoryview(b"\0" + len(data).to_bytes(4, "big") + data)
            outgoing.chunks.append(framed)
            outgoing.size += len(framed)
            self._pump(stream)

    def end(self, stream: int) -> None:
        """End the answer on `stream` well, once all its messages are sent."""
        outgoing = self._outgoing.get(stream)
        if outgoing is not None:
            outgoing.trailers = _TRAILERS_OK
            self._pump(stream)

    def fail(self, stream: int, status: int, text: str) -> None:
        """End `stream` with a gRPC error instead of an answer. `text` is plain ASCII without `%`."""
        outgoing = self._outgoing.pop(stream, None)
        if outgoing is not None:
            error = [(b"grpc-status", str(status).encode()), (b"grpc-message", text.encode("ascii", "replace"))]
            self._h2.send_headers(stream, error if outgoing.begun else _HEADERS + error, end_stream=True)

    def waiting(self, stream: int) -> int | None:
        """How many bytes of `stream` the peer has had no room for yet; None when it wants no more."""
        outgoing = self._outgoing.get(stream)
        return None if outgoing is None else outgoing.size

    def busy(self) -> bool:
        """Whether any call has not been answered in full."""
        return bool(self._outgoing)

    def _pump(self, stream: int) -> None:
        """Send what the peer has room for on `stream`."""
        outgoing = self._outgoing[stream]
        try:
            while outgoing.chunks:
                chunk = outgoing.chunks[0]
                room = min(self._h2.local_flow_control_window(stream), self._h2.max_outbound_frame_size)
                if room <= 0:
                    return
                self._h2.send_data(stream, bytes(chunk[:room]))
                outgoing.size -= min(room, len(chunk))
                if room < len(chunk):
                    outgoing.chunks[0] = chunk[room:]
                else:
                    outgoing.chunks.popleft()
            if outgoing.trailers is not None:
                self._h2.send_headers(stream, outgoing.trailers, end_stream=True)
                del self._outgoing[stream]
        except StreamClosedError:
            self._outgoing.pop(stream, None)


def _message(body: bytearray) -> bytes | None:
    """The one message in `body`, or None when it is not one, uncompressed."""
    if len(body) < _PREFIX or body[0] != 0 or int.from_bytes(body[1:_PREFIX], "big") != len(body) - _PREFIX:
        return None
    return bytes(memoryview(body)[_PREFIX:])


__all__ = ["INTERNAL", "MAX_STREAMS", "OK", "UNIMPLEMENTED", "Connection", "ProtocolError", "Request"]
