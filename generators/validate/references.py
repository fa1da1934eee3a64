"""The last look at a specification: every name that a trait mentions exists, and fits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generators.input.binding import check_known
from generators.input.definition import Definition
from generators.input.mistakes import refused
from generators.input.rules.collections import CollectionRule
from generators.input.yaml_source import DefinitionError, Place
from generators.naming import is_attribute_name
from rolecall.specification.schema import (
    Attribute,
    Collection,
    MembershipLifecycle,
    ObjectLifecycle,
    PrincipalLifecycle,
    Provider,
    Resource,
)
from rolecall.specification.traits import Deprovision, EarlierThan, Exists, NotGiven, NotItself
from rolecall.specification.types import SetOf


def prove_references(provider: Provider, definition: Definition) -> Iterator[DefinitionError]:
    """Every name that leads nowhere."""
    for resource in provider.resources:
        place = definition.resources[resource.name].place
        yield from refused(_names, resource.name, place, provider)
        yield from refused(_references, resource.schema.attributes, resource.name, place, provider)
        yield from _lifecycle(resource, definition, provider)
        names = [item.name for item in resource.schema.attributes]
        for name in re.findall(r"\{([^{}|]*)[^{}]*\}", resource.id_template or ""):
            yield from refused(check_known, name, names, place, f"id_template of {resource.name}")
        yield from refused(_made_of, resource, place, provider)
        yield from refused(_kinds, resource, place)
    for source in provider.data_sources:
        place = definition.data_sources[source.name].place
        yield from refused(_names, source.name, place, provider)
        yield from refused(_references, source.schema.attributes, source.name, place, provider)
    for ephemeral in provider.ephemerals:
        yield from refused(_names, ephemeral.name, definition.ephemerals[ephemeral.name].place, provider)
    for action in provider.actions:
        yield from refused(_names, action.name, definition.actions[action.name].place, provider)
    for function in provider.functions:
        if not is_attribute_name(function.name):
            place = definition.functions[function.name].place
            yield DefinitionError(place, f"{function.name!r} is no name", "snake_case")


def _lifecycle(resource: Resource, definition: Definition, provider: Provider) -> Iterator[DefinitionError]:
    place, lifecycle = definition.resources[resource.name].place, resource.lifecycle
    if isinstance(lifecycle, ObjectLifecycle):
        for check in (_object, _people, _conditions):
            yield from refused(check, resource, lifecycle, place, provider)
        yield from refused(_invitation, resource, definition.collections[lifecycle.collection], provider)
    elif isinstance(lifecycle, MembershipLifecycle):
        yield from refused(_membership, resource, lifecycle, place, provider)
    if isinstance(lifecycle, ObjectLifecycle | PrincipalLifecycle) and lifecycle.deprovision is not None:
        yield from refused(_deprovision, lifecycle.deprovision, resource, place)


def _names(name: str, place: Place, provider: Provider) -> None:
    if not name.startswith(f"{provider.name}_") or not is_attribute_name(name):
        raise DefinitionError(place, f"{name!r} is no type name of {provider.name}", f"{provider.name}_… in snake_case")


def _made_of(resource: Resource, place: Place, provider: Provider) -> None:
    """What attributes are made of are arguments of the provider block."""
    known = [f"provider.{item.name}" for item in provider.schema.attributes]
    for attribute in resource.schema.attributes:
        for name in re.findall(r"\{([^{}]*)\}", attribute.made_of):
            check_known(name, known, place, f"made_of of {resource.name}.{attribute.name}")


def _kinds(resource: Resource, place: Place) -> None:
    """What says the kind of an object is an attribute, and what describes kinds tells one from another."""
    names = [item.name for item in resource.schema.attributes]
    for attribute in resource.schema.attributes:
        trait, what = attribute.further_members, f"{resource.name}.{attribute.name}"
        if trait is None or not (trait.kind or trait.kinds or trait.kind_schema):
            continue
        check_known(trait.kind, names, place, f"kind of {what}")
        if "{kind}" not in trait.kinds or not trait.kind_schema:
            raise DefinitionError(place, f"kinds of {what} say no schema", "kinds with {kind}, and kind_schema")


def _object(resource: Resource, lifecycle: ObjectLifecycle, place: Place, provider: Provider) -> None:
    attributes, what, federated = _by_name(resource), resource.name, lifecycle.federated
    for name in (name for each in lifecycle.needs for name in ((each,) if isinstance(each, str) else each)):
        check_known(name, attributes, place, f"needs of {what}")
    for name in lifecycle.authoritative:
        check_known(name, attributes, place, f"authoritative of {what}")
    if federated:
        check_known(federated.attribute, attributes, place, f"federated of {what}")
        if federated.instead:
            check_known(federated.instead, _called(provider.resources), place, "instead of federated")
    if lifecycle.secret:
        secret = lifecycle.secret
        mentioned = (secret.attribute, secret.owner, secret.expires, secret.rotate, secret.live and secret.live[0])
        for name in filter(None, mentioned):
            check_known(name, attributes, place, f"secret of {what}")
        if not attributes[secret.attribute].sensitive or attributes[secret.attribute].issued is None:
            raise DefinitionError(place, f"{secret.attribute!r} holds a secret", "issued and sensitive: true")
        natural = provider.collection(lifecycle.collection).natural_key
        if secret.unique_name and (natural is None or not natural.unique):
            raise DefinitionError(place, f"unique_name of {what} has no name", "a unique natural_key of its collection")
    for attribute in attributes.values():
        for check in attribute.checks:
            if isinstance(check, NotGiven):
                naming = [item.name for item in attributes.values() if item.reference is not None]
                check_known(check.through, naming, place, f"not_given of {what}.{attribute.name}")
            elif isinstance(check, EarlierThan):
                check_known(check.other, attributes, place, f"earlier_than of {what}.{attribute.name}")
            elif isinstance(check, NotItself):
                check_known(check.name, attributes, place, f"not_itself of {what}.{attribute.name}")
        for name in attribute.recomputed_with:
            check_known(name, attributes, place, f"recomputed_with of {what}.{attribute.name}")


def _deprovision(trait: Deprovision, resource: Resource, place: Place) -> None:
    names = [name for name, _ in trait.disable]
    names += [item.switch for item in trait.cascade_delete if item.switch]
    names += [trait.mode] if trait.mode else []
    for name in names:
        check_known(name, [item.name for item in resource.schema.attributes], place, f"deprovision of {resource.name}")


def _conditions(resource: Resource, lifecycle: ObjectLifecycle, place: Place, provider: Provider) -> None:
    """The traits about where an object comes from and what it is doing."""
    attributes, what = _by_name(resource), resource.name
    template, companion = lifecycle.template, lifecycle.companion
    for name in (template.id, template.name) if template else ():
        check_known(name, attributes, place, f"template of {what}")
    if companion:
        check_known(companion.attribute, attributes, place, f"companion of {what}")
    lookups = [template.lookup] if template else []
    for lookup in [*lookups, *([companion.collection] if companion else [])]:
        check_known(lookup, _called(provider.collections), place, f"collection of a trait of {what}")


def _invitation(resource: Resource, rule: CollectionRule, provider: Provider) -> None:
    """What the trait mentions of the resource type, an object of the collection that states it."""
    trait = provider.invitation(resource)
    for path in (trait.status, trait.wait_for, trait.timeout, trait.who) if trait else ():
        _path(path, resource, rule.place, f"invitation of {resource.name}")


def _people(resource: Resource, lifecycle: ObjectLifecycle, place: Place, provider: Provider) -> None:
    """The traits about who is named."""
    collections = _called(provider.collections)
    for standing in lifecycle.prerequisites:
        what = f"prerequisites of {resource.name}"
        for path in (standing.attribute, *(standing.when[:1] if standing.when else ()), standing.timeout):
            _path(path, resource, place, what)
        check_known(standing.lookup, collections, place, f"lookup of {what}")
        check_known(standing.made_by, _called(provider.resources), place, f"made_by of {what}")
    for miss in lifecycle.unchecked_names:
        what = f"unchecked_names of {resource.name}"
        for path in (miss.attribute, miss.when[0]):
            _path(path, resource, place, what)
        check_known(miss.lookup, collections, place, f"lookup of {what}")


def _path(path: str, resource: Resource, place: Place, what: str) -> None:
    known = _by_name(resource)
    for step in path.split("."):
        check_known(step, known, place, what)
        known = {item.name: item for item in known[step].nested}


def _by_name(resource: Resource) -> dict[str, Attribute]:
    return {item.name: item for item in resource.schema.attributes}


def _called(items: Iterable[Resource | Collection]) -> list[str]:
    return [item.name for item in items]


def _membership(resource: Resource, lifecycle: MembershipLifecycle, place: Place, provider: Provider) -> None:
    parent = next(item for item in provider.resources if item.name == lifecycle.parent)
    sets = [item.name for item in parent.schema.attributes if isinstance(item.type, SetOf) and item.nesting is None]
    check_known(lifecycle.of, sets, place, f"of of {resource.name}")


def _references(attributes: tuple[Attribute, ...], what: str, place: Place, provider: Provider) -> None:
    for item in attributes:
        _references(item.nested, what, place, provider)
        for check in item.checks:
            if isinstance(check, Exists):
                for name in check.among:
                    check_known(name, _called(provider.collections), place, f"exists of {what}.{item.name}")
                for name in check.made_by:
                    check_known(name, _called(provider.resources), place, f"exists of {what}.{item.name}")
        if item.reference is None:
            continue
        check_known(item.reference.lookup, _called(provider.collections), place, f"lookup of {what}.{item.name}")
        if item.reference.made_by:
            check_known(item.reference.made_by, _called(provider.resources), place, f"made_by of {what}.{item.name}")
