"""Principals: people without an object at the vendor, whose destroying ends what they own there.

Some systems keep no users, only names in role bindings. What names a leaver has no object to be deleted with; a
principal stands for them, so that it ends in Terraform's order and what is left over is reported.
"""

from __future__ import annotations

from rolecall.runtime.application import Object, StateResult
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Refusal
from rolecall.runtime.errors import VendorError
from rolecall.runtime.resources.explaining import explain
from rolecall.runtime.resources.object.revocation import revoke
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.specification.schema import PrincipalLifecycle, Resource


def write_principal(resource: Resource, planned: Object) -> Object:
    """The state of what is planned. The vendor is not asked."""
    return _identified(resource, {name: None if value is UNKNOWN else value for name, value in planned.items()})


def read_principal(resource: Resource, state: Object, *, imported: bool) -> Object:
    """The state as it was; after an import, arguments take their defaults. The vendor is not asked."""
    defaults = {item.name: item.default for item in resource.schema.attributes} if imported else {}
    return _identified(
        resource, {name: defaults.get(name) if value is None else value for name, value in state.items()}
    )


def remove_principal(connection: Connection, lifecycle: PrincipalLifecycle, prior: Object) -> StateResult:
    """End what the person owns."""
    result = StateResult(state=prior)
    try:
        with connection.client.finishing(), connection.removals.taking_part():
            for owned in lifecycle.deprovision.revoke:
                if owned.switch is None or prior.get(owned.switch) is not False:
                    revoke(connection, owned, str(prior[owned.by]), result, required=True)
            result.state = None
    except (VendorError, Refusal) as problem:
        result.diagnostics.extend(explain(problem))
    return result


def _identified(resource: Resource, state: Object) -> Object:
    return {**state, "id": (resource.id_template or "").format_map(state)}
