"""Privileged access among what is adopted, as the engine of access weighs it: who is whom, through what path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rolecall.access import Grant, People, effective_access, items_of_vendors, live_address
from rolecall.adopt.decisions import Adopted
from rolecall.estate.live_vendor import LiveVendor
from rolecall.reports.markdown import code

PRIVILEGED: Final = ("critical", "high")
SHOWN: Final = 200


def privileged(vendors: Sequence[LiveVendor], adopted: Sequence[Adopted], people: People) -> list[Grant]:
    """The critical and the high rights that adopted objects give, the critical ones first."""
    if not adopted:
        return []
    places = {live_address(vendor.label, item.type, item.id) for vendor in vendors for item in adopted}
    rows = effective_access(items_of_vendors(vendors), people=people).rows()
    found = [
        row
        for row in rows
        if row.tier in PRIVILEGED
        and not row.comes_along
        and any(not places.isdisjoint(path.addresses) for path in row.paths)
    ]
    return sorted(found, key=lambda row: (PRIVILEGED.index(row.tier), row.person, row.vendor, row.right))


def headline(rows: Sequence[Grant]) -> str:
    """The number of people, groups and services by tier, in a sentence; empty where there are none."""
    told = []
    for tier in PRIVILEGED:
        who = len({(row.person, row.key.subject.kind) for row in rows if row.tier == tier})
        told += [f"{who} with {tier} rights"] if who else []
    return f"Privileged: {', '.join(told)}." if told else ""


def section(rows: Sequence[Grant]) -> Iterator[str]:
    """The section of the README about privileged access, in Markdown."""
    if not rows:
        return
    yield from ("", "### Privileged access", "", "Adopted as it is. Look at it first.", "")
    for row in rows[:SHOWN]:
        scope = f" on {row.scope.level}/{row.scope.name}" if row.scope.level else ""
        account = "" if row.account == row.person else f", account {code(row.account)}"
        way = f", through {code(', '.join(row.paths[0].steps))}" if row.paths[0].steps else ""
        yield f"- {row.tier}: {code(row.person)}{account} has {row.kind} {code(row.right + scope)}{way}"
    if len(rows) > SHOWN:
        yield f"- and {len(rows) - SHOWN:,} more"
