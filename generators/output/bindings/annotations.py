"""How a type is written in a binding: declared for Terraform, annotated for whoever gives it, and read back."""

from __future__ import annotations

from generators.output.bindings.model import Member
from generators.specification import Attribute, Type
from generators.text import python

_READ = {
    "string": ("str", "get_string_attribute"),
    "number": ("float", "get_number_attribute"),
    "bool": ("IResolvable", "get_boolean_attribute"),
    "list of string": ("list[str]", "get_list_attribute"),
    "set of string": ("list[str]", "get_set_attribute"),
    "list of number": ("list[float]", "get_number_list_attribute"),
    "set of number": ("list[float]", "get_number_list_attribute"),
    "list of bool": ("list[str]", "get_list_attribute"),
    "set of bool": ("list[str]", "get_set_attribute"),
    "map of string": ("Mapping[str, str]", "get_string_map_attribute"),
    "map of number": ("Mapping[str, float]", "get_number_map_attribute"),
    "map of bool": ("Mapping[str, bool]", "get_boolean_map_attribute"),
}
_GIVEN = {"string": "str", "number": "float", "bool": "bool | IResolvable"}


def value_kind(kind: Type) -> str:
    """A type in the words of `rolecall.cdk.values`."""
    if kind.element is None:
        return kind.name.upper()
    return f"{kind.name.capitalize()}Of({value_kind(kind.element)})"


def given_as(kind: Type) -> str:
    """The annotation of an argument."""
    if kind.element is None:
        return _GIVEN[kind.name]
    inner = given_as(kind.element)
    return f"Mapping[str, {inner}]" if kind.name == "map" else f"Collection[{inner}]"


def read_by(item: Attribute) -> tuple[str, str]:
    """What an attribute is read as, and the expression that reads it."""
    read, getter = _READ[str(item.type)]
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
    return f"Argument({kind}{', required=True' if item.required else ''}{secret})"
