"""One element more, or less, of a set that the vendor keeps back (`NestedSet`, `hidden`): written, and seen by no read.

Such a call names one element and touches no other, so that nobody else has to be known.
"""

from __future__ import annotations

from rolecall.runtime.application import Object, StateResult
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.errors import AmbiguousOutcome, VendorError
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.exception_diagnostics import explain
from rolecall.runtime.resources.membership.parent import SetHidden, parent_of
from rolecall.runtime.resources.object.links import add, remove
from rolecall.specification.schema import MembershipLifecycle


def add_hidden(
    context: Context[MembershipLifecycle], owner: str, member: str, state: Object, hidden: SetHidden
) -> StateResult:
    """Add the element to the set of `owner`, which a read kept back as `hidden` says.

    The vendor refuses one that is in already, which is then not in the state. What it took is, with a warning. Raises
    `hidden` where no call adds a single element.
    """
    parent, attribute = parent_of(context)
    result = StateResult(state=None)
    if attribute.links is None:
        raise hidden
    try:
        add(parent, owner, attribute, [member])
        result.state = state
        result.diagnostics.extend([_unconfirmed(context, f"{member!r} was added to {owner!r}", hidden)])
    except VendorError as problem:
        result.state = state if isinstance(problem, AmbiguousOutcome) else None
        result.diagnostics.extend(explain(problem))
    finally:
        context.connection.changed(parent.collection.name, owner)
    return result


def remove_hidden(
    context: Context[MembershipLifecycle], owner: str, member: str, hidden: SetHidden
) -> list[Diagnostic]:
    """Take the element out of the set of `owner`, which a read kept back as `hidden` says; gives a warning.

    That it is not there will do. Raises VendorError, and `hidden` where no call takes out a single element.
    """
    parent, attribute = parent_of(context)
    if attribute.links is None:
        raise hidden
    try:
        remove(context.connection, attribute.links, owner, [member])
    finally:
        context.connection.changed(parent.collection.name, owner)
    return [_unconfirmed(context, f"{member!r} was taken out of {owner!r}", hidden)]


def _unconfirmed(context: Context[MembershipLifecycle], what: str, hidden: SetHidden) -> Diagnostic:
    said = " ".join(each.detail for each in hidden.diagnostics)
    return Diagnostic(
        "warning",
        f"{what}, unseen",
        f"{context.title} took it, and no read can confirm it. {said}",
        (context.lifecycle.member,),
    )
