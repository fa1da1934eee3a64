"""Objects that come with a vendor (trait BuiltIn), and what they have beyond that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase

from rolecall.access import shim_traits
from rolecall.access.direct_access import facts_of
from rolecall.access.identity import Identities
from rolecall.access.model import Grant, Item
from rolecall.access.risk_tiers import tier_in
from rolecall.estate.runtime_facade import value_at
from rolecall.specification.traits import BuiltIn


def built_in(item: Item, brought: Iterable[Grant] = ()) -> tuple[BuiltIn, list[str]] | None:
    """The trait by which an object comes with the vendor, and what it has beyond, in words; None for any other.

    `brought` are rights that the object gives in effect; of a role, what it has itself and through roles it includes.
    """
    rule = shim_traits.access(item.vendor, item.type)
    for trait in rule.built_in if rule is not None else ():
        name = value_at(item.values, trait.by)
        if isinstance(name, str) and _matches(name, trait.names):
            assert rule is not None
            if rule.role is None:
                return trait, list(dict.fromkeys(_of_binding(item, trait)))
            known = [each for other in rule.built_in for each in other.names]
            own = (each for each in brought if each.key.subject.kind == "role" and each.account == name)
            return trait, sorted(set(_of_role(own, trait, known)), key=_roles_first)
    return None


def _of_binding(item: Item, trait: BuiltIn) -> Iterator[str]:
    for who, given in facts_of([item], Identities([[item]]), 0).direct.items():
        name = who.key.partition(":")[2]
        if not _matches(name, trait.subjects):
            yield f"{who.kind} {name}"
        for each in given:
            if not _matches(each.name, trait.rights):
                yield f"{each.right.kind} {each.name}"


def _of_role(own: Iterable[Grant], trait: BuiltIn, known: Sequence[str]) -> Iterator[str]:
    """Privileged rights of a role, however it comes by them, and roles that do not come with the vendor."""
    for each in own:
        tier, _ = tier_in(each.key, each.right)
        foreign = each.kind == "role" and not _matches(each.right, known)
        if (tier in ("critical", "high") or foreign) and not _matches(each.right, trait.rights):
            yield f"{each.kind} {each.right}"


def _roles_first(words: str) -> tuple[bool, str]:
    return not words.startswith("role "), words


def _matches(name: str, patterns: Sequence[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)
