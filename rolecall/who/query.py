"""Questions about access: which rows of an access map are meant.

Patterns take `*` and `?`; letter case does not count. All that a question names must fit.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from rolecall.access import Brief, Grant, Scope, higher
from rolecall.reports.errors import JobError
from rolecall.specification.traits import Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question. Empty patterns fit everything.

    `can` is a right of any kind, `role` and `group` one of theirs, `person` an address or an account name, whole or up
    to the `@`. `scope` is a level and a name; a right on a wider scope fits too. `tier` is the least risk tier.
    """

    can: str = ""
    role: str = ""
    group: str = ""
    person: str = ""
    vendor: str = ""
    scope: str = ""
    tier: Tier | None = None

    def __post_init__(self) -> None:
        if self.scope and "/" not in self.scope:
            raise JobError(f"{self.scope!r} is no scope.", hint="Write LEVEL/NAME: --scope cluster/alpha")

    def takes(self, row: Brief) -> bool:
        """True if a row is meant."""
        if row.subject_kind == "role" or (self.tier is not None and higher(self.tier, row.tier)):
            return False
        return (
            (not self.role or (row.kind == "role" and _fits(self.role, row.right)))
            and (not self.group or (row.kind == "group" and _fits(self.group, row.right)))
            and (not self.can or (row.kind != "account" and _fits(self.can, row.right)))
            and self.is_at(row)
            and (not self.person or self._is_called(row))
            and (not self.scope or self._is_there(row))
        )

    def is_at(self, row: Brief) -> bool:
        """True if a row is about the vendor, or the provider block of it, that is meant."""
        return not self.vendor or _fits(self.vendor, row.vendor) or _fits(self.vendor, f"{row.vendor}@{row.realm}")

    def check(self) -> None:
        """Raise JobError where no vendor and no level of scopes is called so: the answer would be nobody."""
        if not self.vendor and not self.scope:
            return
        from rolecall.who.names import levels, vendors  # which know the vendors, and take their time to load

        if self.vendor:
            _among("vendor", self.vendor.partition("@")[0], vendors())
        if self.scope:
            _among("level of scopes", self.scope.partition("/")[0], levels())

    def _is_called(self, row: Brief) -> bool:
        names = (row.person, row.account, row.person.partition("@")[0])
        return any(_fits(self.person, name) for name in names)

    def _is_there(self, row: Brief) -> bool:
        """True if a right holds in the scope: it names the scope, or a wider one."""
        level, _, name = self.scope.partition("/")
        if _fits(level, row.level) and _fits(name, row.name):
            return True
        from rolecall.access import holds  # which knows the vendors, and takes its time to load

        outer = Scope(row.level, row.name, row.where)
        return bool(row.level) and holds(row.vendor, outer, Scope(level, name, row.where))

    def words(self) -> str:
        """The question in words."""
        names = ("can", "role", "group", "person", "vendor", "scope")
        told = [f"{name} {value}" for name in names if (value := getattr(self, name))]
        told += [f"at least {self.tier}"] if self.tier is not None else []
        return ", ".join(told) or "everybody"


def instance_of(grant: Grant) -> str:
    """The vendor with the alias of its provider block: `tanzu@beta`."""
    return f"{grant.vendor}@{grant.realm}" if grant.realm else grant.vendor


def _among(what: str, pattern: str, known: Sequence[str]) -> None:
    if not any(_fits(pattern, name) for name in known):
        near = difflib.get_close_matches(pattern.casefold(), known, n=1)
        hint = f"Did you mean {near[0]!r}?" if near else f"There are: {', '.join(known)}."
        raise JobError(f"There is no {what} {pattern!r}.", hint=hint)


def _fits(pattern: str, text: str) -> bool:
    return fnmatchcase(text.casefold(), pattern.casefold())
