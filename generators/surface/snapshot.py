"""A surface as data: every type of every vendor with its attributes, what each is and what may be done with it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, TypeAlias

from rolecall.specification.schema import Attribute, Function, Provider, Schema
from rolecall.specification.traits import Among
from rolecall.specification.types import ListOf, MapOf, ObjectOf, Primitive, SetOf, Type

Attributes: TypeAlias = dict[str, list[str]]
"""By dotted name the type, and the words that hold of it: required, optional, computed, replaces, write-only.

What may be given follows in JSON: `one of ["a", "b"]`, and so does what counts where nothing is: `default "a"`.
"""
Surface: TypeAlias = dict[str, dict[str, Attributes]]
"""By vendor and type: `data.<type>`, `ephemeral.<type>` and `action.<type>` by kind, and the block is `provider`."""

ONE_OF: Final = "one of "
DEFAULT: Final = "default "
FILE = Path(__file__).with_name("surface.json")


def surface(providers: Iterable[Provider]) -> Surface:
    """The surface of these providers."""
    return {provider.name: _of(provider) for provider in providers}


def recorded(file: Path = FILE) -> tuple[str, Surface]:
    """The last release, and its surface."""
    data: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return data["release"], data["vendors"]


def record(release: str, found: Surface, file: Path = FILE) -> None:
    """Keep `found` as the surface of `release`."""
    vendors = ",\n".join(
        f"  {json.dumps(vendor)}: {{\n"
        + ",\n".join(f"   {json.dumps(name)}: {_lines(attributes)}" for name, attributes in types.items())
        + "\n  }"
        for vendor, types in found.items()
    )
    file.write_text(f'{{\n "release": {json.dumps(release)},\n "vendors": {{\n{vendors}\n }}\n}}\n', encoding="utf-8")


def _lines(attributes: Attributes) -> str:
    if not attributes:
        return "{}"
    return (
        "{\n"
        + ",\n".join(f"    {json.dumps(name)}: {json.dumps(said)}" for name, said in attributes.items())
        + "\n   }"
    )


def _of(provider: Provider) -> dict[str, Attributes]:
    found = {"provider": dict(_attributes(provider.schema))}
    found |= {each.name: dict(_attributes(each.schema)) for each in provider.resources}
    found |= {f"data.{each.name}": dict(_attributes(each.schema)) for each in provider.data_sources}
    found |= {f"ephemeral.{each.name}": dict(_attributes(each.schema)) for each in provider.ephemerals}
    found |= {f"action.{each.name}": dict(_attributes(each.schema)) for each in provider.actions}
    return found | {f"function.{each.name}": _parameters(each) for each in provider.functions}


def _parameters(function: Function) -> Attributes:
    return {each.name: [_kind(each.type), "required"] for each in function.parameters}


def _attributes(schema: Schema, outer: str = "") -> Iterator[tuple[str, list[str]]]:
    for item in schema.attributes:
        yield from _attribute(item, outer)


def _attribute(item: Attribute, outer: str) -> Iterator[tuple[str, list[str]]]:
    kind = f"{item.nesting} of objects" if item.nesting is not None else _kind(item.type)
    words = {
        "required": item.required,
        "optional": item.optional,
        "computed": item.computed,
        "replaces": item.replace,
        "write-only": item.write_only,
    }
    given = [f"{ONE_OF}{json.dumps(check.values)}" for check in item.checks if isinstance(check, Among)]
    unsaid = [f"{DEFAULT}{json.dumps(item.default)}"] if item.default is not None else []
    yield f"{outer}{item.name}", [kind, *(word for word, holds in words.items() if holds), *given, *unsaid]
    for each in item.nested:
        yield from _attribute(each, f"{outer}{item.name}.")


def _kind(kind: Type) -> str:
    match kind:
        case Primitive(name):
            return name
        case SetOf(element):
            return f"set of {_kind(element)}"
        case ListOf(element):
            return f"list of {_kind(element)}"
        case MapOf(element):
            return f"map of {_kind(element)}"
        case ObjectOf():
            return "object"
    raise TypeError(f"{kind} is no type of an attribute")
