"""Elements of a list that are written back as they were read: an answer says more of each than Terraform knows."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from typing import Any

from rolecall.runtime.values.canonical import canonical_text
from rolecall.runtime.values.paths import MISSING, dig
from rolecall.specification.schema import Attribute


def as_read(attribute: Attribute, encoded: Any, there: Any) -> Any:
    """The value that a body carries, where each element that is `there` already has all the members it was read with.

    `there` is what the answer holds in its place. What is no list of objects stays as it is. Members that the attribute
    knows and an element leaves out are not brought back, unless others share them.
    """
    if not isinstance(encoded, list) or not isinstance(there, list):
        return encoded
    known = {item.field: item for item in attribute.nested if item.field is not None}
    found: dict[frozenset[str], dict[str, Mapping[str, Any]]] = {}

    def sign(element: Mapping[str, Any], members: frozenset[str]) -> str:
        values = {name: _plain(known.get(name), element[name]) for name in members}
        return json.dumps(values, sort_keys=True, default=str)

    def one(element: Any) -> Any:
        if not isinstance(element, Mapping) or not element:
            return element
        members = frozenset(element)
        if members not in found:
            rows = [row for row in there if isinstance(row, Mapping) and members <= row.keys()]
            cleared = () if attribute.shared else known.keys() - members
            rows = [row for row in rows if all(dig(row, name) in (MISSING, None, "") for name in cleared)]
            found[members] = {sign(row, members): row for row in reversed(rows)}
        return copy.deepcopy(found[members].get(sign(element, members), element))

    return [one(element) for element in encoded]


def _plain(attribute: Attribute | None, value: Any) -> Any:
    """`value` in the form in which it is compared."""
    if attribute is None or not isinstance(value, str):
        return value
    return canonical_text(value, attribute.canonical_form)
