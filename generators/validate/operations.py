"""Operations do what they are named for: their methods, and whether they say which object is meant."""

from __future__ import annotations

from collections.abc import Iterator

from generators.input.definition import Definition
from generators.input.mistakes import placed
from generators.input.yaml_source import DefinitionError
from rolecall.specification.schema import Collection, ObjectLifecycle, Operation, Provider, Resource

_METHODS = {
    "create": ("POST", "PUT", "PATCH"),
    "update": ("PUT", "PATCH", "POST"),
    "patch": ("PATCH", "POST", "PUT"),
    "delete": ("DELETE", "POST", "PUT", "PATCH"),
    "list": ("GET", "POST"),
    "get": ("GET", "POST"),
}


def prove_operations(provider: Provider, definition: Definition) -> Iterator[DefinitionError]:
    """Every call that cannot do what it is named for."""
    for collection in provider.collections:
        place = definition.collections[collection.name].place
        yield from placed(_of_collection(collection), place, collection.name)
    for resource in provider.resources:
        place = definition.resources[resource.name].place
        yield from placed(_of_resource(provider, resource), place, resource.name)


def _of_collection(collection: Collection) -> Iterator[tuple[str, str]]:
    yield from _methods([("list", collection.list), ("get", collection.get)])
    if collection.get is not None and collection.elements is None and not _says_which(collection.get):
        yield f"get is {_shown(collection.get)}, which does not say which object is meant", "a read of one object"


def _of_resource(provider: Provider, resource: Resource) -> Iterator[tuple[str, str]]:
    lifecycle = resource.lifecycle
    if not isinstance(lifecycle, ObjectLifecycle) or provider.collection(lifecycle.collection).elements is not None:
        return
    calls = [("update", lifecycle.update), ("patch", lifecycle.patch), ("delete", lifecycle.delete)]
    yield from _methods([("create", lifecycle.create), *calls])
    for name, call in calls:
        if call is not None and not _says_which(call):
            expected = "a place in its path, or parameters or constants with {id}"
            yield f"{name} is {_shown(call)}, which does not say which object is meant", expected


def _methods(calls: list[tuple[str, Operation | None]]) -> Iterator[tuple[str, str]]:
    for name, call in calls:
        if call is not None and call.method not in _METHODS[name]:
            yield f"{name} is {_shown(call)}", f"an operation that is {' or '.join(_METHODS[name])}"


def _says_which(call: Operation) -> bool:
    constants = [each for _, value in call.constants for each in (value if isinstance(value, tuple) else (value,))]
    texts = [call.path, *(value for _, value in call.query), *(str(each) for each in constants)]
    return any("{" in text.replace("{provider.", "") for text in texts)


def _shown(call: Operation) -> str:
    return f"{call.method} {call.path}"
