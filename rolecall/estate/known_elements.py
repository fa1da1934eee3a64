"""Large sets that vendors do not show (trait `LargeSet`): those elements that a state has are asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from rolecall.estate.collection_table import Table, each
from rolecall.estate.live_vendor import LiveVendor
from rolecall.estate.terraform.state import State
from rolecall.runtime.collections.rows import Row
from rolecall.runtime.diagnostics import Diagnostic, Refusal
from rolecall.runtime.resources.object.read import large_set_attribute
from rolecall.runtime.resources.object.unshown import asked_for
from rolecall.runtime.values.paths import UNREAD, dig
from rolecall.specification.schema import Attribute, MembershipLifecycle, ObjectLifecycle


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
    return {key: elements for key, elements in found.items() if key in table.rows}


def _ask(vendor: LiveVendor, table: Table, attribute: Attribute, known: Mapping[str, set[str]]) -> None:
    """Replace the rows of `known` by what is found out about their sets."""

    def ask(key: str) -> tuple[Row, list[Diagnostic]]:
        return asked_for(table.connection, table.collection, attribute, table.rows[key], sorted(known[key]))

    found, problems = each(list(known), ask)
    what = f"{attribute.name} of {table.collection.name}"
    for key, (row, said) in found.items():
        table.rows[key] = row
        if dig(row, attribute.read_path or attribute.name) is not UNREAD:
            for item in said:
                vendor.add_gap(what, Refusal(item))
    for problem in problems.values():
        vendor.add_gap(what, problem)
