"""gRPC over HTTP/2, without sockets: bytes in, calls out; answers in, bytes out.

The server's side of RFC 9113 as far as a gRPC client uses it, with gRPC's own rules on top: messages with a prefix
of five bytes, a status in the trailers. Nothing is parsed before TLS has proved that the peer is Terraform, so a
peer that breaks the protocol is cut off with GOAWAY rather than argued with.

A general HTTP/2 library took three quarters of the processor time of a call. What a provider answers with is three
frames, two of which never change.
"""

from __future__ import annotations

import struct
from collections import deque
from typing import Final, NamedTuple

from providers.runtime.protocol.headers import HeaderBlocks, HeaderError

UNIMPLEMENTED: Final = 12
INTERNAL: Final = 13

MAX_STREAMS: Final = 1024
"""Most calls at once. Terraform's parallelism is a flag without a limit."""

_PREFACE: Final = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
_FRAME: Final = struct.Struct(">HBBBI")  # length (24 bits in two fields), type, flags, stream
_SETTING: Final = struct.Struct(">HI")
_LONG: Final = struct.Struct(">I")
_PREFIX: Final = 5

# RFC 9113 section 6: types of frames, flags, settings, and section 7: errors.
_DATA, _HEADERS, _PRIORITY, _RESET, _SETTINGS, _PUSH, _PING, _GOAWAY, _WINDOW, _CONTINUATION = range(10)
_END_STREAM, _ACK, _END_HEADERS, _PADDED, _HAS_PRIORITY = 1, 1, 4, 8, 32
_SET_MAX_STREAMS, _SET_INITIAL_WINDOW, _SET_MAX_FRAME = 3, 4, 5
_PROTOCOL_ERROR, _FLOW_CONTROL_ERROR, _FRAME_SIZE_ERROR, _REFUSED_STREAM, _COMPRESSION_ERROR = 1, 3, 6, 7, 9

_DEFAULT_WINDOW: Final = 65_535
_LARGEST_WINDOW: Final = 2**31 - 1
_LARGEST_FRAME: Final = 16_384  # what we take; no gRPC client sends larger ones

# Header blocks in HPACK (RFC 7541) that touch no table: `:status 200`, `content-type application/grpc`; and
# `grpc-status 0`.
_ANSWER_HEADERS: Final = b"\x88\x0f\x10\x10application/grpc"
_ANSWER_TRAILERS: Final = b"\x00\x0bgrpc-status\x010"


class ProtocolError(Exception):
    """The peer broke HTTP/2; the connection is over. `code` is RFC 9113's error code."""

    def __init__(self, code: int) -> None:
        super().__init__(f"HTTP/2 error {code}")
        self.code = code


class Request(NamedTuple):
    """A call that is complete: `path` is `/service/name`, `message` None when it does not make sense."""

    stream: int
    path: str
    message: bytes | None


class _Stream:
    """A call: what came of its request, and what of its answer the peer has had no room for."""

    __slots__ = ("begun", "body", "chunks", "complete", "path", "size", "trailers", "window")

    def __init__(self, path: str, window: int) -> None:
        self.path = path
        self.window = window
        self.body = bytearray()
        self.complete = False
        self.begun = False
        self.chunks: deque[memoryview] = deque()
        self.size = 0
        self.trailers: bytes | None = None


