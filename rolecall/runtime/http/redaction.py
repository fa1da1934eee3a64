"""Bodies made fit for a log: what stands under the name of a secret is not shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from rolecall.runtime.secrets import REPLACEMENT
from rolecall.specification.schema import Attribute, Provider

_SECRET_NAME: Final = re.compile(
    r"pass(word|wd|code|phrase)|secret|token|session|authorization|credential|api_?key", re.I
)


class Masking:
    """Masks members that `shim` calls sensitive or write-only, and those whose names sound like secrets."""

    def __init__(self, shim: Provider) -> None:
        schemas = [shim.schema, *(item.schema for item in shim.resources)]
        schemas += [item.schema for item in shim.data_sources] + [item.schema for item in shim.ephemerals]
        self._names = frozenset(name for schema in schemas for name in _secret_names(schema.attributes))

    def __call__(self, data: Any) -> Any:
        """A copy of `data` with the masked members' text replaced."""
        if isinstance(data, Mapping):
            return {name: self._member(str(name), value) for name, value in data.items()}
        if isinstance(data, list | tuple):
            return [self(item) for item in data]
        return data

    def _member(self, name: str, value: Any) -> Any:
        if isinstance(value, str) and value and (name in self._names or _SECRET_NAME.search(name)):
            return REPLACEMENT
        return self(value)


def _secret_names(attributes: Iterable[Attribute]) -> Iterator[str]:
    for item in attributes:
        if item.sensitive or item.write_only:
            for path in (item.name, item.field, item.read, item.issued):
                if path:
                    yield path.rpartition(".")[2]
        yield from _secret_names(item.nested)
