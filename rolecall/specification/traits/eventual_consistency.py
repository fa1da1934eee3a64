"""Caveats of vendors that keep many copies of what they know."""

from __future__ import annotations

from rolecall.specification.declaration import dataclass
from rolecall.specification.numbers import Count, CountOrNone, ErrorStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class EventualConsistency:
    """What was just written is not seen by everybody at once (eventual consistency).

    For `seconds` after we made an object, calls about it that are answered with one of `statuses` are sent again, reads
    also with one of `reads`, and what was written or deleted is read again until it shows; so is a create whose name is
    said to be taken, where we deleted what had it. An object remembers when it was made, so that later runs wait as
    long. What is not remembered to be new gets a second and a third look, seconds apart, before it counts as gone.
    Writes to it that are refused so are sent again for `earlier_seconds`, since somebody may have made it moments ago;
    a refusal that outlasts that once is believed at once from then on.
    """

    seconds: Count
    earlier_seconds: CountOrNone = 0
    statuses: tuple[ErrorStatus, ...] = (403, 404, 409)
    reads: tuple[ErrorStatus, ...] = ()
