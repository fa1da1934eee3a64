"""Accounts that somebody else may have after a plan: by a new password, another mail address or another name."""

from __future__ import annotations

from collections.abc import Iterator

from rolecall.access import TIERS, Difference, Entity, higher, new_owners, tier_in
from rolecall.review.before_and_after import Reviewed, Sides
from rolecall.review.notes import Note
from rolecall.specification.traits import Tier


def notes_of_takeovers(sides: Sides, result: Difference) -> Iterator[Note]:
    """A note for each such account and way, as grave as what the account has; for another owner at least high."""
    for each in sides.reviewed:
        rule, before, after = each.resource.access, each.before, each.after
        if rule is None or rule.account is None or before is None or after is None:
            continue
        who = result.identities.sides[1].by_address.get(each.address)
        if "update" not in each.change.actions or who is None:
            continue
        has = _highest(result, who)
        name = before.values.get(rule.account.name)
        called = f"{name} ({each.address})" if isinstance(name, str) and name else each.address
        for found in new_owners(each.change.vendor, each.change.type, before.values, after.values):
            text = (
                f"The {found.attribute} of the account {called} changes from {', '.join(found.before) or 'nothing'} "
                f"to {', '.join(found.after) or 'nothing'}: somebody else may stand behind it, with everything that it "
                "has."
            )
            yield _note(each, has if has is not None and higher(has, "high") else "high", text)
        sent = [
            item.name
            for item in each.resource.schema.attributes
            if item.write_only and before.values.get(f"{item.name}_version") != after.values.get(f"{item.name}_version")
        ]
        if sent:
            text = (
                f"{', '.join(sent)} of the account {result.identities.label(who)} ({each.address}) is set anew: "
                "whoever knows the new value has the account, with everything that it has."
            )
            yield _note(each, has or "normal", text)


def _note(each: Reviewed, tier: Tier, text: str) -> Note:
    return Note(kind="identity", tier=tier, vendor=each.change.vendor, text=text, addresses=(each.address,))


def _highest(result: Difference, who: Entity) -> Tier | None:
    """The tier of the most privileged right that somebody has after the apply, tokens aside; None without any."""
    tiers = [
        tier_in(key, found.name)[0]
        for key, found in result.after.items()
        if key.subject == who and key.right.kind != "token"
    ]
    return min(tiers, key=TIERS.index, default=None)
