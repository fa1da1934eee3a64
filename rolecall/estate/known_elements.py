"""Large sets that vendors do not show (trait `LargeSet`): those elements that a state has are asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from rolecall.estate.collection_table import Table, each
from rolecall.estate.gaps import Gap
from rolecall.estate.live_vendor import LiveVendor
from rolecall.estate.terraform.state import State
from rolecall.runtime.collections.rows import Row
from rolecall.runtime.diagnostics import Diagnostic, Refusal
from rolecall.runtime.resources.object.read import large_set_attribute
from rolecall.runtime.resources.object.write_only_sets import asked_for
from rolecall.runtime.values.paths import UNREAD, dig
from rolecall.specification.schema import Attribute, MembershipLifecycle, ObjectLifecycle

SHOWN: Final = 5
"""The most objects that a gap names; the rest are counted."""


def ask_for_known(vendor: LiveVendor, state: State) -> None:
    """Put into the listed objects of `vendor` those elements of large sets that `state` has and that are found.

    A gap says that others cannot be seen. A set of which nothing is found out stays marked as not read.
    """
    for resource in vendor.shim.resources:
        table = vendor.table(resource.name)
        if not isinstance(resource.lifecycle, ObjectLifecycle) or table is None or table.owner != vendor.label:
            continue
        attribute = large_set_attribute(table.collection, resource)
        if attribute is not None and table.collection.large_set is not None:
            _ask(vendor, table, attribute, _known(vendor, table, resource.name, attribute.name, state))


def unseen_sets(vendor: LiveVendor) -> Iterator[Gap]:
    """A gap for each large set of the listed objects of `vendor` of which some are not shown, and not found out."""
    for resource in vendor.shim.resources:
        table = vendor.table(resource.name)
        if not isinstance(resource.lifecycle, ObjectLifecycle) or table is None or table.owner != vendor.label:
            continue
        large = table.collection.large_set
        unread = [key for key, row in table.rows.items() if large is not None and dig(row, large.field) is UNREAD]
        if large is not None and unread:
            names = [vendor.called(key) for key in unread[:SHOWN]]
            more = f" and {len(unread) - SHOWN} more" if len(unread) > SHOWN else ""
            yield Gap(
                vendor=vendor.label,
                what=f"{large.field} of {resource.name} ({', '.join(names)}{more})",
                why="no answer of the vendor shows them",
                advice="Look at the vendor who is in them.",
            )


def _known(vendor: LiveVendor, table: Table, type_name: str, name: str, state: State) -> dict[str, set[str]]:
    """By key, the elements that `state` has of the set `name` of listed objects of the type."""
    found: dict[str, set[str]] = defaultdict(set)
    lives = {each.name: each.lifecycle for each in vendor.shim.resources}
    for item in state.resources:
        lifecycle, values = lives.get(item.type), item.values
        if item.type == type_name:
            found[table.normal(str(values.get("id")))].update(map(str, values.get(name) or ()))
        elif isinstance(lifecycle, MembershipLifecycle) and (lifecycle.parent, lifecycle.of) == (type_name, name):
            found[table.normal(str(values.get(lifecycle.owner)))].add(str(values.get(lifecycle.member)))
    return found


def _ask(vendor: LiveVendor, table: Table, attribute: Attribute, known: Mapping[str, set[str]]) -> None:
    """Replace the rows of `table` by what is found out about their sets, where `known` elements are by key."""

    def ask(key: str) -> tuple[Row, list[Diagnostic]]:
        elements = sorted(known.get(key, ()))
        return asked_for(table.connection, table.collection, attribute, table.rows[key], elements)

    found, problems = each(list(table.rows), ask)
    what = f"{attribute.name} of {table.collection.name}"
    for key, (row, said) in found.items():
        table.rows[key] = row
        if dig(row, attribute.read_path or attribute.name) is not UNREAD:
            for item in said:
                vendor.add_gap(what, Refusal(item))
    for problem in problems.values():
        vendor.add_gap(what, problem)
