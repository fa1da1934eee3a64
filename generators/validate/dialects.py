"""The last look at what differs from vendor to vendor of one standard: every name in it exists."""

from __future__ import annotations

from collections.abc import Iterable

from generators.input.binding import one_of
from generators.input.definition import Definition
from generators.input.yaml_source import DefinitionError
from rolecall.specification.schema import ObjectLifecycle, Provider, Resource
from rolecall.specification.traits import Among, Caution, Unsupported


def prove_flavours(provider: Provider, definition: Definition) -> None:
    """Raise `DefinitionError` for the first name that leads nowhere."""
    known = {item.name for item in provider.resources}
    capabilities = {name for name, _ in provider.capabilities.members} if provider.capabilities else set()
    for collection in provider.collections:
        traits = [each for each in (collection.filters, collection.etag) if each is not None]
        for name in {each.capability for each in traits if each.capability is not None}:
            _known(definition, f"capability of {collection.name}", name, capabilities)
    for resource in provider.resources:
        _attributes(definition, resource, resource.lifecycle.unsupported, resource.lifecycle.cautions)
    for flavour in provider.flavours:
        what = f"flavour {flavour.value}"
        argument = next((item for item in provider.schema.attributes if item.name == flavour.argument), None)
        _known(definition, what, flavour.argument, [item.name for item in provider.schema.attributes])
        allowed = (
            [value for check in argument.checks if isinstance(check, Among) for value in check.values]
            if argument
            else []
        )
        _known(definition, what, flavour.value, [str(value) for value in allowed])
        for name, _ in flavour.checks:
            _known(definition, f"checks of {what}", name, [item.name for item in provider.schema.attributes])
        for name in flavour.lacks:
            _known(definition, f"lacks of {what}", name, operations(provider))
        for name in (*dict(flavour.unsupported), *dict(flavour.cautions), *dict(flavour.needs)):
            _known(definition, what, name, known)
        for resource in provider.resources:
            unsupported = dict(flavour.unsupported).get(resource.name, ())
            _attributes(definition, resource, unsupported, dict(flavour.cautions).get(resource.name, ()))
            for name in dict(flavour.needs).get(resource.name, ()):
                _known(definition, f"needs of {what}", name, [item.name for item in resource.schema.attributes])


def operations(provider: Provider) -> list[str]:
    """The operations that a flavour may lack: those that something else can stand in for, or whose lack is told."""
    found = [f"{item.name}.get" for item in provider.collections if item.get is not None]
    for resource in provider.resources:
        if isinstance(resource.lifecycle, ObjectLifecycle):
            found += [f"{resource.name}.{name}" for name in ("patch", "delete") if getattr(resource.lifecycle, name)]
    return found


def _attributes(
    definition: Definition, resource: Resource, unsupported: tuple[Unsupported, ...], cautions: tuple[Caution, ...]
) -> None:
    names = [item.name for item in resource.schema.attributes]
    for name in (*(item.attribute for item in unsupported), *(item.attribute for item in cautions)):
        if name is not None:
            _known(definition, f"what {resource.name} is told", name, names)


def _known(definition: Definition, what: str, name: str, choices: Iterable[str]) -> None:
    known = list(choices)
    if name not in known:
        raise DefinitionError(definition.place, f"{what}: there is no {name!r}", one_of(name, known))
