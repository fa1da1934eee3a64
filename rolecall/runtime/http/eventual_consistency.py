"""Eventual consistency of vendors that keep many copies of what they know (trait EventualConsistency)."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any, Final, TypeVar

from rolecall.runtime.concurrency.shutdown import Lifetime
from rolecall.runtime.errors import Conflict, NotFound, Stopped, VendorError
from rolecall.runtime.logging import Logger
from rolecall.specification.traits import EventualConsistency

FIRST_PAUSE_SECONDS: Final = 0.1
LONGEST_PAUSE_SECONDS: Final = 5.0
SECOND_LOOK_SECONDS: Final = (1.0,)
"""Pauses before what seems absent is looked at again: a server may lag without a trait that says so."""
LAGGING_LOOKS_SECONDS: Final = (1.0, 4.0)
"""The same where the vendor keeps many copies: what an earlier run wrote may not have reached all of them."""

T = TypeVar("T")
log = Logger("replication")


class Consistency:
    """Waiting for objects that this run made lately to be seen everywhere, and second looks at what seems absent.

    Without a trait there is no waiting; a second look there always is.
    """

    def __init__(
        self, trait: EventualConsistency | None, lifetime: Lifetime, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._trait = trait
        self._lifetime = lifetime
        self._clock = clock
        self._lock = threading.Lock()
        self._made: dict[str, float] = {}
        self._ended: dict[str, float] = {}
        self._believed: set[int] = set()

    @property
    def needed(self) -> bool:
        """True if the vendor is one to be patient with."""
        return self._trait is not None

    @property
    def apart(self) -> float:
        """The seconds by which two looks at what seems absent must be apart to count as two."""
        return sum(self._looks())

    def again(self, look: Callable[[], T | None], key: str = "") -> T | None:
        """The outcome of `look` after a pause, or None where there is none then either. Raises what `look` raises.

        What was made lately, as `key`, is looked for until every copy may have it.
        """
        for pause in self._looks():
            self.wait(pause)
            if (found := look()) is not None:
                return found
        while (left := self.left_of(key)) > 0:
            self.wait(min(LONGEST_PAUSE_SECONDS, left))
            if (found := look()) is not None:
                return found
        return None

    def found(self, look: Callable[[], T]) -> T:
        """The outcome of `look`; of a later one, where it finds nothing: None, an empty list or a NotFound.

        An earlier run may just have made it. Without a trait there is one look. Raises what the last look raises.
        """
        for pause in self._looks() if self.needed else ():
            with suppress(NotFound):
                if outcome := look():
                    return outcome
            self.wait(pause)
        return look()

    def left_of(self, key: str) -> float:
        """For how long copies may lack the object `key`; 0 where it was not made lately."""
        with self._lock:
            since = self._made.get(key)
        return 0.0 if since is None or self._trait is None else since + self._trait.seconds - self._clock()

    def wait(self, seconds: float) -> None:
        """Wait. Raises Stopped when woken because nothing more is to be sent."""
        if seconds > 0 and not self._lifetime.sleep(seconds):
            raise Stopped

    def _looks(self) -> tuple[float, ...]:
        if self._trait is None:
            return SECOND_LOOK_SECONDS
        return tuple(min(pause, self._trait.seconds) for pause in LAGGING_LOOKS_SECONDS)

    def made(self, keys: Iterable[str]) -> None:
        """These objects were made by us, now, perhaps under names of some that we deleted before."""
        with self._lock:
            for key in keys:
                self._made[key] = self._clock()
                self._ended.pop(key, None)

    def made_before(self, keys: Iterable[str], seconds: float) -> None:
        """These objects were made by an earlier run, `seconds` ago by the clocks of two machines."""
        if self._trait is None or abs(seconds) >= self._trait.seconds:
            return
        with self._lock:
            for key in keys:
                if key not in self._ended:
                    self._made.setdefault(key, self._clock() - max(0.0, seconds))

    def ended(self, keys: Iterable[str]) -> None:
        """These objects are deleted by us, now: that they are not found is right."""
        with self._lock:
            for key in keys:
                self._made.pop(key, None)
                self._ended[key] = self._clock()

    def shown(self, keys: Iterable[str]) -> None:
        """These objects are there after all: what is refused about them is a matter of time again."""
        with self._lock:
            for key in keys:
                self._ended.pop(key, None)

    def ends(self, key: str) -> bool:
        """True if this run deleted the object `key`, which listings may still show."""
        with self._lock:
            return key in self._ended or key.rpartition("/")[2] in self._ended

    def during(self, call: Callable[[], T], about: Mapping[str, Any], body: Any) -> T:
        """The outcome of `call`, sent again while it is refused as something too new would be. Raises VendorError.

        `about` fills its address, `body` is what it carries.
        """
        pause, since = FIRST_PAUSE_SECONDS, self._clock()
        while True:
            try:
                return call()
            except VendorError as error:
                trait = self._trait
                if trait is None or not _may_pass(trait, error):
                    raise
                left = self._left(trait, about, body, taken=isinstance(error, Conflict))
                if left <= 0:
                    left = self._left_of_earlier(trait, about, error, since)
                if left <= 0:
                    raise
                log.debug("too new for this copy of the directory; asking again", status=error.status, path=error.path)
                if not self._lifetime.sleep(min(pause, left)):
                    raise
            pause = min(pause * 1.5, LONGEST_PAUSE_SECONDS)

    def until(self, read: Callable[[], T], settled: Callable[[T], bool]) -> T:
        """The outcome of `read`, read again until it is `settled` or time is up: then the last one."""
        found = read()
        if self._trait is None:
            return found
        deadline = self._clock() + self._trait.seconds
        pause = FIRST_PAUSE_SECONDS
        while not settled(found):
            left = deadline - self._clock()
            if left <= 0 or not self._lifetime.sleep(min(pause, left)):
                break
            found = read()
            pause = min(pause * 1.5, LONGEST_PAUSE_SECONDS)
        return found

    def _left(self, trait: EventualConsistency, about: Mapping[str, Any], body: Any, *, taken: bool) -> float:
        """For how long a call about these may be refused for being early; 0 when it is about nothing new.

        `taken`: it is refused because of what is there already, which may be what this run deleted.
        """
        with self._lock:
            if not self._made and not self._ended:
                return 0.0
            names = {part for text in _texts([dict(about), body]) for part in (text, *text.split("/"))}
            ended = [moment for key, moment in self._ended.items() if key in names]
            if ended and not taken:
                return 0.0
            since = ended or [moment for key, moment in self._made.items() if key in names]
        return max(since) + trait.seconds - self._clock() if since else 0.0

    def _left_of_earlier(
        self, trait: EventualConsistency, about: Mapping[str, Any], error: VendorError, since: float
    ) -> float:
        """For how long a write to what this run did not make may be refused for being early; 0 where it may not.

        Its first attempt was at `since`. What is to be deleted and is not found is gone.
        """
        gone = error.method == "DELETE" and error.status == 404
        if error.method == "GET" or gone or not about or error.status is None or error.status in self._believed:
            return 0.0
        with self._lock:
            if any(key in self._ended for text in _texts(dict(about)) for key in (text, *text.split("/"))):
                return 0.0
        left = since + trait.earlier_seconds - self._clock()
        if left <= 0 and trait.earlier_seconds:
            log.debug("a refusal that lasts; it is believed from now on", status=error.status, path=error.path)
            self._believed.add(error.status)
        return left


def _may_pass(trait: EventualConsistency, error: VendorError) -> bool:
    """Whether this is how the vendor answers about what has not reached every copy yet."""
    return error.status in trait.statuses or (error.method == "GET" and error.status in trait.reads)


def _texts(data: Any) -> Iterable[str]:
    """Every text in `data`, at any depth."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for item in data.values():
            yield from _texts(item)
    elif isinstance(data, list):
        for item in data:
            yield from _texts(item)
