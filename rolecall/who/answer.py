"""Answers about access: the rows of a map that a question means, by person, and what was not looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from rolecall.access import TIERS, AccessMap, Grant, brief_of
from rolecall.reports.errors import Exit
from rolecall.reports.evidence import ReviewedRight
from rolecall.who.query import Query, instance_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer. `rows` are sorted by person, the most privileged right first.

    `earlier` is the day since which earlier evidence knows a right, where there is any.
    """

    query: Query
    rows: tuple[Grant, ...]
    made_at: datetime
    sources: Sequence[str] = ()
    unseen: Sequence[str] = ()
    earlier: Mapping[tuple[str, ...], str] | None = None

    @property
    def people(self) -> int:
        """The number of people, groups and services that have something."""
        return len({(grant.person, grant.key.subject.kind) for grant in self.rows})

    def by_person(self) -> Iterator[tuple[str, list[Grant]]]:
        """The rows of each person, group or service."""
        for (person, kind), rows in groupby(self.rows, key=lambda row: (row.person, row.key.subject.kind)):
            yield person if kind == "user" else f"{person} ({kind})", list(rows)

    def dated(self, row: ReviewedRight) -> ReviewedRight:
        """A row of evidence with the day since which it is known; that of this answer where it is new."""
        if self.earlier is None:
            return row
        return replace(row, since=self.earlier.get(row.key) or f"{self.made_at:%Y-%m-%d}")

    def headline(self) -> str:
        """The answer in one sentence."""
        who = "nobody" if not self.rows else "1 has it" if self.people == 1 else f"{self.people:,} have it"
        missing = f" Incomplete: {len(self.unseen)} not looked at." if self.unseen else ""
        return f"{self.query.words()}: {who}.{missing}"

    def exit_code(self, *, nobody: bool = False) -> Exit:
        """Incomplete wins; with `nobody`, somebody is what was not to be found."""
        if self.unseen:
            return Exit.INCOMPLETE
        return Exit.FOUND if nobody and self.rows else Exit.CLEAN


def answer(query: Query, found: AccessMap, earlier: Sequence[ReviewedRight] | None = None) -> Answer:
    """The answer to a question from a map; `earlier` are the rows of earlier evidence."""
    rows = sorted((each for each in found.grants if query.takes(brief_of(each))), key=_order)
    return Answer(
        query=query,
        rows=tuple(rows),
        made_at=found.made_at,
        sources=found.sources,
        unseen=(*found.unseen, *(found.undescribed if query.can or query.role or query.tier else ())),
        earlier=None if earlier is None else {row.key: row.since for row in earlier},
    )


def right_of(grant: Grant) -> str:
    """The right in words: `role admin`, `account`."""
    return "account" if grant.kind == "account" else f"{grant.kind} {grant.right}"


def where_of(grant: Grant) -> str:
    """The instance and the scope: `tanzu@beta, cluster payments`."""
    scope = f"{grant.scope.level} {grant.scope.name}".strip()
    return f"{instance_of(grant)}, {scope}" if scope else instance_of(grant)


def declared_of(grant: Grant) -> str:
    """The places in code, or the addresses in state, of what gives the right."""
    return ", ".join(grant.declared or grant.paths[0].addresses)


def _order(grant: Grant) -> tuple[str | int, ...]:
    person, kind = grant.person, grant.key.subject.kind
    return (person.casefold(), person, kind, TIERS.index(grant.tier), grant.vendor, grant.right, *grant.scope)
