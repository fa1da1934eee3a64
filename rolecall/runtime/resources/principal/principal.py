"""Principals: people without an object at the vendor, whose destroying ends what they own there.

Some systems keep no users, only names in role bindings. What names a leaver has no object to be deleted with; a
principal stands for them, so that it ends in Terraform's order and what is left over is reported.
"""

from __future__ import annotations

from rolecall.runtime.application import Object, StateResult
from rolecall.runtime.diagnostics import Refusal
from rolecall.runtime.errors import VendorError
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.exception_diagnostics import explain
from rolecall.runtime.resources.object.revocation import is_ended, revoke
from rolecall.runtime.resources.private_state import Private
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.specification.schema import PrincipalLifecycle, Resource


def write_principal(context: Context[PrincipalLifecycle], change: Change) -> StateResult:
    """The state of what is planned. The vendor is not asked."""
    state = {name: None if value is UNKNOWN else value for name, value in change.after.items()}
    return StateResult(state=_identified(context.resource, state))


def read_principal(context: Context[PrincipalLifecycle], state: Object, private: Private) -> StateResult:
    """The state as it was; after an import, arguments take their defaults. The vendor is not asked."""
    defaults = {item.name: item.default for item in context.resource.schema.attributes} if private.imported else {}
    state = {name: defaults.get(name) if value is None else value for name, value in state.items()}
    return StateResult(state=_identified(context.resource, state))


def delete_principal(context: Context[PrincipalLifecycle], change: Change) -> StateResult:
    """End what the person owns."""
    connection, prior = context.connection, change.before
    result = StateResult(state=prior)
    try:
        with connection.client.finishing(), connection.removals.taking_part():
            for owned in context.lifecycle.deprovision.cascade_delete:
                if is_ended(owned, change):
                    revoke(connection, owned, str(prior[owned.by]), result, required=True)
            result.state = None
    except (VendorError, Refusal) as problem:
        result.diagnostics.extend(explain(problem))
    return result


def _identified(resource: Resource, state: Object) -> Object:
    return {**state, "id": (resource.id_template or "").format_map(state)}
