"""Create: never twice, never losing an id, never taking over what was there before.

A create goes out once. The id of its answer reaches the result before any later step can fail, and stays whatever later
reads say. When the answer is lost, the object is searched by its natural key; only one that was not there before is
taken as ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext, suppress
from typing import Any, Final

from rolecall.runtime.application import Object, StateResult
from rolecall.runtime.collections.envelope import item_of, key_of
from rolecall.runtime.collections.listings import narrowing
from rolecall.runtime.diagnostics import Refusal, refusal
from rolecall.runtime.errors import AmbiguousOutcome, Conflict, NotTheApi, VendorError
from rolecall.runtime.http.client import Answer
from rolecall.runtime.logging import register_secret
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.exception_diagnostics import explain_write
from rolecall.runtime.resources.guards.caveats import check_needs
from rolecall.runtime.resources.guards.prerequisites import await_prerequisites
from rolecall.runtime.resources.identity import identify
from rolecall.runtime.resources.object.after_create import complete
from rolecall.runtime.resources.object.document_element import add_element
from rolecall.runtime.resources.object.element_batches import first_batch
from rolecall.runtime.resources.object.existing_objects import (
    Before,
    deleted_namesake,
    find_again,
    look_before,
    made_instead,
    note_name,
)
from rolecall.runtime.resources.object.invitation import deciding, note_invited
from rolecall.runtime.resources.object.jobs import await_job
from rolecall.runtime.resources.object.read import large_set_attribute
from rolecall.runtime.resources.object.restoring import restore, warn_of_return
from rolecall.runtime.resources.object.templates import with_template
from rolecall.runtime.values.paths import MISSING, dig
from rolecall.runtime.values.unknown import UNKNOWN, completed, is_set
from rolecall.runtime.writes import unchanged
from rolecall.specification.schema import Attribute, ObjectLifecycle
from rolecall.specification.types import Primitive

SECRET_LOST: Final = "The secret was lost"
"""The summary of the error about an object whose secret did not arrive."""


def create_object(context: Context[ObjectLifecycle], change: Change) -> StateResult:
    """Create what is planned and read it back. The result holds whatever exists, with errors if there are any."""
    connection, lifecycle, collection, planned = context.connection, context.lifecycle, context.collection, change.after
    if collection.elements is not None:
        return add_element(context, change)
    natural = collection.natural_key
    names = [planned.get(each) for each in (natural.attribute, *(each for each, _ in natural.scope))] if natural else []
    result = StateResult(state=None)
    try:
        if lifecycle.template is not None:
            planned = with_template(context, lifecycle.template, planned)
        if lifecycle.prerequisites:
            await_prerequisites(context, planned)
        with connection.locks.hold(collection.name, "name", str(names)), connection.client.finishing():
            with deciding(context, planned) if collection.invitation is not None else nullcontext():
                before, restored = look_before(context, change, planned), None
                if before.pending is not None:
                    row, key = before.pending, str(key_of(collection, before.pending))
                elif before.equal is not None:
                    row, key = before.equal, str(key_of(collection, before.equal))
                    connection.addresses.take(context.resource.name, key)
                elif (restored := restore(context, planned)) is not None:
                    row, key = restored
                elif needed := list(check_needs(context, change)):
                    raise Refusal(*needed)
                else:
                    row, key = _post(context, planned, change.given, before)
                    if key not in before.deleted:
                        connection.large_sets.made(collection.name, key)
                if collection.invitation is not None:
                    note_invited(context, planned)
            result.state = _first_state(context, planned, row, key)
            companion = result.state.get(lifecycle.companion.attribute) if lifecycle.companion is not None else None
            connection.client.consistency.made([key, key.rpartition("/")[2], *([str(companion)] if companion else [])])
            connection.changed(collection.name, key)
            connection.elements.forget(collection.name, key)
            connection.addresses.know(context.resource.name, key)
            if restored is not None:
                warn_of_return(context, key, result)
            if before.live or before.deleted or lifecycle.secret is not None:
                _warn(context, key, before, result)
            revived = key in before.deleted and collection.invitation is None
            complete(context, planned, key, result, empty_unmanaged=revived)
    except (VendorError, Refusal) as problem:
        result.diagnostics.extend(explain_write(problem, context.resource, planned))
    return result


def _post(
    context: Context[ObjectLifecycle], planned: Object, config: Object, before: Before
) -> tuple[Mapping[str, Any], str]:
    """Send the create; gives what its answer says of the object, and the object's key."""
    connection, resource, operation = context.connection, context.resource, context.lifecycle.create
    collection = context.collection
    sent = [
        item
        for item in resource.schema.attributes
        if item.field is not None and (item.required or item.optional) and item.sent_on in ("both", "create")
    ]
    values = {item.name: config.get(item.name) if item.write_only else planned[item.name] for item in sent}
    attributes = [item for item in sent if is_set(values[item.name])]
    large = large_set_attribute(collection, resource)
    splits = large is not None and large in attributes and connection.patches(context.lifecycle)
    members = len(planned[large.name]) if splits and large is not None else 0
    empty = operation.body == "none"

    def send(size: int) -> Answer:
        if splits and large is not None:
            values[large.name] = planned[large.name][:size]
        body = None if empty else connection.wire.body(attributes, values)
        return connection.client.call(operation, planned, body=body)

    note_name(context, planned)
    try:
        answer = first_batch(connection, collection, members, send) if splits else send(0)
        made = await_job(context, context.lifecycle.job, answer.data) if context.lifecycle.job is not None else None
        if made is not None:
            return {}, made
    except (AmbiguousOutcome, NotTheApi) as problem:
        row = find_again(context, planned, before, problem)
        return {}, str(key_of(collection, row))
    except Conflict as problem:
        raise _conflict(context, planned, before, problem) from problem
    where = narrowing(collection, planned) if collection.parents else {}
    row = {**where, **(item_of(collection.envelope, answer.data) or {})}
    if empty and resource.id_template is not None:
        return row, str(identify(resource, planned))
    if (made := made_instead(context, planned, before, row)) is not None:
        return {}, made
    key = dig(row, context.lifecycle.created_id) if "{" not in collection.key else key_of(collection, row)
    if isinstance(key, bool) or not isinstance(key, str | int) or key == "":
        return row, str(key_of(collection, find_again(context, planned, before, None)))
    return row, str(key)


