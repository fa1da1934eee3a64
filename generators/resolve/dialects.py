"""Dialects: one schema for each type, whichever shape of the vendor's API a shim is about.

Terraform asks for the schemas before it says which dialect the configuration chooses, so what it sees is the same in
all of them. What a dialect lacks stays in its schema, goes nowhere, and is refused where it is set.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from generators.input.definition import Definition
from generators.input.yaml_source import DefinitionError, Place
from generators.resolve.dialect_gaps import PREFIXES, check_reasons, lacks_of
from rolecall.specification.schema import (
    AUTO,
    Action,
    Attribute,
    DataSource,
    Ephemeral,
    ObjectLifecycle,
    PrincipalLifecycle,
    Provider,
    Resource,
    Schema,
)
from rolecall.specification.traits import Access, Among, Containment, Deprovision, Guard

T = TypeVar("T", Resource, DataSource, Ephemeral, Action)


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One shim of a vendor and the definition that it comes from."""

    definition: Definition
    provider: Provider

    @property
    def name(self) -> str:
        """The dialects it speaks, for messages."""
        return " ".join(rule.name for rule in self.definition.dialects.values())

    def why(self, type_name: str, attribute: str, expected: str) -> str:
        """Why the definition says that it lacks an attribute. Raises `DefinitionError` where it does not say."""
        reasons = self.definition.lacks.get(type_name, {})
        if attribute not in reasons:
            problem = f"{attribute!r} of {type_name} {expected} in another dialect, not in {self.name}"
            raise DefinitionError(self.definition.place, problem, f"the reason, under lacks: {type_name}")
        return str(reasons[attribute])


def unify(variants: Sequence[Variant]) -> list[Provider]:
    """The variants' providers, each with every type and every attribute that any of them has.

    Raises `DefinitionError` where two differ in a way that Terraform would see, and where a variant lacks something
    without a reason, or gives a reason for what it has.
    """
    check_reasons([(item.definition, item.provider) for item in variants])
    arguments = _arguments(variants)
    kinds: dict[str, Any] = {
        kind: _types(variants, prefix, [getattr(item.provider, kind) for item in variants])
        for kind, prefix in PREFIXES.items()
    }
    containments = _containments([item.provider for item in variants])
    listed = {name for item in variants for name in item.provider.listed()}
    return [
        replace(
            item.provider,
            schema=replace(item.provider.schema, attributes=_own(item.provider.schema, arguments)),
            containments=containments,
            lacks=lacks_of(item.definition, listed),
            **{kind: types[at] for kind, types in kinds.items()},
        )
        for at, item in enumerate(variants)
    ]


def _own(schema: Schema, arguments: Sequence[Attribute]) -> tuple[Attribute, ...]:
    """The arguments of the provider block; a dialect's own defaults and checks stay."""
    own = {item.name: item for item in schema.attributes}
    return tuple(own.get(item.name, item) for item in arguments)


def _arguments(variants: Sequence[Variant]) -> list[Attribute]:
    """Every argument of the provider block, and those that choose the dialect."""
    found: dict[str, Attribute] = {}
    for item in variants:
        for attribute in item.provider.schema.attributes:
            found.setdefault(attribute.name, attribute)
    for argument in variants[0].definition.dialects:
        rules = {item.definition.dialects[argument].name: item.definition.dialects[argument] for item in variants}
        shapes = "; ".join(f"`{name}`: {rule.title}" for name, rule in rules.items())
        found[argument] = Attribute(
            name=argument,
            optional=True,
            default=AUTO,
            description=f"Shape of the API. {shapes}. With `{AUTO}` the provider asks the vendor, once for each run.",
            checks=(Among(values=(AUTO, *rules)),),
        )
    return list(found.values())


def _types(variants: Sequence[Variant], prefix: str, kinds: Sequence[tuple[T, ...]]) -> list[tuple[T, ...]]:
    """For each variant every type that any has, with the schema that all share.

    `prefix` tells the kinds apart, as in Terraform's own references.
    """
    names = dict.fromkeys(item.name for kind in kinds for item in kind)
    found: list[list[T]] = [[] for _ in variants]
    for name in names:
        having = [next((item for item in kind if item.name == name), None) for kind in kinds]
        seen = _visible(
            variants[0].definition.place, name, [None if item is None else item.schema.attributes for item in having]
        )
        model = next(item for item in having if item is not None)
        accesses = [_access_of(item) for item in having]
        for at, item in enumerate(having):
            if item is not None:
                shaped = _with(variants[at], prefix + name, item, seen)
                found[at].append(_accessed(shaped, accesses))
                continue
            if prefix + name not in variants[at].definition.lacks_types:
                problem = f"{prefix}{name} is not in {variants[at].name}"
                raise DefinitionError(variants[at].definition.place, problem, "the reason, under lacks_types")
            found[at].append(_absent(_with(None, name, model, seen)))
    return [tuple(items) for items in found]


def _access_of(item: Resource | DataSource | Ephemeral | Action | None) -> Access | None:
    return item.access if isinstance(item, Resource) else None


def _accessed(item: T, having: Sequence[Access | None]) -> T:
    return replace(item, access=_access(item.access, having)) if isinstance(item, Resource) else item


