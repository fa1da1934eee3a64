"""After a create: read back, complete what the create left out, and look whether it is as planned.

The object is there and in state, so nothing here is an error: that would taint it, and Terraform deletes a tainted
object and makes it anew. What failed or came back different is a warning; but where a write took out of a large set
what an earlier one had put there, and it could not be put back, that is an error, and state says what is there. Else
state says what was planned, as Terraform demands, and the next refresh shows what there is. Where that is a form of the
vendor's own, or would replace the object so that the new one would come out as this one did, it is remembered
(`Private.stored`) and no difference later.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rolecall.runtime.application import Object, StateResult
from rolecall.runtime.collections.envelope import key_of
from rolecall.runtime.collections.rows import Row, Rows
from rolecall.runtime.diagnostics import Diagnostic, Refusal, refusal
from rolecall.runtime.errors import VendorError
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.exception_diagnostics import as_warnings, explain
from rolecall.runtime.resources.object.confirmed_access import gives_as_planned, places_shown
from rolecall.runtime.resources.object.element_batches import batch_size
from rolecall.runtime.resources.object.element_outcomes import NotKept
from rolecall.runtime.resources.object.invitation import not_accepted, wait
from rolecall.runtime.resources.object.merge import not_stored, unsaid_by
from rolecall.runtime.resources.object.read import large_set_attribute, state_of
from rolecall.runtime.resources.object.templates import await_companion, found_companion
from rolecall.runtime.resources.object.transitions import switch, switches
from rolecall.runtime.resources.object.update import settled, write
from rolecall.runtime.resources.object.write_only_sets import asked_for
from rolecall.runtime.resources.private_state import Private, Stored
from rolecall.runtime.resources.unread_members import read_again, warned
from rolecall.runtime.values.conversion import same
from rolecall.runtime.values.paths import MISSING
from rolecall.runtime.values.unknown import UNKNOWN, is_set
from rolecall.specification.schema import ObjectLifecycle
from rolecall.specification.types import SetOf


def complete(
    context: Context[ObjectLifecycle], planned: Object, key: str, result: StateResult, *, empty_unmanaged: bool
) -> None:
    """Bring the new object `key`, of which `result.state` has what is known, to what is planned.

    `empty_unmanaged` also empties sets that the plan leaves open: what was revived begins with nothing. Only an
    invitation that came to an end is an error, and leaves no state.
    """
    lifecycle, known = context.lifecycle, dict(result.state or {})
    actual: Object | None = None
    before = len(result.diagnostics)
    issued = [item.name for item in context.resource.schema.attributes if item.issued is not None]
    like = {**planned, "id": key, **{name: known[name] for name in issued}}
    with _only_warned(key, result):
        row = _read_back(context, planned, key)
        row, sent = _with_large_set(context, planned, row, result)
        like |= sent
        unsaid, shown = unsaid_by(context, row, _asked(context, planned)), places_shown(context, planned)
        result.diagnostics.extend(warned(context.title, key, [each for each in unsaid if each not in shown]))
        actual = state_of(context, row, like)
        if lifecycle.companion is not None:
            with _only_warned(key, result):
                known = found_companion(context, lifecycle.companion, known, row)
                like[lifecycle.companion.attribute] = known[lifecycle.companion.attribute]
                await_companion(context, lifecycle.companion, known)
            actual[lifecycle.companion.attribute] = known[lifecycle.companion.attribute]
        if switches(context.resource, Change(None, planned, None)):
            with _only_warned(key, result):
                row = switch(context, planned, key, row)
                actual = state_of(context, row, like)
        actual = _bring_about(context, planned, key, like, actual, result, empty_unmanaged=empty_unmanaged)
    _warn_of_access(context, planned, key, actual, result)
    found = result.diagnostics.items[before:]
    result.seen = actual is not None and gives_as_planned(context, planned, actual, found)
    result.state = _final(context, planned, key, actual or known)
    for item in result.diagnostics if actual is not None else ():
        if item.severity == "error" and len(item.path) == 1 and item.path[0] in actual:
            result.state[str(item.path[0])] = actual[str(item.path[0])]
    invitation = context.collection.invitation
    if invitation is not None:
        try:
            if not wait(context, invitation, planned, result) and result.state:
                result.diagnostics.warning(*not_accepted(invitation, result.state))
        except (VendorError, Refusal) as problem:
            result.diagnostics.extend(explain(problem) if result.state is None else as_warnings(problem, key))


def _final(context: Context[ObjectLifecycle], planned: Object, key: str, actual: Object) -> Object:
    """The state of the new object: whatever reads said, it has the key that the create gave, and nothing is unknown.

    Only a provisional key gives way to the one that the vendor assigned since.
    """
    state = settled({name: None if value is UNKNOWN else value for name, value in actual.items()}, planned)
    if context.collection.provisional_key is None or not is_set(state.get("id")):
        state["id"] = key
    return state


def _with_large_set(
    context: Context[ObjectLifecycle], planned: Object, row: Row, result: StateResult
) -> tuple[Row, Object]:
    """`row` with what can be asked of a large set that is not shown, and what of the set the create has sent."""
    collection = context.collection
    large = large_set_attribute(collection, context.resource)
    if large is None or collection.large_set is None or not is_set(planned.get(large.name)):
        return row, {}
    patches = context.connection.patches(context.lifecycle)
    sent = planned[large.name][: batch_size(context.connection, collection) if patches else None]
    row, unshown = asked_for(context.connection, collection, large, row, sent)
    result.diagnostics.extend(unshown)
    return row, {large.name: sent} if unshown and patches else {}


def _read_back(context: Context[ObjectLifecycle], planned: Object, key: str) -> Row:
    """The new object as the vendor has it. Raises VendorError, or Refusal where no read gives it."""
    connection, collection = context.connection, context.collection
    large = large_set_attribute(collection, context.resource)
    whole = large is not None and is_set(planned.get(large.name))
    asked, rows = _asked(context, planned), Rows(connection.client, collection)

    def read() -> Row | None:
        return connection.now(collection, key, planned, whole=whole)

    def is_it(row: Row) -> bool:
        said = key_of(collection, row)
        if context.resource.id_template is not None or collection.provisional_key is not None:
            return True
        return said is not MISSING and rows.normal(said) == rows.normal(key)

    row = connection.client.consistency.until(read, lambda found: found is not None)
    if row is not None and not (is_it(row) and not unsaid_by(context, row, asked)):
        row = read_again(context, read, lambda found: is_it(found) and not unsaid_by(context, found, asked))
    if row is None:
        raise refusal(
            "What was just created cannot be read", f"{context.title} answers that {key!r} does not exist.", ("id",)
        )
    if not is_it(row):
        said = key_of(context.collection, row)
        raise refusal(
            "What was just created cannot be read",
            f"A read of {key!r} was answered by {context.title} "
            + ("without an id." if said is MISSING else f"with another object, {str(said)!r}."),
            ("id",),
        )
    return row


def _asked(context: Context[ObjectLifecycle], planned: Object) -> Object:
    """What is planned of the attributes that a create or an update writes."""
    attributes = context.resource.schema.attributes
    return {item.name: planned[item.name] for item in attributes if item.field and is_set(planned.get(item.name))}


def _bring_about(
    context: Context[ObjectLifecycle],
    planned: Object,
    key: str,
    like: Object,
    actual: Object,
    result: StateResult,
    *,
    empty_unmanaged: bool,
) -> Object:
    """Update once whatever the vendor did not take; gives what there is then. What is still different is a warning."""
    lacking: dict[str, Any] = {}
    for attribute in context.resource.schema.attributes:
        wanted = planned.get(attribute.name)
        if empty_unmanaged and wanted is UNKNOWN and attribute.optional and isinstance(attribute.value_type, SetOf):
            wanted = []
        sent = attribute.field is not None and attribute.readable and not attribute.write_only
        if sent and is_set(wanted) and not same(attribute, actual[attribute.name], wanted):
            lacking[attribute.name] = wanted
    if not lacking:
        return actual
    replacing = {name for name in lacking if _replaces(context, name)}
    changeable = {
        name: wanted
        for name, wanted in lacking.items()
        if name not in replacing and context.resource.schema.attribute(name).sent_on in ("both", "update")
    }
    stored: dict[str, Stored] = {}
    if changeable:
        written = StateResult(state=None)
        try:
            actual = state_of(context, write(context, key, actual, changeable, written), like)
        except (VendorError, Refusal) as problem:
            actual = written.state or actual
            result.diagnostics.extend(explain(problem) if isinstance(problem, NotKept) else as_warnings(problem, key))
        result.diagnostics.extend(written.diagnostics)
        stored.update(Private.from_bytes(written.private).stored)
    told = {item.path for item in result.diagnostics}
    for name, wanted in lacking.items():
        attribute = context.resource.schema.attribute(name)
        if same(attribute, actual[name], wanted):
            continue
        if name in replacing and not attribute.sensitive:
            stored[name] = Stored(wanted, actual[name])
            result.diagnostics.extend([_keeps_otherwise(context, key, name, stored[name])])
        elif (name,) not in told:
            result.diagnostics.extend(as_warnings(Refusal(not_stored(context, attribute, wanted, actual[name])), key))
    result.private = Private(stored=stored).to_bytes()
    return actual


def _replaces(context: Context[ObjectLifecycle], name: str) -> bool:
    """Whether a change of the attribute replaces the object, so that no update sends it."""
    return not context.lifecycle.changes or context.resource.schema.attribute(name).replace


def _keeps_otherwise(context: Context[ObjectLifecycle], key: str, name: str, stored: Stored) -> Diagnostic:
    return Diagnostic(
        "warning",
        f"{context.title} did not store {name} as it was written",
        f"Written: {stored.configured!r}. Read back: {stored.shown!r}. {key!r} is made and in state as it was planned. "
        f"What {context.title} shows is remembered and counts as the same, because another {name} would replace what "
        f"was made, each time anew; anything else that it shows later is drift. Look whether {stored.shown!r} will do, "
        f"and write that as `{name}`: it replaces nothing.",
        (name,),
    )


def _warn_of_access(
    context: Context[ObjectLifecycle], planned: Object, key: str, actual: Object | None, result: StateResult
) -> None:
    """Say it aloud where an account that should be shut out is not, as far as is known, or has more than was asked."""
    account = context.resource.access.account if context.resource.access is not None else None
    for name, values in account.disabled if account is not None else ():
        found = None if actual is None else actual.get(name)
        if planned.get(name) in values and found not in values:
            shown = "not known" if actual is None else repr(found)
            result.diagnostics.warning(
                f"{planned.get(account.name) if account else key} may be able to sign in",
                f"{name} is planned as {planned[name]!r}, and is {shown} in {context.title} after {key!r} was created. "
                "Look at it there now, or plan and apply again.",
                (name,),
            )


@contextmanager
def _only_warned(key: str, result: StateResult) -> Iterator[None]:
    """What goes wrong in this block is a warning."""
    try:
        yield
    except (VendorError, Refusal) as problem:
        result.diagnostics.extend(as_warnings(problem, key))
