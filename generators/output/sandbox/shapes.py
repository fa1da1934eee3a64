"""Schemas of an API description as those of a sandbox's document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generators.input import description
from generators.resolve.declared import declared
from rolecall.sandbox.generic.document import Shape


def shape_of(shape: description.Shape) -> Shape:
    """The same schema, without its words and its place."""
    return declared(
        Shape,
        shape,
        properties={name: shape_of(each) for name, each in shape.properties.items()},
        required=tuple(sorted(shape.required)),
        items=None if shape.items is None else shape_of(shape.items),
        values=None if shape.values is None else shape_of(shape.values),
    )


def with_rules(shape: Shape, rules: Mapping[str, Mapping[str, Any]]) -> Shape:
    """`shape` with these words about members, by dotted path: `{"default": true}`."""
    for path, said in rules.items():
        shape = _with_rule(shape, path, said)
    return shape


def _with_rule(shape: Shape, path: str, said: Mapping[str, Any]) -> Shape:
    head, _, rest = path.partition(".")
    inner = shape.properties.get(head)
    if inner is None:
        return shape
    changed = _with_rule(inner, rest, said) if rest else replace(inner, **said)
    return replace(shape, properties={**shape.properties, head: changed})
