"""The access map of `rolecall who`, made from states or from vendors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from rolecall.access import (
    AccessMap,
    Item,
    People,
    effective_access,
    items_of_state,
    items_of_vendors,
    managed_by,
    names_of_state,
    people_of_stacks,
    read_people,
    unreadable_in,
)
from rolecall.cli.stacks import OUTPUT, stacks_here
from rolecall.cli.who_request import Wanted
from rolecall.estate.declarations import Declarations, read_declarations
from rolecall.estate.gaps import Gap
from rolecall.estate.inside import not_listed, read_inside
from rolecall.estate.instances import Instance, choices, configure
from rolecall.estate.known_elements import ask_for_known, unseen_sets
from rolecall.estate.live_vendor import LiveVendor
from rolecall.estate.nobody_shown import nobody_shown
from rolecall.estate.parallel import reading
from rolecall.estate.terraform.state import State, read_state
from rolecall.reports.errors import JobError

PEOPLE: Final = Path("rolecall-people.yaml")


def made(wanted: Wanted, environment: Mapping[str, str]) -> AccessMap:
    """The map of the states or vendors that were asked for. Raises JobError."""
    if wanted.vendor_files and not wanted.live:
        raise JobError("--vendors needs --live.", hint="A state says itself which vendors it has.")
    paths = list(wanted.sources) or stacks_here()
    if not paths and not wanted.live:
        raise JobError(
            "There is no state here: no .terraform, and no cdktf.out/stacks.",
            hint="Give a state or a saved map, or ask the vendors with --live.",
        )
    state = State(resources=())
    for path in paths:
        state = state + read_state(path) if state.sources else read_state(path)
    declarations = read_declarations([*(path if path.is_dir() else path.parent for path in paths), OUTPUT])
    state = declarations.placing(state)
    file = wanted.people or PEOPLE
    said = read_people(file) if wanted.people is not None or file.is_file() else People()
    if not wanted.live:
        unread = [f"{address}: it cannot be read from the state" for address in unreadable_in(state)]
        items = items_of_state(state)
        return _effective(
            items,
            declarations,
            said,
            state.sources,
            unread if state.resources else [_NOTHING],
            names_of_state(state),
        )
    used = [(item.vendor, item.alias) for item in state.resources]
    configured = [configure(each, environment) for each in choices(wanted.vendors, wanted.vendor_files, used)]
    instances = [each for each in configured if isinstance(each, Instance)]
    gaps = [each for each in configured if isinstance(each, Gap)]
    with reading(instances) as vendors:
        for vendor in vendors:
            read_inside(vendor, state, everywhere=True)
            ask_for_known(vendor, state)
            _ask_for_absent(vendor, state)
            giving = [each.name for each in vendor.shim.resources if each.access is not None and each.access.gives]
            gaps += [*not_listed(vendor, giving), *unseen_sets(vendor), *nobody_shown(vendor)]
        items = items_of_vendors(vendors, managed_by(state, vendors))
        gaps += [gap for vendor in vendors for gap in vendor.gaps]
        unseen = [f"{gap.vendor} {gap.what}: {gap.why}" for gap in dict.fromkeys(gaps)] if configured else [_NOBODY]
        labels = [vendor.label for vendor in vendors]
        return _effective(items, declarations, said, labels, unseen, names_of_state(state))


def _ask_for_absent(vendor: LiveVendor, state: State) -> None:
    """Ask once more for what a state has and a listing lacks: what is there all the same shows that more is lacking."""
    absent: dict[str, list[str]] = defaultdict(list)
    for item in state.resources:
        if item.vendor != vendor.shim.name or item.alias not in (None, vendor.alias) or item.type not in vendor.types:
            continue
        listed = vendor.is_object(item.type) and vendor.is_own(item.type) and vendor.is_whole(item.type)
        if listed and vendor.find(item.type, item.values) is None:
            absent[item.type].append(str(item.values.get("id")))
    for type_name, ids in absent.items():
        vendor.are_gone(type_name, ids)


_NOBODY: Final = "anything: no vendor was named, and no state has one"
_NOTHING: Final = "anything: the states hold no resource of these vendors; was the plan ever applied?"


def _effective(
    items: Sequence[Item],
    declarations: Declarations,
    said: People,
    sources: Sequence[str],
    unseen: Sequence[str] = (),
    named: Sequence[Item] = (),
) -> AccessMap:
    def declared(address: str) -> str | None:
        place = declarations.of(address)
        return None if place is None else f"{place.file}:{place.line}"

    people = people_of_stacks(items, declarations) | said
    return effective_access(items, declared=declared, people=people, sources=sources, unseen=unseen, named=named)
