"""The last look at a specification: every name that a trait mentions exists, and fits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from generators.input.binding import one_of
from generators.input.definition import Definition
from generators.input.mistakes import Mistakes
from generators.input.rules import CollectionRule
from generators.input.yaml_source import DefinitionError, Place
from generators.naming import is_attribute_name
from rolecall.specification.schema import (
    Attribute,
    MembershipLifecycle,
    ObjectLifecycle,
    PrincipalLifecycle,
    Provider,
    Resource,
)
from rolecall.specification.traits import Deprovision, NotGiven
from rolecall.specification.types import SetOf


def prove(provider: Provider, definition: Definition) -> None:
    """Raise `DefinitionError` for every name that leads nowhere."""
    mistakes = Mistakes()
    for resource in provider.resources:
        rule = definition.resources[resource.name]
        names = [item.name for item in resource.schema.attributes]
        with mistakes.noted():
            _names(resource.name, rule.place, provider)
        with mistakes.noted():
            _references(resource.schema.attributes, resource.name, rule.place, provider)
        with mistakes.noted():
            _lifecycle(resource, definition, provider)
        for name in re.findall(r"\{([^{}|]*)[^{}]*\}", resource.id_template or ""):
            with mistakes.noted():
                _known(name, names, rule.place, f"id_template of {resource.name}")
        with mistakes.noted():
            _made_of(resource, rule.place, provider)
        with mistakes.noted():
            _kinds(resource, rule.place)
    for source in provider.data_sources:
        place = definition.data_sources[source.name].place
        with mistakes.noted():
            _names(source.name, place, provider)
        with mistakes.noted():
            _references(source.schema.attributes, source.name, place, provider)
    for ephemeral in provider.ephemerals:
        with mistakes.noted():
            _names(ephemeral.name, definition.ephemerals[ephemeral.name].place, provider)
    for action in provider.actions:
        with mistakes.noted():
            _names(action.name, definition.actions[action.name].place, provider)
    for function in provider.functions:
        with mistakes.noted():
            if not is_attribute_name(function.name):
                place = definition.functions[function.name].place
                raise DefinitionError(place, f"{function.name!r} is no name", "snake_case")
    mistakes.settle()


def _lifecycle(resource: Resource, definition: Definition, provider: Provider) -> None:
    place, lifecycle = definition.resources[resource.name].place, resource.lifecycle
    mistakes, attributes = Mistakes(), {item.name: item for item in resource.schema.attributes}
    if isinstance(lifecycle, ObjectLifecycle):
        with mistakes.noted():
            _object(resource, lifecycle, place, provider)
        with mistakes.noted():
            _people(lifecycle, attributes, resource.name, place, provider)
        with mistakes.noted():
            _conditions(lifecycle, attributes, resource.name, place, provider)
        with mistakes.noted():
            _invitation(resource, definition.collections[lifecycle.collection], provider)
    elif isinstance(lifecycle, MembershipLifecycle):
        with mistakes.noted():
            _membership(resource, lifecycle, place, provider)
    if isinstance(lifecycle, ObjectLifecycle | PrincipalLifecycle) and lifecycle.deprovision is not None:
        with mistakes.noted():
            _deprovision(lifecycle.deprovision, resource, place)
    mistakes.settle()


def _names(name: str, place: Place, provider: Provider) -> None:
    if not name.startswith(f"{provider.name}_") or not is_attribute_name(name):
        raise DefinitionError(place, f"{name!r} is no type name of {provider.name}", f"{provider.name}_… in snake_case")


def _made_of(resource: Resource, place: Place, provider: Provider) -> None:
    """What attributes are made of are arguments of the provider block."""
    known = [f"provider.{item.name}" for item in provider.schema.attributes]
    for attribute in resource.schema.attributes:
        for name in re.findall(r"\{([^{}]*)\}", attribute.made_of):
            _known(name, known, place, f"made_of of {resource.name}.{attribute.name}")


def _kinds(resource: Resource, place: Place) -> None:
    """What says the kind of an object is an attribute, and what describes kinds tells one from another."""
    names = [item.name for item in resource.schema.attributes]
    for attribute in resource.schema.attributes:
        trait, what = attribute.further_members, f"{resource.name}.{attribute.name}"
        if trait is None or not (trait.kind or trait.kinds or trait.kind_schema):
            continue
        _known(trait.kind, names, place, f"kind of {what}")
        if "{kind}" not in trait.kinds or not trait.kind_schema:
            raise DefinitionError(place, f"kinds of {what} say no schema", "kinds with {kind}, and kind_schema")


def _object(resource: Resource, lifecycle: ObjectLifecycle, place: Place, provider: Provider) -> None:
    attributes = {item.name: item for item in resource.schema.attributes}
    what = resource.name
    for name in (name for each in lifecycle.needs for name in ((each,) if isinstance(each, str) else each)):
        _known(name, attributes, place, f"needs of {what}")
    for name in lifecycle.authoritative:
        _known(name, attributes, place, f"authoritative of {what}")
    if lifecycle.federated:
        _known(lifecycle.federated.attribute, attributes, place, f"federated of {what}")
        if lifecycle.federated.instead:
            _known(
                lifecycle.federated.instead, [item.name for item in provider.resources], place, "instead of federated"
            )
    if lifecycle.secret:
        secret = lifecycle.secret
        mentioned = (secret.attribute, secret.owner, secret.expires, secret.rotate, secret.live and secret.live[0])
        for name in filter(None, mentioned):
            _known(name, attributes, place, f"secret of {what}")
        if not attributes[secret.attribute].sensitive or attributes[secret.attribute].issued is None:
            raise DefinitionError(place, f"{secret.attribute!r} holds a secret", "issued and sensitive: true")
        collection = next(each for each in provider.collections if each.name == lifecycle.collection)
        if secret.unique_name and (collection.natural_key is None or not collection.natural_key.unique):
            raise DefinitionError(place, f"unique_name of {what} has no name", "a unique natural_key of its collection")
    for attribute in attributes.values():
        for check in attribute.checks:
            if isinstance(check, NotGiven):
                naming = [item.name for item in attributes.values() if item.reference is not None]
                _known(check.through, naming, place, f"not_given of {what}.{attribute.name}")
        for name in attribute.recomputed_with:
            _known(name, attributes, place, f"recomputed_with of {what}.{attribute.name}")


def _deprovision(trait: Deprovision, resource: Resource, place: Place) -> None:
    names = [name for name, _ in trait.disable]
    names += [item.switch for item in trait.cascade_delete if item.switch]
    names += [trait.mode] if trait.mode else []
    for name in names:
        _known(name, [item.name for item in resource.schema.attributes], place, f"deprovision of {resource.name}")


def _conditions(
    lifecycle: ObjectLifecycle, attributes: Mapping[str, Attribute], what: str, place: Place, provider: Provider
) -> None:
    """The traits about where an object comes from and what it is doing."""
    collections = [item.name for item in provider.collections]
    template, companion = lifecycle.template, lifecycle.companion
    for name in (template.id, template.name) if template else ():
        _known(name, attributes, place, f"template of {what}")
    if companion:
        _known(companion.attribute, attributes, place, f"companion of {what}")
    lookups = [template.lookup] if template else []
    for lookup in [*lookups, *([companion.collection] if companion else [])]:
        _known(lookup, collections, place, f"collection of a trait of {what}")


def _invitation(resource: Resource, rule: CollectionRule, provider: Provider) -> None:
    """What the trait mentions of the resource type, an object of the collection that states it."""
    trait = provider.invitation(resource)
    attributes = {item.name: item for item in resource.schema.attributes}
    for path in (trait.status, trait.wait_for, trait.timeout, trait.who) if trait else ():
        _path(path, attributes, rule.place, f"invitation of {resource.name}")


def _people(
    lifecycle: ObjectLifecycle, attributes: Mapping[str, Attribute], what: str, place: Place, provider: Provider
) -> None:
    """The traits about who is named."""
    for standing in lifecycle.prerequisites:
        for path in (standing.attribute, *(standing.when[:1] if standing.when else ()), standing.timeout):
            _path(path, attributes, place, f"prerequisites of {what}")
        _known(
            standing.lookup, [item.name for item in provider.collections], place, f"lookup of prerequisites of {what}"
        )
        _known(
            standing.made_by, [item.name for item in provider.resources], place, f"made_by of prerequisites of {what}"
        )
    for miss in lifecycle.unchecked_names:
        for path in (miss.attribute, miss.when[0]):
            _path(path, attributes, place, f"unchecked_names of {what}")
        _known(miss.lookup, [item.name for item in provider.collections], place, f"lookup of unchecked_names of {what}")


def _path(path: str, attributes: Mapping[str, Attribute], place: Place, what: str) -> None:
    known: Mapping[str, Attribute] = attributes
    for step in path.split("."):
        _known(step, known, place, what)
        known = {item.name: item for item in known[step].nested}


def _membership(resource: Resource, lifecycle: MembershipLifecycle, place: Place, provider: Provider) -> None:
    parent = next(item for item in provider.resources if item.name == lifecycle.parent)
    sets = [item.name for item in parent.schema.attributes if isinstance(item.type, SetOf) and item.nesting is None]
    _known(lifecycle.of, sets, place, f"of of {resource.name}")


def _references(attributes: tuple[Attribute, ...], what: str, place: Place, provider: Provider) -> None:
    for item in attributes:
        _references(item.nested, what, place, provider)
        if item.reference is None:
            continue
        _known(
            item.reference.lookup, [each.name for each in provider.collections], place, f"lookup of {what}.{item.name}"
        )
        if item.reference.made_by:
            makers = [each.name for each in provider.resources]
            _known(item.reference.made_by, makers, place, f"made_by of {what}.{item.name}")


def _known(name: str, choices: Iterable[str], place: Place, what: str) -> None:
    known = list(choices)
    if name not in known:
        raise DefinitionError(place, f"{what}: there is no {name!r}", one_of(name, known))
