"""Relations: objects that say who has what, and have no name of their own, such as a user in a group."""

from __future__ import annotations

from typing import Any

from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.private_state import Private
from rolecall.specification.schema import MembershipLifecycle, ObjectLifecycle


def is_relation(context: Context[Any]) -> bool:
    """Whether two objects of the type that are about the same are one at the vendor, and change hands as bindings do.

    All that tells one from another is who has it, what they have and where (trait `Access`).
    """
    lifecycle, access = context.lifecycle, context.resource.access
    if not isinstance(lifecycle, ObjectLifecycle) or access is None or access.subject is None:
        return False
    natural, invitation = context.collection.natural_key, context.collection.invitation
    if natural is None or not natural.unique or lifecycle.takes_namesakes or invitation is not None:
        return False
    subject = access.subject
    said = {subject.attribute, subject.kind_at, *(each.attribute for each in access.permissions)}
    said |= {attribute for _, attribute in access.scopes}
    return {natural.attribute, *(attribute for attribute, _ in natural.scope), *context.collection.parents} <= said


def is_heir(context: Context[Any], change: Change) -> bool:
    """Whether the relation or binding that is planned to be made takes the place of an equal one.

    Terraform tells the plan that an apply makes of the plan before it since 1.15.
    """
    replaces = change.private.prior is not None and change.private.prior == change.after.get("id")
    changes_hands = is_relation(context) or isinstance(context.lifecycle, MembershipLifecycle)
    return changes_hands and (replaces or Private.from_bytes(change.saved or b"").stays)
