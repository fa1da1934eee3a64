"""Caveats of what an object is doing: switched on and off by calls of their own."""

from __future__ import annotations

from rolecall.specification.declaration import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Toggle:
    """The attribute `attribute` is changed by a call of its own: POST to `on_path` for true, to `off_path` for false.

    A new object is as the vendor made it, until then.
    """

    attribute: str
    on_path: str
    off_path: str
