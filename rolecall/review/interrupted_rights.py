"""Gaps in time: rights that somebody keeps, but not while a plan is applied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rolecall.access import Difference, Grant, grant_of
from rolecall.review.before_and_after import Sides


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A right that somebody keeps, but not all of the time: what gives it is removed before it is made again."""

    grant: Grant
    addresses: tuple[str, ...]


def gaps_of(sides: Sides, result: Difference) -> Iterator[Gap]:
    """Rights that are there before and after, while all that gave them goes before anything gives them again."""
    going = {
        each.address
        for each in sides.reviewed
        if each.change.actions in (("delete",), ("delete", "create")) and each.address not in sides.kept
    }
    if not going:
        return
    for key, found in result.before.items():
        if key not in result.after or key.right.kind in ("token", "account"):
            continue
        addresses = [sorted(going & set(path.addresses)) for path in found.paths]
        stays = any(path in found.paths and not going & set(path.addresses) for path in result.after[key].paths)
        if all(addresses) and not stays:
            grant = grant_of(key, found, result.identities)
            yield Gap(grant=grant, addresses=tuple(dict.fromkeys(each for some in addresses for each in some)))
