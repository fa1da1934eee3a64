"""Protection: the objects that the trait `Protected` is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from rolecall.specification.schema import ObjectLifecycle
from rolecall.specification.traits import Protected


def protecting(lifecycle: ObjectLifecycle, values: Mapping[str, Any]) -> Iterator[Protected]:
    """The traits of `lifecycle` that protect an object with these attributes."""
    for trait in lifecycle.protected:
        value = values.get(trait.attribute)
        if isinstance(value, str) and any(_pattern(each).fullmatch(value) for each in trait.values):
            yield trait


@lru_cache
def _pattern(value: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(part) for part in value.split("*")), re.DOTALL)
