"""Frames of HTTP/2: their numbers and their layout (RFC 9113 sections 4 to 7)."""

from __future__ import annotations

import struct
from typing import Final

PREFACE: Final = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
HEAD: Final = struct.Struct(">HBBBI")
"""The start of a frame: length (24 bits in two fields), type, flags, stream."""
SETTING: Final = struct.Struct(">HI")
LONG: Final = struct.Struct(">I")

# Types of frames.
DATA, HEADERS, PRIORITY, RESET, SETTINGS, PUSH_PROMISE, PING, GOAWAY, WINDOW_UPDATE, CONTINUATION = range(10)

# Flags.
END_STREAM, ACK, END_HEADERS, PADDED, HAS_PRIORITY = 1, 1, 4, 8, 32

# Settings.
MAX_CONCURRENT_STREAMS, INITIAL_WINDOW_SIZE, MAX_FRAME_SIZE = 3, 4, 5

# Errors.
PROTOCOL_ERROR, FLOW_CONTROL_ERROR, FRAME_SIZE_ERROR, REFUSED_STREAM, COMPRESSION_ERROR = 1, 3, 6, 7, 9

DEFAULT_WINDOW: Final = 65_535
LARGEST_WINDOW: Final = 2**31 - 1
DEFAULT_FRAME: Final = 16_384


class ProtocolError(Exception):
    """The peer broke HTTP/2; the connection is over. `code` is RFC 9113's error code."""

    def __init__(self, code: int) -> None:
        super().__init__(f"HTTP/2 error {code}")
        self.code = code


def frame(kind: int, flags: int, stream: int, payload: bytes | memoryview = b"") -> bytes:
    """The frame with these parts."""
    size = len(payload)
    return b"".join((HEAD.pack(size >> 8, size & 255, kind, flags, stream), payload))
