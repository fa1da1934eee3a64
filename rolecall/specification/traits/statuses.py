"""Caveats of statuses: they are not written but brought about, one call for each step."""

from __future__ import annotations

from rolecall.specification.declaration import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One call (POST) that leads from any of the statuses `starts` to `ends`.

    `path` and the values of `query` are templates over the object's attributes.
    """

    path: str
    starts: tuple[str, ...]
    ends: str
    query: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Transitions:
    """A status that no body carries: `steps` lead from one to another, and not every way exists.

    `counts_as` are pairs of a status and the one it counts as: the vendor moves between them by itself. A step `ends`
    in the vendor's own status, and further steps start from that one. In a `closed` status nothing else of the object
    can be changed. Whoever is in one of `powerless` can do nothing, least of all undo it. A new object is in the status
    `initial`. Where only what is in one of `writable` can be written, an object is led there for a write, and back to
    where it was. A truth value has two steps, from `false` to `true` and back; a new object is as the vendor made it
    until then.
    """

    steps: tuple[Step, ...]
    counts_as: tuple[tuple[str, str], ...] = ()
    closed: tuple[str, ...] = ()
    powerless: tuple[str, ...] = ()
    initial: str = ""
    writable: tuple[str, ...] = ()

    def canonical(self, status: str) -> str:
        """The status that `status` counts as."""
        return dict(self.counts_as).get(status, status)
