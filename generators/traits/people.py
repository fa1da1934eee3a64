"""Caveats of people: invited before they are there, refused when they are not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """Creating an object only invites."""

    status: str
    pending: str
    accepted: str
    wait_for: str
    until: str
    timeout: str
    default_seconds: int
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An attribute names somebody who must be in good standing."""

    attribute: str
    when: tuple[str, str]
    lookup: str
    by: str
    member: str
    value: str
    made_by: str
    timeout: str
    default_seconds: int
    noun: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitedApart:
    """Who is invited stands in a listing of its own too, with how the invitation ended."""

    lookup: str
    who: str
    status: str
    open: str
    ended: tuple[tuple[str, str], ...]
    since: str
    by: str
    flag: str
    pending: str
    fills: tuple[tuple[str, str], ...] = ()
