"""What is said of attributes means something: who gives a value, which one counts unsaid, and what is allowed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generators.input.definition import Definition
from generators.input.mistakes import placed
from generators.input.rules.attributes import AttributeRule
from generators.input.yaml_source import DefinitionError
from rolecall.specification.schema import Attribute, ObjectLifecycle, Provider, Resource
from rolecall.specification.traits import Among, Guard
from rolecall.specification.types import BOOL, NUMBER, STRING

_KINDS: Final[dict[object, tuple[type, str]]] = {
    STRING: (str, "a text"),
    NUMBER: (int, "a whole number"),
    BOOL: (bool, "true or false"),
}


def prove_attributes(provider: Provider, definition: Definition) -> Iterator[DefinitionError]:
    """Everything that is well-formed and means nothing."""
    for resource in provider.resources:
        name, rule = resource.name, definition.resources[resource.name]
        for item in resource.schema.attributes:
            if said := rule.attributes.get(item.name):
                yield from placed(_of_attribute(resource, item, said), said.place, name)
        yield from placed(_of_constants(resource), rule.place, name)
        yield from placed(_of_disabling(resource), rule.place, name)
        yield from placed(_of_guards(resource, resource.lifecycle.guards), rule.place, name)
        yield from placed(_unread(provider, resource), rule.place, name)


def _of_constants(resource: Resource) -> Iterator[tuple[str, str]]:
    for what, path, value, sent in _compared(resource):
        found = _at(path, resource.schema.attributes)
        expected = "" if found is None else _unfit(found, value) if sent else _mistyped(found, value)
        if expected:
            yield f"{what}: {path!r} is never {value!r}", expected


def _compared(resource: Resource) -> Iterator[tuple[str, str, object, bool]]:
    """The constants of attributes: for what, which attribute, which value, and whether it is sent or compared."""
    lifecycle = resource.lifecycle
    if resource.access is not None and resource.access.account is not None:
        account = resource.access.account
        for word, pairs in (("disabled", account.disabled), ("locked", account.locked)):
            for path, values in pairs:
                yield from ((f"{word} of its account", path, value, False) for value in values)
    if resource.access is not None and resource.access.rule is not None:
        yield ("where of the rule of access", *resource.access.rule.where, False)
    if not isinstance(lifecycle, ObjectLifecycle):
        return
    if lifecycle.deprovision is not None:
        yield from (("disable of deprovision", path, value, True) for path, value in lifecycle.deprovision.disable)
    if lifecycle.secret is not None and lifecycle.secret.live is not None:
        yield ("live of secret", *lifecycle.secret.live, False)
    for trait in lifecycle.prerequisites:
        if trait.when is not None:
            yield ("when of prerequisites", *trait.when, False)
    for miss in lifecycle.unchecked_names:
        yield ("when of unchecked_names", *miss.when, False)


def _of_disabling(resource: Resource) -> Iterator[tuple[str, str]]:
    """What disables an account is something by which it counts as disabled: else it would work on unnoticed."""
    account = resource.access.account if resource.access is not None else None
    trait = resource.lifecycle.deprovision if isinstance(resource.lifecycle, ObjectLifecycle) else None
    if account is None or trait is None or not account.disabled:
        return
    counted = dict(account.disabled)
    for path, value in trait.disable:
        if path in counted and value not in counted[path]:
            problem = f"disable of deprovision sets {path!r} to {value!r}, and the account is not disabled then"
            yield problem, f"one of {', '.join(map(repr, counted[path]))}, as `disabled` of its account says"


def _of_guards(resource: Resource, guards: tuple[Guard, ...]) -> Iterator[tuple[str, str]]:
    """Guards with a condition on what is no single text and no truth value: they would mean nothing."""
    for guard in guards:
        found = _at(guard.attribute or "", resource.schema.attributes)
        if found is not None and (guard.values or guard.pattern) and found.value_type not in (STRING, BOOL):
            yield f"guards: {guard.attribute!r} is no text, and has no such value", "an attribute that is a text"


def _unread(provider: Provider, resource: Resource) -> Iterator[tuple[str, str]]:
    """Arguments of which the provider alone would know, and that no trait of it reads."""
    traits = repr((resource.lifecycle, provider.invitation(resource), provider.presets))
    traits += repr([each.links for each in resource.schema.attributes])
    traits += repr([each.transitions for each in resource.schema.attributes])
    for item in resource.schema.attributes:
        alone = item.field is None and item.read is None and item.issued is None and item.version_of is None
        given = item.required or item.optional
        if alone and given and not re.search(rf"\b{item.name}\b", traits):
            yield f"{item.name!r} is provider_only, and no trait reads it", "a trait that names it, or none of it"


def _at(path: str, attributes: tuple[Attribute, ...]) -> Attribute | None:
    """The attribute that a dotted path leads to. None where it leads nowhere, which others tell."""
    first, _, rest = path.partition(".")
    found = next((item for item in attributes if item.name == first), None)
    return _at(rest, found.nested) if found is not None and rest else found


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
    meant = [value for value, _ in item.words]
    if meant and item.default is not None and item.default not in meant:
        yield f"{name!r} has the default {item.default!r}, which no word means", f"one of: {', '.join(map(str, meant))}"
    lifecycle, reference = resource.lifecycle, item.reference
    own = isinstance(lifecycle, ObjectLifecycle) and reference is not None and reference.lookup == lifecycle.collection
    if own and reference is not None and reference.by == (item.field or item.read_path):
        yield f"{name!r} refers to objects by {reference.by!r}, which is {name!r} itself", "another member in `by`"


def _unfit(item: Attribute, value: object) -> str:
    """What would be right in place of a value that its type or its words do not allow; empty where it is right."""
    among = next((check.values for check in item.checks if isinstance(check, Among)), None)
    mistyped = _mistyped(item, value)
    if not mistyped and item.type in _KINDS and among is not None and value not in among:
        return f"one of: {', '.join(map(str, among))}"
    return mistyped


def _mistyped(item: Attribute, value: object) -> str:
    kind, words = _KINDS.get(item.type, (object, ""))
    fits = isinstance(value, kind) and not (item.type == NUMBER and isinstance(value, bool))
    return "" if fits else words
