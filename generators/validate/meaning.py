"""The last look at what a definition means: each rule has an operation that obeys it, and no two rules contradict."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generators.input.binding import one_of
from generators.input.definition import Definition
from generators.input.rules.resources import ResourceRule
from generators.input.yaml_source import DefinitionError, Place
from generators.validate.undeclared_access import blind_spots
from rolecall.specification.schema import (
    Collection,
    MembershipLifecycle,
    ObjectLifecycle,
    Operation,
    Provider,
    Resource,
)
from rolecall.specification.traits import (
    Authentication,
    BasicLogin,
    HeaderToken,
    IssuedStatement,
    SignedStatement,
    TokenExchange,
)

_PLACES = re.compile(r"\{([^{}|]+)[^{}]*\}")


def prove_meaning(provider: Provider, definition: Definition) -> Iterator[DefinitionError]:
    """Everything that is well-formed and means nothing."""
    for resource in provider.resources:
        yield from _of_resource(provider, resource, definition.resources[resource.name])
    for collection in provider.collections:
        yield from _of_collection(provider, collection, definition.collections[collection.name].place)
    yield from _of_arguments(provider, definition)
    yield from _claimed_twice(provider, definition)


def _of_arguments(provider: Provider, definition: Definition) -> Iterator[DefinitionError]:
    """Secrets that would be shown, and an address that would not."""
    for name, rule in definition.arguments.items():
        if name == definition.url_argument and rule.sensitive:
            yield DefinitionError(rule.place, f"{name!r} is the address, and sensitive", "an address that may be shown")
    ways = (*provider.authentication, *(way for each in provider.endpoints for way in each.authentication))
    for secret in dict.fromkeys(name for way in ways for name in _secrets(way)):
        outer, _, inner = secret.partition(".")
        said = definition.arguments.get(outer)
        said = (said.nested or {}).get(inner) if said is not None and inner else said
        if said is not None and not said.sensitive:
            yield DefinitionError(said.place, f"{secret!r} is what lets us in, and not sensitive", "sensitive: true")


def _secrets(way: Authentication) -> Iterator[str]:
    """The arguments that hold what lets us in."""
    if isinstance(way, HeaderToken):
        yield way.argument
    elif isinstance(way, BasicLogin):
        yield way.password
    elif isinstance(way, TokenExchange) and way.statement is None:
        yield way.secret
    elif isinstance(way, TokenExchange) and isinstance(way.statement, SignedStatement):
        yield from filter(None, (way.statement.key, way.statement.password))
    elif isinstance(way, TokenExchange) and isinstance(way.statement, IssuedStatement):
        yield from filter(None, (way.statement.argument,))


def _of_resource(provider: Provider, resource: Resource, rule: ResourceRule) -> Iterator[DefinitionError]:
    name, place, lifecycle = resource.name, rule.place, resource.lifecycle
    if (resource.access is None) == (rule.no_access is None):
        blind = "nothing about access, so that drift and review are blind to it"
        problem = f"{name} says {blind if resource.access is None else 'that it gives access and that it gives none'}"
        yield DefinitionError(place, problem, "`access`, or `no_access: <why it gives nobody anything>`")
    yield from blind_spots(provider, resource, rule)
    if isinstance(lifecycle, ObjectLifecycle):
        yield from _of_object(provider, resource, lifecycle, place)
        calls = (lifecycle.create, lifecycle.update, lifecycle.patch, lifecycle.delete, lifecycle.withdraw)
        for call in filter(None, calls):
            yield from _of_places(resource, call, place)


def _of_object(
    provider: Provider, resource: Resource, lifecycle: ObjectLifecycle, place: Place
) -> Iterator[DefinitionError]:
    """Traits of an object that none of its operations can obey."""
    name = resource.name
    if "{id}" in lifecycle.create.path and not _is_given(resource, "id"):
        yield DefinitionError(
            place,
            f"{name}: the id would fill a place of {lifecycle.create.path} before there is one",
            "parameters: {<place>: <an argument>}, or a create whose path names no object",
        )
    if lifecycle.patch is not None and lifecycle.update is None:
        yield DefinitionError(
            place,
            f"{name} has patch without update: every change would delete the object and make it anew",
            "`update`; `patch` is its second form, which a capability of the server chooses",
        )
    whole = lifecycle.full_replace is not None and lifecycle.full_replace.carry == ("*",)
    if whole and lifecycle.update is not None and lifecycle.update.method == "PATCH":
        yield DefinitionError(
            place, f"{name}: full_replace of an update that is a PATCH", "no full_replace, or `carry` with names"
        )
    if lifecycle.update is not None and lifecycle.update.method == "PUT" and lifecycle.full_replace is None:
        yield DefinitionError(
            place,
            f"{name}: update is PUT {lifecycle.update.path}, which replaces the whole object, and sends a part of it",
            "full_replace: {}, or `carry` with the names of what must go along",
        )
    if lifecycle.update is None and lifecycle.recreate is None:
        for trait, said in (
            ("disable of deprovision", lifecycle.deprovision and lifecycle.deprovision.disable),
            ("authoritative", lifecycle.authoritative),
        ):
            if said:
                yield DefinitionError(place, f"{name}: {trait} without update", "an operation under `update`")
    if lifecycle.delete is None and lifecycle.deprovision is not None and lifecycle.deprovision.cascade_delete:
        yield DefinitionError(place, f"{name}: cascade_delete without delete", "an operation under `delete`")
    if lifecycle.withdraw is not None and provider.invitation(resource) is None:
        yield DefinitionError(place, f"{name}: withdraw without an invitation", "`invitation` of its collection")
    keepers = lifecycle.administrators
    if keepers is not None and not _is_given(resource, keepers.attribute):
        named = [item.name for item in resource.schema.attributes]
        yield DefinitionError(
            place,
            f"{name}: administrators by {keepers.attribute!r}, which nobody gives",
            one_of(keepers.attribute, named),
        )
    if lifecycle.protect_self and provider.whoami is None and not _named_by_token(provider):
        yield DefinitionError(
            place, f"{name}: protect_self, but nothing says who we are", "`whoami`, or `account` of the authentication"
        )


def _is_given(resource: Resource, name: str) -> bool:
    return any(item.name == name and (item.required or item.optional) for item in resource.schema.attributes)


def _named_by_token(provider: Provider) -> bool:
    ways = (*provider.authentication, *(way for each in provider.endpoints for way in each.authentication))
    return any(getattr(way, "account", None) or getattr(way, "username", None) for way in ways)


def _of_places(resource: Resource, call: Operation, place: Place) -> Iterator[DefinitionError]:
    """Places of a path that take what no vendor has there: an id of several parts, or a name for an id."""
    name, by_name = resource.name, {item.name: item for item in resource.schema.attributes}
    composed = resource.id_template is not None and "{id}" not in resource.id_template
    for filled in _PLACES.findall(call.path):
        if filled == "id" and composed:
            yield DefinitionError(
                place,
                f"{name}: the id of several parts would fill one place of {call.path}, its slash as %2F",
                "parameters: {<place>: <attribute>}, one attribute for each place",
            )
        reference = by_name[filled].reference if filled in by_name else None
        if reference is not None and reference.wire != "name":
            yield DefinitionError(
                place,
                f"{name}: {filled!r} holds a name where {call.path} wants the {reference.key!r} that belongs to it",
                "wire: name, or an attribute that holds the id",
            )


def _of_collection(provider: Provider, collection: Collection, place: Place) -> Iterator[DefinitionError]:
    """Traits of a collection that no operation can obey."""
    name = collection.name
    composed = "{" in collection.key and "{id}" not in collection.key
    if composed and collection.get is not None and "{id}" in collection.get.path:
        yield DefinitionError(
            place,
            f"{name}: the key {collection.key} would fill one place of {collection.get.path}, its slash as %2F",
            "get: {operation: …, parameters: {<place>: <attribute>}}, one for each place",
        )
    if collection.list_omits is not None and collection.get is None:
        yield DefinitionError(
            place,
            f"{name}: list_omits without get, which alone would show it",
            "an operation under `get`",
        )
    made = [each.lifecycle for each in provider.resources if isinstance(each.lifecycle, ObjectLifecycle)]
    writes = [each for each in made if each.collection == name and (each.update or each.delete)]
    if collection.etag is not None and not writes:
        yield DefinitionError(place, f"{name}: etag without a write that could be conditional", "an update or a delete")
    if collection.large_set is not None and not any(each.update for each in writes):
        yield DefinitionError(place, f"{name}: large_set without an update", "a resource type with `update`")


def _claimed_twice(provider: Provider, definition: Definition) -> Iterator[DefinitionError]:
    """Two resource types that would manage the same objects, or the same elements of one set."""
    seen: dict[tuple[str, ...], str] = {}
    for resource in provider.resources:
        lifecycle = resource.lifecycle
        if isinstance(lifecycle, ObjectLifecycle):
            claim: tuple[str, ...] = (lifecycle.collection,)
            words = f"every object of {lifecycle.collection}"
        elif isinstance(lifecycle, MembershipLifecycle):
            claim = (lifecycle.parent, lifecycle.of)
            words = f"every element of {lifecycle.of} of {lifecycle.parent}"
        else:
            continue
        if claim in seen:
            yield DefinitionError(
                definition.resources[resource.name].place,
                f"{resource.name} claims {words}, and so does {seen[claim]}",
                "one resource type for them, or a collection of its own",
            )
        seen[claim] = resource.name
