"""Questions about access: which rows of an access map are meant.

Patterns take `*` and `?`; letter case does not count. All that a question names must fit.
"""

from __future__ import annotations

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
        vendor = f"{row.vendor}@{row.realm}" if row.realm else row.vendor
        return (
            (not self.role or (row.kind == "role" and _fits(self.role, row.right)))
            and (not self.group or (row.kind == "group" and _fits(self.group, row.right)))
            and (not self.can or (row.kind != "account" and _fits(self.can, row.right)))
            and (not self.vendor or _fits(self.vendor, row.vendor) or _fits(self.vendor, vendor))
            and (not self.person or self._is_called(row))
            and (not self.scope or self._is_there(row))
        )

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


def _fits(pattern: str, text: str) -> bool:
    return fnmatchcase(text.casefold(), pattern.casefold())
