"""Caveats of events: what a vendor does not take, and what to know when something happens."""

from __future__ import annotations

from typing import Literal

from rolecall.specification.declaration import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """A refusal, or a warning, at `events` of the objects that a condition means.

    `set`: `attribute` is configured. `end`: the object is deleted, or disabled as its deprovisioning does. `read`: a
    refresh, a plan or an apply finds it. The others are what is done to the whole object, where anything changes.

    The condition: `attribute` is one of `values` (`*` stands for any text), and a text in which `pattern` (a regular
    expression) is found; without either, any value will do. Without `attribute` the guard is about every object.

    `reason` says why, `advice` what to do. A warning has a `summary`; `{value}` stands for the value that is set. What
    is found while reading needs none, and `because` is the attribute that says more.
    """

    events: tuple[Literal["create", "update", "delete", "end", "set", "read"], ...]
    effect: Literal["refuse", "warn"] = "refuse"
    attribute: str | None = None
    values: tuple[str, ...] = ()
    pattern: str | None = None
    summary: str = ""
    reason: str = ""
    advice: str = ""
    because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Administrators:
    """Objects whose `attribute` has one of `values` administer the instance, and somebody must go on doing so.

    The last one that has them directly keeps them, and so does the account that we run as.
    """

    attribute: str
    values: tuple[str, ...]
