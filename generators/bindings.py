"""Render a vendor's CDKTF bindings: one module, one class per type, on the base classes of `stacks.elements`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from generators.naming import class_name, member_name, short_name
from generators.render import render_template
from generators.source import DefinitionError, Place
from generators.specification import (
    Attribute,
    DataSource,
    Ephemeral,
    ObjectLifecycle,
    Provider,
    ProviderSpec,
    Resource,
    Type,
)
from generators.text import python, scalar

Base = Literal["Resource", "DataSource", "EphemeralResource"]

_RESOURCE_META = ("connection", "count", "depends_on", "for_each", "lifecycle", "provider", "provisioners")
_READ_META = ("count", "depends_on", "for_each", "lifecycle", "provider")
_META_TYPES = {
    "connection": "Connection",
    "count": "Count",
    "depends_on": "DependsOn",
    "for_each": "ForEach",
    "lifecycle": "Lifecycle",
    "provider": "TerraformProvider",
    "provisioners": "Provisioners",
}
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A keyword argument, a property, or both. `read` is None for what cannot be read back."""

    name: str
    terraform: str
    text: str
    kind: str = ""
    declared: str = ""
    given: str = ""
    read: str | None = None
    getter: str = ""
    argument: bool = False
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A class through which members of a nested object are read."""

    name: str
    text: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A dataclass in which a nested object is given."""

    name: str
    text: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """A class that stands for a type."""

    name: str
    base: Base
    type_name: str
    text: str
    scope: str
    create_before_destroy: bool
    members: tuple[Member, ...]
    meta: tuple[tuple[str, str], ...]
    inputs: tuple[Input, ...] = ()
    references: tuple[Reference, ...] = ()

    @property
    def arguments(self) -> tuple[Member, ...]:
        """The arguments, required ones first."""
        given = [item for item in self.members if item.argument]
        return tuple(sorted(given, key=lambda item: not item.required))


@dataclass(slots=True)
class _Classes:
    """Names of the classes of one module; each once."""

    vendor: str
    taken: dict[str, str] = field(default_factory=dict)

    def claim(self, name: str, what: str) -> str:
        if name in self.taken:
            raise DefinitionError(
                Place(f"{self.vendor}/provider.yaml", 1),
                f"{what} and {self.taken[name]} both need the class {name} in the bindings",
                "names that differ by more than underscores",
            )
        self.taken[name] = what
        return name


def render(spec: ProviderSpec) -> dict[Path, str]:
    """The text of the binding's module, by path relative to the project. Raises `DefinitionError`."""
    provider = spec.provider
    classes = _Classes(provider.name)
    own = classes.claim(f"{class_name(provider.name)}Provider", "the provider")
    inputs: list[Input] = []
    arguments = tuple(_argument_of_provider(item, own, inputs, classes) for item in provider.schema.attributes)
    bindings = [
        *(_binding(item, "Resource", "", provider, classes) for item in provider.resources),
        *(_binding(item, "DataSource", "Data", provider, classes) for item in provider.data_sources),
        *(_binding(item, "EphemeralResource", "Ephemeral", provider, classes) for item in provider.ephemerals),
    ]
    text = render_template(
        "binding.py.j2",
        provider=provider,
        own=own,
        arguments=arguments,
        inputs=inputs,
        bindings=bindings,
        imports=_imports(arguments, inputs, bindings),
    )
    return {Path("stacks/bindings") / provider.name / "__init__.py": text}


def _binding(
    item: Resource | DataSource | Ephemeral, base: Base, prefix: str, provider: Provider, classes: _Classes
) -> Binding:
    name = classes.claim(prefix + class_name(short_name(item.name, provider.name)), item.name)
    inputs: list[Input] = []
    references: list[Reference] = []
    members = tuple(_members(item.schema.attributes, name, item.name, inputs, references, classes))
    meta = _RESOURCE_META if base == "Resource" else _READ_META
    secret = isinstance(item, Resource) and isinstance(item.lifecycle, ObjectLifecycle) and item.lifecycle.secret
    text = item.schema.description
    overlap = bool(
        isinstance(item, Resource) and isinstance(item.lifecycle, ObjectLifecycle) and item.lifecycle.overlap
    )
    if secret or overlap:
        text += " Replaced before the old one is destroyed, unless `lifecycle` says otherwise."
    return Binding(
        name=name,
        base=base,
        type_name=item.name,
        text=text,
        scope="scope_" if "scope" in {member.name for member in members} else "scope",
        create_before_destroy=bool(secret) or overlap,
        members=members,
        meta=tuple((each, _META_TYPES[each]) for each in meta),
        inputs=tuple(inputs),
        references=tuple(references),
    )


def _members(
    attributes: tuple[Attribute, ...],
    owner: str,
    what: str,
    inputs: list[Input],
    references: list[Reference],
    classes: _Classes,
) -> Iterator[Member]:
    for item in attributes:
        argument = item.required or item.optional
        if item.nesting is None:
            kind, given = _kind(item.type), _given(item.type)
            read, getter = _READ[str(item.type)]
            getter = f"self.{getter}({python(item.name)})"
        else:
            inner = f"{owner}{class_name(item.name)}"
            members = tuple(_members(item.nested, inner, f"{what}.{item.name}", inputs, references, classes))
            reference = classes.claim(f"{inner}OutputReference", f"{what}.{item.name}")
            references.append(
                Reference(name=reference, text=f"A reference to `{item.name}` of {what}.", members=members)
            )
            kind, given = _nested_kind(item, members), ""
            if argument:
                classes.claim(inner, f"{what}.{item.name}")
                inputs.append(Input(name=inner, text=item.description, members=members))
                given = _nested_given(item, inner, reference)
            read, getter = _nested_read(item, reference)
        yield Member(
            name=member_name(item.name),
            terraform=item.name,
            text=_text(item, argument),
            kind=kind,
            declared=_argument(kind, item),
            given=given,
            read=None if item.write_only else read,
            getter=getter,
            argument=argument,
            required=item.required,
        )


