"""What a generated sandbox knows: rows by collection, and work that goes on after an answer."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeAlias

from rolecall.sandbox.core.tokens import random_text
from rolecall.sandbox.core.vendor import Store
from rolecall.sandbox.generic.document import Document, Kind, Shape
from rolecall.sandbox.generic.forms import text_for
from rolecall.sandbox.generic.options import GenericOptions
from rolecall.sandbox.generic.paths import dig, flat, put

Row: TypeAlias = dict[str, Any]


@dataclass
class Work:
    """A create that is not done yet: the row that it makes, and how often it was asked for."""

    collection: str
    row: Row
    asked: int = 0
    failed: str = ""


@dataclass(eq=False)
class GenericStore(Store):
    """Rows as the provider sees them: members of envelopes lifted, references as the keys of what they name."""

    lasting: ClassVar[frozenset[str]] = frozenset({"document", "options"})

    document: Document
    options: GenericOptions
    rows: dict[str, list[Row]] = field(default_factory=dict)
    works: dict[str, Work] = field(default_factory=dict)
    token: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self._number = 100
        self.rows = {name: [] for name in self.document.kinds}
        self.token = self.add_token()

    def add_token(self) -> str:
        """A new secret."""
        return f"tok_{random_text(24)}"

    def new_key(self, collection: str) -> Any:
        """A key that nothing had before: a number, or a text of the form that the key of the collection has."""
        kind = self.document.kinds[collection]
        self._number += 1
        number = self._number
        shape = kind.row.properties.get(kind.key, Shape())
        plain = f"{collection[:3]}{number}"
        return number if shape.kind == "integer" else text_for(shape, collection, number, [plain])

    def matching(self, collection: str, wanted: Mapping[str, Any]) -> Iterator[Row]:
        """The rows whose members are as `wanted`, compared as text."""
        for row in self.rows[collection]:
            if all(str(dig(row, member)) == str(value) for member, value in wanted.items()):
                yield row

    def find(self, collection: str, wanted: Mapping[str, Any]) -> Row | None:
        """The row of these members that is not deleted, else a deleted one, or None."""
        found = list(self.matching(collection, wanted))
        return next((row for row in found if not self.is_deleted(collection, row)), found[0] if found else None)

    def is_deleted(self, collection: str, row: Row) -> bool:
        """Whether the row is what a soft delete left behind."""
        absent = self.document.kinds[collection].absent
        return absent is not None and str(dig(row, absent.flag)).casefold() == absent.value.casefold()

    def remove(self, collection: str, row: Row) -> None:
        """Delete a row, softly where that is the rule, with what is inside of it."""
        kind = self.document.kinds[collection]
        key = dig(row, kind.key)
        for name, other in self.document.kinds.items():
            for member, parent in other.parents.items():
                if parent == collection:
                    self.rows[name] = [each for each in self.rows[name] if str(each.get(member)) != str(key)]
        if kind.absent is not None and self.options.soft_delete:
            shape = kind.row.properties.get(kind.absent.flag)
            put(row, kind.absent.flag, True if shape is not None and shape.kind == "boolean" else kind.absent.value)
        else:
            self.rows[collection] = [each for each in self.rows[collection] if each is not row]

    def named(self, collection: str, by: str, key: str, value: Any) -> Any:
        """The member `by` of the row whose `key` is `value`."""
        row = self.find(collection, {key: value})
        return value if row is None else dig(row, by)

    def snapshot(self) -> dict[str, dict[str, Row]]:
        """What is there, by collection and key, with members by dotted path and references by name.

        Secrets, and what the API does not show, are left out.
        """
        return {
            name: {
                self.address(kind, row): self._shown(kind, row)
                for row in self.rows[name]
                if not self.is_deleted(name, row)
            }
            for name, kind in self.document.kinds.items()
        }

    def address(self, kind: Kind, row: Row) -> str:
        """The parents and the key of a row, with slashes between."""
        return "/".join(str(dig(row, member)) for member in (*kind.parents, kind.key))

    def _shown(self, kind: Kind, row: Row) -> Row:
        shown = copy.deepcopy({name: value for name, value in row.items() if name in kind.row.properties})
        for member, reference in kind.references.items():
            value = dig(shown, member)
            if isinstance(value, list):
                named = [self.named(reference.lookup, reference.by, reference.key, each) for each in value]
                put(shown, member, sorted(named, key=str))
            elif isinstance(value, str | int):
                put(shown, member, self.named(reference.lookup, reference.by, reference.key, value))
        for member in kind.sets:
            put(shown, member, sorted(row.get(member, ()), key=str))
        return dict(flat(shown))

    def dump(self) -> dict[str, Any]:
        """Everything that is there, as JSON has it."""
        return {name: list(rows.values()) for name, rows in self.snapshot().items()}
