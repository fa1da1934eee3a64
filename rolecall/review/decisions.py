"""Decisions of an access review, found again among what plans give.

A plan shows where a system is, or the alias of its provider block; evidence names the block by its alias. Both
are compared as aliases of blocks. An approval is of what the evidence names and no more: the right of that person, at
the Terraform addresses that declared it, as privileged as it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import TypeAlias

from rolecall.access import MOST_PATHS, TIERS, Difference, Entity, Grant, Row, higher, is_owner_open, new_owners
from rolecall.reports.evidence import ReviewedRight, scope_name
from rolecall.review.before_and_after import Sides

Blocks: TypeAlias = Mapping[tuple[str, str], frozenset[str]]
"""(vendor, system) to the aliases of the provider blocks that reach it, empty for the default one."""


def names_of(grant: Grant, blocks: Blocks) -> Iterator[tuple[str, ...]]:
    """The keys by which evidence may name a right."""
    here = {grant.realm} | blocks.get((grant.vendor, grant.realm), frozenset())
    there = {grant.scope.where} | blocks.get((grant.vendor, grant.scope.where), frozenset())
    whole = grant.scope.level and grant.scope.name == grant.scope.where
    for alias, where in product(sorted(here), sorted(there)):
        vendor = f"{grant.vendor}@{alias}" if alias else grant.vendor
        scope = where if whole else scope_name(grant.scope.name, where)
        yield (grant.account, grant.key.subject.kind, vendor, grant.kind, grant.right, grant.scope.level, scope)


class Approvals:
    """The approvals of access reviews, for rights that plans give."""

    def __init__(self, sides: Sides, result: Difference, reviewed: Sequence[ReviewedRight]) -> None:
        self._sides = sides
        self._handed_over = set(_handed_over(sides, result)) if reviewed else set()
        self._given: dict[tuple[str, ...], list[ReviewedRight]] = defaultdict(list)
        for each in reviewed:
            if each.decision == "approve":
                self._given[each.key].append(each)
        self._shown = {item.address for item in (*sides.before, *sides.after) if item.observed} if reviewed else set()

    def of(self, row: Row, wanted: Callable[[Grant], bool]) -> frozenset[str]:
        """Who approved the right of a row and all that it brings along and is `wanted`, in lower case."""
        if not self._given:
            return frozenset()
        return frozenset.intersection(*(self._one(grant) for grant in (row.grant, *filter(wanted, row.along))))

    def _one(self, grant: Grant) -> frozenset[str]:
        """Who approved one right. One by more paths than are kept may come through addresses that nobody saw."""
        named = [each for name in set(names_of(grant, self._sides.blocks)) for each in self._given.get(name, ())]
        if not named or len(grant.paths) >= MOST_PATHS or grant.key.subject in self._handed_over:
            return frozenset()
        addresses = {self._sides.in_its_plan(each) for each in grant.addresses if each not in self._shown}
        return frozenset(
            each.reviewer.lower()
            for each in named
            if addresses <= each.declaring
            and each.tier in TIERS
            and not higher(grant.tier, each.tier)
            and _is_of(each, grant)
        )


def _is_of(each: ReviewedRight, grant: Grant) -> bool:
    """True unless plans show that a right is another person's. Where they show nobody, the account is all there is."""
    return grant.person.casefold() in (each.person.casefold(), grant.account.casefold())


def _handed_over(sides: Sides, result: Difference) -> Iterator[Entity]:
    """Accounts behind which somebody else may stand after an apply, by a name or a mail address."""
    here = result.identities.sides[-1].by_address
    for each in sides.reviewed:
        entity = here.get(each.address)
        if entity is None or each.after is None:
            continue
        vendor, type_name, values = each.change.vendor, each.change.type, each.after.values
        new = each.before is not None and any(new_owners(vendor, type_name, each.before.values, values))
        if new or is_owner_open(vendor, type_name, values):
            yield entity


def unmatched(rows: Sequence[Row], reviewed: Sequence[ReviewedRight], blocks: Blocks) -> Iterator[ReviewedRight]:
    """Decisions about a right that a plan gives, at a system or provider block that no plan here has.

    Nobody can say whether the plan's right is the one that was decided about.
    """
    gained = [row for row in rows if row.effect == "gains"]
    known = {name for row in gained for name in names_of(row.grant, blocks)}
    alike = {_without_place(name) for name in known}
    aliases = {(vendor, alias) for (vendor, _), found in blocks.items() for alias in found}
    for each in reviewed:
        if not each.decision or each.key in known or _without_place(each.key) not in alike:
            continue
        vendor, _, alias = each.vendor.partition("@")
        if (vendor, alias) not in aliases or (each.scope_level and not _is_known(each, vendor, blocks)):
            yield each


def _without_place(key: tuple[str, ...]) -> tuple[str, ...]:
    account, kind, vendor, right_kind, right, level, _ = key
    return (account, kind, vendor.partition("@")[0], right_kind, right, level)


def _is_known(each: ReviewedRight, vendor: str, blocks: Blocks) -> bool:
    """True if the system in the scope of a decision is one that a provider block of the plans reaches."""
    found = {name for (of, where), aliases in blocks.items() if of == vendor for name in (where, *aliases)}
    return each.scope in found or "/" not in each.scope or each.scope.partition("/")[0] in found
