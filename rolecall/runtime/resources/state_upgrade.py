"""State that comes from elsewhere: older schema versions, other providers, and configuration made from state."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.runtime.application import Object
from rolecall.runtime.diagnostics import refusal
from rolecall.runtime.values.canonical import canonical_value
from rolecall.specification.schema import Resource, Schema
from rolecall.specification.types import ListOf, MapOf, ObjectOf, Primitive, SetOf, Type

_PYTHON: dict[str, tuple[type, ...]] = {"string": (str,), "bool": (bool,), "number": (int, float, str)}


def upgrade(schema: Schema, version: int, raw: Mapping[str, Any]) -> Object:
    """`raw` state of schema `version` as this version's: attributes that are gone go, new ones are null.

    Raises Refusal for a state that a newer provider wrote.
    """
    if version > schema.version:
        raise refusal(
            "The state was written by a newer provider",
            f"Its schema version is {version}, this provider knows {schema.version}. Use the newer provider.",
        )
    return {item.name: from_json(item.value_type, raw.get(item.name)) for item in schema.attributes}


def from_json(kind: Type, raw: Any) -> Any:
    """Plain JSON of a state as a value of type `kind`; raises Refusal where the form is another."""
    if raw is None:
        return None
    match kind:
        case Primitive():
            if isinstance(raw, _PYTHON[kind.name]) and isinstance(raw, bool) == (kind.name == "bool"):
                return raw
            if kind.name == "string":
                return str(raw).lower() if isinstance(raw, bool) else str(raw)
        case ListOf(element) | SetOf(element) if isinstance(raw, list):
            return canonical_value(kind, [from_json(element, item) for item in raw])
        case MapOf(element) if isinstance(raw, dict):
            return {key: from_json(element, item) for key, item in raw.items()}
        case ObjectOf(fields) if isinstance(raw, dict):
            return {name: from_json(field, raw.get(name)) for name, field in fields}
    raise refusal("The state cannot be read", f"A {type(raw).__name__} stands where {kind} is expected.")


def move(resource: Resource, provider: str, type_name: str, source: Mapping[str, Any]) -> Object:
    """State of another provider's `type_name` as state of `resource`; raises Refusal where no move is declared."""
    for known in resource.moves:
        if known.type_name == type_name and f"/{provider}".endswith(f"/{known.provider}"):
            state: Object = dict.fromkeys((item.name for item in resource.schema.attributes), None)
            for theirs, ours in known.attributes:
                state[ours] = from_json(resource.schema.attribute(ours).value_type, source.get(theirs))
            return state
    known_types = ", ".join(f"{item.type_name} of {item.provider}" for item in resource.moves) or "none"
    raise refusal(
        f"{type_name} cannot become {resource.name}",
        f"Its provider is {provider}. Types that can move here: {known_types}. Import the object instead.",
    )


def members_known_after(resource: Resource) -> list[str]:
    """The attributes that only the vendor decides."""
    return [
        item.name
        for item in resource.schema.attributes
        if item.computed and not item.optional and (item.read_path is not None or item.issued is not None)
    ]


def configuration_of(resource: Resource, state: Mapping[str, Any]) -> Object:
    """A configuration under which `state` plans no change: what can be set and differs from its default."""
    config: Object = {}
    for attribute in resource.schema.attributes:
        value = state.get(attribute.name)
        settable = (attribute.required or attribute.optional) and not attribute.write_only
        config[attribute.name] = value if settable and value != attribute.default else None
    return config
