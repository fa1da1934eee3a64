"""Who stands behind an account: whoever goes by its name, or receives the mail that is sent to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from rolecall.access import shim_traits
from rolecall.estate.runtime_facade import UNKNOWN, values_at


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
    for path in dict.fromkeys((account.name, *([account.mail] if account.mail else []), *account.mails)):
        was, now = _said(before, path), _said(after, path)
        if now is None or was is None:
            continue
        known = {each.casefold() for each in was}
        came = [each for each in now if each.casefold() not in known]
        if came or (was and not now and path not in account.mails):
            yield NewOwner(path.partition(".")[0], was, now)


def _said(values: Mapping[str, Any], path: str) -> tuple[str, ...] | None:
    """The texts at a path, None where one is not known yet."""
    found = [value for _, value in values_at(values, path)]
    return None if UNKNOWN in found else tuple(str(each) for each in found if each != "")
