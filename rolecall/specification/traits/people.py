"""Caveats of people: invited before they are there, refused when they are not."""

from __future__ import annotations

from rolecall.specification.declaration import dataclass
from rolecall.specification.numbers import Count


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationListing:
    """A listing of invitations, which alone tells how they ended.

    Rows of `lookup` name somebody by the member `who`, which rows of the invitation's collection have as `by`. The
    latest by `since` counts: its `status` is `open` while the invitation can be accepted, or one of `ended`, each with
    the verb for it. A row of the collection whose `flag` is pending is believed only while the invitation is open;
    somebody who has no row is pending as long as it is, with members filled from the invitation (`fills`: member of
    the collection, member there). Where no status says that an invitation expired, `expires` is the member with the
    time until which it can be accepted, in milliseconds since 1970. A vendor that does not offer this listing is taken
    at the word of the other one.
    """

    lookup: str
    who: str
    status: str
    open: str
    ended: tuple[tuple[str, str], ...]
    since: str
    by: str
    flag: str
    fills: tuple[tuple[str, str], ...] = ()
    expires: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """Creating an object only invites: it is there once somebody accepted, which may never happen.

    The attribute `status` says how far it is; `pending` and `accepted` are its values. The attribute `wait_for` has
    the value `until` where a practitioner wants to wait for that; the attribute path `timeout` (a duration such as
    `30m`, by default `default_seconds`) bounds it. `who` is the attribute that says who has to do something. An
    invitation that is pending already is taken up without sending another one. Where invitations have a listing of
    their own, `listing` says how to read it.
    """

    status: str
    pending: str
    accepted: str
    wait_for: str
    until: str
    timeout: str
    default_seconds: Count
    who: str
    listing: InvitationListing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prerequisite:
    """An attribute names somebody who must be in good standing, or the vendor refuses it or keeps it without effect.

    `attribute` (dotted) names a row of `lookup` by its member `by`, always or where the attribute `when` has the value
    given; the row's member `member` must be `value`. One that `made_by` makes in the same run is waited for, at most as
    long as the attribute path `timeout` says (by default `default_seconds`). `noun` is the word for messages.
    """

    attribute: str
    lookup: str
    by: str
    member: str
    value: str
    made_by: str
    timeout: str
    default_seconds: Count
    noun: str
    when: tuple[str, str] | None = None
