"""Delete, in the order in which access ends: disable, revoke what it owns, delete, make sure.

Deleting what is already gone succeeds, once that is proven. A step that fails leaves the rest in state and says so.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import Final

from rolecall.runtime.application import Object, StateResult
from rolecall.runtime.collections.envelope import key_of
from rolecall.runtime.collections.listings import narrowing
from rolecall.runtime.collections.rows import Row, Rows
from rolecall.runtime.diagnostics import Refusal, refusal
from rolecall.runtime.errors import AmbiguousOutcome, NotDone, NotFound, Rejected, VendorError
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.exception_diagnostics import explain
from rolecall.runtime.resources.guards.refusals import check_destroy
from rolecall.runtime.resources.guards.rules import refuse_beside_new_rules
from rolecall.runtime.resources.incarnation import check_incarnation, precondition
from rolecall.runtime.resources.instance import check_row, name_attribute
from rolecall.runtime.resources.object.credentials_left import may_leave_credentials, warn_of_credentials
from rolecall.runtime.resources.object.disable_unread import disable_unfound, named, warn_unconfirmed
from rolecall.runtime.resources.object.disabled import is_disabled, left_disabled, still_there
from rolecall.runtime.resources.object.document_element import end_element
from rolecall.runtime.resources.object.invitation import deciding, leave_to_heir
from rolecall.runtime.resources.object.merge import Gone
from rolecall.runtime.resources.object.read import state_of
from rolecall.runtime.resources.object.revocation import is_ended, revoke
from rolecall.runtime.resources.object.second_reads import Looks
from rolecall.runtime.resources.object.shared_removal_reads import cheaper_look, check_unlisted, is_unlisted, listed
from rolecall.runtime.resources.object.takeover import is_another_ones
from rolecall.runtime.resources.object.update import write
from rolecall.runtime.values.paths import MISSING, dig
from rolecall.specification.schema import ObjectLifecycle
from rolecall.specification.traits import AbsentRows, Deprovision

_BAD_REQUEST: Final = 400


def delete_object(context: Context[ObjectLifecycle], change: Change) -> StateResult:
    """End the object that was. State None in the result: it is out of state."""
    connection, lifecycle, prior = context.connection, context.lifecycle, change.before
    if is_another_ones(context, change):
        return StateResult(state=None)
    result = StateResult(state=prior)
    trait, invited = lifecycle.deprovision, context.collection.invitation is not None
    looks = context.collection.get is None or (trait is not None and (trait.cascade_delete or trait.disable))
    looks = looks or may_leave_credentials(context)
    together = connection.removals.taking_part() if looks else nullcontext()
    try:
        result.diagnostics.extend((*check_destroy(context, change), *refuse_beside_new_rules(context, change)))
        if result.diagnostics.has_error:
            return result
        if context.collection.elements is not None:
            result.diagnostics.extend(end_element(connection, context.collection, str(prior["id"])))
            result.state = None
            return result
        with connection.client.finishing(), deciding(context, prior) if invited else nullcontext(), together:
            if not invited or not leave_to_heir(context, result):
                _end(context, change, result)
    except (VendorError, Refusal) as problem:
        result.diagnostics.extend(explain(problem))
    return result


def _end(context: Context[ObjectLifecycle], change: Change, result: StateResult) -> None:
    """Disable, revoke and delete, as far as the trait Deprovision says."""
    prior, trait = change.before, context.lifecycle.deprovision or Deprovision()
    mode = prior.get(trait.mode) if trait.mode else None
    if mode == "retain":
        result.state = None
        result.diagnostics.warning(
            f"{named(context, prior)} is retained",
            f"It leaves Terraform's state. {context.title} was asked for nothing: what is there stays, and goes on "
            "working.",
        )
        return
    if not trait.disable:
        _check_name(context, prior)
    ends = mode != "deactivate"
    shown = _disable(context, trait, prior, result, ends=ends) if trait.disable else False
    for owned in trait.cascade_delete:
        if not is_ended(owned, change):
            continue
        if prior.get(owned.by) is None:
            result.diagnostics.warning(
                f"What {prior['id']!r} has in {owned.collection} was not revoked",
                f"The state does not say its `{owned.by}`, by which {context.title} knows it. Look there for what goes "
                "on working, and end it.",
                (owned.by,),
            )
        else:
            revoke(context.connection, owned, str(prior[owned.by]), result)
    if ends:
        _delete(context, prior, result, shown=shown)
        result.diagnostics.extend(warn_of_credentials(context, change))
        indirect = context.collection.absent("indirect")
        if indirect is not None:
            _warn_of_indirect(context, indirect, prior, result)
    result.state = None


def _check_name(context: Context[ObjectLifecycle], prior: Object) -> None:
    """See that the id still stands for what it stood for. Raises VendorError or Refusal."""
    key, collection = str(prior["id"]), context.collection
    is_known = name_attribute(context) is not None or context.incarnation is not None
    if not is_known or collection.provisional_key is not None:
        return
    row = context.connection.now(collection, key, prior) if collection.get is not None else listed(context, key, prior)
    if row is not None:
        check_row(context, key, prior, row)
        check_incarnation(context, prior, row)


def _warn_of_indirect(context: Context[ObjectLifecycle], trait: AbsentRows, prior: Object, result: StateResult) -> None:
    """Say that what was deleted goes on as something indirect."""
    collection = context.collection
    natural = collection.natural_key
    if natural is None:
        return
    wanted = {name: prior[name] for name in (natural.attribute, *(name for name, _ in natural.scope))}
    _, left = context.connection.listings.search(collection, wanted, narrowing(collection, prior))
    if left:
        result.diagnostics.warning(f"{prior['id']!r} goes on", trait.reason, (natural.attribute,))


def _disable(
    context: Context[ObjectLifecycle], trait: Deprovision, prior: Object, result: StateResult, *, ends: bool
) -> bool:
    """Write the disabling values; gives whether a listing shows the object as it is now.

    What two looks do not find is left to the delete that follows where it `ends`, and is written to unseen otherwise.
    Raises VendorError or Refusal.
    """
    collection, key = context.collection, str(prior["id"])
    wanted = dict(trait.disable)
    seen: list[Row] = []

    def look() -> Row | None:
        if (cheaper := cheaper_look(context, key, prior)) is None or (row := cheaper()) is None:
            return None
        seen.append(row)
        return row

    with context.connection.locks.hold(collection.name, key):
        try:
            row = write(context, key, prior, wanted, result, Looks(after=look, ends=ends))
        except Refusal as problem:
            if not isinstance(problem, Gone) and context.connection.fresh(collection, key, prior) is not None:
                raise
            if ends:
                return False
            if not isinstance(problem, Gone) or not problem.written:
                disable_unfound(context, prior, wanted, result)
            elif not trait.disabled_is_gone:
                warn_unconfirmed(context, prior, result)
            return False
    return any(each is row for each in seen)


def _delete(context: Context[ObjectLifecycle], prior: Object, result: StateResult, *, shown: bool) -> None:
    """Delete the object, and make sure that it is gone, by a listing where one has `shown` it as it was.

    Raises VendorError or Refusal.
    """
    connection, collection, operation = context.connection, context.collection, context.lifecycle.delete
    if operation is None:
        raise refusal("This cannot be deleted", f"{context.title} offers no way to delete {prior['id']!r}.")
    key = str(prior["id"])
    can_be_withdrawn = context.lifecycle.withdraw is not None and collection.provisional_key is not None
    consistency, keys = connection.client.consistency, [key, key.rpartition("/")[2]]
    accepted = False

    def ended() -> bool:
        """False where the vendor says that there is none, while another look still finds it."""
        nonlocal accepted
        try:
            if can_be_withdrawn:
                accepted = _withdraw(context, prior) or accepted
            else:
                connection.client.call(operation, prior, body=precondition(context))
                accepted = True
        except NotFound:
            return not _is_there_after_all(context, key, prior)
        except NotDone:
            if _is_there_after_all(context, key, prior):
                raise
        except Rejected as refused:
            may_be_missing = refused.status == _BAD_REQUEST and bool(connection.shim.presets)
            if not may_be_missing or _is_there_after_all(context, key, prior):
                raise
        finally:
            connection.changed(collection.name, key)
        return True

    def is_there() -> bool:
        """Whether a look still finds it; one that no deletion was accepted for is then deleted again."""
        there = _is_there(context, key, prior)
        if there and not accepted:
            consistency.shown(keys)
            ended()
            consistency.ended(keys)
        return there

    with connection.locks.hold(collection.name, key):
        try:
            if not consistency.until(ended, bool):
                ended()
        except AmbiguousOutcome:
            if _is_there_after_all(context, key, prior):
                raise
            return
        consistency.ended(keys)
        if not (shown and is_unlisted(context, key, prior)) and not _has_ended(context, is_there):
            if _is_left_disabled(context, key, prior):
                natural = collection.natural_key
                name = prior.get(natural.attribute) if natural is not None else key
                result.diagnostics.warning(*left_disabled(context.title, key, str(name)))
                return
            raise still_there(context, key, accepted=accepted)


def _is_left_disabled(context: Context[ObjectLifecycle], key: str, prior: Object) -> bool:
    """Whether it is still there because the vendor deletes by disabling, and is disabled."""
    trait = context.lifecycle.deprovision
    if trait is None or not trait.delete_disables:
        return False
    row = context.connection.fresh(context.collection, key, prior)
    return row is not None and is_disabled(context.lifecycle, state_of(context, row, prior))


def _withdraw(context: Context[ObjectLifecycle], prior: Object) -> bool:
    """Delete an object that may have only a provisional key as yet: such a one is withdrawn.

    Gives whether the vendor took a call; there is none for what no read finds. Raises VendorError.
    """
    connection, lifecycle, collection = context.connection, context.lifecycle, context.collection
    invitation = collection.invitation
    if lifecycle.delete is None or lifecycle.withdraw is None:
        return False
    if invitation is None or prior.get(invitation.status) == invitation.accepted:
        connection.client.call(lifecycle.delete, prior)
        return True
    row = connection.fresh(collection, str(prior["id"]), prior)
    if row is None:
        return False
    if dig(row, collection.key) not in (MISSING, None):
        connection.client.call(lifecycle.delete, {**prior, "id": key_of(collection, row)})
        return True
    who = context.resource.schema.attribute(invitation.who)
    connection.client.call(lifecycle.withdraw, prior, body=connection.wire.body([who], prior), safe=True)
    return True


def _is_there(context: Context[ObjectLifecycle], key: str, prior: Object) -> bool:
    """Whether one look still finds it: by a single read, else by a listing that removals running together share."""
    if _can_be_read(context, prior):
        return context.connection.now(context.collection, key, prior) is not None
    return listed(context, key, prior) is not None


def _has_ended(context: Context[ObjectLifecycle], is_there: Callable[[], bool]) -> bool:
    """Whether it is gone after a deletion. A copy that still shows it gets a second look."""
    consistency = context.connection.client.consistency
    if not consistency.until(is_there, lambda there: not there):
        return True
    return consistency.again(lambda: None if is_there() else True) is not None


def _is_there_after_all(context: Context[ObjectLifecycle], key: str, prior: Object) -> bool:
    """Whether it is there, though an answer says it is not. Raises VendorError or Refusal where nothing proves that."""
    if _can_be_read(context, prior):
        if context.connection.fresh(context.collection, key, prior) is not None:
            return True
        check_unlisted(context, key, prior)
        return False
    connection = context.connection
    if connection.client.consistency.again(lambda: _is_there(context, key, prior) or None) is not None:
        return True
    around = {name: str(prior[name]) for name in context.collection.parents}
    connection.listings.proofs.listing(Rows(connection.client, context.collection, around, whole=False))
    return False


def _can_be_read(context: Context[ObjectLifecycle], prior: Object) -> bool:
    """Whether a look at it alone finds it, and not only a listing."""
    trait = context.collection.invitation
    invited = trait is not None and trait.listing is not None and prior.get(trait.status) in (None, trait.pending)
    return context.collection.get is not None or invited
