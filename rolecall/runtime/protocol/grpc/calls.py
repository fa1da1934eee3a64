"""gRPC's calls as they travel in HTTP/2's frames: messages with a prefix of five bytes, a status in the trailers."""

from __future__ import annotations

from collections import deque
from typing import Final, NamedTuple

from rolecall.runtime.protocol.grpc import frames

UNIMPLEMENTED: Final = 12
INTERNAL: Final = 13

# Header blocks in HPACK (RFC 7541) that touch no table: `:status 200`, `content-type application/grpc`; and
# `grpc-status 0`.
ANSWER_HEADERS: Final = b"\x88\x0f\x10\x10application/grpc"
WELL: Final = b"\x00\x0bgrpc-status\x010"
_PREFIX: Final = 5


class Request(NamedTuple):
    """A call that is complete: `path` is `/service/name`, `message` None when it does not make sense."""

    stream: int
    path: str
    message: bytes | None


class Call:
    """A call on a stream: what came of its request, and what of its answer the peer has had no room for."""

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


def framed(data: bytes) -> memoryview:
    """One message as it travels."""
    return memoryview(b"\0" + frames.LONG.pack(len(data)) + data)


def error_trailers(status: int, text: str) -> bytes:
    """The header block that ends a call with an error. `text` is plain ASCII without `%`, below 128 characters."""
    trailers = ((b"grpc-status", str(status).encode()), (b"grpc-message", text.encode()))
    return b"".join(b"\0" + _short(name) + _short(value) for name, value in trailers)


def message_in(body: bytearray) -> bytes | None:
    """The one message in `body`, or None when it is not one, uncompressed."""
    if len(body) < _PREFIX or body[0] != 0 or int.from_bytes(body[1:_PREFIX], "big") != len(body) - _PREFIX:
        return None
    return bytes(memoryview(body)[_PREFIX:])


def _short(text: bytes) -> bytes:
    """A string in HPACK, not compressed."""
    return bytes((len(text),)) + text
