"""Statuses that no body carries (trait Transitions): brought about step by step, each from a fresh read."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import Any

from rolecall.runtime.application import Object
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostics, refusal
from rolecall.runtime.values.paths import dig
from rolecall.runtime.values.unknown import UNKNOWN, is_set
from rolecall.specification.schema import Attribute, Collection, MembershipLifecycle, Operation, Resource
from rolecall.specification.traits import Step, Transitions

MOST_STEPS = 6
"""More steps than any way has: a vendor that moves elsewhere meanwhile is not followed for ever."""


def moves_of(attributes: Mapping[str, Attribute], changes: Mapping[str, Any]) -> dict[str, str]:
    """The changes that are moves from one status to another."""
    return {
        name: str(value)
        for name, value in changes.items()
        if attributes[name].transitions is not None and is_set(value)
    }


def is_closed(attributes: Mapping[str, Attribute], moves: Mapping[str, str], row: Mapping[str, Any]) -> bool:
    """Whether the object must leave its status before anything else of it can be written."""
    for name in moves:
        trait = attributes[name].transitions
        if trait is not None and dig(row, attributes[name].read_path or name) in trait.closed:
            return True
    return False


def move(
    connection: Connection,
    collection: Collection,
    key: str,
    values: Mapping[str, Any],
    attributes: Mapping[str, Attribute],
    moves: Mapping[str, str],
) -> None:
    """Bring about what `moves` ask for. Raises VendorError, and Refusal where no step leads further."""
    for name, wanted in moves.items():
        trait = attributes[name].transitions
        if trait is not None:
            _move(connection, collection, key, values, attributes[name], trait, wanted)


def _move(
    connection: Connection,
    collection: Collection,
    key: str,
    values: Mapping[str, Any],
    attribute: Attribute,
    trait: Transitions,
    wanted: str,
) -> None:
    for _ in range(MOST_STEPS):
        row = connection.fresh(collection, key, values)
        if row is None:
            return
        status = str(dig(row, attribute.read_path or attribute.name))
        if status == wanted or trait.canonical(status) == wanted:
            return
        way = route(trait, status, wanted)
        if not way:
            raise refusal(
                f"{attribute.name} cannot go from {status} to {wanted}",
                f"{connection.shim.title} has {key!r} as {status}, and offers no step from there. {_ways(trait)}",
                (attribute.name,),
            )
        try:
            connection.client.call(Operation(method="POST", path=way[0].path, query=way[0].query), values)
        finally:
            connection.changed(collection.name, key)


def route(trait: Transitions, status: str, wanted: str) -> list[Step]:
    """The shortest way from `status` to `wanted`; empty where there is none.

    No way leads through a closed status: what an object loses there does not come back with it.
    """
    ways: deque[tuple[str, list[Step]]] = deque([(status, [])])
    seen = {status}
    while ways:
        at, way = ways.popleft()
        for step in trait.steps:
            if at in step.starts and step.ends not in seen:
                if step.ends == wanted:
                    return [*way, step]
                seen.add(step.ends)
                if step.ends not in trait.closed:
                    ways.append((step.ends, [*way, step]))
    return []


def _ways(trait: Transitions) -> str:
    ways = (f"{' or '.join(step.starts)} to {step.ends}" for step in trait.steps)
    return f"There is: {'; '.join(ways)}."


def check_moves(connection: Connection, resource: Resource, prior: Object | None, planned: Object) -> Diagnostics:
    """Findings against a planned status: one that no step leads to, or changes of what is closed."""
    found = Diagnostics()
    if isinstance(resource.lifecycle, MembershipLifecycle) or prior is None:
        return found
    for attribute in resource.schema.attributes:
        trait, wanted = attribute.transitions, planned.get(attribute.name)
        before = prior.get(attribute.name)
        if trait is None or not isinstance(wanted, str) or not isinstance(before, str):
            continue
        if wanted != trait.canonical(before) and not route(trait, before, wanted):
            found.error(
                f"{attribute.name} cannot go from {before} to {wanted}",
                f"{connection.shim.title} offers no such step. {_ways(trait)}",
                (attribute.name,),
            )
        elif wanted == before and before in trait.closed:
            found.extend(_closed(connection, resource, attribute, prior, planned))
    return found


def _closed(
    connection: Connection, resource: Resource, attribute: Attribute, prior: Object, planned: Object
) -> Diagnostics:
    found = Diagnostics()
    for other in resource.schema.attributes:
        value = planned.get(other.name)
        if other.field is not None and value is not UNKNOWN and value != prior.get(other.name):
            found.error(
                f"{other.name} cannot be changed while {attribute.name} is {prior[attribute.name]}",
                f"{connection.shim.title} refuses every change of such an object. Give `{attribute.name}` another "
                f"value, or leave `{other.name}` as it is.",
                (other.name,),
            )
    return found


def check_own_move(resource: Resource, prior: Object, planned: Object) -> str | None:
    """The attribute by which a plan would make the object powerless, or None."""
    for attribute in resource.schema.attributes:
        trait, wanted = attribute.transitions, planned.get(attribute.name)
        if trait is not None and wanted in trait.powerless and prior.get(attribute.name) != wanted:
            return attribute.name
    return None


def revival(resource: Resource, row: Mapping[str, Any]) -> str:
    """How an object that is there, but in a closed status, comes back; empty where that is no matter."""
    for attribute in resource.schema.attributes:
        trait, status = attribute.transitions, dig(row, attribute.read_path or attribute.name)
        if trait is not None and status in trait.closed:
            return f" It is {status}; once imported, another `{attribute.name}` brings it back."
    return ""
