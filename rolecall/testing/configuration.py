"""Configurations of resources with references between them, and what those come to."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from rolecall.runtime.values.canonical import canonical_value
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.specification.schema import Schema

Values = dict[str, Any]
_EXPRESSION = re.compile(r"\$\{([\w.]+)\}")


class Configuration:
    """Blocks of resources (type, label, arguments), each after those that it refers to, and ephemeral variables."""

    def __init__(
        self, resources: Mapping[str, Mapping[str, Mapping[str, Any]]], variables: Mapping[str, str] | None = None
    ) -> None:
        blocks = {f"{kind}.{name}": block for kind, named in resources.items() for name, block in named.items()}
        self.blocks = {address: blocks[address] for address in _in_order(blocks)}
        self.needed = {each for block in blocks.values() for each in references(block)}
        """The addresses that others refer to."""
        self._variables = variables or {}

    def evaluate(self, address: str, schema: Schema, values: Mapping[str, Values] | None) -> Values:
        """The whole configuration of `address`; without `values` every expression in it is unknown."""
        given = self.blocks[address]
        names = set(schema.type.names())
        assert set(given) <= names, f"{address} has no such arguments: {set(given) - names}"
        answers = {name: self._answer(value, values) for name, value in given.items()}
        config = canonical_value(schema.type, answers)
        assert isinstance(config, dict)
        return config

    def _answer(self, value: Any, values: Mapping[str, Values] | None) -> Any:
        if isinstance(value, Mapping):
            return {key: self._answer(item, values) for key, item in value.items()}
        if isinstance(value, list):
            return [self._answer(item, values) for item in value]
        if not isinstance(value, str) or "${" not in value:
            return value
        found = _EXPRESSION.fullmatch(value)
        assert found is not None, f"only references can be answered, not {value}"
        if values is None:
            return UNKNOWN
        address, _, name = found[1].rpartition(".")
        return self._variables[name] if address == "var" else values[address][name]


def _in_order(blocks: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Addresses, each after those that it refers to."""
    ordered: list[str] = []

    def add(address: str) -> None:
        for needed in references(blocks[address]):
            if needed in blocks and needed not in ordered:
                add(needed)
        if address not in ordered:
            ordered.append(address)

    for address in blocks:
        add(address)
    return ordered


def references(block: Mapping[str, Any]) -> list[str]:
    """The addresses of whatever the expressions in `block` name."""
    return [name.rpartition(".")[0] for name in _EXPRESSION.findall(json.dumps(block))]
