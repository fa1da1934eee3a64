"""Scoping filters of a synchronization schema: operators that exist and fit the type of what they compare."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from rolecall.runtime.application import Object
from rolecall.runtime.diagnostics import Diagnostics
from rolecall.runtime.resources.hooks import PartAttribute
from rolecall.runtime.values.documents import Chain
from rolecall.runtime.values.unknown import is_set

from .synchronization_schema import Catalogue, directory_attributes, near_to, unchecked, vocabulary

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
        attributes = directory_attributes(chain, "source")
        for number, group in enumerate(groups):
            clauses = group.get("clauses") if isinstance(group, Mapping) else None
            for place, clause in enumerate(clauses if isinstance(clauses, list) else []):
                if isinstance(clause, Mapping):
                    _check(clause, attributes, operators, (self.attribute.name, number, "clauses", place), found)
        for noun, known in (("source attribute", attributes), ("operator", operators)):
            found.extend([unchecked(noun, self.attribute.name)] if known is None else ())
        return found


def _check(
    clause: Mapping[str, Any],
    attributes: Catalogue | None,
    operators: Catalogue | None,
    path: tuple[str | int, ...],
    found: Diagnostics,
) -> None:
    name, operator, values = clause.get("attribute"), clause.get("operator"), clause.get("values")
    if attributes is not None and is_set(name) and name not in attributes:
        found.error(f"Unknown source attribute {name!r}", near_to(str(name), attributes), (*path, "attribute"))
    if operators is None or not is_set(operator):
        return
    row = operators.get(str(operator))
    if row is None:
        found.error(f"Unknown operator {operator!r}", near_to(str(operator), operators), (*path, "operator"))
        return
    kind, fitting = (attributes or {}).get(str(name), {}).get("type"), row.get(_SUPPORTED)
    if kind is not None and fitting and kind not in fitting:
        able = sorted(each for each, other in operators.items() if kind in (other.get(_SUPPORTED) or []))
        found.error(
            f"{operator!r} does not fit {name!r}",
            f"{name!r} is of type {kind}; the operator takes {', '.join(fitting)}. Choose another one"
            + (f": for this type there are {', '.join(able)}." if able else "."),
            (*path, "operator"),
        )
    unary = row.get("arity") == "Unary"
    if "arity" in row and isinstance(values, list | None) and bool(values) == unary:
        found.error(
            f"{operator!r} takes {'no values' if unary else 'a value'}",
            f"Given: {values!r}. {'Remove them' if unary else 'Add one'}, or choose another operator.",
            (*path, "values"),
        )


HOOK: Final = Scoping
