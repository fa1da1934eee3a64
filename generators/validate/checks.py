"""Checks of values leave something that is allowed, and what a definition gives as a value passes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generators.input.definition import Definition
from generators.input.mistakes import refused
from generators.input.regular_expressions import prove_pattern
from generators.input.yaml_source import DefinitionError, Place
from rolecall.runtime.values.checks import check_value
from rolecall.specification.schema import Attribute, Provider
from rolecall.specification.traits import Between, Check, Forbidden, FutureTime, KeysMatch, Matches, Unlikely


def prove_checks(provider: Provider, definition: Definition) -> Iterator[DefinitionError]:
    """Every check that allows nothing, and every value that its own checks refuse."""
    for place, what, item in _attributes(provider, definition):
        for each in item.checks:
            yield from refused(_prove, each, place, what)
        for key, value in (("default", item.default), ("initial", item.initial), ("imported", item.imported)):
            yield from refused(_prove_value, item, value, place, f"{key} of {what}")
    for preset in provider.presets:
        for name, checks in preset.checks:
            for each in checks:
                yield from refused(_prove, each, definition.place, f"checks of preset {preset.value}: {name}")
    arguments = {item.name: item for item in provider.schema.attributes}
    for rule in definition.defaults:
        for name, value in ((rule.argument, rule.value), *rule.defaults):
            if name in arguments:
                yield from refused(_prove_value, arguments[name], value, rule.place, f"defaults: {name}")


def _attributes(provider: Provider, definition: Definition) -> Iterator[tuple[Place, str, Attribute]]:
    """Every attribute with the place where it is stated, or else its type, and what it is called."""
    for item in provider.schema.attributes:
        argument = definition.arguments.get(item.name)
        yield from _inside(argument.place if argument is not None else definition.place, "", item)
    kinds = (
        (provider.resources, definition.resources),
        (provider.data_sources, definition.data_sources),
        (provider.ephemerals, definition.ephemerals),
        (provider.actions, definition.actions),
    )
    for types, rules in kinds:
        for each in types:
            rule = rules[each.name]
            for item in each.schema.attributes:
                said = rule.attributes.get(item.name)
                yield from _inside(said.place if said is not None else rule.place, f"{each.name}.", item)


def _inside(place: Place, outer: str, item: Attribute) -> Iterator[tuple[Place, str, Attribute]]:
    yield place, f"{outer}{item.name}", item
    for each in item.nested:
        yield from _inside(place, f"{outer}{item.name}.", each)


def _prove(check: Check, place: Place, what: str) -> None:
    if isinstance(check, Matches | Unlikely | KeysMatch):
        prove_pattern(check.pattern, place, what)
    if isinstance(check, Between) and check.minimum > check.maximum:
        problem = f"{what}: nothing is between {check.minimum} and {check.maximum}"
        raise DefinitionError(place, problem, "a minimum that is no more than the maximum")
    if isinstance(check, Forbidden) and not check.characters:
        raise DefinitionError(place, f"{what}: forbidden without characters", "at least one character")


def _prove_value(item: Attribute, value: object, place: Place, what: str) -> None:
    """Raise `DefinitionError` where the provider would refuse `value`. What time it is does not count here."""
    if value is None:
        return
    shown = replace(item, checks=tuple(_timeless(item.checks)), sensitive=False)
    for found in check_value(shown, value, ()):
        if found.severity == "error":
            raise DefinitionError(
                place, f"{what} is refused: {found.detail.rstrip('.')}", "a value that its checks take"
            )


def _timeless(checks: Iterable[Check]) -> Iterator[Check]:
    return (each for each in checks if not isinstance(each, FutureTime))
