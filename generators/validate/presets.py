"""The last look at what differs from vendor to vendor of one standard: every name in it exists."""

from __future__ import annotations

from collections.abc import Iterator

from generators.input.binding import check_known
from generators.input.definition import Definition
from generators.input.mistakes import refused
from generators.input.yaml_source import DefinitionError, Place
from rolecall.specification.schema import ObjectLifecycle, Provider, Resource
from rolecall.specification.traits import Among, Guard


def prove_presets(provider: Provider, definition: Definition) -> Iterator[DefinitionError]:
    """The first name that leads nowhere."""
    yield from refused(_prove, provider, definition)


def _prove(provider: Provider, definition: Definition) -> None:
    known = {item.name for item in provider.resources}
    capabilities = {name for name, _ in provider.capabilities.members} if provider.capabilities else set()
    for collection in provider.collections:
        traits = [each for each in (collection.filters, collection.etag) if each is not None]
        for name in {each.capability for each in traits if each.capability is not None}:
            check_known(name, capabilities, definition.place, f"capability of {collection.name}")
    for resource in provider.resources:
        _guards(definition.resources[resource.name].place, resource, resource.lifecycle.guards)
    for preset in provider.presets:
        what = f"preset {preset.value}"
        argument = next((item for item in provider.schema.attributes if item.name == preset.argument), None)
        check_known(preset.argument, [item.name for item in provider.schema.attributes], definition.place, what)
        allowed = (
            [value for check in argument.checks if isinstance(check, Among) for value in check.values]
            if argument
            else []
        )
        check_known(preset.value, [str(value) for value in allowed], definition.place, what)
        for name, _ in preset.checks:
            check_known(name, [item.name for item in provider.schema.attributes], definition.place, f"checks of {what}")
        for name in preset.lacks:
            check_known(name, operations(provider), definition.place, f"lacks of {what}")
        for name in (*dict(preset.guards), *dict(preset.needs)):
            check_known(name, known, definition.place, what)
        for resource in provider.resources:
            _guards(definition.place, resource, dict(preset.guards).get(resource.name, ()))
            for name in dict(preset.needs).get(resource.name, ()):
                check_known(
                    name, [item.name for item in resource.schema.attributes], definition.place, f"needs of {what}"
                )


def operations(provider: Provider) -> list[str]:
    """The operations that a preset may lack: those that something else can stand in for, or whose lack is told."""
    found = [f"{item.name}.get" for item in provider.collections if item.get is not None]
    for resource in provider.resources:
        if isinstance(resource.lifecycle, ObjectLifecycle):
            found += [f"{resource.name}.{name}" for name in ("patch", "delete") if getattr(resource.lifecycle, name)]
    return found


def _guards(place: Place, resource: Resource, guards: tuple[Guard, ...]) -> None:
    names = [item.name for item in resource.schema.attributes]
    for guard in guards:
        what = f"guards of {resource.name}"
        for name in filter(None, (guard.attribute, guard.because)):
            check_known(name, names, place, what)
        if any(not value.strip("*") for value in guard.values):
            raise DefinitionError(place, f"{what} mean every object", "values with text beside `*`")
        if guard.attribute is None and (guard.values or guard.pattern or not {"set", "read"}.isdisjoint(guard.events)):
            raise DefinitionError(place, f"{what} have a condition on nothing", "the key 'attribute'")
        if guard.effect == "refuse" and not {"end", "read"}.isdisjoint(guard.events):
            raise DefinitionError(place, f"{what} refuse an end or a read", "effect: warn")
        if guard.effect == "warn" and "read" not in guard.events and not guard.summary:
            raise DefinitionError(place, f"{what} warn without a summary", "the key 'summary'")
