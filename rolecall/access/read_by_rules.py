"""Attributes of accounts that vendors decide by: rules that mean people (`Rule`), and what else reads them (`Reads`).

Whom they mean the vendor works out: a change of such an attribute may give what they give, or take it away.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from rolecall.access import shim_traits
from rolecall.access.effect import Effect
from rolecall.access.model import TIERS, Entity, Item
from rolecall.access.named_rights import excluded_of
from rolecall.access.risk_tiers import tier_in
from rolecall.estate.runtime_facade import UNKNOWN, sibling, value_at, values_at
from rolecall.specification.schema import Attribute
from rolecall.specification.traits import Reads, Rule, Tier

SHOWN: Final = 5
"""The most names that a sentence says; the rest are counted."""

_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*"' + r"|'(?:[^'\\]|\\.)*'")
_WORD: Final = re.compile(r"\w+")


class Reader(NamedTuple):
    """What reads attributes of accounts by the vendor's names `words`, and gives something to some of them.

    `means` is whoever a rule means, who is never of the ids `spared`. `gives` says what else than rights of theirs it
    gives, with how privileged that is.
    """

    item: Item
    words: frozenset[str]
    means: Entity | None = None
    spared: frozenset[str] = frozenset()
    gives: Mapping[str, Tier] = MappingProxyType({})

    @property
    def name(self) -> str:
        """What people call it."""
        return str(self.item.values.get("name") or self.item.address)

    def given(self, effect: Effect) -> Mapping[str, Tier]:
        """What it gives, in words: what whoever it means has by `effect`, and what it says itself."""
        found = {key: right for key, right in effect.items() if key.subject == self.means}
        rights = {f"{key.right.kind} {right.name}": tier_in(key, right.name)[0] for key, right in found.items()}
        return {**self.gives, **rights}

    def told(self, read: Iterable[str], people: Iterable[str], given: Mapping[str, Tier]) -> str:
        """The sentences that something that it reads of people changes."""
        rights = sorted(given, key=lambda name: (TIERS.index(given[name]), name))
        kind = "rule" if self.item.values.get("name") else "resource"
        return (
            f"The {kind} {self.name} reads {_few(sorted(read))} of {_few(sorted(people))}, which changes. "
            f"Taken on trust: it may give them {_few(rights) or 'what it gives'}, or take it away."
        )


def readers(items: Iterable[Item]) -> Iterator[Reader]:
    """What among `items` reads attributes of accounts, and is not known to be off."""
    for item in items:
        access = shim_traits.access(item.vendor, item.type)
        if access is None:
            continue
        found = [Reader(item, frozenset(_named(item, each)), gives={each.gives: each.tier}) for each in access.reads]
        if access.rule is not None:
            found.append(_rule(item, access.rule))
        yield from (each for each in found if each.words)


def highest(given: Mapping[str, Tier]) -> Tier:
    """How privileged the most privileged is of what something gives."""
    return min(given.values(), key=TIERS.index, default="low")


def names_of_change(attribute: Attribute, before: Any, after: Any) -> Iterator[str]:
    """The vendor's names of what a change of an attribute changes: its own, and those of members of JSON text."""
    inside, was = _members(after), _members(before)
    yield from (name for name in {*inside, *was} if inside.get(name) != was.get(name))
    for path in (attribute.field, attribute.read):
        if isinstance(path, str):
            yield path.rpartition(".")[2]


def _rule(item: Item, rule: Rule) -> Reader:
    """A rule and what it reads: nothing where it is known not to work."""
    works, expression = (value_at(item.values, path) for path in (rule.where[0], rule.expression))
    words = _words(expression) if works in (UNKNOWN, rule.where[1]) else frozenset()
    means = Entity("matching", item.vendor, item.realm, f"name:{expression}")
    return Reader(item, words, means, excluded_of(item, rule))


def _named(item: Item, reads: Reads) -> Iterator[str]:
    for path, value in values_at(item.values, reads.attribute):
        if reads.beside is not None:
            name, patterns = reads.beside
            beside = sibling(item.values, path, name)
            if beside is not UNKNOWN and not any(fnmatchcase(str(beside), each) for each in patterns):
                continue
        yield from _words(value)


def _words(expression: Any) -> frozenset[str]:
    """The words of an expression, quoted text aside."""
    return frozenset(_WORD.findall(_QUOTED.sub(" ", expression)) if isinstance(expression, str) else ())


def _members(value: Any) -> Mapping[str, Any]:
    if isinstance(value, str) and value.startswith("{"):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return {}
    return value if isinstance(value, Mapping) else {}


def _few(names: list[str]) -> str:
    return ", ".join(names[:SHOWN]) + (f" and {len(names) - SHOWN} more" if len(names) > SHOWN else "")
