"""Actions that an apply runs: what they give by themselves, beside what the plan changes."""

from __future__ import annotations

from collections.abc import Iterator

from rolecall.access import shim_traits
from rolecall.estate.terraform.plan import Invocation, Plan
from rolecall.review.before_and_after import OURS
from rolecall.review.notes import Note
from rolecall.specification.schema import Action


def notes_of_actions(plan: Plan) -> Iterator[Note]:
    """A note for each action of ours, as grave as what comes of it, and one for all that nobody here knows."""
    unknown = []
    for each in plan.invoked:
        action = _action(each)
        if action is None:
            unknown.append(each.address)
            continue
        yield Note(
            kind="action",
            tier=action.tier,
            vendor=each.vendor,
            text=f"The apply runs {each.address}. {action.gives}",
            addresses=(each.address,),
        )
    if unknown:
        text = (
            f"{plan.path.name}: the apply runs actions, of which nobody here knows what they do: {', '.join(unknown)}."
        )
        yield Note(kind="not_understood", tier="normal", vendor="", text=text)


def _action(invoked: Invocation) -> Action | None:
    shim = shim_traits.shim(invoked.vendor) if invoked.namespace == OURS else None
    return next((each for each in shim.actions if each.name == invoked.type), None) if shim is not None else None
