"""Create: never twice, never losing an id, never taking over what was there before.

The id reaches the result before any later step can fail. When the answer to a create is lost, the object is searched
by its natural key; only one that was not there before is taken as ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.runtime.application import Object, StateResult
from rolecall.runtime.collections.envelope import item_of, key_of
from rolecall.runtime.collections.listings import narrowing
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Refusal, refusal
from rolecall.runtime.errors import AmbiguousOutcome, Conflict, VendorError
from rolecall.runtime.logging import register_secret
from rolecall.runtime.resources.explaining import explain
from rolecall.runtime.resources.guards.prerequisites import await_standing
from rolecall.runtime.resources.object.existing import Before, find_again, look_before, text_key
from rolecall.runtime.resources.object.invitation import deciding, not_accepted, note_invited, wait
from rolecall.runtime.resources.object.origins import await_companion, with_template
from rolecall.runtime.resources.object.read import crowd_of, identify, state_of
from rolecall.runtime.resources.object.toggles import switch
from rolecall.runtime.resources.object.update import bring_about
from rolecall.runtime.values.paths import MISSING, dig
from rolecall.runtime.values.unknown import completed, is_set
from rolecall.specification.schema import Attribute, Collection, ObjectLifecycle, Operation, Resource


def create(
    connection: Connection, resource: Resource, lifecycle: ObjectLifecycle, planned: Object, config: Object
) -> StateResult:
    """Create what is planned and read it back. The result holds whatever exists, with errors if there are any."""
    collection = connection.shim.collection(lifecycle.collection)
    natural = collection.natural_key
    names = [planned.get(each) for each in (natural.attribute, *(each for each, _ in natural.scope))] if natural else []
    result = StateResult(state=None)
    try:
        planned = with_template(connection, lifecycle, planned)
        await_standing(connection, lifecycle, planned)
    except (VendorError, Refusal) as problem:
        result.diagnostics.extend(explain(problem))
        return result
    with connection.locks.hold(collection.name, "name", str(names)), connection.client.finishing():
        try:
            with deciding(connection, resource, planned):
                before = look_before(connection, resource, lifecycle, collection, planned)
                if before.pending is not None:
                    row, key = before.pending, text_key(collection, before.pending)
                else:
                    operation = lifecycle.create
                    row, key = _post(connection, resource, lifecycle, operation, collection, planned, config, before)
                note_invited(connection, resource, planned)
        except (VendorError, Refusal) as problem:
            result.diagnostics.extend(explain(problem))
            return result
        result.state = _first_state(connection, resource, planned, row, key)
        connection.client.patience.made(_keys(lifecycle, result.state))
        connection.changed(collection.name, key)
        _finish(connection, resource, lifecycle, planned, key, before, result)
    return result


def _keys(lifecycle: ObjectLifecycle, state: Object) -> list[str]:
    """The keys of what a create made: the object's, alone and with what it is inside of, and its companion's."""
    companion = state.get(lifecycle.companion.attribute) if lifecycle.companion is not None else None
    return [str(state["id"]), str(state["id"]).rpartition("/")[2], *([str(companion)] if companion else [])]


def _post(
    connection: Connection,
    resource: Resource,
    lifecycle: ObjectLifecycle,
    operation: Operation,
    collection: Collection,
    planned: Object,
    config: Object,
    before: Before,
) -> tuple[Mapping[str, Any], str]:
    """Send the create; gives what its answer says of the object, and the object's key."""
    values = {item.name: config.get(item.name) if item.write_only else planned[item.name] for item in _sent(resource)}
    attributes = [item for item in _sent(resource) if is_set(values[item.name])]
    crowd, large = crowd_of(collection, resource), collection.large_set
    if crowd is not None and large is not None and crowd in attributes and connection.patches(lifecycle):
        values[crowd.name] = planned[crowd.name][: large.batch]
    empty = operation.body == "none"
    body = None if empty else connection.wire.body(attributes, values, operation)
    try:
        answer = connection.client.call(operation, planned, body=body)
    except AmbiguousOutcome as problem:
        row = find_again(connection, resource, collection, planned, before, problem)
        return {}, text_key(collection, row)
    except Conflict as problem:
        raise _conflict(resource, collection, planned, problem) from problem
    where = narrowing(collection, planned) if collection.parents else {}
    row = {**where, **(item_of(collection.envelope, answer.data) or {})}
    if empty and resource.id_template is not None:
        return row, str(identify(resource, planned))
    key = dig(row, lifecycle.created_id) if "{" not in collection.key else key_of(collection, row)
    if key is MISSING or key is None:
        return row, text_key(collection, find_again(connection, resource, collection, planned, before, None))
    return row, str(key)


