"""Types, wire forms and checks of attributes: those of the API's fields, unless a definition says otherwise."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from generators.input.description import Shape
from generators.input.rules.attributes import AttributeRule, Kind
from generators.input.yaml_source import DefinitionError
from rolecall.specification.traits import Among, Between, Check, Length, Matches, NotEmpty
from rolecall.specification.types import BOOL, NUMBER, STRING, ListOf, MapOf, SetOf, Type

Wire: TypeAlias = Literal["plain", "integer", "epoch", "id_text", "listed", "values", "joined"]
KINDS: dict[Kind, Type] = {
    "string": STRING,
    "number": NUMBER,
    "bool": BOOL,
    "set": SetOf(STRING),
    "list": ListOf(STRING),
    "map": MapOf(STRING),
}
_FORMATS = {
    "uuid": ("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", "a UUID, five groups of hexadecimal digits"),
    "date-time": (
        r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)",
        "a time such as 2030-01-31T12:00:00Z (RFC 3339)",
    ),
}
_SCALARS = {"string": STRING, "integer": NUMBER, "number": NUMBER, "boolean": BOOL}


def type_of(what: str, name: str, rule: AttributeRule, shape: Shape | None) -> tuple[Type, Wire]:
    """The type of the attribute `name` of `what`, and the form that its value has in JSON.

    Raises `DefinitionError` for a field that no attribute type fits.
    """
    described = "" if shape is None else shape.kind
    if rule.elements is not None:
        return MapOf(SetOf(STRING)) if rule.elements.keys else SetOf(STRING), "plain"
    if rule.type is not None:
        kind = KINDS[rule.type]
    elif shape is None or name == "id" or rule.wire == "epoch":
        kind = STRING
    elif rule.nested is not None:
        return STRING, rule.wire or "plain"
    else:
        kind = _described(what, name, rule, shape)
    if rule.wire is not None:
        return kind, rule.wire
    if described == "integer":
        return kind, "integer" if kind == NUMBER else "plain" if rule.words else "id_text"
    return kind, "plain"


def checks_of(rule: AttributeRule, shape: Shape | None, argument: bool, key: bool) -> tuple[Check, ...]:
    """The checks of an attribute: those of its rule, and of other kinds those that its field allows.

    Only an argument is checked; a `key` has its form, which whatever refers to it must have too.
    """
    own = rule.checks or ()
    if rule.checks == () or shape is None or not (argument or key):
        return own
    form: list[Check] = []
    if shape.max_length is not None:
        form.append(Length(maximum=shape.max_length))
    if shape.pattern:
        form.append(Matches(pattern=_whole(shape), meaning=f"of the form {shape.pattern}"))
    elif shape.format in _FORMATS:
        pattern, meaning = _FORMATS[shape.format]
        form.append(Matches(pattern=pattern, meaning=meaning))
    if not argument:
        return (*own, *_others(own, form))
    derived: list[Check] = []
    if shape.min_length > 0:
        derived.append(NotEmpty())
    if shape.enum:
        derived.append(Among(values=shape.enum))
    if shape.minimum is not None and shape.maximum is not None:
        derived.append(Between(minimum=int(shape.minimum), maximum=int(shape.maximum)))
    return (*own, *_others(own, [*derived, *form]))


def _others(own: tuple[Check, ...], derived: list[Check]) -> tuple[Check, ...]:
    """Those of `derived` of whose kind there is none in `own`."""
    kinds = {type(each) for each in own}
    return tuple(each for each in derived if type(each) not in kinds)


def _whole(shape: Shape) -> str:
    """The pattern of a shape, which may match in the middle of a text (ECMA-262), as one that matches the whole."""
    text = shape.pattern
    before = "" if text.startswith("^") else r"[\s\S]*"
    after = "" if text.endswith("$") and not text.endswith(r"\$") else r"[\s\S]*"
    try:
        re.compile(text)
    except re.error as problem:
        raise DefinitionError(shape.place, f"the pattern {text!r} cannot be used: {problem}", "another") from problem
    return f"{before}(?:{text.removeprefix('^').removesuffix('$' if not after else '')}){after}"


def _described(what: str, name: str, rule: AttributeRule, shape: Shape) -> Type:
    if shape.kind in _SCALARS:
        return _SCALARS[shape.kind]
    if rule.reference is not None and shape.kind == "object":
        return STRING
    if shape.kind == "array" and shape.items is not None:
        plain = rule.reference is not None or rule.wire == "values"
        element = STRING if plain else _SCALARS.get(shape.items.kind)
        if element is not None:
            return SetOf(element) if shape.unique else ListOf(element)
    if shape.kind == "object" and shape.values is not None and shape.values.kind in _SCALARS:
        return MapOf(_SCALARS[shape.values.kind])
    raise DefinitionError(
        shape.place,
        f"{what}: {name!r} is {shape.kind or 'a value of any type'}, which no attribute type fits",
        f"a scalar, or an array or map of them; else nested or reference under attribute {name!r}, or ignore",
    )
