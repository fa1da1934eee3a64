"""The module of a vendor: one class per type, and what it imports."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generators.naming import class_name, short_name
from generators.output.bindings.classes import Classes
from generators.output.bindings.members import argument_of_provider, members_of
from generators.output.bindings.model import Base, Binding, Input, Member, Reference
from generators.output.render import render_template
from generators.resolve.specification import ProviderSpec
from rolecall.specification.schema import (
    DataSource,
    Ephemeral,
    MembershipLifecycle,
    ObjectLifecycle,
    Provider,
    Resource,
)

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


def render(spec: ProviderSpec) -> dict[Path, str]:
    """The text of the binding's module, by path relative to the project. Raises `DefinitionError`."""
    provider = spec.provider
    classes = Classes(provider.name)
    own = classes.claim(f"{class_name(provider.name)}Provider", "the provider")
    inputs: list[Input] = []
    arguments = tuple(argument_of_provider(item, own, inputs, classes) for item in provider.schema.attributes)
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
    return {Path("rolecall/bindings") / provider.name / "__init__.py": text}


def _binding(
    item: Resource | DataSource | Ephemeral, base: Base, prefix: str, provider: Provider, classes: Classes
) -> Binding:
    name = classes.claim(prefix + class_name(short_name(item.name, provider.name)), item.name)
    inputs: list[Input] = []
    references: list[Reference] = []
    members = tuple(members_of(item.schema.attributes, name, item.name, inputs, references, classes))
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
        adds=item.lifecycle if isinstance(item, Resource) and isinstance(item.lifecycle, MembershipLifecycle) else None,
        members=members,
        meta=tuple((each, _META_TYPES[each]) for each in meta),
        inputs=tuple(inputs),
        references=tuple(references),
    )


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
    elements |= {"Membership"} if any(binding.adds for binding in bindings) else set()
    elements |= {"ObjectReference"} if any(binding.references for binding in bindings) else set()
    return {
        "abc": sorted(words & {"Collection"} | {"Mapping"}),
        "dataclasses": ["dataclass"] if inputs or any(binding.inputs for binding in bindings) else [],
        "cdk": sorted({"Construct"} | (words & {"IResolvable"}) | ({"TerraformProvider"} if bindings else set())),
        "elements": sorted(elements - {"TerraformProvider"}),
        "values": sorted(words & {"BOOL", "NUMBER", "STRING", "ListOf", "MapOf", "ObjectOf", "SetOf"} | {"Argument"}),
    }
