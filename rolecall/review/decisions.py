"""Decisions of an access review, found again among what plans give.

A plan shows the address of a system, or the alias of its provider block; evidence names the block by its alias. Both
are compared as aliases of blocks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import TypeAlias

from rolecall.access import Row
from rolecall.reports.evidence import ReviewedRight, scope_name

Blocks: TypeAlias = Mapping[tuple[str, str], frozenset[str]]
"""(vendor, system) to the aliases of the provider blocks that reach it, empty for the default one."""


def names_of(row: Row, blocks: Blocks) -> Iterator[tuple[str, ...]]:
    """The keys by which evidence may name the right of a row."""
    grant = row.grant
    here = {grant.realm} | blocks.get((grant.vendor, grant.realm), frozenset())
    there = {grant.scope.where} | blocks.get((grant.vendor, grant.scope.where), frozenset())
    whole = grant.scope.level and grant.scope.name == grant.scope.where
    for alias, where in product(sorted(here), sorted(there)):
        vendor = f"{grant.vendor}@{alias}" if alias else grant.vendor
        scope = where if whole else scope_name(grant.scope.name, where)
        yield (grant.account, grant.key.subject.kind, vendor, grant.kind, grant.right, grant.scope.level, scope)


def unmatched(rows: Sequence[Row], reviewed: Sequence[ReviewedRight], blocks: Blocks) -> Iterator[ReviewedRight]:
    """Decisions about a right that a plan gives, at a system or provider block that no plan here has.

    Nobody can say whether the plan's right is the one that was decided about.
    """
    gained = [row for row in rows if row.effect == "gains"]
    known = {name for row in gained for name in names_of(row, blocks)}
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
