"""The seam between calls and how they travel.

Services are tables of functions from bytes to bytes; a `Transport` listens, serves and stops. The one in use is
`rolecall.runtime.protocol.grpc.listener`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, Protocol, TypeAlias


class Unary(NamedTuple):
    """A call with one answer. One that is `prompt` never waits, for a vendor or for another call."""

    answer: Callable[[bytes], bytes]
    prompt: bool = False


class Streaming(NamedTuple):
    """A call with any number of answers."""

    answers: Callable[[bytes], Iterator[bytes]]


Services: TypeAlias = Mapping[str, Mapping[str, Unary | Streaming]]
"""Calls by service and name."""


class Transport(Protocol):
    """Serves calls at a socket, each that may wait in a thread of its own."""

    def start(self) -> None:
        """Listen and serve. Raises OSError when the socket cannot be had."""
        ...

    def stop(self, grace: float) -> None:
        """Take no more calls; return when all answers are sent, after `grace` seconds at most."""
        ...
