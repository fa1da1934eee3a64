"""How a type is written in a binding: declared for Terraform, annotated for whoever gives it, and read back."""

from __future__ import annotations

from generators.output.bindings.model import Member
from generators.text import python
from rolecall.specification.schema import Attribute
from rolecall.specification.types import BOOL, NUMBER, STRING, ListOf, MapOf, SetOf, Type

_WRITTEN: dict[Type, tuple[str, str, str]] = {
    STRING: ("str", "str", "get_string_attribute"),
    NUMBER: ("float", "float", "get_number_attribute"),
    BOOL: ("bool | IResolvable", "IResolvable", "get_boolean_attribute"),
    ListOf(STRING): ("Collection[str]", "list[str]", "get_list_attribute"),
    SetOf(STRING): ("Collection[str]", "list[str]", "get_set_attribute"),
    ListOf(NUMBER): ("Collection[float]", "list[float]", "get_number_list_attribute"),
    SetOf(NUMBER): ("Collection[float]", "list[float]", "get_number_list_attribute"),
    ListOf(BOOL): ("Collection[bool | IResolvable]", "list[str]", "get_list_attribute"),
    SetOf(BOOL): ("Collection[bool | IResolvable]", "list[str]", "get_set_attribute"),
    MapOf(STRING): ("Mapping[str, str]", "Mapping[str, str]", "get_string_map_attribute"),
    MapOf(NUMBER): ("Mapping[str, float]", "Mapping[str, float]", "get_number_map_attribute"),
    MapOf(BOOL): ("Mapping[str, bool | IResolvable]", "Mapping[str, bool]", "get_boolean_map_attribute"),
    MapOf(SetOf(STRING)): ("Mapping[str, Collection[str]]", "IResolvable", "interpolation_for_attribute"),
}
"""By type: the annotation of an argument, the annotation of a property, and the method that reads it."""


def given_as(item: Attribute) -> str:
    """The annotation of the argument of an attribute."""
    given, _, _ = _WRITTEN[item.type]
    return given


def read_by(item: Attribute) -> tuple[str, str]:
    """What an attribute is read as, and the expression that reads it."""
    _, read, getter = _WRITTEN[item.type]
    return read, f"self.{getter}({python(item.name)})"


def nested_kind(item: Attribute, members: tuple[Member, ...]) -> str:
    """A nested attribute in the words of `rolecall.cdk.values`: the arguments among its `members`."""
    fields = ", ".join(
        f"{python(member.terraform)}: {declaration(member.kind, attribute)}"
        for member, attribute in zip(members, item.nested, strict=True)
        if member.argument
    )
    whole = f"ObjectOf({{{fields}}})"
    return {"single": whole, "list": f"ListOf({whole})", "set": f"SetOf({whole})", "map": f"MapOf({whole})"}[
        item.nesting or "single"
    ]


def nested_given(item: Attribute, name: str, reference: str) -> str:
    """The annotation of a nested argument: its dataclass, a mapping, or a reference to another's."""
    match item.nesting:
        case "map":
            return f"Mapping[str, {name} | Mapping[str, Any]]"
        case "list" | "set":
            return f"Collection[{name} | Mapping[str, Any]] | ObjectList[{reference}]"
        case _:
            return f"{name} | {reference} | Mapping[str, Any]"


def nested_read(item: Attribute, reference: str) -> tuple[str, str]:
    """What a nested attribute is read as, and the expression that reads it."""
    name = python(item.name)
    match item.nesting:
        case "single":
            return reference, f"{reference}(self, {name}, False)"
        case "map":
            return "IResolvable", f"self.interpolation_for_attribute({name})"
        case "set":
            return f"ObjectList[{reference}]", f"ObjectList(self, {name}, {reference}, wraps_set=True)"
        case _:
            return f"ObjectList[{reference}]", f"ObjectList(self, {name}, {reference})"


def declaration(kind: str, item: Attribute) -> str:
    """How `ARGUMENTS` declares it."""
    secret = ", secret=True" if item.sensitive or item.write_only else ""
    secret += ", write_only=True" if item.write_only else ""
    return f"Argument({kind}{', required=True' if item.required else ''}{secret})"
