"""Ephemeral resources: opened for one Terraform command, closed after it, never in plan or state."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from rolecall.runtime.application import EphemeralResult, Object, StateResult
from rolecall.runtime.collections.envelope import item_of
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostic, Diagnostics, Refusal, refusal
from rolecall.runtime.errors import NotFound, VendorError
from rolecall.runtime.logging import register_secret
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.exception_diagnostics import explain
from rolecall.runtime.resources.guards.guard import check_support
from rolecall.runtime.resources.object.create import SECRET_LOST, create_object
from rolecall.runtime.resources.object.revocation import revoke
from rolecall.runtime.resources.planning import plan_create
from rolecall.runtime.resources.private_state import Private
from rolecall.runtime.values.conversion import none_if_missing
from rolecall.runtime.values.unknown import is_set
from rolecall.specification.schema import Ephemeral, Issue, Login, ObjectLifecycle
from rolecall.specification.traits import Deprovision


def open_ephemeral(connection: Connection, ephemeral: Ephemeral, config: Object) -> EphemeralResult:
    """Open `ephemeral`. Its private bytes hold what closing needs; Terraform keeps them in memory only."""
    try:
        if isinstance(ephemeral.source, Issue):
            return _issue(_issuer(connection, ephemeral.source), ephemeral, config)
        return _login(connection, ephemeral, ephemeral.source, config)
    except (VendorError, Refusal) as problem:
        return EphemeralResult(diagnostics=explain(problem))


def close_ephemeral(connection: Connection, ephemeral: Ephemeral, private: bytes) -> Diagnostics:
    """Close what `open_ephemeral` opened; a warning where it may live on. What is proven to be gone is fine."""
    values: Object = json.loads(private) if private else {}
    source = ephemeral.source
    issuer = _issuer(connection, source) if isinstance(source, Issue) else None
    operation = source.close if isinstance(source, Login) else issuer.lifecycle.delete if issuer is not None else None
    if operation is None or not values:
        return Diagnostics()
    ended = StateResult(state=None)
    try:
        with connection.client.finishing():
            if issuer is not None:
                _revoke_owned(issuer, values, ended)
            try:
                connection.client.call(operation, values)
            except NotFound as problem:
                if issuer is None:
                    return _may_live_on(connection, ephemeral, problem)
                if connection.fresh(issuer.collection, str(values["id"]), values) is not None:
                    raise
    except (VendorError, Refusal) as problem:
        ended.diagnostics.extend(explain(problem))
    return ended.diagnostics


def _revoke_owned(issuer: Context[ObjectLifecycle], values: Object, result: StateResult) -> None:
    """End what the object owns, before it ends itself. Raises VendorError or Refusal."""
    for owned in (issuer.lifecycle.deprovision or Deprovision()).cascade_delete:
        if owned.switch is None or values.get(owned.switch) is not False:
            revoke(issuer.connection, owned, str(values.get(owned.by)), result)


def _may_live_on(connection: Connection, ephemeral: Ephemeral, problem: NotFound) -> Diagnostics:
    """That the vendor has no such session proves nothing: it need not know a session by what the login gave us."""
    found = Diagnostics()
    found.warning(
        f"The session of {ephemeral.name} may live on",
        f"{connection.shim.title} answered {problem.status} to the request that ends it, so that it does not know the "
        "session by its key, or it ended already. If it did not, it ends when it times out.",
    )
    return found


def _issuer(connection: Connection, source: Issue) -> Context[ObjectLifecycle]:
    resource = connection.shim.resource(source.resource)
    if not isinstance(resource.lifecycle, ObjectLifecycle):
        raise TypeError(f"{resource.name} issues nothing")
    return Context(connection, resource, resource.lifecycle)


def _issue(context: Context[ObjectLifecycle], ephemeral: Ephemeral, config: Object) -> EphemeralResult:
    lifecycle = context.lifecycle
    wanted = {item.name: config.get(item.name) for item in context.resource.schema.attributes}
    change = Change(None, plan_create(context.resource, wanted, Private()).planned, wanted)
    refused = Diagnostics(list(check_support(context, change)))
    if refused.has_error:
        return EphemeralResult(diagnostics=refused)
    made = create_object(context, change)
    state = made.state or {}
    if made.diagnostics.has_error:
        ended = False
        if state and lifecycle.delete is not None:
            try:
                _revoke_owned(context, state, StateResult(state=None))
                context.connection.client.call(lifecycle.delete, state)
                ended = True
            except (VendorError, Refusal) as problem:
                made.diagnostics.extend(explain(problem))
        found = (_of_a_run(context, each, state, ended=ended) for each in made.diagnostics)
        return EphemeralResult(diagnostics=Diagnostics(list(found)))
    result = {item.name: state.get(item.name) for item in ephemeral.schema.attributes}
    secret = lifecycle.secret.attribute if lifecycle.secret is not None else ""
    private = {name: value for name, value in state.items() if name != secret and value is not None}
    return EphemeralResult(result=result, private=json.dumps(private).encode(), diagnostics=made.diagnostics)


def _of_a_run(context: Context[ObjectLifecycle], found: Diagnostic, state: Object, *, ended: bool) -> Diagnostic:
    """`found`; of a lost secret, what that means where no state has the object, so that no apply replaces it."""
    if found.summary != SECRET_LOST:
        return found
    what = f"{context.title} made {state.get('id')!r}, but the answer that showed its value did not arrive."
    left = "It was ended again." if ended else "It may still be there: end it in the vendor's console."
    return replace(found, detail=f"{what} {left} Run the command again.")


def _login(connection: Connection, ephemeral: Ephemeral, source: Login, config: Object) -> EphemeralResult:
    given = [item for item in ephemeral.schema.attributes if item.field and is_set(config.get(item.name))]
    for item in given:
        if item.sensitive:
            register_secret(str(config[item.name]))
    body = connection.wire.body(given, config)
    answer = connection.client.call(source.open, config, body=body)
    row = item_of(source.envelope, answer.data)
    if row is None:
        raise refusal("The login gave no session", f"{connection.shim.title} answered without one.")
    result: dict[str, Any] = {}
    for item in ephemeral.schema.attributes:
        value = none_if_missing(connection.wire.decode(item, row)) if item.computed else config.get(item.name)
        result[item.name] = value
        if item.sensitive and isinstance(value, str):
            register_secret(value)
    private = {item.name: result[item.name] for item in ephemeral.schema.attributes if item.computed}
    return EphemeralResult(result=result, private=json.dumps(private).encode())
