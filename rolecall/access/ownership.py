"""Who stands behind an account: whoever goes by its name, or receives the mail that is sent to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from rolecall.access import shim_traits
from rolecall.estate.runtime_facade import UNKNOWN, values_at
from rolecall.specification.traits import Account


class NewOwner(NamedTuple):
    """An attribute by which somebody else may stand behind an account now, as it was and as it is."""

    attribute: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def new_owners(vendor: str, type_name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[NewOwner]:
    """The names and addresses of an account that are others than before, letter case aside.

    Of a set of addresses one that comes counts, and none that goes. What is not known yet is left out.
    """
    rule = shim_traits.access(vendor, type_name)
    if rule is None or rule.account is None:
        return
    account = rule.account
    for path in _paths(account):
        was, now = _said(before, path), _said(after, path)
        if now is None or was is None:
            continue
        known = {each.casefold() for each in was}
        came = [each for each in now if each.casefold() not in known]
        first, second = _primary(before, path), _primary(after, path)
        if first and second and first.casefold() != second.casefold():
            yield NewOwner(path.partition(".")[0], (first,), (second,))
        elif came or (was and not now and path not in account.mails):
            yield NewOwner(path.partition(".")[0], was, now)


@cache
def owner_attributes(vendor: str, type_name: str) -> frozenset[str]:
    """The attributes that hold the name and the addresses of an account; none of what is no account."""
    rule = shim_traits.access(vendor, type_name)
    if rule is None or rule.account is None:
        return frozenset()
    return frozenset(path.partition(".")[0] for path in _paths(rule.account))


def is_owner_open(vendor: str, type_name: str, values: Mapping[str, Any]) -> bool:
    """True if a name or an address of an account is not known yet, so that it may be anybody's."""
    rule = shim_traits.access(vendor, type_name)
    return rule is not None and rule.account is not None and None in (_said(values, p) for p in _paths(rule.account))


def _paths(account: Account) -> tuple[str, ...]:
    """The paths to the name and the addresses of an account."""
    return tuple(dict.fromkeys((account.name, *([account.mail] if account.mail else []), *account.mails)))


def _primary(values: Mapping[str, Any], path: str) -> str | None:
    """The value that a set marks as `primary`, as multi-valued attributes do (RFC 7643, 2.4); None where none is."""
    name, _, inner = path.partition(".")
    elements = values.get(name)
    if not inner or not isinstance(elements, list | tuple):
        return None
    marked = [each.get(inner) for each in elements if isinstance(each, Mapping) and each.get("primary") is True]
    return str(marked[0]) if len(marked) == 1 and isinstance(marked[0], str) else None


def _said(values: Mapping[str, Any], path: str) -> tuple[str, ...] | None:
    """The texts at a path, None where one is not known yet."""
    found = [value for _, value in values_at(values, path)]
    return None if UNKNOWN in found else tuple(str(each) for each in found if each != "")
