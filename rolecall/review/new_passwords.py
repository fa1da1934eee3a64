"""Passwords of accounts that plans set anew: whoever knows the new one has the account."""

from __future__ import annotations

from collections.abc import Iterator

from rolecall.access import TIERS, Difference, tier_of
from rolecall.review.before_and_after import Sides
from rolecall.review.notes import Note
from rolecall.specification.traits import Tier


def notes_of_passwords(sides: Sides, result: Difference) -> Iterator[Note]:
    """A note for each account to which an update sends a write-only argument again, as grave as what it has."""
    for each in sides.reviewed:
        rule, before, after = each.resource.access, each.before, each.after
        if rule is None or rule.account is None or before is None or after is None:
            continue
        if "update" not in each.change.actions:
            continue
        sent = [
            item.name
            for item in each.resource.schema.attributes
            if item.write_only and before.values.get(f"{item.name}_version") != after.values.get(f"{item.name}_version")
        ]
        who = result.identities.sides[1].by_address.get(each.address)
        if not sent or who is None:
            continue
        tiers: set[Tier] = {
            tier_of(key.right.vendor, key.right.kind, found.name, key.scope.level)[0]
            for key, found in result.after.items()
            if key.subject == who and key.right.kind != "token"
        }
        yield Note(
            kind="identity",
            tier=min(tiers, key=TIERS.index, default="normal"),
            vendor=each.change.vendor,
            text=f"{', '.join(sent)} of the account {result.identities.label(who)} ({each.address}) is set anew: "
            "whoever knows the new value has the account, with everything that it has.",
            addresses=(each.address,),
        )
