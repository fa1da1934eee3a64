"""Words that several formats use."""

from __future__ import annotations

from rolecall.access import Grant, Shift
from rolecall.review.verdicts import subject


def where(grant: Grant) -> str:
    """Vendor, instance and scope: `tanzu, cluster payments`."""
    place = f"{grant.vendor} at {grant.realm}" if grant.realm else grant.vendor
    if not grant.scope.level:
        return place
    return f"{place}, {grant.scope.level} {grant.scope.name}".rstrip()


def who(grant: Grant) -> str:
    """The subject in words, with the account's name where it is another."""
    text = subject(grant)
    return text if grant.account == grant.person else f"{text} ({grant.account})"


def shifted(shift: Shift) -> str:
    """From which tier to which."""
    return f"{shift.before or 'nothing'} → {shift.after or 'nothing'}"


def shift_subject(shift: Shift) -> str:
    """Whom a shift is about."""
    if shift.kind == "role":
        return f"everybody with role {shift.person}"
    if shift.kind == "group":
        return f"everybody in group {shift.person}"
    return shift.person if shift.person == shift.account else f"{shift.person} ({shift.account})"
