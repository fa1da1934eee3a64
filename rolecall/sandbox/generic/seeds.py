"""What a generated sandbox starts with: rows that fit the shapes of their collections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from rolecall.sandbox.generic import bodies
from rolecall.sandbox.generic.document import Kind, Shape
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


def sample_text(name: str, number: int) -> str:
    """A text for the member `name` that tells rows apart."""
    return f"{name}{number}@example.com" if "mail" in name.lower() else f"{name}-{number}"


def sample_texts(name: str, number: int) -> Iterator[str]:
    """Texts for the member `name` that tell rows apart, in the forms that APIs ask for: the plainest first."""
    letters = "".join(chr(ord("a") + int(digit)) for digit in str(number))
    word = re.sub(r"[^a-z]", "", name)
    yield sample_text(name, number)
    yield f"{word}{letters}"
    yield f"{word}{letters}".upper()
    yield f"{word.title()}{letters}"
    yield f"{word}{number}"
    yield f"{number:06}"
    yield f"+49{number:09}"
    yield f"{word}{number}@example.com"
    yield f"https://{word}{number}.example.com"
    yield f"{number:08x}-0000-4000-8000-{number:012x}"
    yield f"2026-01-{number % 28 + 1:02}"
    yield f"2026-01-{number % 28 + 1:02}T00:00:00Z"
    yield f"10.0.0.{number}"


def sample(shape: Shape, name: str, number: int) -> Any:
    """A text or number that fits `shape` and tells the rows apart; None where there is none to make up."""
    if shape.enum:
        return shape.enum[0]
    if shape.kind == "string":
        text = f"{name}{number}@example.com" if shape.format == "email" else sample_text(name, number)
        fitting = (each for each in sample_texts(name, number) if re.search(shape.pattern, each))
        text = text if re.search(shape.pattern, text) else next(fitting, text)
        return text[: shape.max_length] if shape.max_length else text
    return number if shape.kind == "integer" else None
