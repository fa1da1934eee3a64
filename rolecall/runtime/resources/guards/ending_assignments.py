"""What an account or a group has by objects of their own, and is in: what takes its place begins without.

A group that has an app, somebody's group, a group in a group. As far as the vendor can be asked for it: by the listing
from the other end of a pair, by a filter for members, by the sets that are listings of their own, or by a single read
for each of what could be given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from rolecall.runtime.collections.envelope import key_of
from rolecall.runtime.collections.filters import equals
from rolecall.runtime.collections.rows import Row, Rows
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.errors import Stopped, VendorError
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.guards.listing_names import few
from rolecall.runtime.resources.identity import identify
from rolecall.runtime.values.paths import dig
from rolecall.specification.schema import Collection, MembershipLifecycle, ObjectLifecycle, Resource

MOST: Final = 200
"""So many candidates are read singly; of what there is beyond, nothing is said but that."""

_PLACE: Final = re.compile(r"\{[^}]+\}")


class Belonging(NamedTuple):
    """What an object is in or has: in words, and the bindings and sets, by type and id, that would give it."""

    words: str
    bindings: frozenset[tuple[str, str]] = frozenset()
    sets: frozenset[tuple[str, str]] = frozenset()


def belongings_of(context: Context[Any], key: str) -> tuple[list[Belonging], list[str]]:
    """What the account or the group `key` is in and has, each once, and what could not be asked, and why."""
    access, found, unasked = context.resource.access, dict[str, Belonging](), list[str]()
    if access is None or (access.account is None and access.group is None):
        return [], []
    kind = "user" if access.group is None else "group"
    for resource in context.connection.shim.resources:
        try:
            found.update((each.words, each) for each in _of(context, resource, kind, key))
        except Stopped:
            raise
        except VendorError as problem:
            unasked.append(f"{resource.name} ({problem})")
    return [found[words] for words in sorted(found)], unasked


def warn_of_belongings(key: str, found: list[Belonging], unasked: list[str], *, shown: bool) -> Iterator[Diagnostic]:
    """A warning about what ends with the object `key` and does not come back by itself. `shown`: in the plan."""
    if not found and not unasked:
        return
    has = f"It is in, or has, {few([each.words for each in found])}." if found else ""
    rest = f"What else it has could not be asked: {'; '.join(unasked)}." if unasked else ""
    unseen = "" if shown else "No plan shows that where `-replace` or `terraform taint` ask for it."
    yield Diagnostic(
        "warning",
        f"{key!r} is replaced, and what it was given by hand is lost",
        " ".join(filter(None, (unseen, has, rest)))
        + " What this configuration gives comes back to the new one. Give it the rest, or write that into the "
        "configuration.",
    )


def _of(context: Context[Any], resource: Resource, kind: str, key: str) -> Iterator[Belonging]:
    """What the object has by resources of this type. Raises VendorError."""
    shim, lifecycle, access = context.connection.shim, resource.lifecycle, resource.access
    if isinstance(lifecycle, MembershipLifecycle):
        parent = shim.resource(lifecycle.parent)
        if isinstance(parent.lifecycle, ObjectLifecycle):
            collection = shim.collection(parent.lifecycle.collection)
            for row in (*_filtered(context, collection, key), *_listed(context, parent, collection, key)):
                around = str(key_of(collection, row))
                by = str(identify(resource, {lifecycle.owner: around, lifecycle.member: key}))
                yield Belonging(
                    _told(context, parent, row), frozenset({(resource.name, by)}), frozenset({(parent.name, around)})
                )
        return
    if not isinstance(lifecycle, ObjectLifecycle) or access is None or access.subject is None:
        return
    collection = shim.collection(lifecycle.collection)
    natural = collection.natural_key
    if access.subject.kind != kind or natural is None or natural.attribute != access.subject.attribute:
        return
    if collection.opposite is not None:
        other = shim.collection(collection.opposite)
        there = Rows(context.connection.client, other, {other.parents[0]: key})
        for row in there.every():
            if not _is_vendors_own(context, row):
                yield _pair(context, resource, row, str(key_of(other, row)).rpartition("/")[2], key)
    elif collection.get is not None and (outer := _around(context, collection)) is not None:
        pairs = Rows(context.connection.client, collection)
        for row in _candidates(context, resource, outer):
            if pairs.one(f"{key_of(outer, row)}/{key}") is not None:
                yield _pair(context, resource, row, str(key_of(outer, row)), key)


def _pair(context: Context[Any], resource: Resource, row: Row, around: str, key: str) -> Belonging:
    """The object `key` in what `row` is, which has the id `around`."""
    access = resource.access
    if access is None or access.subject is None:
        return Belonging(_told(context, resource, row))
    values = {"id": None, access.permissions[0].attribute: around, access.subject.attribute: key}
    return Belonging(_told(context, resource, row), frozenset({(resource.name, str(identify(resource, values)))}))


def _filtered(context: Context[Any], collection: Collection, key: str) -> Iterator[Row]:
    large, trait = collection.large_set, collection.filters
    if large is None or trait is None or large.probe not in trait.fields:
        return
    if not context.connection.capabilities.has(trait.capability):
        return
    rows = Rows(context.connection.client, collection, whole=False)
    for page in rows.pages(exhaustive=False, query={trait.parameter: equals(large.probe, key)}):
        yield from page.rows


def _listed(context: Context[Any], parent: Resource, collection: Collection, key: str) -> Iterator[Row]:
    """The objects in whose set, a listing of its own, the object is."""
    if collection.nested_set is None:
        return
    for row in _candidates(context, parent, collection):
        if context.connection.large_sets.has(collection, str(key_of(collection, row)), key) is True:
            yield row


def _around(context: Context[Any], collection: Collection) -> Collection | None:
    """The collection of what the pairs of `collection` are inside of, by its address."""
    address = _PLACE.sub("{}", collection.get.path if collection.get is not None else "")
    for other in context.connection.shim.collections:
        is_listed = other.get is not None and other.list is not None and not other.parents
        if is_listed and other.get and address.startswith(f"{_PLACE.sub('{}', other.get.path)}/"):
            return other
    return None


def _candidates(context: Context[Any], resource: Resource, around: Collection) -> Iterator[Row]:
    listed = context.connection.listings.all(around, whole=False)
    if len(listed) > MOST:
        raise VendorError(f"There are {len(listed)} {around.name}, more than are asked one by one for {resource.name}.")
    yield from listed


def _is_vendors_own(context: Context[Any], row: Row) -> bool:
    """Whether the vendor alone says what is in the object of `row`, so that the new one is in it by itself."""
    return any(
        guard.attribute is not None and dig(row, guard.attribute) in guard.values
        for resource in context.connection.shim.resources
        if resource.access is not None and resource.access.group is not None
        if isinstance(resource.lifecycle, ObjectLifecycle)
        for guard in resource.lifecycle.guards
        if guard.effect == "refuse" and "update" in guard.events
    )


def _told(context: Context[Any], resource: Resource, row: Row) -> str:
    named = (each.natural_key.field for each in context.connection.shim.collections if each.natural_key is not None)
    names = (dig(row, path) for path in (*dict.fromkeys(named), "id"))
    return f"{resource.name} {next((repr(name) for name in names if isinstance(name, str)), 'one more')}"
