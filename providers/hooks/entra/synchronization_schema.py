"""The synchronization schema: what its directories define, and the vocabulary beside it."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, Literal, TypeAlias

from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.unread_members import UNSAID
from rolecall.runtime.values.documents import Chain, chains, unsaid_of
from rolecall.runtime.values.paths import dig
from rolecall.specification.schema import Operation, PartLifecycle

Catalogue: TypeAlias = Mapping[str, Mapping[str, Any]]
"""What there is of something, by name."""


def directory_attributes(chain: Chain, side: Literal["source", "target"]) -> Catalogue | None:
    """The attributes of the object, in the directory, that is on one side of the object mapping `chain`.

    None where the schema does not say them.
    """
    _, rule, mapping = chain
    wanted = [rule.get(f"{side}DirectoryName"), mapping.get(f"{side}ObjectName")]
    return _catalogue(
        [
            attribute
            for _, directory, kind, attribute in chains(chain[0], "directories.objects.attributes")
            if [directory.get("name"), kind.get("name")] == wanted
        ],
        "name",
    )


def vocabulary(
    context: Context[PartLifecycle], name: Literal["functions", "filterOperators"], values: Mapping[str, Any]
) -> Catalogue | None:
    """The functions or operators that there are, by their id; None where no answer says them. Raises VendorError."""
    operation = Operation(method="GET", path=f"{context.lifecycle.read.path}/{name}()")
    return _catalogue(dig(context.connection.client.call(operation, values).data, "value"), "id")


def _catalogue(rows: Any, key: str) -> Catalogue | None:
    """The `rows` by their member `key`; None where there are none or not all have it: then nothing can be missing."""
    if unsaid_of(rows, "", (key,)) is not None or not rows:
        return None
    return {str(row[key]): row for row in rows}


def unchecked(noun: str, attribute: str) -> Diagnostic:
    """The warning that the names of an attribute were not checked, as there was no catalogue of them."""
    return Diagnostic(
        "warning",
        f"{UNSAID} which {noun}s there are",
        f"What {attribute} names was not checked, so that a wrong name fails in the apply. Plan again, or make sure of "
        "the names.",
        (attribute,),
    )


def near_to(name: str, known: Mapping[str, Any]) -> str:
    """The advice for an unknown name: which of the `known` ones may be meant."""
    folded = {each.casefold(): each for each in known}
    near = get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)
    shown = sorted(known)
    several = f"There are {', '.join(shown[:20])}{', …' if len(shown) > 20 else ''}. Choose one of them."
    return f"Did you mean {folded[near[0]]!r}?" if near else several
