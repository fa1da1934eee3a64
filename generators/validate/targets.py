"""Changes and removals concern the object that they are stated for: they name its key, at a path of its collection."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generators.input.definition import Definition
from generators.input.mistakes import placed
from generators.input.operations import call_of
from generators.input.rules.resources import CascadeDeleteRule, ResourceRule
from generators.input.yaml_source import DefinitionError
from rolecall.specification.schema import (
    Collection,
    ObjectLifecycle,
    Operation,
    PrincipalLifecycle,
    Provider,
    Resource,
)
from rolecall.specification.traits import Deprovision

NAMES = re.compile(r"\{([^{}|]+)[^{}]*\}")
"""The names in the places of a template."""


def prove_targets(provider: Provider, definition: Definition) -> Iterator[DefinitionError]:
    """Every change or removal that would hit another object than the one meant."""
    for resource in provider.resources:
        lifecycle, rule = resource.lifecycle, definition.resources[resource.name]
        if isinstance(lifecycle, ObjectLifecycle | PrincipalLifecycle):
            for each, problem, expected in _of_revoked(provider, lifecycle.deprovision, rule):
                yield DefinitionError(each.place, f"{resource.name}: {problem}", expected)
        if not isinstance(lifecycle, ObjectLifecycle) or provider.collection(lifecycle.collection).elements:
            continue
        if lifecycle.withdraw is not None and rule.withdraw is not None:
            problems = _of_withdrawal(provider, resource, lifecycle, lifecycle.withdraw)
            yield from placed(problems, call_of(rule.withdraw).place, resource.name)
        calls = [("update", lifecycle.update, rule.update), ("patch", lifecycle.patch, rule.patch)]
        for name, call, said in (*calls, ("delete", lifecycle.delete, rule.delete)):
            if call is None or said is None or _of_companion(provider, lifecycle, call):
                continue
            for problem, expected in missed(provider, resource, lifecycle, call):
                what = f"{resource.name}: {name} is {call.method} {call.path}"
                yield DefinitionError(call_of(said).place, f"{what}, {problem}", expected)


def _of_companion(provider: Provider, lifecycle: ObjectLifecycle, call: Operation) -> bool:
    """Whether `call` ends the companion of an object, which its create makes beside it."""
    companion = lifecycle.companion
    if companion is None or companion.attribute not in _named(call):
        return False
    others = next((each for each in provider.collections if each.name == companion.collection), None)
    return others is not None and _is_at(call, others, [companion.attribute], provider)


def _of_revoked(
    provider: Provider, trait: Deprovision | None, rule: ResourceRule
) -> Iterator[tuple[CascadeDeleteRule, str, str]]:
    """Calls that revoke what an object leaves behind: each is stated for rows of its collection and names their key."""
    if trait is None or rule.deprovision is None:
        return
    for each, said in zip(trait.cascade_delete, rule.deprovision.cascade_delete, strict=True):
        collection = provider.collection(each.collection)
        if collection.elements is not None:
            continue
        call = Operation(method="DELETE", path=each.delete_path, endpoint=each.endpoint)
        words, parts = f"cascade_delete is {call_of(said.delete).operation}, {call.path}", _parts(collection)
        missing = [part for part in parts if part not in _named(call)]
        if missing:
            problem = f"{words}, which does not say which of {collection.name} by {missing[0]!r}"
            yield said, problem, f"parameters: {{<place>: {missing[0]}}}"
        elif not _is_at(call, collection, parts[-1:], provider):
            yield said, f"{words}, which is no path of {collection.name}", f"an operation at {_shown(collection)}"


def _of_withdrawal(
    provider: Provider, resource: Resource, lifecycle: ObjectLifecycle, call: Operation
) -> Iterator[tuple[str, str]]:
    """A withdrawal says in path, query or body whose invitation is meant, at a path of its collection or of theirs."""
    trait = provider.invitation(resource)
    if trait is None:
        return
    own = provider.collection(lifecycle.collection)
    homes = [own, *([provider.collection(trait.listing.lookup)] if trait.listing is not None else [])]
    names = [*keys_of(resource, own)[-1], trait.who]
    words = f"withdraw is {call.method} {call.path}"
    if not _named(call).intersection(names) and call.body == "none":
        yield f"{words}, which does not say whose invitation is meant", f"{{{trait.who}}} or {{{names[0]}}} in it"
    elif not any(_is_at(call, each, names, provider) for each in homes):
        yield f"{words}, which is no path of {own.name}", f"an operation at {_shown(homes[-1])}, or below it"


def _parts(collection: Collection) -> list[str]:
    """The members of a row that are the key of its collection."""
    return NAMES.findall(collection.key) or [collection.key]


def missed(
    provider: Provider, resource: Resource, lifecycle: ObjectLifecycle, call: Operation
) -> Iterator[tuple[str, str]]:
    """Why `call` would concern another object than the one of `resource` that is meant, and what would be right."""
    collection = provider.collection(lifecycle.collection)
    named, keys = _named(call), keys_of(resource, collection)
    around = [
        each
        for each in NAMES.findall(path_of(collection))
        if each in collection.parents or each.startswith("provider.")
    ]
    for names in [*keys, *([each] for each in around)]:
        if not named.intersection(names):
            expected = (
                f"parameters: {{<place>: {names[0]}}}, or constants with {{{names[0]}}}, as {_shown(collection)} has it"
            )
            yield f"which does not say which of {collection.name} by {names[0]!r}", expected
            return
    if not _is_at(call, collection, keys[-1], provider):
        yield f"which is no path of {collection.name}", f"an operation at {_shown(collection)}, or below it"


def _shown(collection: Collection) -> str:
    """The path of one object, as far as it is known."""
    return path_of(collection) if collection.get is not None else f"{path_of(collection)}/{{…}}"


def path_of(collection: Collection) -> str:
    """The path of the single read, or of the listing."""
    home = collection.get or collection.list
    return home.path if home is not None else ""


def keys_of(resource: Resource, collection: Collection) -> list[list[str]]:
    """What names an object, part by part of its id: the attributes that may do it.

    Of an id of several parts the vendor may take an id of its own that nobody sets in place of one that is no parent.
    """
    attributes, parts = resource.schema.attributes, NAMES.findall(resource.id_template or "")
    if not parts:
        read = (item.name for item in attributes if collection.key in (item.field, item.read_path))
        return [[*dict.fromkeys(["id", *read])]]
    issued = [item.name for item in attributes if item.computed and not item.optional and item.name != "id"]
    return [[part] if part in collection.parents else [part, *issued] for part in parts]


def _named(call: Operation) -> set[str]:
    """What a call takes from the object and the provider block, wherever it goes."""
    constants = [each for _, value in call.constants for each in (value if isinstance(value, tuple) else (value,))]
    return set(NAMES.findall(" ".join([call.path, *(value for _, value in call.query), *map(str, constants)])))


def _is_at(call: Operation, collection: Collection, key: list[str], provider: Provider) -> bool:
    """Whether the key stands behind the word for the collection's objects, or, outside of the path, that is in it."""
    word = word_of(collection)
    others = {word_of(each) for each in provider.collections if each.elements is None} - {word}
    steps = call.path.strip("/").split("/")
    places = [index for index, step in enumerate(steps) if set(NAMES.findall(step)).intersection(key)]
    if not places:
        words = [step for step in steps if "{" not in step]
        return word in words or not others.intersection(words)
    run: list[str] = []
    for step in reversed(steps[: places[-1]]):
        if "{" in step and run:
            break
        run += [] if "{" in step else [step]
    return word in run and (run[0] == word or run[0] not in others)


def word_of(collection: Collection) -> str:
    """The word before the key of one object, or the last one of the listing: `users` of `/orgs/{org}/users/{id}`."""
    steps = path_of(collection).strip("/").split("/")
    keys = [
        index
        for index, step in enumerate(steps)
        if any(name not in collection.parents and not name.startswith("provider.") for name in NAMES.findall(step))
    ]
    return next((step for step in reversed(steps[: keys[-1]] if keys else steps) if "{" not in step), "")
