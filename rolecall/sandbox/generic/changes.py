"""Changes of a generated sandbox behind the API's back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.sandbox.core.vendor import Change, known
from rolecall.sandbox.generic import bodies
from rolecall.sandbox.generic.paths import put
from rolecall.sandbox.generic.store import GenericStore, Row


def changes(store: GenericStore) -> Mapping[str, Change]:
    """The changes by name. `collection` and `key` say which row; a key is one of `GenericStore.snapshot`."""

    def find(collection: str, key: str) -> Row:
        kind = store.document.kinds[collection]
        rows = {store.address(kind, row): row for row in store.rows[collection]}
        return known(rows.get(key), f"{collection} {key!r}")

    def make(collection: str, **members: Any) -> dict[str, Any]:
        kind = store.document.kinds[collection]
        row = bodies.initial(kind)
        put(row, kind.key, store.new_key(collection))
        for path, value in members.items():
            put(row, path, value)
        store.rows[collection].append(row)
        return {"key": store.address(kind, row)}

    def delete(collection: str, key: str) -> None:
        store.remove(collection, find(collection, key))

    def update(collection: str, key: str, **members: Any) -> None:
        row = find(collection, key)
        for path, value in members.items():
            put(row, path, value)

    def add(collection: str, key: str, member: str, element: str) -> None:
        row = find(collection, key)
        row[member] = [*row[member], element]

    def remove(collection: str, key: str, member: str, element: Any) -> None:
        row = find(collection, key)
        row[member] = [each for each in row[member] if each != element]

    return {"row.add": make, "row.delete": delete, "row.update": update, "element.add": add, "element.remove": remove}
