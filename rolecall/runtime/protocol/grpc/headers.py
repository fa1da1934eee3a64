"""The call that a request names: `:path` out of compressed header blocks (HPACK, RFC 7541).

A client names a call in full once and from then on by its place in the table that both sides keep, so that most
blocks are a few bytes that only refer to the table. Such a block changes nothing and is decoded once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hpack import Decoder


class HeaderError(ValueError):
    """A header block that cannot be read."""


class HeaderBlocks:
    """Reads the header blocks of one connection, in order."""

    __slots__ = ("_decoder", "_known")

    def __init__(self) -> None:
        self._decoder: Decoder | None = None
        self._known: dict[bytes, str] = {}

    def path(self, block: bytes) -> str:
        """The `:path` in `block`, empty when it has none. Raises HeaderError."""
        known = self._known.get(block)
        if known is not None:
            return known
        from hpack import Decoder, HPACKError

        if self._decoder is None:
            self._decoder = Decoder()
        try:
            headers = self._decoder.decode(block, raw=True)
        except HPACKError:
            raise HeaderError from None
        path = next((value for name, value in headers if name == b":path"), b"").decode("latin-1")
        if _only_refers(block):
            self._known[block] = path
        else:
            self._known.clear()  # the table has changed, and what the references mean with it
        return path


def _only_refers(block: bytes) -> bool:
    """True if every field of `block` is an indexed one of a single byte (section 6.1): no change of the table."""
    return all(128 < octet < 255 for octet in block)
