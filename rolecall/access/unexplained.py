"""Effective rights that accounts and roles show to have, and that nothing known explains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rolecall.access import shim_traits
from rolecall.access.brought_along import is_brought, with_brought
from rolecall.access.direct_access import facts_of
from rolecall.access.effect import effect_of
from rolecall.access.identity import Identities
from rolecall.access.model import Item, RightKey
from rolecall.access.named_rights import rights_at
from rolecall.estate.runtime_facade import UNKNOWN


class Shown(NamedTuple):
    """A right that the resource at `address` shows in `attribute`."""

    address: str
    attribute: str
    right: str


def unexplained_rights(items: Sequence[Item]) -> Iterator[Shown]:
    """What accounts and roles among `items` show in effect and have by none of `items`.

    What a role shows so explains what its holders do, since it is told of the role.
    """
    identities = Identities([items])
    facts = with_brought(facts_of(items, identities, 0))
    has = {(key.subject, key.right) for key in effect_of(facts, identities, 0)}
    for item in items:
        rule, who = shim_traits.access(item.vendor, item.type), identities.sides[0].by_address.get(item.address)
        if rule is None or who is None:
            continue
        brought = {each.right for each in facts.direct.get(who, ()) if is_brought(each)}
        for permission in rule.effective:
            for _, value in rights_at(item.values, permission.attribute):
                if value is None or value is UNKNOWN:
                    continue
                right = RightKey(permission.kind, item.vendor, item.realm, str(value))
                if right in brought or (rule.role is None and (who, right) not in has):
                    yield Shown(item.address, permission.attribute, str(value))
