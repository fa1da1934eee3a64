"""Attributes of accounts that a rule's expression reads (trait `Rule`): a change of one may change whom it means."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final

from rolecall.access import TIERS, Difference, Entity, Item, shim_traits, tier_of
from rolecall.estate.runtime_facade import UNKNOWN, value_at, values_at
from rolecall.review.before_and_after import Reviewed, Sides
from rolecall.review.notes import Note
from rolecall.specification.traits import Rule, Tier

SHOWN: Final = 5
"""The most people or rights that a note names; the rest are counted."""

_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*"' + r"|'(?:[^'\\]|\\.)*'")
_WORD: Final = re.compile(r"\w+")


def notes_of_rules(sides: Sides, result: Difference) -> Iterator[Note]:
    """A note for each rule that works and reads what plans change of accounts, weighed by what the rule gives."""
    changed: dict[tuple[str, str], list[tuple[Reviewed, frozenset[str]]]] = defaultdict(list)
    for each in sides.reviewed:
        rule = each.resource.access
        if each.is_change and each.after is not None and rule is not None and rule.account is not None:
            changed[each.after.vendor, each.after.realm].append((each, frozenset(_changed(each, each.after))))
    for item in sides.after:
        access = shim_traits.access(item.vendor, item.type)
        if access is None or access.rule is None:
            continue
        read = _read(item, access.rule)
        people = [(each, names & read) for each, names in changed[item.vendor, item.realm] if names & read]
        people = [(each, names) for each, names in people if not _is_spared(each, item, access.rule)]
        if people:
            yield _note(item, access.rule, people, result)


def _read(item: Item, rule: Rule) -> frozenset[str]:
    """The words of a rule's expression, quoted text aside; none where the rule is known not to work."""
    works, expression = (value_at(item.values, path) for path in (rule.where[0], rule.expression))
    if (works is not UNKNOWN and works != rule.where[1]) or not isinstance(expression, str):
        return frozenset()
    return frozenset(_WORD.findall(_QUOTED.sub(" ", expression)))


def _changed(each: Reviewed, after: Item) -> Iterator[str]:
    """The vendor's names of what changes of an account: those of attributes, and of members of JSON text."""
    before = each.before.values if each.before is not None else {}
    for attribute in each.resource.schema.attributes:
        old, new = before.get(attribute.name), after.values.get(attribute.name)
        if old == new or attribute.name == "id":
            continue
        inside, was = _members(new), _members(old)
        yield from (name for name in {*inside, *was} if inside.get(name) != was.get(name))
        for path in (attribute.field, attribute.read):
            if isinstance(path, str):
                yield path.rpartition(".")[2]


def _members(value: Any) -> Mapping[str, Any]:
    if isinstance(value, str) and value.startswith("{"):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return {}
    return value if isinstance(value, Mapping) else {}


def _is_spared(each: Reviewed, item: Item, rule: Rule) -> bool:
    """True for an account that the rule never means."""
    known = each.before.values.get("id") if each.before is not None else None
    excluded = values_at(item.values, rule.excluded) if rule.excluded is not None else ()
    return known is not None and known in [value for _, value in excluded]


def _note(item: Item, rule: Rule, people: list[tuple[Reviewed, frozenset[str]]], result: Difference) -> Note:
    expression = value_at(item.values, rule.expression)
    who = Entity("matching", item.vendor, item.realm, f"name:{expression}")
    given: dict[str, Tier] = {}
    for key, found in result.after.items():
        if key.subject == who:
            tier, _ = tier_of(key.right.vendor, key.right.kind, found.name, key.scope.level)
            given[f"{key.right.kind} {found.name}"] = tier
    rights = sorted(given, key=lambda name: (TIERS.index(given[name]), name))
    at = result.identities.sides[1].by_address
    names = sorted({result.identities.label(at[each.address]) for each, _ in people if each.address in at})
    read = sorted({name for _, some in people for name in some})
    return Note(
        kind="assumed",
        tier=min(given.values(), key=TIERS.index, default="low"),
        vendor=item.vendor,
        text=f"The rule {item.values.get('name') or item.address} reads {_few(read)} of {_few(names)}, which changes. "
        f"Taken on trust: it may give them {_few(rights) or 'what it gives'}, or take it away.",
        addresses=(item.address, *(each.address for each, _ in people)),
    )


def _few(names: list[str]) -> str:
    return ", ".join(names[:SHOWN]) + (f" and {len(names) - SHOWN} more" if len(names) > SHOWN else "")