def _argument_of_provider(item: Attribute, owner: str, inputs: list[Input], classes: _Classes) -> Member:
    text = item.description + (" A secret: leave it to the environment." if item.sensitive else "")
    if item.nesting is None:
        kind, given = _kind(item.type), _given(item.type)
    else:
        name = classes.claim(f"{owner}{class_name(item.name)}", f"{item.name} of the provider")
        members = tuple(_argument_of_provider(each, name, inputs, classes) for each in item.nested)
        inputs.append(Input(name=name, text=item.description, members=members))
        kind, given = _nested_kind(item, members), f"{name} | Mapping[str, Any]"
    return Member(
        name=member_name(item.name),
        terraform=item.name,
        text=text + _default(item),
        kind=kind,
        declared=_argument(kind, item),
        given=given,
        argument=True,
    )


def _text(item: Attribute, argument: bool) -> str:
    """What an attribute is, and what its kind means to whoever sets or reads it."""
    text = item.description
    if member_name(item.name) != item.name:
        text += f" (Terraform: `{item.name}`)"
    if item.replace:
        text += " Changing it replaces the object."
    if item.write_only:
        text += " Write-only: enters neither plan nor state."
    elif item.sensitive and argument:
        text += " A secret."
    elif item.sensitive:
        text += " Sensitive: an output that shows it must be sensitive too."
    if item.deprecated:
        text += f" Deprecated: {item.deprecated}"
    return text + (_default(item) if argument else "")


def _default(item: Attribute) -> str:
    if item.default is None:
        return ""
    return f" Default: {scalar(item.default)}."


def _kind(kind: Type) -> str:
    """A type in the words of `stacks.values`."""
    if kind.element is None:
        return kind.name.upper()
    return f"{kind.name.capitalize()}Of({_kind(kind.element)})"


def _given(kind: Type) -> str:
    """The annotation of an argument."""
    if kind.element is None:
        return _GIVEN[kind.name]
    inner = _given(kind.element)
    return f"Mapping[str, {inner}]" if kind.name == "map" else f"Collection[{inner}]"


def _nested_kind(item: Attribute, members: tuple[Member, ...]) -> str:
    fields = ", ".join(
        f"{python(member.terraform)}: {_argument(member.kind, attribute)}"
        for member, attribute in zip(members, item.nested, strict=True)
        if member.argument
    )
    whole = f"ObjectOf({{{fields}}})"
    return {"single": whole, "list": f"ListOf({whole})", "set": f"SetOf({whole})", "map": f"MapOf({whole})"}[
        item.nesting or "single"
    ]


def _nested_given(item: Attribute, name: str, reference: str) -> str:
    """The annotation of a nested argument: its dataclass, a mapping, or a reference to another's."""
    match item.nesting:
        case "map":
            return f"Mapping[str, {name} | Mapping[str, Any]]"
        case "list" | "set":
            return f"Collection[{name} | Mapping[str, Any]] | ObjectList[{reference}]"
        case _:
            return f"{name} | {reference} | Mapping[str, Any]"


def _nested_read(item: Attribute, reference: str) -> tuple[str, str]:
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


def _argument(kind: str, item: Attribute) -> str:
    """How `ARGUMENTS` declares it."""
    secret = ", secret=True" if item.sensitive or item.write_only else ""
    return f"Argument({kind}{', required=True' if item.required else ''}{secret})"


def _imports(arguments: Iterable[Member], inputs: list[Input], bindings: list[Binding]) -> dict[str, list[str]]:
    """The names that the module uses, by the module they come from."""
    members = [*arguments, *(member for each in inputs for member in each.members)]
    members += [*(member for binding in bindings for member in binding.members)]
    members += [member for binding in bindings for each in binding.references for member in each.members]
    given = [f"{item.declared} {item.given}" for item in members if item.argument]
    used = " ".join([*given, *(f"{item.read} {item.getter}" for item in members)])
    words = set("".join(letter if letter.isidentifier() or letter.isdigit() else " " for letter in used).split())
    elements = {binding.base for binding in bindings} | {kind for each in bindings for _, kind in each.meta}
    elements |= {"Provider", "ProviderInfo"} | (words & {"ObjectList"})
    elements |= {"ObjectReference"} if any(binding.references for binding in bindings) else set()
    return {
        "abc": sorted(words & {"Collection"} | {"Mapping"}),
        "dataclasses": ["dataclass"] if inputs or any(binding.inputs for binding in bindings) else [],
        "cdk": sorted({"Construct"} | (words & {"IResolvable"}) | ({"TerraformProvider"} if bindings else set())),
        "elements": sorted(elements - {"TerraformProvider"}),
        "values": sorted(words & {"BOOL", "NUMBER", "STRING", "ListOf", "MapOf", "ObjectOf", "SetOf"} | {"Argument"}),
    }
