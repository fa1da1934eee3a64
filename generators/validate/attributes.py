"""What is said of attributes means something: who gives a value, which one counts unsaid, and what is allowed."""

from __future__ import annotations

from collections.abc import Iterator

from generators.input.definition import Definition
from generators.input.mistakes import Mistakes
from generators.input.rules import AttributeRule
from generators.input.yaml_source import DefinitionError
from rolecall.specification.schema import Attribute, ObjectLifecycle, Provider, Resource
from rolecall.specification.traits import Among
from rolecall.specification.types import BOOL, NUMBER, STRING


def prove_attributes(provider: Provider, definition: Definition) -> None:
    """Raise `DefinitionError` for everything that is well-formed and means nothing."""
    mistakes = Mistakes()
    for resource in provider.resources:
        rules = definition.resources[resource.name].attributes
        for item in resource.schema.attributes:
            if item.name in rules:
                for problem, expected in _of_attribute(resource, item, rules[item.name]):
                    with mistakes.noted():
                        raise DefinitionError(rules[item.name].place, f"{resource.name}: {problem}", expected)
    mistakes.settle()


def _of_attribute(resource: Resource, item: Attribute, rule: AttributeRule) -> Iterator[tuple[str, str]]:
    name, is_argument = item.name, item.required or item.optional
    if item.required and (item.optional or item.computed):
        other = "optional" if item.optional else "computed"
        yield f"{name!r} is required and {other}", "one of them: who has to say it need not be told"
    if item.required and item.default is not None:
        yield f"{name!r} is required and has the default {item.default!r}", "one of the two"
    if not is_argument:
        for key, said in (("default", rule.default), ("replace", rule.replace)):
            if said:
                yield f"{name!r} has {key}, and nobody can set it", "an attribute that a body takes, or none of it"
    if rule.default is not None and rule.unset == "clear":
        yield f"{name!r} has a default and unset: clear", "one of the two: left out it is the default, or cleared"
    for key, value in (("default", rule.default), ("example", rule.example)):
        if value is not None and (expected := _unfit(item, value)):
            yield f"{name!r} has the {key} {value!r}", expected
    lifecycle, reference = resource.lifecycle, item.reference
    own = isinstance(lifecycle, ObjectLifecycle) and reference is not None and reference.lookup == lifecycle.collection
    if own and reference is not None and reference.by == (item.field or item.read_path):
        yield f"{name!r} refers to objects by {reference.by!r}, which is {name!r} itself", "another member in `by`"


def _unfit(item: Attribute, value: object) -> str:
    """What would be right in place of a value that its type or its words do not allow; empty where it is right."""
    kinds = {STRING: (str, "a text"), NUMBER: (int, "a whole number"), BOOL: (bool, "true or false")}
    among = next((check.values for check in item.checks if isinstance(check, Among)), None)
    if item.type in kinds:
        kind, words = kinds[item.type]
        if not isinstance(value, kind) or (item.type == NUMBER and isinstance(value, bool)):
            return words
        if among is not None and value not in among:
            return f"one of: {', '.join(map(str, among))}"
    return ""
