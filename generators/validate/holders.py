"""Objects inside of others: the resource type that holds the value of a parent is the one that the path means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generators.input.binding import one_of
from generators.input.definition import Definition
from generators.input.rules.collections import CollectionRule
from generators.input.yaml_source import DefinitionError
from generators.validate.targets import NAMES, keys_of, path_of, word_of
from rolecall.specification.schema import Collection, ObjectLifecycle, Provider, Resource


def prove_holders(provider: Provider, definition: Definition) -> Iterator[DefinitionError]:
    """Every parent whose values nothing holds, or something else than its path means."""
    for collection in provider.collections:
        rule = definition.collections[collection.name]
        wrong = (*_named(provider, collection, rule), *_unheld(provider, collection), *_unlisted(collection))
        yield from (DefinitionError(rule.place, problem, expected) for problem, expected in wrong)
    for resource in provider.resources:
        for problem, expected in _made_elsewhere(provider, resource):
            yield DefinitionError(definition.resources[resource.name].place, problem, expected)


def _made_elsewhere(provider: Provider, resource: Resource) -> Iterator[tuple[str, str]]:
    """A create that has something else where the path of its collection has a parent."""
    lifecycle = resource.lifecycle
    collection = provider.collection(lifecycle.collection) if isinstance(lifecycle, ObjectLifecycle) else None
    if collection is None or not isinstance(lifecycle, ObjectLifecycle):
        return
    by_name = {item.name: item for item in resource.schema.attributes}
    steps = lifecycle.create.path.strip("/").split("/")
    for parent in collection.parents:
        before = _before(collection, parent) or []
        there = NAMES.findall(steps[len(before)]) if len(steps) > len(before) else []
        alike = bool(before) and _plain(steps[: len(before)]) == _plain(before)
        wrong = [name for name in there if name in by_name and parent not in (name, by_name[name].read_path)]
        if alike and wrong and parent not in there:
            problem = f"{resource.name}: create is {lifecycle.create.method} {lifecycle.create.path}"
            yield f"{problem}, with {wrong[0]!r} where {parent!r} belongs", f"parameters: {{<place>: {parent}}}"


def _unlisted(collection: Collection) -> Iterator[tuple[str, str]]:
    """A listing whose path wants what its rows alone would tell."""
    listing = collection.list if collection.elements is None else None
    for name in NAMES.findall(listing.path) if listing is not None else ():
        if name not in collection.parents and not name.startswith("provider."):
            expected = one_of("", [f"parameters: {{<place>: {each}}}" for each in collection.parents])
            yield f"list of {collection.name} wants {name!r}, which only its rows tell", expected


def _named(provider: Provider, collection: Collection, rule: CollectionRule) -> Iterator[tuple[str, str]]:
    """What is wrong with the holders that a collection names."""
    what, types = f"holders of {collection.name}", {item.name: item for item in provider.resources}
    for parent, holder in rule.holders:
        type_name, _, attribute = holder.partition(".")
        if parent not in rule.parents:
            yield f"{what}: there is no {parent!r}", one_of(parent, rule.parents)
        elif type_name not in types:
            yield f"{what}: there is no {type_name!r}", one_of(type_name, types)
        elif attribute not in (known := [item.name for item in types[type_name].schema.attributes]):
            yield f"{what}: there is no {attribute!r}", one_of(attribute, known)
        else:
            yield from _misplaced(provider, collection, parent, types[type_name], attribute)


def _misplaced(
    provider: Provider, collection: Collection, parent: str, resource: Resource, attribute: str
) -> Iterator[tuple[str, str]]:
    """A holder that is another type than the path has before the parent, or another attribute than stands there."""
    before = _before(collection, parent)
    homes = list(_homes(provider, resource))
    if before is None or not homes:
        return
    what = f"holders of {collection.name}: {parent!r} of {path_of(collection)}"
    here = [names for home, names in homes if word_of(home) == _last_word(before)]
    if not here:
        right = [f"{item.name}.id" for item in provider.resources if _is_home(provider, item, before)]
        yield f"{what} is no {resource.name}", one_of("", right) if right else "the type of what the path has before it"
    elif not any(attribute in names for names in here):
        yield f"{what} is not {attribute!r} of {resource.name}", one_of(attribute, here[0])


def _unheld(provider: Provider, collection: Collection) -> Iterator[tuple[str, str]]:
    """Parents that are objects of a resource type, and of which nothing says so: what is in them would not be read."""
    made = [each.lifecycle.collection for each in provider.resources if isinstance(each.lifecycle, ObjectLifecycle)]
    nested = [each.nested_set.collection for each in provider.collections if each.nested_set is not None]
    if collection.name not in (*made, *nested):
        return
    for parent in collection.parents:
        before = _before(collection, parent)
        holder = next((item for item in provider.resources if before and _is_home(provider, item, before)), None)
        if holder is not None and parent not in dict(collection.holders):
            problem = f"{collection.name} is read inside of {parent!r}, and nothing says which there are"
            yield problem, f"holders: {{{parent}: {holder.name}.id}}"


def _homes(provider: Provider, resource: Resource) -> Iterator[tuple[Collection, list[str]]]:
    """The collections of which an object of the type is one, or makes one, and the attributes that name it there."""
    lifecycle = resource.lifecycle
    if not isinstance(lifecycle, ObjectLifecycle):
        return
    own = provider.collection(lifecycle.collection)
    if own.elements is None:
        names = [name for part in keys_of(resource, own) for name in part]
        for call in filter(None, (own.get, lifecycle.update, lifecycle.delete)):
            steps = call.path.split("/")
            following = [step for word, step in pairwise(steps) if word == word_of(own)]
            names += [name for step in following for name in NAMES.findall(step)]
        known = {item.name for item in resource.schema.attributes}
        yield own, [name for name in dict.fromkeys(names) if name in known]
    if lifecycle.companion is not None:
        yield provider.collection(lifecycle.companion.collection), [lifecycle.companion.attribute]


def _is_home(provider: Provider, resource: Resource, before: list[str]) -> bool:
    """Whether objects of the type are listed at the path that `before` is, whatever fills its places."""
    lifecycle = resource.lifecycle
    if not isinstance(lifecycle, ObjectLifecycle):
        return False
    listing = provider.collection(lifecycle.collection).list
    return listing is not None and _plain(listing.path.strip("/").split("/")) == _plain(before)


def _before(collection: Collection, parent: str) -> list[str] | None:
    """The steps of the collection's path before the place of a parent; None where the path has no such place."""
    steps = path_of(collection).strip("/").split("/")
    return next((steps[:index] for index, step in enumerate(steps) if parent in NAMES.findall(step)), None)


def _last_word(steps: list[str]) -> str:
    return next((step for step in reversed(steps) if "{" not in step), "")


def _plain(steps: list[str]) -> list[str]:
    return [re.sub(r"\{[^{}]*\}", "{}", step) for step in steps]
