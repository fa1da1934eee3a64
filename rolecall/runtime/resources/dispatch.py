"""Which lifecycle step a plan or an apply means, and what is checked before it."""

from __future__ import annotations

from rolecall.runtime.application import Object, StateResult
from rolecall.runtime.concurrency.single_owner import Subject
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostics
from rolecall.runtime.resources.document.part import check_part, create_part, remove_part, update_part
from rolecall.runtime.resources.guards.caveats import check_cautions, check_likeness, check_support
from rolecall.runtime.resources.guards.prerequisites import check_standing
from rolecall.runtime.resources.guards.refusals import (
    check_claims,
    check_create,
    check_destroy,
    check_federated,
    check_names,
    check_update,
    check_whereabouts,
)
from rolecall.runtime.resources.guards.single_owner import check_sole, settle_sole
from rolecall.runtime.resources.membership.binding import bind, unbind
from rolecall.runtime.resources.object.create import create
from rolecall.runtime.resources.object.delete import remove
from rolecall.runtime.resources.object.invitation import refuse_change_of_invited, waits, warn_of_ending
from rolecall.runtime.resources.object.origins import check_origin
from rolecall.runtime.resources.object.update import changes_between, update
from rolecall.runtime.resources.principal.principal import remove_principal, write_principal
from rolecall.runtime.resources.settings.settings import (
    check_settings,
    create_settings,
    remove_settings,
    update_settings,
)
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.specification.schema import (
    MembershipLifecycle,
    ObjectLifecycle,
    PartLifecycle,
    PrincipalLifecycle,
    Resource,
    SettingsLifecycle,
)


def check_plan(
    connection: Connection, resource: Resource, prior: Object | None, planned: Object | None, config: Object | None
) -> Diagnostics:
    """Findings that need the vendor or the rest of the plan. A plan that changes nothing asks the vendor nothing."""
    found = check_support(connection, resource, prior, planned, config)
    if found.has_error:
        return found
    found.extend(check_cautions(resource, prior, planned))
    if planned is None or config is None:
        if prior is not None:
            found.extend(check_destroy(connection, resource, prior))
        return found
    if isinstance(resource.lifecycle, PrincipalLifecycle):
        return found
    found.extend(check_claims(connection, resource, planned, config))
    found.extend(check_sole(connection, resource, prior, planned, config))
    if prior == planned:
        return found
    if isinstance(resource.lifecycle, PartLifecycle):
        found.extend(check_part(connection, resource, resource.lifecycle, planned))
        return found
    if isinstance(resource.lifecycle, SettingsLifecycle):
        found.extend(check_settings(connection, resource, prior, planned))
        return found
    found.extend(check_likeness(connection, resource, prior, planned))
    _announce(connection, resource, prior, planned)
    found.extend(check_names(connection, resource, prior, planned))
    if isinstance(resource.lifecycle, ObjectLifecycle):
        found.extend(check_origin(connection, resource.lifecycle, prior, planned))
    if prior is None:
        found.extend(check_create(resource, planned))
        found.extend(check_federated(connection, resource, planned))
        found.extend(check_standing(connection, resource, planned))
        if isinstance(resource.lifecycle, ObjectLifecycle):
            found.extend(warn_of_ending(connection, resource.lifecycle, planned))
    else:
        if isinstance(resource.lifecycle, ObjectLifecycle):
            changed = changes_between(resource, prior, planned, config)
            found.extend(refuse_change_of_invited(resource, resource.lifecycle, prior, changed))
        found.extend(check_update(connection, resource, prior, planned))
        found.extend(check_whereabouts(connection, resource, prior, planned))
    return found


def apply(
    connection: Connection, resource: Resource, prior: Object | None, planned: Object | None, config: Object | None
) -> StateResult:
    """Create, update or delete, as `prior` and `planned` say."""
    result = _carry_out(connection, resource, prior, planned, config)
    settle_sole(connection, resource, planned or prior or {}, there=result.state is not None)
    return result


def _carry_out(
    connection: Connection, resource: Resource, prior: Object | None, planned: Object | None, config: Object | None
) -> StateResult:
    lifecycle = resource.lifecycle
    found = check_support(connection, resource, prior, planned, config)
    if found.has_error:
        return StateResult(state=prior, diagnostics=found)
    if planned is None or config is None:
        if prior is None:
            return StateResult(state=None)
        if isinstance(lifecycle, MembershipLifecycle):
            return unbind(connection, resource, lifecycle, prior)
        if isinstance(lifecycle, SettingsLifecycle):
            return remove_settings(connection, resource, lifecycle, prior)
        if isinstance(lifecycle, PartLifecycle):
            return remove_part(connection, resource, lifecycle, prior)
        if isinstance(lifecycle, PrincipalLifecycle):
            return remove_principal(connection, lifecycle, prior)
        return remove(connection, resource, lifecycle, prior)
    if isinstance(lifecycle, MembershipLifecycle):
        return bind(connection, resource, lifecycle, planned) if prior is None else StateResult(state=planned)
    if isinstance(lifecycle, SettingsLifecycle):
        if prior is None:
            return create_settings(connection, resource, lifecycle, planned, config)
        return update_settings(connection, resource, lifecycle, prior, planned, config)
    if isinstance(lifecycle, PartLifecycle):
        if prior is None:
            return create_part(connection, resource, lifecycle, planned)
        return update_part(connection, resource, lifecycle, prior, planned)
    if isinstance(lifecycle, PrincipalLifecycle):
        return StateResult(state=write_principal(resource, planned))
    if prior is not None:
        return update(connection, resource, lifecycle, prior, planned, config)
    result = create(connection, resource, lifecycle, planned, config)
    _claim_created(connection, resource, lifecycle, result, config)
    return result


def _announce(connection: Connection, resource: Resource, prior: Object | None, planned: Object) -> None:
    """Tell references that something of this name will exist, so that the same plan may refer to it.

    Something that is invited and waited for in this run counts as well.
    """
    lifecycle = resource.lifecycle
    if not isinstance(lifecycle, ObjectLifecycle):
        return
    waiting = waits(lifecycle, planned)
    if prior is not None and (waiting is None or planned.get(waiting.status) is not UNKNOWN):
        return
    natural = connection.shim.collection(lifecycle.collection).natural_key
    name = planned.get(natural.attribute) if natural is not None else None
    if isinstance(name, str):
        connection.references.announce(resource.name, name)


def _claim_created(
    connection: Connection, resource: Resource, lifecycle: ObjectLifecycle, result: StateResult, config: Object
) -> None:
    """From now on the object's key is known: bindings planned later must respect what this resource lists whole."""
    if result.state is None:
        return
    for name in lifecycle.authoritative:
        if config.get(name) is not None:
            subject = Subject(resource.name, str(result.state["id"]), name)
            problem = connection.claims.claim(subject, "authoritative", resource.name, (name,))
            result.diagnostics.extend([problem] if problem else [])
