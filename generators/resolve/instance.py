"""The arguments that, beside its URL, say which instance of a vendor a provider speaks to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from generators.input.binding import one_of
from generators.input.definition import Definition
from generators.input.yaml_source import DefinitionError, Place
from generators.resolve.provider import argument_names
from rolecall.specification.schema import Operation, Provider
from rolecall.specification.traits import Authentication, TokenExchange

_ARGUMENT = re.compile(r"\{provider\.([^{}|]+)")


def with_instances(provider: Provider, definition: Definition) -> Provider:
    """`provider` with the arguments that its systems' addresses name, unless the definition says others.

    Raises `DefinitionError` for an argument that does not exist or is a secret.
    """
    called = list(_operations((provider.collections, provider.resources)))

    def instance(said: tuple[str, ...] | None, place: Place, endpoint: str, ways: tuple[Authentication, ...]) -> Any:
        for name in said or ():
            _check(name, provider, definition, place)
        return tuple(dict.fromkeys(_named(called, endpoint, ways))) if said is None else said

    return replace(
        provider,
        instance=instance(definition.instance, definition.place, "", provider.authentication),
        endpoints=tuple(
            replace(item, instance=instance(rule.instance, rule.place, item.name, item.authentication))
            for item, rule in zip(provider.endpoints, definition.endpoints.values(), strict=True)
        ),
    )


def _check(name: str, provider: Provider, definition: Definition, place: Place) -> None:
    known = argument_names(definition)
    if name not in known:
        raise DefinitionError(place, f"instance: {name!r} is no argument of the provider", one_of(name, known))
    outer, _, inner = name.partition(".")
    argument = provider.schema.attribute(outer)
    if argument.sensitive or any(each.sensitive for each in argument.nested if each.name == inner):
        raise DefinitionError(place, f"instance: {name!r} is a secret", "an argument that may be remembered")


def _named(called: list[Operation], endpoint: str, ways: tuple[Authentication, ...]) -> Iterator[str]:
    """The arguments in the addresses of one system's operations, and in those by which its tokens are exchanged."""
    for operation in called:
        if operation.endpoint == endpoint:
            for text in (operation.path, *(text for _, text in operation.query)):
                yield from _ARGUMENT.findall(text)
    for way in ways:
        if isinstance(way, TokenExchange):
            yield from _ARGUMENT.findall(way.path)


def _operations(value: Any) -> Iterator[Operation]:
    """Every operation inside of declarations."""
    if isinstance(value, Operation):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _operations(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _operations(getattr(value, field.name))
