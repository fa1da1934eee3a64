"""Resources that are one object of a collection."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rolecall.runtime.application import Object, PlanResult, StateResult
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.guards.caveats import check_deletion, check_likeness
from rolecall.runtime.resources.guards.described_members import check_described
from rolecall.runtime.resources.guards.guard import check_support
from rolecall.runtime.resources.guards.inherited_elements import check_given
from rolecall.runtime.resources.guards.maybe_indirect import check_unflagged
from rolecall.runtime.resources.guards.named_objects import check_existing
from rolecall.runtime.resources.guards.other_blocks import check_kept
from rolecall.runtime.resources.guards.prerequisites import check_prerequisites
from rolecall.runtime.resources.guards.refusals import (
    check_claims,
    check_destroy,
    check_federated,
    check_names,
    check_update,
    check_whereabouts,
    claim_sets,
)
from rolecall.runtime.resources.guards.released_sets import warn_of_let_go
from rolecall.runtime.resources.guards.rules import warn_of_rules
from rolecall.runtime.resources.handler import Checks, Handler
from rolecall.runtime.resources.object.create import create_object
from rolecall.runtime.resources.object.delete import delete_object
from rolecall.runtime.resources.object.document_element import check_place
from rolecall.runtime.resources.object.importing import import_object
from rolecall.runtime.resources.object.invitation import check_invited, plan_waiting, warn_of_ending
from rolecall.runtime.resources.object.namesakes import check_new
from rolecall.runtime.resources.object.read import announce, list_objects, read_object
from rolecall.runtime.resources.object.recreation import check_recreation
from rolecall.runtime.resources.object.rotation import plan_rotation
from rolecall.runtime.resources.object.takeover import stays
from rolecall.runtime.resources.object.templates import check_origin, check_template
from rolecall.runtime.resources.object.transitions import check_moves
from rolecall.runtime.resources.object.unshown_elements import check_unshown_elements
from rolecall.runtime.resources.object.update import update_object
from rolecall.runtime.resources.private_state import Private
from rolecall.specification.schema import ObjectLifecycle, Provider, Resource


def _validate(lifecycle: ObjectLifecycle, config: Object) -> Iterable[Diagnostic]:
    return () if lifecycle.template is None else check_template(lifecycle.template, config)


def _plan(shim: Provider, resource: Resource, lifecycle: ObjectLifecycle, prior: Object, result: PlanResult) -> None:
    if result.planned is not None and lifecycle.secret is not None:
        managed = Private.from_bytes(result.private).managed or ()
        plan_rotation(lifecycle.secret, prior, result.planned, managed, result)
    invitation = shim.collection(lifecycle.collection).invitation
    if result.planned is not None and invitation is not None:
        plan_waiting(resource, invitation, prior, result.planned)


def _settle(context: Context[ObjectLifecycle], change: Change, result: StateResult) -> None:
    """From now on a new object's key is known: bindings planned later must respect what it lists whole."""
    if context.lifecycle.authoritative and change.is_create and result.state is not None:
        result.diagnostics.extend(claim_sets(context, str(result.state["id"]), change))


HANDLER: Final[Handler[ObjectLifecycle]] = Handler(
    create=create_object,
    read=read_object,
    update=update_object,
    delete=delete_object,
    importer=import_object,
    list=list_objects,
    checks=Checks(
        support=(check_support, check_deletion),
        destroy=(check_destroy, warn_of_rules),
        keep=(check_claims, check_kept, check_unshown_elements),
        create=(
            check_likeness,
            announce,
            check_names,
            check_existing,
            check_given,
            check_described,
            check_new,
            check_place,
            check_origin,
            check_moves,
            check_federated,
            check_prerequisites,
            warn_of_ending,
        ),
        update=(
            check_likeness,
            announce,
            check_names,
            check_existing,
            check_given,
            check_described,
            check_origin,
            check_invited,
            check_moves,
            check_recreation,
            check_update,
            check_unflagged,
            check_whereabouts,
            warn_of_let_go,
        ),
    ),
    validate=_validate,
    is_replaced=lambda lifecycle: not lifecycle.changes,
    plan=_plan,
    settle=_settle,
    stays=stays,
)
