"""Fields of an API: what bodies and answers hold, flattened to dotted paths, and what a definition says about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from generators.input.description import Shape
from generators.input.rules.attributes import AttributeRule
from generators.input.yaml_source import Place, Remark
from generators.naming import attribute_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What is known about the fields: bodies of create and update, the row that answers hold, the answer to create.

    `updates` says whether there is an update at all; `key` is the member that identifies a row, from which `id`
    comes; `secrets_plain` takes write-only fields under their own names (in ephemeral resources).
    """

    create: Shape | None = None
    update: Shape | None = None
    row: Shape | None = None
    issued: Shape | None = None
    updates: bool = False
    key: str | None = None
    secrets_plain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a definition says about them. `shared` are the ignored members that hold everywhere."""

    place: Place
    what: str
    attributes: Mapping[str, AttributeRule]
    ignore: Mapping[str, Remark] = field(default_factory=dict)
    shared: Mapping[str, Remark] = field(default_factory=dict)


def leaves(
    shape: Shape | None, claimed: set[str], nested: set[str], wanted: Callable[[Shape], bool]
) -> dict[str, Shape]:
    """The fields of an object by dotted path, those of objects inside it too. A claimed or nested one stays whole."""
    found: dict[str, Shape] = {}
    if shape is None:
        return found
    for name, item in shape.properties.items():
        if not wanted(item):
            continue
        if item.kind == "object" and item.properties and name not in claimed and attribute_name(name) not in nested:
            inner = {path.removeprefix(f"{name}.") for path in claimed if path.startswith(f"{name}.")}
            found.update({f"{name}.{path}": each for path, each in leaves(item, inner, set(), wanted).items()})
        else:
            found[name] = item
    return found


def is_required(shape: Shape | None, path: str) -> bool:
    """Whether an object always has what `path` leads to."""
    for step in path.split("."):
        if shape is None or step not in shape.required:
            return False
        shape = shape.properties.get(step)
    return True


def element(shape: Shape | None) -> tuple[Literal["single", "list", "set", "map"] | None, Shape | None]:
    """How objects sit in a field, and what each looks like."""
    if shape is None:
        return None, None
    if shape.kind == "array" and shape.items is not None and shape.items.properties:
        return ("set" if shape.unique else "list"), shape.items
    if shape.kind == "object" and shape.properties:
        return "single", shape
    if shape.kind == "object" and shape.values is not None and shape.values.properties:
        return "map", shape.values
    return None, None
