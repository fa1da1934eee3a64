"""Elements that vanish from a set when a binding adds one to it: an error that leaves the binding out of the state.

In state it would be tainted. The next apply would take the element out and add it again, and so do once more what made
the others vanish, after somebody put them back. What is not in state is refused as long as it is there, and imported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from rolecall.runtime.diagnostics import Diagnostic, Refusal, refusal
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.membership.parent import holds
from rolecall.runtime.resources.object.element_outcomes import named
from rolecall.specification.schema import MembershipLifecycle


def others_vanished(context: Context[MembershipLifecycle], problem: Refusal, key: str) -> Iterator[Diagnostic]:
    """What `problem` says of those who vanished when the binding `key` was made, with the way out."""
    lifecycle, names = context.lifecycle, {item.name for item in context.connection.shim.schema.attributes}
    way = ", or set `additions_keep = false` in the provider block" if "additions_keep" in names else ""
    for each in problem.diagnostics:
        yield replace(
            each,
            detail=f"{each.detail}\n\nThis binding is not in the state, so that no apply sends it again. Where an "
            "earlier apply left it there tainted, `terraform untaint` it before anything else: replacing it does the "
            "same once more. Put back whoever is missing, then `terraform import "
            f"{context.resource.name}.<label> '{key}'`. Where {context.title} puts what is added in the place of what "
            f"is there, list everybody in `{lifecycle.parent}.{lifecycle.of}` in place of bindings{way}.",
            path=(lifecycle.member,),
        )


def check_others(
    context: Context[MembershipLifecycle],
    owner: str,
    before: Iterable[str],
    after: Iterable[str],
    member: str,
    verb: str = "added",
) -> None:
    """Raise Refusal where elements that were there `before` the write of `member` are not there `after` it."""
    of, lost = context.lifecycle.of, missing(before, after, member)
    if lost:
        raise refusal(
            f"{len(lost)} of the {of} of {owner!r} vanished",
            f"They were there before {member!r} was {verb}, and a read after it does not show them: {named(lost)}. "
            f"{context.title} dropped them, or somebody else took them out at the same moment.",
            (context.lifecycle.member,),
        )


def missing(before: Iterable[str], after: Iterable[str], member: str) -> list[str]:
    """What was there `before` and is not `after`, beside `member`."""
    there = list(after)
    return [each for each in before if not holds(there, each) and not holds([each], member)]
