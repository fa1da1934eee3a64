"""Actions: what a vendor does when it is asked to, and what leaves nothing to manage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from rolecall.runtime import shims
from rolecall.runtime.application import Object
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostic, Refusal
from rolecall.runtime.errors import NotFound, VendorError
from rolecall.runtime.http.requests import render_text
from rolecall.runtime.resources.exception_diagnostics import explain
from rolecall.runtime.values.unknown import is_known
from rolecall.specification.schema import Action

Told: TypeAlias = str | Diagnostic
"""Something that an action says: a line of progress, or a finding."""


@dataclass(frozen=True, slots=True)
class ActionCall:
    """How an action is looked at before, asked for, and told of. A hook of an action is a subclass."""

    connection: Connection
    action: Action

    def look(self, values: Object) -> Iterable[Diagnostic]:
        """Findings about what the action is for, as the vendor has it. Raises VendorError."""
        self.connection.client.call(self.action.look, values)
        return ()

    def body(self, values: Object) -> dict[str, Any] | None:
        """The body of the request. Raises VendorError or Refusal."""
        sent = [item for item in self.action.schema.attributes if item.field is not None]
        return self.connection.wire.body(sent, values) if sent else None

    def outcome(self, values: Object, data: Any) -> Iterator[Told]:
        """What came of it, by the answer."""
        yield render_text(self.action.done, values)


def plan_action(connection: Connection, action: Action, config: Object) -> Iterable[Diagnostic]:
    """Findings about an action before it is asked for. What is not known yet is looked at when it is."""
    values = _whole(action, config)
    if not is_known(values):
        return ()
    call = _call_of(connection, action)
    try:
        return connection.client.consistency.found(lambda: (list(call.look(values)),))[0]
    except NotFound as problem:
        return [problem.diagnostic((action.place,), f"look at what {action.name} is for")]
    except (VendorError, Refusal) as problem:
        return explain(problem)


def invoke_action(connection: Connection, action: Action, config: Object) -> Iterator[Told]:
    """Ask for it, and tell what came of it. Nothing is asked for after an error of the look at it."""
    values, call = _whole(action, config), _call_of(connection, action)
    found = list(plan_action(connection, action, config))
    yield from found
    if any(item.severity == "error" for item in found):
        return
    try:
        answer = connection.client.call(action.operation, values, body=call.body(values))
        yield from call.outcome(values, answer.data)
    except NotFound as problem:
        yield problem.diagnostic((action.place,), action.name)
    except (VendorError, Refusal) as problem:
        yield from explain(problem)


def _call_of(connection: Connection, action: Action) -> ActionCall:
    made: type[ActionCall] = shims.hook(connection.shim.name, action.hook) if action.hook else ActionCall
    return made(connection, action)


def _whole(action: Action, config: Object) -> Object:
    """The configuration with defaults where it says nothing."""
    return {
        item.name: item.default if config.get(item.name) is None else config[item.name]
        for item in action.schema.attributes
    }
