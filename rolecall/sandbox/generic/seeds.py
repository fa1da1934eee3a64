"""What a generated sandbox starts with: rows that fit the shapes of their collections."""

from __future__ import annotations

from typing import Any

from rolecall.sandbox.generic import bodies
from rolecall.sandbox.generic.document import Kind, Shape
from rolecall.sandbox.generic.forms import text_for
from rolecall.sandbox.generic.paths import put
from rolecall.sandbox.generic.store import GenericStore, Row

LOOKUPS = 4
"""So many rows a collection has that no operation makes."""


def fill(store: GenericStore, seed: int) -> None:
    """Give every collection rows: those that nothing makes `LOOKUPS`, of the others `seed`, inside of nothing."""
    for name, kind in store.document.kinds.items():
        for number in range(1, (LOOKUPS if kind.seeded else seed) + 1):
            if not kind.parents:
                store.rows[name].append(_row(store, name, kind, number))


def _row(store: GenericStore, name: str, kind: Kind, number: int) -> Row:
    row = bodies.initial(kind)
    for member, shape in kind.row.properties.items():
        value = sample(shape, member, number)
        if value is not None and row.get(member) is None and member not in kind.references:
            row[member] = value
    if not kind.chosen:
        put(row, kind.key, store.new_key(name))
    for member in kind.shown_once:
        row[member] = store.add_token()
    return row


def sample(shape: Shape, name: str, number: int) -> Any:
    """A text or number that fits `shape` and tells the rows apart; None where there is none to make up."""
    if shape.enum:
        return shape.enum[0]
    if shape.kind == "string":
        return text_for(shape, name, number)
    return number if shape.kind == "integer" else None
