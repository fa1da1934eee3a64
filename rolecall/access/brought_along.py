"""Rights that roles show to have by roles that they include (`effective`), where nothing describes all of those.

A plan and a state say of a role what the vendor works out for it, also where the roles that it includes are in neither.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from rolecall.access.facts import Direct, Facts
from rolecall.access.model import Entity, Item, Path, RightKey, Scope
from rolecall.access.named_rights import rights_at
from rolecall.estate.runtime_facade import UNKNOWN
from rolecall.specification.traits import Access

_STEPS: Final = ("included roles",)


def brought_by(item: Item, rule: Access, role: Entity, before: Facts | None) -> Iterator[Direct]:
    """What a role shows to have by roles that it includes; where it is not known yet, what it had `before`."""
    for permission in rule.effective:
        for _, value in rights_at(item.values, permission.attribute):
            if value is UNKNOWN:
                had = before.brought.get(role, ()) if before is not None else ()
                yield from (_on_trust(each, item) for each in had if each.right.kind == permission.kind)
            elif value is not None:
                right = RightKey(permission.kind, item.vendor, item.realm, str(value))
                yield Direct(right, str(value), Scope(), Path(_STEPS, (item.address,)))


def _on_trust(direct: Direct, item: Item) -> Direct:
    """The same right, taken on trust, by another resource."""
    return direct._replace(path=Path(_STEPS, (item.address,), assumed=True))


def is_brought(direct: Direct) -> bool:
    """True for what a role has only by what it shows."""
    return direct.path.steps == _STEPS


def with_brought(facts: Facts, *, around: Facts | None = None, before: Facts | None = None) -> Facts:
    """`facts` in which roles have what they show to have and what no role that is described explains.

    `around` are the facts of everything, where `facts` are those of one object; `before` those of the other side.
    """
    whole = around or facts
    direct = dict(facts.direct)
    for role, shown in facts.brought.items():
        inside, open_ = _included(facts, role, whole)
        if not open_:
            continue
        known = {each.right for each in facts.direct.get(role, ())} | _given(whole, inside)
        if before is not None:
            known |= _given(before, _included(before, role, before)[0])
        direct[role] = [*facts.direct.get(role, ()), *(each for each in shown if each.right not in known)]
    return replace(facts, direct=direct)


def _given(facts: Facts, roles: set[Entity]) -> set[RightKey]:
    """What roles give themselves."""
    return {each.right for role in roles for each in facts.direct.get(role, ()) if not is_brought(each)}


def _included(facts: Facts, role: Entity, whole: Facts) -> tuple[set[Entity], bool]:
    """The roles that a role includes, however far down, and whether nothing describes one of them."""
    seen = {role}
    waiting = list(facts.includes.get(role, ()))
    while waiting:
        current = waiting.pop()
        if current not in seen:
            seen.add(current)
            waiting += whole.includes.get(current, ())
    inside = seen - {role}
    return inside, any(each not in whole.roles for each in inside)
