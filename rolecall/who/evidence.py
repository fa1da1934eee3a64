"""Rights as evidence, with the day since which an earlier file of evidence knows them."""

from __future__ import annotations

from rolecall.access import is_managed
from rolecall.reports.evidence import ReviewedRight, addresses_cell, scope_name
from rolecall.who.answer import Answer, declared_of
from rolecall.who.query import instance_of


def rows_of(answer: Answer) -> list[ReviewedRight]:
    """The rows of an answer as evidence. `since` is empty where no earlier evidence was given."""
    found = []
    for grant in answer.rows:
        row = ReviewedRight(
            person=grant.person,
            account=grant.account,
            subject_kind=grant.key.subject.kind,
            vendor=instance_of(grant),
            kind=grant.kind,
            right=grant.right,
            scope_level=grant.scope.level,
            scope=scope_name(grant.scope.name, grant.scope.where),
            path=grant.ways,
            tier=grant.tier,
            since="",
            declared=declared_of(grant),
            addresses=addresses_cell(filter(is_managed, grant.addresses)),
        )
        found.append(answer.dated(row))
    return found