def _access(own: Access | None, having: Sequence[Access | None]) -> Access | None:
    """How a type gives access, with the scopes and kinds of subjects of any dialect: a plan does not say which."""
    if own is None:
        return None
    every = [own, *(each for each in having if each is not None)]
    scopes = {level: path for each in reversed(every) for level, path in each.scopes}
    ordered = {level: scopes[level] for each in every for level, _ in each.scopes}
    kinds = {kind: word for each in every if each.subject is not None for kind, word in each.subject.kinds}
    subject = None if own.subject is None else replace(own.subject, kinds=tuple(kinds.items()))
    return replace(own, scopes=tuple(ordered.items()), subject=subject)


def _containments(providers: Sequence[Provider]) -> tuple[Containment, ...]:
    """What lies inside of what, in any dialect."""
    parts: dict[str, dict[str, None]] = {}
    for each in (each for provider in providers for each in provider.containments):
        parts.setdefault(each.whole, {}).update(dict.fromkeys(each.parts))
    return tuple(Containment(whole=whole, parts=tuple(inside)) for whole, inside in parts.items())


def _absent(item: T) -> T:
    """A type that a dialect lacks, as something that touches nothing."""
    if isinstance(item, Resource):
        return replace(item, lifecycle=PrincipalLifecycle(deprovision=Deprovision()))
    return item


def _visible(place: Place, name: str, schemas: Sequence[tuple[Attribute, ...] | None]) -> dict[str, Attribute]:
    """The attributes as Terraform sees them, in the order of the first dialect that has them."""
    found: dict[str, Attribute] = {}
    present = [{item.name: item for item in attributes} for attributes in schemas if attributes is not None]
    for attribute in dict.fromkeys(each for attributes in present for each in attributes):
        having = [attributes[attribute] for attributes in present if attribute in attributes]
        first = having[0]
        path = f"{name}.{attribute}"
        for each in having:
            if _facets(each) != _facets(first):
                problem = f"{path} is of another type, or a secret, in one of the dialects"
                raise DefinitionError(place, problem, "the same in all of them")
        required = len(having) == len(present) and all(each.required for each in having)
        found[attribute] = replace(
            first,
            required=required,
            optional=not required and any(each.required or each.optional for each in having),
            computed=any(each.computed for each in having),
            nested=tuple(_visible(place, path, [each.nested for each in having]).values()),
        )
    return found


def _facets(attribute: Attribute) -> tuple[object, ...]:
    """What is the same in all dialects, whatever else differs."""
    kind = attribute.value_type if attribute.nesting is None else attribute.nesting
    return kind, attribute.sensitive, attribute.write_only


def _with(variant: Variant | None, name: str, item: T, seen: dict[str, Attribute]) -> T:
    """The type with the attributes `seen`: its own where it has them, else such as go nowhere."""
    own = {each.name: each for each in item.schema.attributes}
    refused: list[Guard] = []
    needed: list[str] = []
    for attribute, each in seen.items():
        mine = own.get(attribute)
        can_be_set = each.required or each.optional
        lacks = mine is None or (can_be_set and not (mine.required or mine.optional))
        if variant is not None and lacks and (can_be_set or isinstance(item, Resource)):
            reason = variant.why(name, attribute, "can be set" if can_be_set else "is there")
            if can_be_set:
                refused.append(Guard(events=("set",), attribute=attribute, reason=reason))
        if mine is not None and mine.required and not each.required:
            needed.append(attribute)
        if variant is not None and isinstance(item, Resource) and mine is not None:
            refused += _refused_inside(variant, name, attribute, mine, each)
    item = replace(item, schema=replace(item.schema, attributes=_shaped(own, seen)))
    return _guarded(item, tuple(refused), tuple(needed)) if isinstance(item, Resource) else item


def _refused_inside(variant: Variant, name: str, path: str, mine: Attribute, seen: Attribute) -> list[Guard]:
    """Guards for the members of an object that the dialect lacks, each with the reason."""
    own = {each.name: each for each in mine.nested}
    found: list[Guard] = []
    for each in seen.nested if seen.nesting == "single" else ():
        inner = f"{path}.{each.name}"
        if each.name in own:
            found += _refused_inside(variant, name, inner, own[each.name], each)
        elif each.required or each.optional:
            reason = variant.why(name, inner, "can be set")
            found.append(Guard(events=("set",), attribute=inner, reason=reason))
    return found


def _shaped(own: Mapping[str, Attribute], seen: Mapping[str, Attribute]) -> tuple[Attribute, ...]:
    """The attributes `seen`, as `own` has them; those that it has not are never sent, never read, and null."""
    found: list[Attribute] = []
    for name, each in seen.items():
        mine = own.get(name) or Attribute(
            name=name,
            type=each.type,
            nesting=each.nesting,
            description=each.description,
            sensitive=each.sensitive,
            write_only=each.write_only,
        )
        nested = _shaped({item.name: item for item in mine.nested}, {item.name: item for item in each.nested})
        found.append(
            replace(mine, required=each.required, optional=each.optional, computed=each.computed, nested=nested)
        )
    return tuple(found)


def _guarded(resource: Resource, refused: tuple[Guard, ...], needed: tuple[str, ...]) -> Resource:
    lifecycle = replace(resource.lifecycle, guards=(*resource.lifecycle.guards, *refused))
    if isinstance(lifecycle, ObjectLifecycle):
        lifecycle = replace(lifecycle, needs=(*lifecycle.needs, *needed))
    return replace(resource, lifecycle=lifecycle)
