"""Roles and the like that were renamed at the vendor: one finding, instead of one for each holder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rolecall.drift.comparison import Estate, Managed
from rolecall.drift.findings import Finding, Severity
from rolecall.specification.schema import MembershipLifecycle


@dataclass(frozen=True, slots=True)
class _Rename:
    vendor: str
    type: str
    attribute: str
    before: str
    after: str


def without_renames(findings: Iterable[Finding], estate: Estate) -> list[Finding]:
    """`findings` with one for each rename in place of those that only follow from it.

    A name was changed where every holder in state lost one and gained the same other one, the vendor knows the old name
    no more, and no state knows the new one. What a holder gained or lost besides stays a finding of its own.
    """
    found = _without_bindings(list(findings), estate)
    renames: dict[_Rename, list[Finding]] = defaultdict(list)
    for each in found:
        pair = _swapped(each)
        if pair is not None:
            renames[_Rename(each.vendor, each.type, each.attribute, *pair)].append(each)
    if not renames:
        return found
    held = _held(estate)
    covered: set[int] = set()
    told = []
    for rename, swaps in renames.items():
        place = (rename.vendor, rename.type, rename.attribute)
        before, now = held.get(place, (frozenset(), frozenset()))
        known = _known(estate, rename)
        if rename.before in now or rename.after in before or known is None:
            continue
        if rename.before in known or rename.after not in known:
            continue
        covered |= {id(each) for each in swaps}
        told.append(_finding(rename, swaps))
    return [each for each in found if id(each) not in covered] + told


def _without_bindings(found: list[Finding], estate: Estate) -> list[Finding]:
    """The same where single bindings hold the name: each is missing, and who held it gained the new one by hand."""
    bindings: dict[tuple[str, str, str, str], list[tuple[Finding, Managed]]] = defaultdict(list)
    gone = {(each.vendor, each.address): each for each in found if each.kind == "missing"}
    for item in estate.managed:
        lifecycle, missing = item.resource.lifecycle, gone.get((item.vendor.label, item.state.address))
        if isinstance(lifecycle, MembershipLifecycle) and missing is not None:
            owner = str(item.prior.get(lifecycle.owner))
            bindings[item.vendor.label, lifecycle.parent, lifecycle.of, owner].append((missing, item))
    changes = {(each.vendor, each.type, each.attribute, each.object_id): each for each in found}
    renames: dict[tuple[_Rename, str, str], list[tuple[Finding, Finding]]] = defaultdict(list)
    for place, ended in bindings.items():
        gained = _gained(changes.get(place))
        if len(ended) == 1 and gained is not None:
            missing, item = ended[0]
            lifecycle = item.resource.lifecycle
            assert isinstance(lifecycle, MembershipLifecycle)
            before = str(item.prior.get(lifecycle.member))
            rename = _Rename(place[0], item.resource.name, lifecycle.member, before, gained)
            renames[rename, place[1], place[2]].append((missing, changes[place]))
    covered: set[int] = set()
    told = []
    for (rename, parent, attribute), pairs in renames.items():
        known = _known(estate, _Rename(rename.vendor, parent, attribute, rename.before, rename.after))
        if known is not None and rename.before not in known and rename.after in known:
            covered |= {id(each) for pair in pairs for each in pair}
            told.append(_finding(rename, [missing for missing, _ in pairs]))
    return [each for each in found if id(each) not in covered] + told


def _gained(finding: Finding | None) -> str | None:
    """The one element that a change gave, where that is all."""
    if finding is None or not isinstance(finding.before, list) or not isinstance(finding.after, list):
        return None
    more = [each for each in finding.after if each not in finding.before]
    less = [each for each in finding.before if each not in finding.after]
    return more[0] if len(more) == 1 and not less and isinstance(more[0], str) else None


def _swapped(finding: Finding) -> tuple[str, str] | None:
    """The one element that a change took and the one that it gave, where that is all."""
    if finding.kind not in ("changed", "privileged_change"):
        return None
    before, after = (value if isinstance(value, list) else [value] for value in (finding.before, finding.after))
    lost = [each for each in before if each not in after]
    gained = [each for each in after if each not in before]
    if len(lost) == len(gained) == 1 and isinstance(lost[0], str) and isinstance(gained[0], str):
        return lost[0], gained[0]
    return None


def _held(estate: Estate) -> dict[tuple[str, str, str], tuple[frozenset[str], frozenset[str]]]:
    """The names in attributes that refer to others by name, in state and now, by vendor, type and attribute."""
    before: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    now: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for item in estate.managed:
        for attribute in item.resource.schema.attributes:
            if attribute.reference is not None and item.live is not None:
                place = (item.vendor.label, item.resource.name, attribute.name)
                before[place].update(_names(item.prior.get(attribute.name)))
                now[place].update(_names(item.vendor.value(item.live, attribute.name)))
    return {place: (frozenset(before[place]), frozenset(now[place])) for place in before}


def _names(value: Any) -> list[str]:
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]


def _known(estate: Estate, rename: _Rename) -> frozenset[str] | None:
    """The names that the vendor knows for the attribute; None where it refers to nothing, or they cannot be read."""
    for vendor in estate.vendors:
        if vendor.label == rename.vendor:
            return vendor.names_for(rename.type, rename.attribute)
    return None


def _finding(rename: _Rename, swaps: list[Finding]) -> Finding:
    first = swaps[0]
    word = rename.attribute.replace("_", " ")
    who = ", ".join(each.subject for each in swaps[:5]) + (f" and {len(swaps) - 5} more" if len(swaps) > 5 else "")
    return Finding(
        kind="renamed",
        severity=Severity.LOW,
        vendor=rename.vendor,
        subject=rename.before,
        text=f"{rename.before} is called {rename.after} at the vendor now: {word} of {len(swaps)} in state show it "
        f"({who}).",
        fix=f"Write {rename.after!r} in the code in place of {rename.before!r}; an apply before that would fail.",
        type=rename.type,
        object_id=rename.before,
        attribute=rename.attribute,
        before=rename.before,
        after=rename.after,
        address=first.address if len(swaps) == 1 else "",
    )