def _conflict(context: Context[ObjectLifecycle], planned: Object, before: Before, problem: Conflict) -> Refusal:
    natural = context.collection.natural_key
    path = (natural.attribute,) if natural else ()
    finding = problem.diagnostic(path)
    then = f"If it should be managed here, import it into {context.resource.name}.<label>."
    if (deleted := deleted_namesake(context, planned, before)) is not None:
        then = f"{deleted} Then import it into {context.resource.name}.<label>."
    return refusal(finding.summary, f"{finding.detail} {then}{unchanged()}", path)


def _first_state(context: Context[ObjectLifecycle], planned: Object, row: Mapping[str, Any], key: str) -> Object:
    """What is known as soon as the object exists: the plan, its key, and the secret shown only now.

    What the answer says of attributes that only the vendor decides on is known too, though no read should follow. A
    secret that did not arrive is empty, not null: nobody has it, so it cannot be the one we run with.
    """
    state = {name: completed(value, None) for name, value in planned.items()}
    for attribute in context.resource.schema.attributes:
        if attribute.issued is not None:
            value = context.connection.wire.decode(attribute, row, attribute.issued)
            state[attribute.name] = "" if value is MISSING else value
            if attribute.sensitive and isinstance(value, str):
                register_secret(value)
        elif planned.get(attribute.name) is UNKNOWN and _is_plain(attribute):
            with suppress(VendorError, ValueError, ArithmeticError):  # a read tells it, or says what is wrong with it
                value = context.connection.wire.decode(attribute, row)
                state[attribute.name] = None if value is MISSING else value
    state["id"] = key
    return state


def _is_plain(attribute: Attribute) -> bool:
    """Whether only the vendor decides on the attribute, and says it without words that must be looked up."""
    configurable = attribute.required or attribute.optional
    return not configurable and attribute.reference is None and isinstance(attribute.value_type, Primitive)


def _warn(context: Context[ObjectLifecycle], key: str, before: Before, result: StateResult) -> None:
    """Say what is odd about the object: its secret did not arrive, or there was something of its name before."""
    secret, collection = context.lifecycle.secret, context.collection
    natural, kind = collection.natural_key, context.resource.name
    strangers = [each for each in before.live if not context.connection.addresses.knows(kind, each)]
    if secret is not None and not (result.state or {}).get(secret.attribute):
        result.diagnostics.error(
            SECRET_LOST,
            f"{context.title} made {key!r}, but the answer that showed its value did not arrive. The next "
            "apply replaces it: this one is revoked, a new one is made.",
            (secret.attribute,),
        )
    if strangers and natural is not None and secret is not None:
        result.diagnostics.warning(
            f"There is another {kind} of this name",
            f"{context.title} has {', '.join(strangers)} too: names are not unique there. If this replaces one with "
            "`create_before_destroy`, that is the old one, which this run ends next. Else no state of yours may have "
            f"it, and nobody ends it: import it with `terraform import {kind}.<label> {strangers[0]}`, or revoke it "
            "there. It may be left from a create whose answer was lost.",
            (natural.attribute,),
        )
    elif strangers and natural is not None and not natural.unique:
        result.diagnostics.warning(
            f"{context.title} already has {', '.join(strangers)}",
            f"It grants the same and is not managed here, or comes from further up. Destroying {key!r} leaves it; to "
            f"manage it, import it: `terraform import {kind}.<label> {strangers[0]}`. If this replaces one with "
            "`create_before_destroy`, that is the old one, which this run ends next.",
            (natural.attribute,),
        )
    if collection.invitation is not None:
        return
    if key in before.deleted:
        result.diagnostics.warning(
            f"{context.title} revived a deleted object",
            f"Creating {key!r} brought back the deleted one of that name. What it had and this configuration does not "
            "ask for is taken away again.",
        )
    elif before.deleted and collection.absent("deleted") is not None:
        result.diagnostics.warning(
            "A deleted object of this name stays behind",
            f"{context.title} keeps {', '.join(before.deleted)} as deleted. The new one is {key!r}; nothing "
            "was revived.",
        )
