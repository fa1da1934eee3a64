"""Members of other collections' rows that traits name: each is there, and what it is compared with it can be."""

from __future__ import annotations

from collections.abc import Iterator

from generators.input.binding import one_of
from generators.input.definition import Definition
from generators.input.mistakes import Mistakes
from generators.input.rules.collections import CollectionRule
from generators.input.rules.resources import ResourceRule
from generators.input.yaml_source import DefinitionError, Place
from generators.resolve.collections import Collections
from generators.resolve.constants import check_member
from rolecall.specification.schema import Attribute, Resource

_Named = tuple[str, str, tuple[str, ...], Place, str]
"""A collection, the path in its rows, values that are compared with it, where that is said, and for what."""


def check_rows(definition: Definition, collections: Collections, resources: tuple[Resource, ...]) -> None:
    """Raise `DefinitionError` for everything that names a member which rows do not have, or a value that it never has.

    A collection that does not exist is told elsewhere.
    """
    mistakes = Mistakes()
    named = [each for name, source in definition.collections.items() for each in _of_collection(name, source)]
    for resource in resources:
        rule = definition.resources[resource.name]
        named += [*_of_resource(resource.name, rule), *_of_references(resource.schema.attributes, resource.name, rule)]
    for lookup, path, values, place, what in named:
        if lookup in definition.collections:
            with mistakes.noted():
                check_member(collections.row(lookup, place), path, values, place, what)
    for name, each in definition.collections.items():
        for lookup in each.large_set.candidates if each.large_set is not None else ():
            with mistakes.noted():
                if lookup not in definition.collections:
                    problem = f"candidates of {name}: there is no collection {lookup!r}"
                    raise DefinitionError(each.place, problem, one_of(lookup, definition.collections))
    mistakes.settle()


def _of_collection(name: str, rule: CollectionRule) -> Iterator[_Named]:
    natural, listing = rule.natural_key, rule.invitation.listing if rule.invitation is not None else None
    if natural is not None and natural.field is not None:
        yield name, natural.field, (), natural.place, f"field of natural_key of {name}"
    for field in rule.masked.fields if rule.masked is not None else ():
        yield name, field, (), rule.place, f"masked of {name}"
    if listing is not None:
        values = (listing.open, *(status for status, _ in listing.ended))
        yield listing.lookup, listing.status, values, rule.place, f"listing of invitation of {name}"


def _of_resource(name: str, rule: ResourceRule) -> Iterator[_Named]:
    for standing in rule.prerequisites:
        what = f"prerequisites of {name}"
        yield standing.lookup, standing.by, (), rule.place, what
        yield standing.lookup, standing.member, (standing.value,), rule.place, what
    for miss in rule.unchecked_names:
        what = f"unchecked_names of {name}"
        yield miss.lookup, miss.member, (), rule.place, what
        if miss.where is not None:
            yield miss.lookup, miss.where[0], miss.where[1:], rule.place, what
    if rule.template is not None:
        yield rule.template.lookup, rule.template.by, (), rule.place, f"template of {name}"
    if rule.companion is not None:
        yield rule.companion.collection, rule.companion.by, (), rule.place, f"companion of {name}"
        yield rule.collection or "", rule.companion.member, (), rule.place, f"companion of {name}"
    if rule.federated is not None:
        yield rule.collection or "", rule.federated.field, (rule.federated.local,), rule.place, f"federated of {name}"
    for revoked in rule.deprovision.cascade_delete if rule.deprovision is not None else ():
        for path, value in revoked.where:
            yield revoked.collection, path, (value,), revoked.place, f"where of {revoked.collection}"


def _of_references(attributes: tuple[Attribute, ...], what: str, rule: ResourceRule) -> Iterator[_Named]:
    for item in attributes:
        yield from _of_references(item.nested, f"{what}.{item.name}", rule)
        said = rule.attributes.get(item.name)
        place = said.place if said is not None else rule.place
        if item.reference is not None:
            key = (item.reference.key,) if item.reference.wire != "name" or item.reference.key != "id" else ()
            for path in (item.reference.by, *key):
                yield item.reference.lookup, path, (), place, f"reference of {what}.{item.name}"