def _sent(resource: Resource) -> list[Attribute]:
    return [
        item
        for item in resource.schema.attributes
        if item.field is not None and (item.required or item.optional) and item.sent_on in ("both", "create")
    ]


def _conflict(resource: Resource, collection: Collection, planned: Object, problem: Conflict) -> Refusal:
    natural = collection.natural_key
    path = (natural.attribute,) if natural else ()
    finding = problem.diagnostic(path)
    return refusal(
        finding.summary,
        f"{finding.detail} If it should be managed here, import it into {resource.name}.<label>. Nothing was changed.",
        path,
    )


def _first_state(
    connection: Connection, resource: Resource, planned: Object, row: Mapping[str, Any], key: str
) -> Object:
    """What is known as soon as the object exists: the plan, its key, and the secret shown only now.

    A secret that did not arrive is empty, not null: nobody has it, so it cannot be the one we run with.
    """
    state = {name: completed(value, None) for name, value in planned.items()}
    for attribute in resource.schema.attributes:
        if attribute.issued is not None:
            value = connection.wire.decode(attribute, row, attribute.issued)
            state[attribute.name] = "" if value is MISSING else value
            if attribute.sensitive and isinstance(value, str):
                register_secret(value)
    state["id"] = key
    return state


def _finish(
    connection: Connection,
    resource: Resource,
    lifecycle: ObjectLifecycle,
    planned: Object,
    key: str,
    before: Before,
    result: StateResult,
) -> None:
    """Read back, complete what the create left out, and say what is odd. Errors leave the state as it is known."""
    state = result.state
    if state is None:
        return
    collection = connection.shim.collection(lifecycle.collection)
    natural = collection.natural_key
    if lifecycle.secret is not None and not state.get(lifecycle.secret.attribute):
        result.diagnostics.error(
            "The secret was lost",
            f"{connection.shim.title} made {key!r}, but the answer that showed its value did not arrive. The next "
            "apply replaces it: this one is revoked, a new one is made.",
            (lifecycle.secret.attribute,),
        )
    if before.live and natural is not None and not natural.unique:
        result.diagnostics.warning(
            f"{connection.shim.title} already has {', '.join(before.live)}",
            f"It grants the same and is not managed here, or comes from further up. Destroying {key!r} leaves it; to "
            f"manage it, import it: `terraform import {resource.name}.<label> {before.live[0]}`.",
            (natural.attribute,),
        )
    revived = key in before.deleted and lifecycle.invitation is None
    if revived:
        result.diagnostics.warning(
            f"{connection.shim.title} revived a deleted object",
            f"Creating {key!r} brought back the deleted one of that name. What it had and this configuration does not "
            "ask for is taken away again.",
        )
    elif before.deleted and collection.soft_delete is not None and lifecycle.invitation is None:
        result.diagnostics.warning(
            "A deleted object of this name stays behind",
            f"{connection.shim.title} keeps {', '.join(before.deleted)} as deleted. The new one is {key!r}; nothing "
            "was revived.",
        )
    try:
        crowd = crowd_of(collection, resource)
        whole = crowd is not None and is_set(planned.get(crowd.name))
        row = connection.client.patience.until(
            lambda: connection.fresh(collection, key, planned, whole=whole), lambda found: found is not None
        )
        if row is None:
            raise refusal(
                "What was just created cannot be read",
                f"{connection.shim.title} answers that {key!r} does not exist. It stays in state; look again with "
                "`terraform plan`.",
            )
        result.state = await_companion(connection, lifecycle, state, row)
        actual = state_of(connection, resource, row, {**planned, **_issued(resource, result.state)})
        if lifecycle.toggles:
            result.state = actual
            row = switch(connection, resource, lifecycle, planned, key, row)
            actual = state_of(connection, resource, row, {**planned, **_issued(resource, actual)})
        bring_about(connection, resource, lifecycle, planned, key, actual, result, empty_unmanaged=revived)
        if not wait(connection, resource, lifecycle, planned, result) and lifecycle.invitation and result.state:
            result.diagnostics.warning(*not_accepted(lifecycle.invitation, result.state))
    except (VendorError, Refusal) as problem:
        result.diagnostics.extend(explain(problem))


def _issued(resource: Resource, state: Object) -> Object:
    return {item.name: state[item.name] for item in resource.schema.attributes if item.issued is not None}
