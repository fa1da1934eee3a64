"""Questions about access: which rows of an access map are meant.

Patterns take `*` and `?`; letter case does not count. All that a question names must fit.
"""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase

from rolecall.access import Grant, Scope, higher, holds
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

    def takes(self, grant: Grant) -> bool:
        """True if a row is meant."""
        if grant.key.subject.kind == "role":
            return False
        if self.tier is not None and higher(self.tier, grant.tier):
            return False
        return (
            (not self.vendor or _fits(self.vendor, grant.vendor) or _fits(self.vendor, instance_of(grant)))
            and (not self.can or (grant.kind != "account" and _fits(self.can, grant.right)))
            and (not self.role or (grant.kind == "role" and _fits(self.role, grant.right)))
            and (not self.group or (grant.kind == "group" and _fits(self.group, grant.right)))
            and (not self.person or any(_fits(self.person, name) for name in _names(grant)))
            and (not self.scope or self._is_there(grant))
        )

    def _is_there(self, grant: Grant) -> bool:
        """True if a right holds in the scope: it names the scope, or a wider one."""
        level, _, name = self.scope.partition("/")
        if _fits(level, grant.scope.level) and _fits(name, grant.scope.name):
            return True
        return bool(grant.scope.level) and holds(grant.vendor, grant.scope, Scope(level, name, grant.scope.where))

    def words(self) -> str:
        """The question in words."""
        names = ("can", "role", "group", "person", "vendor", "scope")
        told = [f"{name} {value}" for name in names if (value := getattr(self, name))]
        told += [f"at least {self.tier}"] if self.tier is not None else []
        return ", ".join(told) or "everybody"


def instance_of(grant: Grant) -> str:
    """The vendor with the alias of its provider block: `tanzu@beta`."""
    return f"{grant.vendor}@{grant.realm}" if grant.realm else grant.vendor


def _names(grant: Grant) -> tuple[str, ...]:
    local = grant.person.partition("@")[0]
    return (grant.person, grant.account, local)


def _fits(pattern: str, text: str) -> bool:
    return fnmatchcase(text.casefold(), pattern.casefold())
