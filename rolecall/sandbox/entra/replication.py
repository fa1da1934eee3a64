"""The copies of a directory: for a while, reads see what was, and writes to something new are refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from rolecall.sandbox.core.clock import Clock
from rolecall.sandbox.core.message import Refusal
from rolecall.sandbox.entra.options import EntraOptions


class Identified(Protocol):
    """An object of the directory."""

    id: str


Row = TypeVar("Row", bound=Identified)

_EARLY: Mapping[int, tuple[str, str]] = {
    403: ("Authorization_RequestDenied", "Insufficient privileges to complete the operation."),
    404: ("Request_ResourceNotFound", "Resource does not exist or one of its queried references is not present."),
    409: ("Directory_ConcurrencyViolation", "The object is being changed by another request. Try again."),
}


@dataclass
class _Lag(Generic[Row]):
    """The state that lagging copies still show: `before` is None for something new."""

    before: Row | None
    since: float
    reads: int
    listings: int
    writes: list[int]
    deleted: bool = False


class Replication(Generic[Row]):
    """The lagging copies of the objects of one kind. Keys are their ids."""

    def __init__(self, clock: Clock, options: EntraOptions) -> None:
        self._clock = clock
        self._options = options
        self._lags: dict[str, _Lag[Row]] = {}

    def created(self, key: str) -> None:
        """Something new: reads will miss it at first."""
        options = self._options
        self._add(key, None, options.lag_reads, options.lag_listings, list(options.early_writes))

    @contextmanager
    def changing(self, row: Row) -> Iterator[None]:
        """Something changes in this block: reads will show what it was at first. What is new stays unseen as long."""
        key, before = row.id, deepcopy(row)
        yield
        lag = self._lag(key)
        if lag is None or (lag.before is not None and not lag.reads):
            writes = lag.writes if lag else []
            self._add(key, before, self._options.stale_reads, self._options.stale_reads, writes)

    def deleted(self, key: str, before: Row) -> None:
        """Something deleted: reads will still show it at first."""
        self._add(key, before, self._options.stale_reads, self._options.lag_listings, [], deleted=True)

    def settle(self) -> None:
        """Let every copy catch up at once."""
        self._lags.clear()

    def read(self, key: str, now: Row | None) -> Row | None:
        """The object that a read by id finds, given what there is now; None when it finds nothing."""
        lag = self._lag(key)
        if lag is None or not (self._held(lag) or lag.reads):
            return now
        if not self._held(lag):
            lag.reads -= 1
            self._forget(key, lag)
        return lag.before

    def listed(self, rows: Iterable[Row], belongs: Callable[[Row], bool] = lambda row: True) -> list[Row]:
        """The rows that a listing finds, given those of now; of the deleted ones it may find those that `belong`."""
        if not self._lags:
            return list(rows)
        seen: list[Row] = []
        for row in rows:
            lag = self._lag(row.id)
            shown = row if lag is None else self._listed(row.id, lag, row)
            if shown is not None:
                seen.append(shown)
        for at in list(self._lags):
            lag = self._lag(at)
            if lag is not None and lag.deleted and lag.before is not None and belongs(lag.before):
                ghost = self._listed(at, lag, None)
                seen += [] if ghost is None else [ghost]
        return seen

    def write(self, key: str, deleting: bool = False) -> None:
        """Refuse a write that comes too early for something new.

        It is refused with 404 only as long as reads do not find it, and never when it is to be deleted: nobody could
        tell that from being gone.
        """
        lag = self._lag(key)
        if lag is not None and (deleting or (not lag.reads and not self._held(lag))):
            lag.writes = [status for status in lag.writes if status != 404]
            self._forget(key, lag)
        if lag is None or not lag.writes:
            return
        status = lag.writes[0]
        if not self._held(lag):
            lag.writes.pop(0)
            self._forget(key, lag)
        name, text = _EARLY.get(status, ("UnknownError", "The directory is busy."))
        raise Refusal(status, text, name)

    def refer(self, key: str) -> None:
        """Refuse a write that names something new which its copy of the directory does not have yet."""
        lag = self._lag(key)
        if lag is None or lag.before is not None or not (self._held(lag) or lag.reads):
            return
        if not self._held(lag):
            lag.reads -= 1
            self._forget(key, lag)
        name, text = _EARLY[404]
        raise Refusal(404, text, name)

    def _add(
        self, key: str, before: Row | None, reads: int, listings: int, writes: list[int], deleted: bool = False
    ) -> None:
        lag = _Lag(before, self._clock.now(), reads, listings, writes, deleted)
        self._lags[key] = lag
        self._forget(key, lag)

    def _lag(self, key: str) -> _Lag[Row] | None:
        """What copies still lag behind with; nothing once time has healed it."""
        lag = self._lags.get(key)
        if lag is not None and self._clock.now() >= lag.since + self._options.heal_seconds:
            del self._lags[key]
            return None
        return lag

    def _held(self, lag: _Lag[Row]) -> bool:
        return self._clock.now() < lag.since + self._options.lag_seconds

    def _listed(self, key: str, lag: _Lag[Row], now: Row | None) -> Row | None:
        if self._held(lag):
            return lag.before
        if not lag.listings:
            return now
        lag.listings -= 1
        self._forget(key, lag)
        return lag.before

    def _forget(self, key: str, lag: _Lag[Row]) -> None:
        if not (lag.reads or lag.listings or lag.writes or self._held(lag)):
            self._lags.pop(key, None)
