"""Objects that come with a vendor (trait BuiltIn), and what they have beyond that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase

from rolecall.access import shim_traits
from rolecall.access.direct_access import facts_of
from rolecall.access.identity import Identities
from rolecall.access.model import Entity, Item
from rolecall.access.risk_tiers import tier_of
from rolecall.estate.runtime_facade import value_at
from rolecall.specification.traits import BuiltIn


def built_in(item: Item) -> tuple[BuiltIn, list[str]] | None:
    """The trait by which an object comes with the vendor, and what it has beyond, in words; None for any other."""
    rule = shim_traits.access(item.vendor, item.type)
    for trait in rule.built_in if rule is not None else ():
        name = value_at(item.values, trait.by)
        if isinstance(name, str) and _matches(name, trait.names):
            return trait, list(dict.fromkeys(_beyond(item, trait)))
    return None


def _beyond(item: Item, trait: BuiltIn) -> Iterator[str]:
    identities = Identities([[item]])
    facts = facts_of([item], identities, 0)
    for who, given in facts.direct.items():
        name = who.key.partition(":")[2]
        if who.kind != "role" and not _matches(name, trait.subjects):
            yield f"{who.kind} {name}"
        for each in given:
            privileged = tier_of(item.vendor, each.right.kind, each.name, each.scope.level)[0] in ("critical", "high")
            if (privileged or who.kind != "role") and not _matches(each.name, trait.rights):
                yield f"{each.right.kind} {each.name}"
    for included in _included(facts.includes.values()):
        name = identities.name(included)
        if tier_of(item.vendor, "role", name)[0] in ("critical", "high") and not _matches(name, trait.rights):
            yield f"role {name}"


def _included(roles: Iterable[Sequence[Entity]]) -> Iterator[Entity]:
    for some in roles:
        yield from some


def _matches(name: str, patterns: Sequence[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)
