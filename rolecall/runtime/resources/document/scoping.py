"""Scoping filters in a document (trait Scoping): operators that exist and fit the type of what they compare."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostics
from rolecall.runtime.values.documents import Chain, defined
from rolecall.runtime.values.paths import dig
from rolecall.runtime.values.unknown import is_set
from rolecall.specification.schema import Operation
from rolecall.specification.traits import Scoping


def check_clauses(
    connection: Connection, trait: Scoping, chain: Chain, values: Mapping[str, Any], groups: Any
) -> Diagnostics:
    """Findings about every clause, each at its place. Raises VendorError."""
    found = Diagnostics()
    if not isinstance(groups, list) or not groups:
        return found
    answer = connection.client.call(Operation(method="GET", path=trait.operators_path), values)
    rows = dig(answer.data, trait.operators)
    operators = {str(row["id"]): row for row in rows} if isinstance(rows, list) else {}
    types = {str(row[trait.named]): str(dig(row, trait.typed)) for row in defined(chain, trait.operands)}
    for number, group in enumerate(groups):
        clauses = group.get(trait.clauses) if isinstance(group, Mapping) else None
        for place, clause in enumerate(clauses if isinstance(clauses, list) else []):
            if isinstance(clause, Mapping):
                _check(trait, clause, types, operators, (trait.attribute, number, trait.clauses, place), found)
    return found


def _check(
    trait: Scoping,
    clause: Mapping[str, Any],
    types: Mapping[str, str],
    operators: Mapping[str, Mapping[str, Any]],
    path: tuple[str | int, ...],
    found: Diagnostics,
) -> None:
    name, operator, values = clause.get(trait.operand), clause.get(trait.operator), clause.get(trait.values)
    known = is_set(name) and name in types
    if is_set(name) and not known:
        found.error(f"Unknown source attribute {name!r}", _nearest(str(name), types), (*path, trait.operand))
    if not is_set(operator):
        return
    row = operators.get(str(operator))
    if row is None:
        found.error(f"Unknown operator {operator!r}", _nearest(str(operator), operators), (*path, trait.operator))
        return
    fitting = row.get(trait.supported) or []
    if known and types[str(name)] not in fitting:
        able = sorted(
            each for each, other in operators.items() if types[str(name)] in (other.get(trait.supported) or [])
        )
        found.error(
            f"{operator!r} does not fit {name!r}",
            f"{name!r} is of type {types[str(name)]}; the operator takes {', '.join(fitting)}. For this type there are "
            f"{', '.join(able)}.",
            (*path, trait.operator),
        )
    unary = row.get(trait.arity) == trait.unary
    if isinstance(values, list | None) and bool(values) == unary:
        found.error(
            f"{operator!r} takes {'no values' if unary else 'a value'}",
            f"Given: {values!r}.",
            (*path, trait.values),
        )


def _nearest(name: str, known: Mapping[str, Any]) -> str:
    folded = {each.casefold(): each for each in known}
    near = get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)
    return f"Did you mean {folded[near[0]]!r}?" if near else f"There are {', '.join(sorted(known))}."
