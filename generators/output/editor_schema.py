"""Render `generators/provider.schema.json`: the grammar of `provider.yaml` as JSON Schema, for editors."""

from __future__ import annotations

import json
from dataclasses import is_dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin

from generators.input.binding import tag_of
from generators.input.definition import Definition
from generators.input.yaml_source import Remark
from generators.output.grammar import description, keys, reachable

FILE = Path("generators/provider.schema.json")
_SCALARS = {str: "string", Remark: "string", bool: "boolean", int: "integer", float: "number", type(None): "null"}


def render() -> dict[Path, str]:
    """The schema, by its path."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "provider.yaml",
        **_class(Definition),
        "$defs": {kind.__name__: _class(kind) for kind in reachable(Definition) if kind is not Definition},
    }
    return {FILE: json.dumps(schema, indent=2, ensure_ascii=False) + "\n"}


def _class(kind: type) -> dict[str, Any]:
    """A class of the grammar: a mapping that has its keys and no others."""
    members = keys(kind)
    properties = {key.name: _value(key.hint) | ({"description": key.told} if key.told else {}) for key in members}
    required = [key.name for key in members if key.required]
    return {
        "description": description(kind),
        "type": "object",
        "properties": properties,
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _value(hint: Any) -> dict[str, Any]:
    """A value of this type, as `generators.input.binding` reads it."""
    origin, arguments = get_origin(hint), get_args(hint)
    if hint in _SCALARS:
        return {"type": _SCALARS[hint]}
    if origin is Annotated:
        most = {} if arguments[1].most is None else {"maximum": arguments[1].most}
        return _value(arguments[0]) | {"minimum": arguments[1].least} | most
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is dict:
        return _names(arguments[1])
    if origin is tuple and get_origin(arguments[0]) is tuple and get_args(arguments[0])[0] is str:
        return _names(get_args(arguments[0])[1])
    if origin is tuple and arguments[1] is not Ellipsis:
        return _names(arguments[1]) | {"minProperties": 1, "maxProperties": 1}
    if origin is tuple:
        return {"type": "array", "items": _value(arguments[0])}
    if isinstance(hint, type):
        return {"$ref": f"#/$defs/{hint.__name__}"}
    return _union(hint)


def _names(hint: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": _value(hint)}


def _union(hint: Any) -> dict[str, Any]:
    """One of several types; of several classes, one that is named by its key, or by its bare name without keys."""
    choices = get_args(hint)
    classes = [each for each in choices if isinstance(each, type) and is_dataclass(each)]
    if len(classes) < 2:
        given = [each for each in choices if each is not type(None)]
        return _value(given[0]) if len(given) == 1 else {"anyOf": [_value(each) for each in choices]}
    tagged: dict[str, Any] = {
        "type": "object",
        "properties": {tag_of(kind): _value(kind) for kind in classes},
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
    }
    bare = [tag_of(kind) for kind in classes if not any(key.required for key in keys(kind))]
    return {"anyOf": [{"enum": bare}, tagged]} if bare else tagged
