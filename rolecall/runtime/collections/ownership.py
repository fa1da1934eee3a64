"""Whom rows name as their owners, as far as they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from rolecall.runtime.values.paths import MISSING, dig, every
from rolecall.runtime.values.texts import same_name
from rolecall.specification.schema import ObjectLifecycle, Provider
from rolecall.specification.traits import CascadeDelete


class Naming(NamedTuple):
    """Whether a row names one owner (`mine`) and `others`, and whether it leaves something of that `unsaid`.

    `alike` is another name that differs from the owner's in the case of letters alone, or empty.
    """

    mine: bool
    others: bool
    unsaid: bool
    alike: str = ""

    @property
    def somebody(self) -> bool:
        """Whether the row names anybody."""
        return self.mine or self.others


def naming(owned: CascadeDelete, row: Mapping[str, Any], owner: str) -> Naming:
    """Whom `row` names beside `owner`. A row that names nobody leaves it unsaid."""
    mine = others = unsaid = False
    alike = ""
    for name, is_meant in _named(owned, row):
        if name is None or is_meant is None:
            unsaid = others = True
        elif is_meant and same_owner(owned, name, owner):
            mine = True
        else:
            others = True
            alike = name if is_meant and name.casefold() == owner.casefold() else alike
    return Naming(mine, others, unsaid or not (mine or others), alike)


def same_owner(owned: CascadeDelete, name: str, owner: str) -> bool:
    """Whether both names are one owner's."""
    return same_name(name, owner) or (owned.caseless and name.casefold() == owner.casefold())


def _named(owned: CascadeDelete, row: Mapping[str, Any]) -> Iterator[tuple[str | None, bool | None]]:
    """Each name, and whether it is of the kind that `where` means; None for what the row does not say."""
    around, _, leaf = owned.owner.rpartition(".")
    for element in every(row, around):
        is_meant: bool | None = True
        for path, wanted in owned.where:
            inside = around and path.startswith(f"{around}.")
            value = dig(element if inside else row, path.removeprefix(f"{around}.") if inside else path)
            is_meant = None if value is MISSING or value is None else is_meant and value == wanted
        for name in every(element, leaf) or [None]:
            yield (None if name is None or name == "" else str(name)), is_meant


def names_several(owned: CascadeDelete, row: Mapping[str, Any]) -> bool:
    """True if the row can name several owners."""
    return isinstance(dig(row, owned.owner.rpartition(".")[0]), list)


def holds_credentials(shim: Provider, collection: str) -> bool:
    """True if the objects of the collection are credentials: a resource type of it issues a secret."""
    lifecycles = [item.lifecycle for item in shim.resources]
    return any(
        isinstance(each, ObjectLifecycle) and each.collection == collection and each.secret is not None
        for each in lifecycles
    )
