"""gRPC over HTTP/2, without sockets: bytes in, calls out; answers in, bytes out.

The server's side of RFC 9113 as far as a gRPC client uses it; gRPC's own rules on top are in `calls`. Nothing is parsed
before TLS has proved that the peer is Terraform, so a peer that breaks the protocol is cut off with GOAWAY rather than
argued with.

A general HTTP/2 library took three quarters of the processor time of a call. What a provider answers with is three
frames, two of which never change.
"""

from __future__ import annotations

from typing import Final

from rolecall.runtime.protocol.grpc import frames
from rolecall.runtime.protocol.grpc.calls import ANSWER_HEADERS, WELL, Call, Request, error_trailers, framed, message_in
from rolecall.runtime.protocol.grpc.frames import ProtocolError, frame
from rolecall.runtime.protocol.grpc.headers import HeaderBlocks, HeaderError

MAX_STREAMS: Final = 1024
"""Most calls at once. Terraform's parallelism is a flag without a limit."""


class Connection:
    """The server's side of one connection. Not for two threads at once."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._greeted = False
        self._blocks = HeaderBlocks()
        self._headers: tuple[int, int, bytearray] | None = None  # a header block that continues: stream, flags, block
        self._streams: dict[int, Call] = {}
        self._newest = 0
        self._window = frames.DEFAULT_WINDOW
        self._initial_window = frames.DEFAULT_WINDOW
        self._peer_frame = frames.DEFAULT_FRAME
        self._taken = 0  # bytes of data since we last gave the peer room
        settings = ((frames.MAX_CONCURRENT_STREAMS, MAX_STREAMS), (frames.INITIAL_WINDOW_SIZE, frames.LARGEST_WINDOW))
        self._out = [
            frame(frames.SETTINGS, 0, 0, b"".join(frames.SETTING.pack(*item) for item in settings)),
            frame(frames.WINDOW_UPDATE, 0, 0, frames.LONG.pack(frames.LARGEST_WINDOW - frames.DEFAULT_WINDOW)),
        ]

    def receive(self, data: bytes) -> list[Request]:
        """The calls that `data` completes. Raises ProtocolError."""
        buffer = self._buffer
        buffer += data
        at = 0
        if not self._greeted:
            if not frames.PREFACE.startswith(buffer[: len(frames.PREFACE)]):
                raise self._broken(frames.PROTOCOL_ERROR)
            if len(buffer) < len(frames.PREFACE):
                return []
            self._greeted = True
            at = len(frames.PREFACE)
        requests: list[Request] = []
        end = len(buffer)
        while end - at >= 9:
            high, low, kind, flags, stream = frames.HEAD.unpack_from(buffer, at)
            length = high << 8 | low
            if length > frames.DEFAULT_FRAME:
                raise self._broken(frames.FRAME_SIZE_ERROR)
            if end - at - 9 < length:
                break
            payload = bytes(buffer[at + 9 : at + 9 + length])
            at += 9 + length
            self._take_in(kind, flags, stream & frames.LARGEST_WINDOW, payload, requests)
        del buffer[:at]
        return requests

    def take(self) -> bytes:
        """The bytes that are to be sent now."""
        taken = b"".join(self._out)
        self._out.clear()
        return taken

    def close(self) -> None:
        """Tell the peer that nothing more is served."""
        self._out.append(frame(frames.GOAWAY, 0, 0, frames.LONG.pack(self._newest) + frames.LONG.pack(0)))

    # ---- answers: a stream that the peer has given up is ignored ---------------------------------------------

    def message(self, stream: int, data: bytes) -> None:
        """Send one message on `stream`, as far as the peer has room now."""
        call = self._streams.get(stream)
        if call is not None:
            self._begin(stream, call)
            chunk = framed(data)
            call.chunks.append(chunk)
            call.size += len(chunk)
            self._pump(stream, call)

    def end(self, stream: int) -> None:
        """End the answer on `stream` well, once all its messages are sent."""
        call = self._streams.get(stream)
        if call is not None:
            self._begin(stream, call)
            call.trailers = WELL
            self._pump(stream, call)

    def fail(self, stream: int, status: int, text: str) -> None:
        """End `stream` with a gRPC error. `text` is plain ASCII without `%`, below 128 characters."""
        call = self._streams.get(stream)
        if call is not None:
            self._begin(stream, call)
            call.trailers = error_trailers(status, text)
            self._pump(stream, call)

    def waiting(self, stream: int) -> int | None:
        """The number of bytes of `stream` that the peer has had no room for yet; None when it wants no more."""
        call = self._streams.get(stream)
        return None if call is None else call.size

    def busy(self) -> bool:
        """True if any call has not been answered in full."""
        return any(call.complete for call in self._streams.values())

    def _begin(self, stream: int, call: Call) -> None:
        if not call.begun:
            call.begun = True
            self._out.append(frame(frames.HEADERS, frames.END_HEADERS, stream, ANSWER_HEADERS))

    def _pump(self, stream: int, call: Call) -> None:
        """Send what the peer has room for on `stream`."""
        chunks = call.chunks
        while chunks:
            chunk = chunks[0]
            room = min(call.window, self._window, self._peer_frame, len(chunk))
            if room <= 0:
                return
            self._out.append(frame(frames.DATA, 0, stream, chunk[:room]))
            call.window -= room
            self._window -= room
            call.size -= room
            if room < len(chunk):
                chunks[0] = chunk[room:]
            else:
                chunks.popleft()
        if call.trailers is not None:
            self._out.append(frame(frames.HEADERS, frames.END_HEADERS | frames.END_STREAM, stream, call.trailers))
            del self._streams[stream]

    def _pump_all(self) -> None:
        for stream, call in list(self._streams.items()):
            if call.chunks:
                self._pump(stream, call)

    # ---- frames ---------------------------------------------------------------------------------------------

    def _take_in(self, kind: int, flags: int, stream: int, payload: bytes, requests: list[Request]) -> None:
        if self._headers is not None and (kind != frames.CONTINUATION or stream != self._headers[0]):
            raise self._broken(frames.PROTOCOL_ERROR)
        match kind:
            case frames.DATA:
                self._data(flags, stream, payload, requests)
            case frames.HEADERS:
                block = bytearray(self._unpadded(flags, payload))
                if flags & frames.HAS_PRIORITY:
                    del block[:5]
                self._header_block(stream, flags, block, requests)
            case frames.CONTINUATION:
                if self._headers is None:
                    raise self._broken(frames.PROTOCOL_ERROR)
                _, first_flags, block = self._headers
                block += payload
                self._header_block(stream, first_flags | flags & frames.END_HEADERS, block, requests)
            case frames.RESET:
                self._streams.pop(stream, None)
            case frames.SETTINGS:
                if not flags & frames.ACK:
                    self._settings(payload)
            case frames.PING:
                if len(payload) != 8:
                    raise self._broken(frames.FRAME_SIZE_ERROR)
                if not flags & frames.ACK:
                    self._out.append(frame(frames.PING, frames.ACK, 0, payload))
            case frames.GOAWAY:  # the client opens no more calls, and waits for those it has
                pass
            case frames.WINDOW_UPDATE:
                self._window_update(stream, payload)
            case frames.PUSH_PROMISE:
                raise self._broken(frames.PROTOCOL_ERROR)
            case _:  # PRIORITY, and what RFC 9113 section 5.5 says to ignore
                pass

    def _header_block(self, stream: int, flags: int, block: bytearray, requests: list[Request]) -> None:
        if not flags & frames.END_HEADERS:
            self._headers = (stream, flags, block)
            return
        self._headers = None
        try:
            path = self._blocks.path(bytes(block))
        except HeaderError:
            raise self._broken(frames.COMPRESSION_ERROR) from None
        call = self._streams.get(stream)
        if call is None:
            if stream % 2 == 0 or stream <= self._newest:
                raise self._broken(frames.PROTOCOL_ERROR)
            self._newest = stream
            if len(self._streams) >= MAX_STREAMS:
                self._out.append(frame(frames.RESET, 0, stream, frames.LONG.pack(frames.REFUSED_STREAM)))
                return
            call = self._streams[stream] = Call(path, self._initial_window)
        if flags & frames.END_STREAM:
            self._complete(stream, call, requests)

    def _data(self, flags: int, stream: int, payload: bytes, requests: list[Request]) -> None:
        if stream == 0 or stream > self._newest:
            raise self._broken(frames.PROTOCOL_ERROR)
        self._taken += len(payload)
        if self._taken > frames.LARGEST_WINDOW // 2:
            self._out.append(frame(frames.WINDOW_UPDATE, 0, 0, frames.LONG.pack(self._taken)))
            self._taken = 0
        call = self._streams.get(stream)
        if call is None or call.complete:
            return  # a call that is over
        call.body += self._unpadded(flags, payload)
        if flags & frames.END_STREAM:
            self._complete(stream, call, requests)

    def _complete(self, stream: int, call: Call, requests: list[Request]) -> None:
        call.complete = True
        requests.append(Request(stream, call.path, message_in(call.body)))
        call.body = bytearray()

    def _settings(self, payload: bytes) -> None:
        if len(payload) % frames.SETTING.size:
            raise self._broken(frames.FRAME_SIZE_ERROR)
        for name, value in frames.SETTING.iter_unpack(payload):
            if name == frames.INITIAL_WINDOW_SIZE:
                if value > frames.LARGEST_WINDOW:
                    raise self._broken(frames.FLOW_CONTROL_ERROR)
                for call in self._streams.values():
                    call.window += value - self._initial_window
                self._initial_window = value
            elif name == frames.MAX_FRAME_SIZE:
                self._peer_frame = value
        self._out.append(frame(frames.SETTINGS, frames.ACK, 0, b""))
        self._pump_all()

    def _window_update(self, stream: int, payload: bytes) -> None:
        if len(payload) != frames.LONG.size:
            raise self._broken(frames.FRAME_SIZE_ERROR)
        (more,) = frames.LONG.unpack(payload)
        if stream == 0:
            self._window += more
            if self._window > frames.LARGEST_WINDOW:
                raise self._broken(frames.FLOW_CONTROL_ERROR)
            self._pump_all()
            return
        call = self._streams.get(stream)
        if call is not None:
            call.window += more
            self._pump(stream, call)

    def _unpadded(self, flags: int, payload: bytes) -> bytes:
        if not flags & frames.PADDED:
            return payload
        if not payload or payload[0] >= len(payload):
            raise self._broken(frames.PROTOCOL_ERROR)
        return payload[1 : len(payload) - payload[0]]

    def _broken(self, code: int) -> ProtocolError:
        self._out.append(frame(frames.GOAWAY, 0, 0, frames.LONG.pack(self._newest) + frames.LONG.pack(code)))
        return ProtocolError(code)
