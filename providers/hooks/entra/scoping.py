"""Scoping filters of a synchronization schema: operators that exist and fit the type of what they compare."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from rolecall.runtime.application import Object
from rolecall.runtime.diagnostics import Diagnostics
from rolecall.runtime.resources.hooks import PartAttribute
from rolecall.runtime.values.documents import Chain
from rolecall.runtime.values.unknown import is_set

from .synchronization_schema import directory_attributes, nearest, vocabulary

_SUPPORTED: Final = "supportedAttributeTypes"


class Scoping(PartAttribute):
    """Groups of clauses: an `attribute` is compared by `operator` with `values`."""

    def check(self, chain: Chain, planned: Object) -> Diagnostics:
        """Findings about every clause, each at its place. Raises VendorError."""
        found = Diagnostics()
        groups = planned.get(self.attribute.name)
        if not isinstance(groups, list) or not groups:
            return found
        operators = vocabulary(self.context, "filterOperators", planned)
        types = {str(row["name"]): str(row.get("type")) for row in directory_attributes(chain, "source")}
        for number, group in enumerate(groups):
            clauses = group.get("clauses") if isinstance(group, Mapping) else None
            for place, clause in enumerate(clauses if isinstance(clauses, list) else []):
                if isinstance(clause, Mapping):
                    _check(clause, types, operators, (self.attribute.name, number, "clauses", place), found)
        return found


def _check(
    clause: Mapping[str, Any],
    types: Mapping[str, str],
    operators: Mapping[str, Mapping[str, Any]],
    path: tuple[str | int, ...],
    found: Diagnostics,
) -> None:
    name, operator, values = clause.get("attribute"), clause.get("operator"), clause.get("values")
    known = is_set(name) and name in types
    if is_set(name) and not known:
        found.error(f"Unknown source attribute {name!r}", _advice(str(name), types), (*path, "attribute"))
    if not is_set(operator):
        return
    row = operators.get(str(operator))
    if row is None:
        found.error(f"Unknown operator {operator!r}", _advice(str(operator), operators), (*path, "operator"))
        return
    fitting = row.get(_SUPPORTED) or []
    if known and types[str(name)] not in fitting:
        able = sorted(each for each, other in operators.items() if types[str(name)] in (other.get(_SUPPORTED) or []))
        found.error(
            f"{operator!r} does not fit {name!r}",
            f"{name!r} is of type {types[str(name)]}; the operator takes {', '.join(fitting)}. For this type there are "
            f"{', '.join(able)}.",
            (*path, "operator"),
        )
    unary = row.get("arity") == "Unary"
    if isinstance(values, list | None) and bool(values) == unary:
        found.error(
            f"{operator!r} takes {'no values' if unary else 'a value'}", f"Given: {values!r}.", (*path, "values")
        )


def _advice(name: str, known: Mapping[str, Any]) -> str:
    return nearest(name, known) or f"There are {', '.join(sorted(known))}."


HOOK: Final = Scoping
