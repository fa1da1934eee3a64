"""Plans by which many lose access at once, as one made against another repository's state does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rolecall.access import Difference
from rolecall.review.notes import Note
from rolecall.review.policy import Losses


def losses(rule: Losses | None, result: Difference) -> Iterator[Note]:
    """A note for each instance of a vendor where more people and groups lose access than `rule` lets pass."""
    if rule is None:
        return
    had = Counter((each.vendor, each.realm) for each in {key.subject for key in result.before} if each.kind != "role")
    lost = Counter(
        (each.vendor, each.realm)
        for each in result.shifts
        if each.kind != "role" and each.effect in ("loses", "lowers")
    )
    for place, count in sorted(lost.items()):
        share = 100 * count / max(had[place], count)
        if count <= rule.people and share <= rule.percent:
            continue
        yield Note(
            kind="losses",
            tier="critical",
            vendor=place[0],
            text=f"{count} of {max(had[place], count)} people and groups lose access on {place[0]}; the policy lets "
            f"{rule.people} pass, and {rule.percent} percent. Is this the state of another repository, or a list of "
            "people that is cut off? If it is meant, raise `losses` in the policy first, in a change of its own.",
        )
