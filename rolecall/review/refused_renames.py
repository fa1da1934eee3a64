"""Renames in plans that failed: an address that the code no longer has, and one that no state has and nobody planned.

The provider refuses to remove an object at one address and to make it at another, so that neither may be in the plan.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from rolecall.access import shim_traits
from rolecall.estate.terraform.plan import Instance, Plan
from rolecall.review.before_and_after import OURS
from rolecall.review.notes import Note
from rolecall.review.owners import identifying, moved_block, natural_key
from rolecall.specification.schema import Resource

_KEY: Final = re.compile(r'\[(?:"(?:[^"\\]|\\.)*"|\d+)\]')


class _Block(NamedTuple):
    """A resource block of the configuration, with the arguments that it gives as literals."""

    address: str
    type: str
    given: Mapping[str, Any]


def refused_renames(plans: Sequence[Plan], told: Collection[str]) -> Iterator[Note]:
    """A note for each rename in a plan that failed. `told` are addresses that other notes speak of."""
    for plan in plans:
        if not plan.errored:
            continue
        blocks = list(_blocks(plan.configuration.get("root_module") or {}, ""))
        declared = {each.address for each in blocks}
        forgotten = {each.address for each in plan.changes if each.actions == ("forget",)}
        gone = [
            each
            for each in plan.prior
            if each.mode == "managed"
            and each.namespace == OURS
            and _plain(each.address) not in declared
            and each.address not in {*told, *forgotten}
        ]
        there = [each.address for each in plan.prior]
        known = {
            _plain(each) for each in (*there, *(one.address for one in plan.changes if one.actions != ("create",)))
        }
        new = [each for each in blocks if each.address not in known]
        for old, block in _pairs(gone, new):
            yield Note(
                kind="renamed",
                tier="high",
                vendor=old.vendor,
                text=f"The code calls {old.address} {block.address} now and does not say so, and the plan failed: it "
                "would remove the one and make the other. If it was only renamed, paste the `moved` block.",
                addresses=(old.address, block.address),
                block=moved_block(old.address, block.address),
            )


def _pairs(gone: Sequence[Instance], new: Sequence[_Block]) -> Iterator[tuple[Instance, _Block]]:
    """Whatever only one other can be: by what it is called, else as the only ones of their type."""
    for block in new:
        resource = shim_traits.resource(block.type.partition("_")[0], block.type)
        if resource is None:
            continue
        rivals = [each for each in new if each.type == block.type]
        found = [each for each in gone if each.type == block.type and _fits(resource, each, block)]
        if len(found) == 1 and sum(_fits(resource, found[0], each) for each in rivals) == 1:
            yield found[0], block


def _fits(resource: Resource, old: Instance, block: _Block) -> bool:
    """True if nothing that a block says contradicts that it is this object."""
    natural = natural_key(resource, old.vendor)
    fold = str.casefold if natural is not None and natural.caseless else str
    return all(
        name not in block.given or fold(str(block.given[name])) == fold(str(old.values.get(name)))
        for name in identifying(resource, old.vendor)
    )


def _blocks(module: Mapping[str, Any], inside: str) -> Iterator[_Block]:
    for each in module.get("resources") or ():
        if each.get("mode") == "managed":
            said = {
                name: value for name, value in (each.get("expressions") or {}).items() if isinstance(value, Mapping)
            }
            given = {name: value["constant_value"] for name, value in said.items() if "constant_value" in value}
            literal = {name: value for name, value in given.items() if "${" not in str(value)}
            yield _Block(inside + str(each["address"]), str(each["type"]), literal)
    for name, call in (module.get("module_calls") or {}).items():
        yield from _blocks(call.get("module") or {}, f"{inside}module.{name}.")


def _plain(address: str) -> str:
    """An address without the keys of `count` and `for_each`."""
    return _KEY.sub("", address)
