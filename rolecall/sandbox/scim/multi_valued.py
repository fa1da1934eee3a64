"""The values of a multi-valued attribute: each once, in order, found without a search."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Any

from rolecall.sandbox.scim.schema import Attribute


class Bag:
    """Values by what tells them apart.

    That is the member's id for `keyed` attributes, `value` and `type` for others that have a `value` (RFC 7643
    section 2.4), and the whole of what has none. Values are never changed in place.
    """

    __slots__ = ("_values", "attribute")

    def __init__(self, attribute: Attribute, values: Iterable[Any] = ()) -> None:
        self.attribute = attribute
        self._values: dict[str, Any] = {}
        for value in values:
            self.add(value)

    def key(self, value: Any) -> str:
        """The key that tells this value from others."""
        if isinstance(value, Mapping) and "value" in value:
            if self.attribute.keyed:
                return str(value["value"])
            return f"{value['value']}\n{value.get('type', '')}"
        return json.dumps(value, sort_keys=True)

    def add(self, value: Any) -> str:
        """Put a value in, merged into the one that is there under its key, and return the key."""
        key = self.key(value)
        there = self._values.get(key)
        if there is None:
            self._values[key] = value
        elif isinstance(value, Mapping) and there != {**there, **value}:
            self._values[key] = {**there, **value}
        return key

    def change(self, key: str, value: Any) -> str:
        """Put `value` in the place of the value under `key`, and return the new key."""
        new = self.key(value)
        if new == key:
            self._values[key] = value
        else:
            self._values = {(new if at == key else at): (value if at == key else it) for at, it in self._values.items()}
        return new

    def remove(self, key: str) -> None:
        """Take the value under `key` out; nothing happens when there is none."""
        self._values.pop(key, None)

    def copy(self) -> Bag:
        """Another bag of the same values."""
        made = Bag(self.attribute)
        made._values = self._values.copy()
        return made

    def get(self, key: str) -> Any:
        """The value under `key`, or None."""
        return self._values.get(key)

    @property
    def keys(self) -> Set[str]:
        """The keys that tell the values apart, in order."""
        return self._values.keys()

    def items(self) -> Iterable[tuple[str, Any]]:
        """Keys and values, in order; a list, so that the bag can change meanwhile."""
        return list(self._values.items())

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values.values())

    def __len__(self) -> int:
        return len(self._values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Bag) and list(self._values) == list(other._values) and self._values == other._values

    __hash__ = None  # type: ignore[assignment]  # a bag changes
