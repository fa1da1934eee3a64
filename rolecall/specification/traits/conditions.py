"""Caveats of what an object is doing: switched on and off by calls of their own, and not always well."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Ailing:
    """An object whose `attribute` is one of `values` is there, and does not do what it should.

    `because` is the attribute that says why, `advice` what to do about it. A refresh, a plan and an apply warn of it.
    """

    attribute: str
    values: tuple[str, ...]
    because: str
    advice: str
