"""Schema sections of a page: each attribute with its type, its rules and the sections of its members."""

from __future__ import annotations

from dataclasses import dataclass

from generators.text import code, markdown, scalar
from rolecall.specification.schema import Attribute, Schema
from rolecall.specification.traits import (
    Among,
    Between,
    Check,
    EarlierThan,
    ExactlyOne,
    Exists,
    Forbidden,
    FutureTime,
    KeysMatch,
    Length,
    Matches,
    NeedsMember,
    NotEmpty,
    NotGiven,
    NotItself,
    Unlikely,
    WellKnown,
)
from rolecall.specification.types import ObjectOf, Primitive, Type

_TYPES = {"string": "String", "number": "Number", "bool": "Boolean"}
_NESTING = {
    "single": "Attributes",
    "list": "Attributes List",
    "set": "Attributes Set",
    "map": "Attributes Map",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One attribute in a schema section; `anchor` leads to the section of its own members."""

    name: str
    kind: str
    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Attributes of one object: the whole schema, or that of a nested attribute."""

    title: str
    anchor: str
    groups: tuple[tuple[str, tuple[Line, ...]], ...]


def sections(schema: Schema, environment: str = "") -> list[Section]:
    """The sections of a schema and its nested attributes; `environment` begins the names of its variables."""
    found: list[Section] = []
    _add_section(found, "Schema", "", schema.attributes, environment)
    return found


def _add_section(
    found: list[Section], title: str, anchor: str, attributes: tuple[Attribute, ...], environment: str = ""
) -> None:
    groups = (
        ("Required", [item for item in attributes if item.required]),
        ("Optional", [item for item in attributes if item.optional]),
        ("Read-Only", [item for item in attributes if not item.required and not item.optional]),
    )
    lines = tuple(
        (group, tuple(_line(item, anchor, environment) for item in sorted(items, key=lambda each: each.name)))
        for group, items in groups
        if items
    )
    found.append(Section(title=title, anchor=anchor, groups=lines))
    for item in attributes:
        if item.nesting is not None:
            path = f"{anchor}--{item.name}" if anchor else f"nestedatt--{item.name}"
            title = f"Nested Schema for {code(path.removeprefix('nestedatt--').replace('--', '.'))}"
            _add_section(found, title, path, item.nested, f"{environment}_{item.name}" if environment else "")


def _line(item: Attribute, anchor: str, environment: str) -> Line:
    kind = _NESTING[item.nesting] if item.nesting else kind_of(item.type)
    flags = [kind]
    flags += ["Sensitive"] if item.sensitive else []
    flags += ["Write-only"] if item.write_only else []
    flags += ["Deprecated"] if item.deprecated else []
    text = [markdown(item.description)]
    if item.deprecated:
        text.append(f"**Deprecated**: {markdown(item.deprecated)}")
    text += [_rule(check) for check in item.checks]
    if item.default is not None:
        text.append(f"Default: {code(scalar(item.default))}.")
    if item.replace:
        text.append("Changing it replaces the object.")
    if environment and item.nesting is None:
        text.append(f"Environment: {code(f'{environment}_{item.name}'.upper())}.")
    own = (f"{anchor}--{item.name}" if anchor else f"nestedatt--{item.name}") if item.nesting else ""
    return Line(name=item.name, kind=", ".join(flags), text=" ".join(text), anchor=own)


def kind_of(kind: Type) -> str:
    """A type in the registry's words: `Set of String`. Raises TypeError for an object, which is a nested attribute."""
    match kind:
        case Primitive(name):
            return _TYPES[name]
        case ObjectOf():
            raise TypeError("an object is a nested attribute")
        case _:
            return f"{type(kind).__name__.removesuffix('Of')} of {kind_of(kind.element)}"


def _rule(check: Check) -> str:
    match check:
        case NotEmpty():
            return "Must not be empty."
        case Among(values=values):
            words = (code(scalar(value)) for value in values)
            return f"One of {', '.join(words)}."
        case Forbidden(characters=characters):
            return f"Must not contain any of {code(' '.join(characters))}."
        case Matches(meaning=meaning):
            return f"Must be {markdown(meaning)}."
        case Unlikely(meaning=meaning):
            return f"Taken with a warning where it looks like {markdown(meaning)}."
        case Length(maximum=maximum):
            return f"At most {maximum} characters."
        case Between(minimum=minimum, maximum=maximum):
            return f"From {minimum} to {maximum}."
        case FutureTime():
            return "Must not be past."
        case WellKnown(values=values):
            return f"A warning where it nearly is one of {', '.join(map(code, values))}."
        case EarlierThan(other=other):
            return f"Must be before {code(other)}."
        case NotItself(name=name):
            return f"Must not be or hold {code(name)} itself."
        case Exists(noun=noun):
            return f"Where the account may, the plan looks up each new {noun} and refuses one that does not exist."
        case NotGiven(through=through):
            return f"Must not hold what {code(through)} gives already."
        case ExactlyOne():
            return "Exactly one of its members must be set."
        case NeedsMember(member=member, by=by, values=values):
            return f"Needs {code(member)} where {code(by)} is one of {', '.join(map(code, values))}."
        case KeysMatch(meaning=meaning):
            return f"Its keys must be {markdown(meaning)}."
