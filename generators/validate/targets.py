"""Changes and removals concern the object that they are stated for: they name its key, at a path of its collection."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generators.input.definition import Definition
from generators.input.mistakes import Mistakes
from generators.input.operations import call_of
from generators.input.yaml_source import DefinitionError
from rolecall.specification.schema import Collection, ObjectLifecycle, Operation, Provider, Resource

_NAMES = re.compile(r"\{([^{}|]+)[^{}]*\}")


def prove_targets(provider: Provider, definition: Definition) -> None:
    """Raise `DefinitionError` for an update, patch or delete that would hit another object than the one meant."""
    mistakes = Mistakes()
    for resource in provider.resources:
        lifecycle, rule = resource.lifecycle, definition.resources[resource.name]
        if not isinstance(lifecycle, ObjectLifecycle) or provider.collection(lifecycle.collection).elements:
            continue
        calls = [("update", lifecycle.update, rule.update), ("patch", lifecycle.patch, rule.patch)]
        for name, call, said in (*calls, ("delete", lifecycle.delete, rule.delete)):
            if call is None or said is None or _of_companion(provider, lifecycle, call):
                continue
            for problem, expected in _of_call(provider, resource, lifecycle, call):
                with mistakes.noted():
                    what = f"{resource.name}: {name} is {call.method} {call.path}"
                    raise DefinitionError(call_of(said).place, f"{what}, {problem}", expected)
    mistakes.settle()


def _of_companion(provider: Provider, lifecycle: ObjectLifecycle, call: Operation) -> bool:
    """Whether `call` ends the companion of an object, which its create makes beside it."""
    companion = lifecycle.companion
    if companion is None or companion.attribute not in _named(call):
        return False
    others = provider.collection(companion.collection)
    return _is_at(call, others, [companion.attribute], provider)


def _of_call(
    provider: Provider, resource: Resource, lifecycle: ObjectLifecycle, call: Operation
) -> Iterator[tuple[str, str]]:
    collection = provider.collection(lifecycle.collection)
    named, keys = _named(call), _keys(resource, collection)
    around = [
        each for each in _NAMES.findall(_path(collection)) if each in collection.parents or each.startswith("provider.")
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
    return _path(collection) if collection.get is not None else f"{_path(collection)}/{{…}}"


def _path(collection: Collection) -> str:
    """The path of the single read, or of the listing."""
    home = collection.get or collection.list
    return home.path if home is not None else ""


def _keys(resource: Resource, collection: Collection) -> list[list[str]]:
    """What names an object, part by part of its id: the attributes that may do it.

    Of an id of several parts the vendor may take an id of its own that nobody sets in place of one that is no parent.
    """
    attributes, parts = resource.schema.attributes, _NAMES.findall(resource.id_template or "")
    if not parts:
        read = (item.name for item in attributes if collection.key in (item.field, item.read_path))
        return [[*dict.fromkeys(["id", *read])]]
    issued = [item.name for item in attributes if item.computed and not item.optional and item.name != "id"]
    return [[part] if part in collection.parents else [part, *issued] for part in parts]


def _named(call: Operation) -> set[str]:
    """What a call takes from the object and the provider block, wherever it goes."""
    constants = [each for _, value in call.constants for each in (value if isinstance(value, tuple) else (value,))]
    return set(_NAMES.findall(" ".join([call.path, *(value for _, value in call.query), *map(str, constants)])))


def _is_at(call: Operation, collection: Collection, key: list[str], provider: Provider) -> bool:
    """Whether the key stands behind the word for the collection's objects, or, outside of the path, that is in it."""
    word = _word(collection)
    others = {_word(each) for each in provider.collections if each.elements is None} - {word}
    steps = call.path.strip("/").split("/")
    places = [index for index, step in enumerate(steps) if set(_NAMES.findall(step)).intersection(key)]
    if not places:
        words = [step for step in steps if "{" not in step]
        return word in words or not others.intersection(words)
    run: list[str] = []
    for step in reversed(steps[: places[-1]]):
        if "{" in step and run:
            break
        run += [] if "{" in step else [step]
    return word in run and (run[0] == word or run[0] not in others)


def _word(collection: Collection) -> str:
    """The word before the key of one object, or the last one of the listing: `users` of `/orgs/{org}/users/{id}`."""
    steps = _path(collection).strip("/").split("/")
    keys = [
        index
        for index, step in enumerate(steps)
        if any(name not in collection.parents and not name.startswith("provider.") for name in _NAMES.findall(step))
    ]
    return next((step for step in reversed(steps[: keys[-1]] if keys else steps) if "{" not in step), "")
