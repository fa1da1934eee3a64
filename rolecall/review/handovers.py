"""Whole sets that leave the configuration: who is in them stays, and bindings of the same plan may take them over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from rolecall.estate.runtime_facade import UNKNOWN
from rolecall.review.before_and_after import Reviewed, Sides
from rolecall.specification.schema import MembershipLifecycle, ObjectLifecycle
from rolecall.specification.traits import Tier

NAMED = 5
"""So many of those who stay without a binding are named."""


def let_go(each: Reviewed) -> Iterator[tuple[str, list[str]]]:
    """The whole sets that an update lets go of, with what is in them."""
    lifecycle, change = each.resource.lifecycle, each.change
    if not isinstance(lifecycle, ObjectLifecycle) or change.actions != ("update",) or each.after is None:
        return
    for name in lifecycle.authoritative:
        held, unknown = (change.before or {}).get(name), (change.after or {}).get(name) is UNKNOWN
        if unknown and isinstance(held, list) and held and name in each.after.unmanaged:
            yield name, [str(item) for item in held]


def writes(each: Reviewed) -> bool:
    """Whether a change is an update that does more than let go of whole sets."""
    before, after = each.change.before or {}, each.change.after or {}
    changed = {name for name, value in after.items() if value != before.get(name)}
    return "update" in each.change.actions and not (changed and changed <= {name for name, _ in let_go(each)})


def handovers(each: Reviewed, sides: Sides) -> Iterator[tuple[Literal["handed_over"], Tier, str]]:
    """A note for each whole set that an update lets go of."""
    for name, held in let_go(each):
        taken = set(_taken_over(each, name, sides))
        left = [item for item in held if item not in taken]
        stay = f"; managed by nobody from now on: {', '.join(left[:NAMED])}" if left else ""
        more = f" and {len(left) - NAMED} more" if len(left) > NAMED else ""
        text = (
            f"{name} of {each.address} leaves the configuration, which takes nobody out. Of {len(held)} in it "
            f"{len(held) - len(left)} are handed over to bindings that this plan makes{stay}{more}."
        )
        yield "handed_over", "low", text


def _taken_over(each: Reviewed, name: str, sides: Sides) -> Iterator[str]:
    """What the plan makes a binding of that was in the set."""
    for other in sides.reviewed:
        lifecycle = other.resource.lifecycle
        if not isinstance(lifecycle, MembershipLifecycle) or other.after is None or other.plan is not each.plan:
            continue
        of_this = (lifecycle.parent, lifecycle.of, other.realm) == (each.change.type, name, each.realm)
        if of_this and "create" in other.change.actions:
            owner, before = other.after.values.get(lifecycle.owner), each.change.before or {}
            if owner == before.get("id"):
                yield str(other.after.values.get(lifecycle.member))
