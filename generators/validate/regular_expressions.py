"""Regular expressions outside of checks can be read, and there is a text that they match."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generators.input.definition import Definition
from generators.input.mistakes import refused
from generators.input.regular_expressions import prove_pattern
from generators.input.yaml_source import DefinitionError
from rolecall.specification.schema import ErrorShape, ObjectLifecycle, Provider, Resource
from rolecall.specification.traits import Guard


def prove_patterns(provider: Provider, definition: Definition) -> Iterator[DefinitionError]:
    """Every expression outside of checks that cannot be used."""
    said = [(definition.place, "meanings of errors", each) for each in _texts(definition.errors)]
    for name, endpoint in definition.endpoints.items():
        said += [(endpoint.place, f"meanings of errors of {name}", each) for each in _texts(endpoint.errors)]
    for preset in provider.presets:
        said += [(definition.place, f"guards of {name}", each) for name, some in preset.guards for each in _of(some)]
    for resource in provider.resources:
        place = definition.resources[resource.name].place
        said += [(place, f"{what} of {resource.name}", each) for what, each in _of_resource(resource)]
    for place, what, pattern in said:
        yield from refused(prove_pattern, pattern, place, what)


def _of_resource(resource: Resource) -> Iterator[tuple[str, str]]:
    yield from (("guards", each) for each in _of(resource.lifecycle.guards))
    lifecycle = resource.lifecycle
    if isinstance(lifecycle, ObjectLifecycle):
        if lifecycle.restore is not None and lifecycle.restore.prefix:
            yield "prefix of restore", lifecycle.restore.prefix
        for call in (lifecycle.create, lifecycle.update, lifecycle.patch):
            if call is not None and call.other_form is not None:
                yield "refusal of other_form", call.other_form.refusal
    for item in resource.schema.attributes:
        if item.further_members is not None:
            yield from ((f"patterns of {item.name}", each) for _, each in item.further_members.patterns)


def _of(guards: Iterable[Guard]) -> list[str]:
    return [each.pattern for each in guards if each.pattern is not None]


def _texts(errors: ErrorShape) -> list[str]:
    return [each.text for each in errors.meanings]
