"""The synchronization schema: what its directories define, and the vocabulary beside it."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, Literal

from rolecall.runtime.resources.context import Context
from rolecall.runtime.values.documents import Chain, chains
from rolecall.runtime.values.paths import dig
from rolecall.specification.schema import Operation, PartLifecycle


def directory_attributes(chain: Chain, side: Literal["source", "target"]) -> list[Mapping[str, Any]]:
    """The attributes of the object, in the directory, that is on one side of the object mapping `chain`."""
    _, rule, mapping = chain
    wanted = [rule.get(f"{side}DirectoryName"), mapping.get(f"{side}ObjectName")]
    return [
        attribute
        for _, directory, kind, attribute in chains(chain[0], "directories.objects.attributes")
        if [directory.get("name"), kind.get("name")] == wanted
    ]


def vocabulary(
    context: Context[PartLifecycle], name: Literal["functions", "filterOperators"], values: Mapping[str, Any]
) -> dict[str, Mapping[str, Any]]:
    """The functions or operators that there are, by their id. Raises VendorError."""
    operation = Operation(method="GET", path=f"{context.lifecycle.read.path}/{name}()")
    rows = dig(context.connection.client.call(operation, values).data, "value")
    return {str(row["id"]): row for row in rows} if isinstance(rows, list) else {}


def nearest(name: str, known: Mapping[str, Any]) -> str | None:
    """Which of the `known` names may be meant, as advice."""
    folded = {each.casefold(): each for each in known}
    near = get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)
    return f"Did you mean {folded[near[0]]!r}?" if near else None