class Connection:
    """The server's side of one connection. Not for two threads at once."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._greeted = False
        self._blocks = HeaderBlocks()
        self._headers: tuple[int, int, bytearray] | None = None  # a header block that continues: stream, flags, block
        self._streams: dict[int, _Stream] = {}
        self._newest = 0
        self._window = _DEFAULT_WINDOW
        self._initial_window = _DEFAULT_WINDOW
        self._peer_frame = _LARGEST_FRAME
        self._taken = 0  # bytes of data since we last gave the peer room
        settings = _SETTING.pack(_SET_MAX_STREAMS, MAX_STREAMS) + _SETTING.pack(_SET_INITIAL_WINDOW, _LARGEST_WINDOW)
        self._out = [
            _frame(_SETTINGS, 0, 0, settings),
            _frame(_WINDOW, 0, 0, _LONG.pack(_LARGEST_WINDOW - _DEFAULT_WINDOW)),
        ]

    def receive(self, data: bytes) -> list[Request]:
        """The calls that `data` completes. Raises ProtocolError."""
        buffer = self._buffer
        buffer += data
        at = 0
        if not self._greeted:
            if not _PREFACE.startswith(buffer[: len(_PREFACE)]):
                raise self._broken(_PROTOCOL_ERROR)
            if len(buffer) < len(_PREFACE):
                return []
            self._greeted = True
            at = len(_PREFACE)
        requests: list[Request] = []
        end = len(buffer)
        while end - at >= 9:
            high, low, kind, flags, stream = _FRAME.unpack_from(buffer, at)
            length = high << 8 | low
            if length > _LARGEST_FRAME:
                raise self._broken(_FRAME_SIZE_ERROR)
            if end - at - 9 < length:
                break
            payload = bytes(buffer[at + 9 : at + 9 + length])
            at += 9 + length
            self._frame(kind, flags, stream & _LARGEST_WINDOW, payload, requests)
        del buffer[:at]
        return requests

    def take(self) -> bytes:
        """What is to be sent now."""
        taken = b"".join(self._out)
        self._out.clear()
        return taken

    def close(self) -> None:
        """Tell the peer that nothing more is served."""
        self._out.append(_frame(_GOAWAY, 0, 0, _LONG.pack(self._newest) + _LONG.pack(0)))

    # ---- answers: a stream that the peer has given up is ignored ---------------------------------------------

    def message(self, stream: int, data: bytes) -> None:
        """Send one message on `stream`, as far as the peer has room now."""
        call = self._streams.get(stream)
        if call is not None:
            self._begin(stream, call)
            framed = memoryview(b"\0" + _LONG.pack(len(data)) + data)
            call.chunks.append(framed)
            call.size += len(framed)
            self._pump(stream, call)

    def end(self, stream: int) -> None:
        """End the answer on `stream` well, once all its messages are sent."""
        call = self._streams.get(stream)
        if call is not None:
            self._begin(stream, call)
            call.trailers = _ANSWER_TRAILERS
            self._pump(stream, call)

    def fail(self, stream: int, status: int, text: str) -> None:
        """End `stream` with a gRPC error. `text` is plain ASCII without `%`, below 128 characters."""
        call = self._streams.get(stream)
        if call is not None:
            self._begin(stream, call)
            call.trailers = b"".join(
                b"\0" + _short(name) + _short(value)
                for name, value in ((b"grpc-status", str(status).encode()), (b"grpc-message", text.encode()))
            )
            self._pump(stream, call)

    def waiting(self, stream: int) -> int | None:
        """How many bytes of `stream` the peer has had no room for yet; None when it wants no more."""
        call = self._streams.get(stream)
        return None if call is None else call.size

    def busy(self) -> bool:
        """Whether any call has not been answered in full."""
        return any(call.complete for call in self._streams.values())

    def _begin(self, stream: int, call: _Stream) -> None:
        if not call.begun:
            call.begun = True
            self._out.append(_frame(_HEADERS, _END_HEADERS, stream, _ANSWER_HEADERS))

    def _pump(self, stream: int, call: _Stream) -> None:
        """Send what the peer has room for on `stream`."""
        chunks = call.chunks
        while chunks:
            chunk = chunks[0]
            room = min(call.window, self._window, self._peer_frame, len(chunk))
            if room <= 0:
                return
            self._out.append(_frame(_DATA, 0, stream, chunk[:room]))
            call.window -= room
            self._window -= room
            call.size -= room
            if room < len(chunk):
                chunks[0] = chunk[room:]
            else:
                chunks.popleft()
        if call.trailers is not None:
            self._out.append(_frame(_HEADERS, _END_HEADERS | _END_STREAM, stream, call.trailers))
            del self._streams[stream]

    def _pump_all(self) -> None:
        for stream, call in list(self._streams.items()):
            if call.chunks:
                self._pump(stream, call)

    # ---- frames ---------------------------------------------------------------------------------------------

    def _frame(self, kind: int, flags: int, stream: int, payload: bytes, requests: list[Request]) -> None:
        if self._headers is not None and (kind != _CONTINUATION or stream != self._headers[0]):
            raise self._broken(_PROTOCOL_ERROR)
        match kind:
            case 0:  # DATA
                self._data(flags, stream, payload, requests)
            case 1:  # HEADERS
                block = bytearray(self._unpadded(flags, payload))
                if flags & _HAS_PRIORITY:
                    del block[:5]
                self._header_block(stream, flags, block, requests)
            case 9:  # CONTINUATION
                if self._headers is None:
                    raise self._broken(_PROTOCOL_ERROR)
                _, first_flags, block = self._headers
                block += payload
                self._header_block(stream, first_flags | flags & _END_HEADERS, block, requests)
            case 3:  # RST_STREAM
                self._streams.pop(stream, None)
            case 4:  # SETTINGS
                if not flags & _ACK:
                    self._settings(payload)
            case 6:  # PING
                if len(payload) != 8:
                    raise self._broken(_FRAME_SIZE_ERROR)
                if not flags & _ACK:
                    self._out.append(_frame(_PING, _ACK, 0, payload))
            case 7:  # GOAWAY: the client opens no more calls, and waits for those it has
                pass
            case 8:  # WINDOW_UPDATE
                self._window_update(stream, payload)
            case 5:  # PUSH_PROMISE
                raise self._broken(_PROTOCOL_ERROR)
            case _:  # PRIORITY, and what RFC 9113 section 5.5 says to ignore
                pass

    def _header_block(self, stream: int, flags: int, block: bytearray, requests: list[Request]) -> None:
        if not flags & _END_HEADERS:
            self._headers = (stream, flags, block)
            return
        self._headers = None
        try:
            path = self._blocks.path(bytes(block))
        except HeaderError:
            raise self._broken(_COMPRESSION_ERROR) from None
        call = self._streams.get(stream)
        if call is None:
            if stream % 2 == 0 or stream <= self._newest:
                raise self._broken(_PROTOCOL_ERROR)
            self._newest = stream
            if len(self._streams) >= MAX_STREAMS:
                self._out.append(_frame(_RESET, 0, stream, _LONG.pack(_REFUSED_STREAM)))
                return
            call = self._streams[stream] = _Stream(path, self._initial_window)
        if flags & _END_STREAM:
            self._complete(stream, call, requests)

    def _data(self, flags: int, stream: int, payload: bytes, requests: list[Request]) -> None:
        if stream == 0 or stream > self._newest:
            raise self._broken(_PROTOCOL_ERROR)
        self._taken += len(payload)
        if self._taken > _LARGEST_WINDOW // 2:
            self._out.append(_frame(_WINDOW, 0, 0, _LONG.pack(self._taken)))
            self._taken = 0
        call = self._streams.get(stream)
        if call is None or call.complete:
            return  # a call that is over
        call.body += self._unpadded(flags, payload)
        if flags & _END_STREAM:
            self._complete(stream, call, requests)

    def _complete(self, stream: int, call: _Stream, requests: list[Request]) -> None:
        call.complete = True
        requests.append(Request(stream, call.path, _message(call.body)))
        call.body = bytearray()

    def _settings(self, payload: bytes) -> None:
        if len(payload) % _SETTING.size:
            raise self._broken(_FRAME_SIZE_ERROR)
        for name, value in _SETTING.iter_unpack(payload):
            if name == _SET_INITIAL_WINDOW:
                if value > _LARGEST_WINDOW:
                    raise self._broken(_FLOW_CONTROL_ERROR)
                for call in self._streams.values():
                    call.window += value - self._initial_window
                self._initial_window = value
            elif name == _SET_MAX_FRAME:
                self._peer_frame = value
        self._out.append(_frame(_SETTINGS, _ACK, 0, b""))
        self._pump_all()

    def _window_update(self, stream: int, payload: bytes) -> None:
        if len(payload) != _LONG.size:
            raise self._broken(_FRAME_SIZE_ERROR)
        (more,) = _LONG.unpack(payload)
        if stream == 0:
            self._window += more
            if self._window > _LARGEST_WINDOW:
                raise self._broken(_FLOW_CONTROL_ERROR)
            self._pump_all()
            return
        call = self._streams.get(stream)
        if call is not None:
            call.window += more
            self._pump(stream, call)

    def _unpadded(self, flags: int, payload: bytes) -> bytes:
        if not flags & _PADDED:
            return payload
        if not payload or payload[0] >= len(payload):
            raise self._broken(_PROTOCOL_ERROR)
        return payload[1 : len(payload) - payload[0]]

    def _broken(self, code: int) -> ProtocolError:
        self._out.append(_frame(_GOAWAY, 0, 0, _LONG.pack(self._newest) + _LONG.pack(code)))
        return ProtocolError(code)


def _frame(kind: int, flags: int, stream: int, payload: bytes | memoryview) -> bytes:
    size = len(payload)
    return b"".join((_FRAME.pack(size >> 8, size & 255, kind, flags, stream), payload))


def _short(text: bytes) -> bytes:
    """A string in HPACK, not compressed."""
    return bytes((len(text),)) + text


def _message(body: bytearray) -> bytes | None:
    """The one message in `body`, or None when it is not one, uncompressed."""
    if len(body) < _PREFIX or body[0] != 0 or int.from_bytes(body[1:_PREFIX], "big") != len(body) - _PREFIX:
        return None
    return bytes(memoryview(body)[_PREFIX:])
