"""What a dialect lacks, and the reasons for it, which its definition must give."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from generators.input.definition import Definition
from generators.input.yaml_source import DefinitionError, Place
from rolecall.specification.schema import Attribute, Lack, Provider

PREFIXES: Final = {"resources": "", "data_sources": "data.", "ephemerals": "ephemeral.", "actions": "action."}
"""What names of types begin with where several kinds are named, by the field of the provider: as Terraform does."""


def lacks_of(definition: Definition, listed: Collection[str]) -> tuple[Lack, ...]:
    """What a dialect has not, as its definition says; `listed` are the types whose objects some dialect lists."""
    types = definition.lacks_types.items()
    attributes = [(name, *each) for name, reasons in definition.lacks.items() for each in reasons.items()]
    return (
        *(Lack(type_name=name, reason=str(reason), listed=name in listed) for name, reason in types),
        *(Lack(type_name=name, attribute=attribute, reason=str(reason)) for name, attribute, reason in attributes),
    )


def check_reasons(variants: Sequence[tuple[Definition, Provider]]) -> None:
    """Raise `DefinitionError` for a reason why something is not there that is there, or that nobody has."""
    schemas = [_schemas(provider) for _, provider in variants]
    for at, (definition, _) in enumerate(variants):
        for name, reason in definition.lacks_types.items():
            _is_lack(reason.place, name, name in schemas[at], any(name in each for each in schemas))
        for name, reasons in definition.lacks.items():
            for attribute, reason in reasons.items():
                here = attribute in schemas[at].get(name, {}) and schemas[at][name][attribute]
                _is_lack(
                    reason.place, f"{name}.{attribute}", here, any(attribute in each.get(name, {}) for each in schemas)
                )


def _schemas(provider: Provider) -> dict[str, dict[str, bool]]:
    """For each type its attributes, and whether they can be set."""
    return {
        f"{prefix}{item.name}": dict(_settable("", item.schema.attributes))
        for kind, prefix in PREFIXES.items()
        for item in getattr(provider, kind)
    }


def _settable(outer: str, attributes: Iterable[Attribute]) -> Iterator[tuple[str, bool]]:
    """The attributes by dotted path, and whether they can be set."""
    for each in attributes:
        yield f"{outer}{each.name}", each.required or each.optional
        yield from _settable(f"{outer}{each.name}.", each.nested)


def _is_lack(place: Place, what: str, here: bool, anywhere: bool) -> None:
    if here or not anywhere:
        problem = f"{what} is there" if here else f"no dialect has {what}"
        raise DefinitionError(place, f"lacks: {problem}", "only what another dialect has")
