"""List resources: every object of a type, for `terraform query`."""

from __future__ import annotations

from collections.abc import Iterator

from rolecall.runtime.application import ListEvent, Object
from rolecall.runtime.connection import Connection
from rolecall.runtime.resources.object.read import identify, parent_of, state_of
from rolecall.runtime.values.paths import MISSING, dig
from rolecall.specification.schema import MembershipLifecycle, ObjectLifecycle, Provider, Resource


def listable(shim: Provider, resource: Resource) -> bool:
    """Whether `resource` can be listed: its objects, or those of its parent, have a listing of their own."""
    lifecycle = resource.lifecycle
    if isinstance(lifecycle, MembershipLifecycle):
        return listable(shim, shim.resource(lifecycle.parent))
    if not isinstance(lifecycle, ObjectLifecycle):
        return False
    collection = shim.collection(lifecycle.collection)
    return collection.list is not None and not collection.parents


def list_resource(
    connection: Connection, resource: Resource, *, include_resource: bool, limit: int
) -> Iterator[ListEvent]:
    """An event for each object, at most `limit` (0: all). Raises VendorError or Refusal."""
    lifecycle = resource.lifecycle
    events: Iterator[ListEvent] = iter(())
    if isinstance(lifecycle, MembershipLifecycle):
        events = _bindings(connection, resource, lifecycle)
    elif isinstance(lifecycle, ObjectLifecycle):
        events = _objects(connection, resource, lifecycle)
    for number, event in enumerate(events, start=1):
        if not include_resource:
            event.resource = None
        yield event
        if number == limit:
            return


def _objects(connection: Connection, resource: Resource, lifecycle: ObjectLifecycle) -> Iterator[ListEvent]:
    collection = connection.shim.collection(lifecycle.collection)
    empty: Object = dict.fromkeys((item.name for item in resource.schema.attributes), None)
    for row in connection.listings.all(collection):
        state = state_of(connection, resource, row, empty, imported=True)
        natural = collection.natural_key
        name = dig(row, natural.field) if natural is not None else MISSING
        shown = state["id"] if name is MISSING else name
        yield ListEvent(identity={"id": state["id"]}, display_name=str(shown), resource=state)


def _bindings(connection: Connection, resource: Resource, lifecycle: MembershipLifecycle) -> Iterator[ListEvent]:
    parent, attribute = parent_of(connection, lifecycle)
    collection = connection.shim.collection(parent.collection)
    for row in connection.listings.all(collection):
        members = connection.wire.decode(attribute, row)
        if members is MISSING:
            full = connection.listings.get(collection, str(dig(row, collection.key)))
            members = connection.wire.decode(attribute, full) if full is not None else None
        for member in members or [] if members is not MISSING else []:
            state: Object = dict.fromkeys((item.name for item in resource.schema.attributes), None)
            state |= {lifecycle.owner: str(dig(row, collection.key)), lifecycle.member: member}
            state["id"] = identify(resource, state)
            yield ListEvent(identity={"id": state["id"]}, display_name=str(state["id"]), resource=state)
