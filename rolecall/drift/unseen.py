"""Gaps in what was looked at: members that answers lack, resources that nothing told of, vendors that gave nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from rolecall.access import says_access
from rolecall.drift.comparison import Estate, Managed
from rolecall.estate.gaps import Gap, empty_state
from rolecall.estate.instances import label_of
from rolecall.estate.live_object import LiveObject
from rolecall.estate.live_vendor import LiveVendor
from rolecall.estate.terraform.state import State
from rolecall.specification.schema import MembershipLifecycle

SHOWN: Final = 5
"""The most objects that one gap names; the rest are counted."""

NOTHING: Final = Gap(
    vendor="",
    what="anything",
    why="what was given holds no resource of these providers, and no vendor was named, so nobody was asked",
    advice="Give the state that has the resources, or name vendors with --vendor.",
)


def gaps_of_check(estate: Estate, state: State, unreachable: Sequence[Gap]) -> list[Gap]:
    """Everything that was not looked at, for whatever reason, each once."""
    known = [*unreachable, *estate.gaps, *(gap for vendor in estate.vendors for gap in vendor.gaps)]
    known += [*_unsaid(estate), *_unplaced(estate, state), *_not_read(state, estate.vendors, unreachable)]
    known += _untold(estate, known)
    if not known and not estate.vendors:
        known.append(NOTHING)
    elif state.resources or not known:
        known += [empty_state(source) for source in state.empty]
    return list(dict.fromkeys(known))


def named(items: Sequence[str]) -> str:
    """The first of `items` by name, the others counted."""
    more = f" and {len(items) - SHOWN} more" if len(items) > SHOWN else ""
    return ", ".join(items[:SHOWN]) + more


def _unsaid(estate: Estate) -> Iterator[Gap]:
    """Members of managed objects, and those about access of all others, that the vendor's answers lack."""
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for item in estate.managed:
        for type_name, attribute in _unsaid_of(item):
            found[item.vendor.label, type_name, attribute].append(item.state.address)
    for vendor in estate.vendors:
        for name in vendor.types:
            if vendor.is_own(name) and vendor.is_object(name):
                for live in vendor.objects(name):
                    for attribute in _about_access(vendor, live):
                        if not estate.is_managed(vendor, name, live.id):
                            found[vendor.label, name, attribute].append(live.id)
    for (label, type_name, attribute), who in found.items():
        yield Gap(
            vendor=label,
            what=f"{attribute} of {type_name} ({named(list(dict.fromkeys(who)))})",
            why="the vendor's answers do not say it, so it may be anything",
            advice="Give the account that this runs as the right to read it, or look it up at the vendor.",
        )


def _unplaced(estate: Estate, state: State) -> Iterator[Gap]:
    """Managed resources that no listing has and that another provider block may have."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for item in estate.managed:
        if item.unplaced:
            found[item.vendor.label, item.resource.name].append(item.state.address)
    for (label, type_name), addresses in found.items():
        yield Gap(
            vendor=label,
            what=f"{type_name} ({named(addresses)})",
            why="the file does not say whether it belongs to this provider block or to another one, which may have the "
            "same name",
            advice="Give the folder of the stack or what `terraform state pull` prints, which say it.",
        )


def _unsaid_of(item: Managed) -> Iterator[tuple[str, str]]:
    """The (resource type, attribute) that were to be compared for a managed resource and that no answer says."""
    lifecycle = item.resource.lifecycle
    if isinstance(lifecycle, MembershipLifecycle):
        parent = item.vendor.by_id(lifecycle.parent, str(item.prior.get(lifecycle.owner)))
        known = {lifecycle.of: [item.prior.get(lifecycle.member)]}
        if item.live is None and parent is not None and lifecycle.of in item.vendor.unsaid(parent, known):
            yield lifecycle.parent, lifecycle.of
    elif item.live is not None:
        for name in item.vendor.unsaid(item.live, item.prior):
            if item.prior.get(name) is not None or name in says_access(item.vendor.shim.name, item.resource.name):
                yield item.resource.name, name


def _about_access(vendor: LiveVendor, live: LiveObject) -> Iterator[str]:
    about = says_access(vendor.shim.name, live.type)
    yield from (name for name in vendor.unsaid(live) if name in about)


def _not_read(state: State, vendors: Sequence[LiveVendor], unreachable: Sequence[Gap]) -> Iterator[Gap]:
    """Provider blocks that the state has resources of and that were not asked for."""
    labels = {vendor.label for vendor in vendors} | {gap.vendor for gap in unreachable}
    known = {label.partition("@")[0] for label in labels}
    counts = Counter(
        label_of(item.vendor, item.alias)
        for item in state.resources
        if item.vendor not in known or (item.alias is not None and label_of(item.vendor, item.alias) not in labels)
    )
    for label, count in sorted(counts.items()):
        yield Gap(
            vendor=label,
            what=f"{count} resources in state",
            why="the vendor was not among those to read",
            advice=f"Add --vendor {label}.",
        )


def _untold(estate: Estate, known: Sequence[Gap]) -> Iterator[Gap]:
    """Managed resources, and whole vendors, that nothing was learnt of although no other gap says so."""
    untold: dict[tuple[str, str], list[str]] = defaultdict(list)
    for item in estate.managed:
        if item.verdict == "unknown" and not _is_explained(item, known):
            untold[item.vendor.label, item.resource.name].append(item.state.address)
    for (label, type_name), addresses in untold.items():
        yield Gap(
            vendor=label,
            what=f"{type_name} ({named(addresses)})",
            why="nothing says where its system is, or the vendor has no way to ask for it",
            advice="Set the address and credentials of that system in the environment, or look it up by hand.",
        )
    told = {gap.vendor for gap in known} | {label for label, _ in untold}
    asked = {item.vendor.label for item in estate.managed}
    for vendor in estate.vendors:
        if not vendor.types and vendor.label not in told | asked:
            yield Gap(
                vendor=vendor.label,
                what="everything",
                why="nothing of it could be listed, and the state has nothing of it",
                advice="Set the address and credentials of its systems in the environment.",
            )


def _is_explained(item: Managed, known: Sequence[Gap]) -> bool:
    lifecycle = item.resource.lifecycle
    names = [item.resource.name, *([lifecycle.parent] if isinstance(lifecycle, MembershipLifecycle) else [])]
    table = item.vendor.table(item.resource.name)
    if table is not None and table.gap is not None:
        return True
    return any(gap.vendor == item.vendor.label and any(name in gap.what for name in names) for gap in known)
