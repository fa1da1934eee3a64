"""Read: rows of the vendor as Terraform state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from rolecall.runtime.application import ListEvent, Object, StateResult
from rolecall.runtime.collections.envelope import key_of
from rolecall.runtime.diagnostics import Diagnostic, Diagnostics
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.guards.guard import told
from rolecall.runtime.resources.guards.other_blocks import tell_made
from rolecall.runtime.resources.identity import identify
from rolecall.runtime.resources.object.carried_attributes import carried_by
from rolecall.runtime.resources.object.carried_members import beside
from rolecall.runtime.resources.object.disabled import hidden, hides_disabled
from rolecall.runtime.resources.object.omitted_members import kept_values, left_out_of, shown_empty, warned_of
from rolecall.runtime.resources.object.still_listed import contradicted, is_still_listed
from rolecall.runtime.resources.object.templates import with_companion
from rolecall.runtime.resources.object.unshown_elements import unshown_since
from rolecall.runtime.resources.object.write_only_sets import asked_for
from rolecall.runtime.resources.private_state import Private
from rolecall.runtime.resources.unread_members import UNSAID, is_something, is_unsaid, warned
from rolecall.runtime.values.conversion import same, settle
from rolecall.runtime.values.further_members import parsed
from rolecall.runtime.values.paths import MISSING, dig
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.specification.schema import Attribute, Collection, ObjectLifecycle, Resource


def read_object(context: Context[ObjectLifecycle], state: Object, private: Private) -> StateResult:
    """The state of the object now; None when the vendor no longer has it. Raises VendorError or Refusal."""
    connection, collection = context.connection, context.collection
    for name in context.lifecycle.authoritative:
        connection.addresses.had((context.resource.name, str(state["id"]), name), state.get(name) or ())
    needed = needed_members(context.resource)
    large = large_set_attribute(collection, context.resource)
    if large is not None and (private.imported or _is_managed(large.name, state, private)):
        needed |= {large.read_path or large.name}
    elif large is not None:
        state = {**state, large.name: None}
    emptiable = {
        path: private.imported or name in private.empty or state.get(name) not in (None, "", [], {}, False)
        for name, path in emptiable_members(collection, context.resource)
    }
    for attribute in context.resource.schema.attributes:
        if attribute.further_members is not None:
            emptiable.update(dict.fromkeys(_further(attribute, state.get(attribute.name)), True))
    row = connection.listings.get(collection, str(state["id"]), needed, emptiable)
    row = connection.invitations.corrected(collection, row, state, fresh=False)
    found = Diagnostics()
    if row is None:
        if hides_disabled(context.lifecycle, state):
            found.warning(*hidden(context.title, str(state["id"])))
        elif is_still_listed(context, str(state["id"]), state):
            found.warning(*contradicted(context.title, str(state["id"])))
        else:
            return StateResult(state=None)
        return StateResult(state=state, diagnostics=found)
    if large is not None and large.read_path in needed:
        row, unshown = asked_for(connection, collection, large, row, state.get(large.name) or ())
        found.extend(unshown)
    unsaid = _unsaid(context, row, state, private)
    found.extend(warned(context.title, str(state["id"]), unsaid))
    missing = left_out_of(context, row, state, private)
    last_seen = kept_values(context, row, state, private, missing)
    found.extend(warned_of(context, str(state["id"]), last_seen))
    kept = {**{name: state[name] for name in unsaid if is_something(state[name])}, **last_seen}
    before, state = state, {**state_of(context, row, state, imported=private.imported), **kept}
    for name, whole in _unchangeable(context, before, state):
        state[name] = whole
        found.extend([_shows_part(context, name, whole)])
    if context.lifecycle.companion is not None:
        state = with_companion(context, context.lifecycle.companion, state, row)
    found.extend(told(context.lifecycle, state))
    remembered = replace(
        private,
        left_out=missing,
        empty=shown_empty(context, row, private),
        unshown=unshown_since(context, row, before, state, private),
        beside=beside(context, row),
    )
    noted = b"" if remembered == private else remembered.to_bytes()
    return StateResult(state=state, private=noted, diagnostics=found)


def _further(attribute: Attribute, text: Any) -> list[str]:
    """The paths of the members that `text` says (trait `FurtherMembers`)."""
    inside = f"{attribute.field}." if attribute.field else ""
    said = parsed(text) if isinstance(text, str) and text else {}
    return [f"{inside}{name}" for name, value in said.items() if value is not None]


def _unsaid(context: Context[ObjectLifecycle], row: Mapping[str, Any], state: Object, private: Private) -> list[str]:
    """The attributes that `row` should say and does not.

    Those that the configuration manages; that state has a value of, which would look as if it was seen again; and those
    that an update carries along. What answers mask (trait `Masked`) is never said.
    """
    found = ["id"] if key_of(context.collection, row) is MISSING and context.resource.id_template is None else []
    masked = context.collection.masked.fields if context.collection.masked is not None else ()
    for attribute in context.resource.schema.attributes:
        before = state.get(attribute.name)
        if not (attribute.required or attribute.optional) or not is_unsaid(attribute, row, before):
            continue
        if attribute.read_path in masked:
            continue
        if attribute.replace and is_something(before):
            continue  # what never changes is as it was
        managed = private.managed is None or attribute.name in private.managed
        if managed or is_something(before) or attribute in carried_by(context):
            found.append(attribute.name)
    return found


def _unchangeable(context: Context[ObjectLifecycle], state: Object, now: Object) -> Iterator[tuple[str, list[Any]]]:
    """The collections that never change and of which an answer shows a part, as `state` has them."""
    for attribute in context.resource.schema.attributes:
        had, has = state.get(attribute.name), now[attribute.name]
        if not (attribute.replace and isinstance(had, list) and isinstance(has, list)):
            continue
        if len(has) < len(had) and all(each in had for each in has):
            yield attribute.name, had


def _shows_part(context: Context[ObjectLifecycle], name: str, whole: list[Any]) -> Diagnostic:
    return Diagnostic(
        "warning",
        f"{UNSAID} all of {name}",
        f"State has {', '.join(map(str, whole))}, and the answer of {context.title} lacks some of it. It cannot be "
        "changed, so that nothing is replaced for it, and state keeps it. Look at it at the vendor: what it names may "
        "have been deleted, or the account that the provider runs as may not see it.",
        (name,),
    )


def _is_managed(name: str, state: Object, private: Private) -> bool:
    """Whether the configuration sets the attribute, as far as is known."""
    return name in private.managed if private.managed is not None else state.get(name) is not None


def large_set_attribute(collection: Collection, resource: Resource) -> Attribute | None:
    """The attribute that is the collection's large set (trait `LargeSet`, or a `NestedSet`), if it has one."""
    if collection.apart is None:
        return None
    return next((item for item in resource.schema.attributes if item.read_path == collection.apart), None)


def needed_members(resource: Resource) -> frozenset[str]:
    """The row members without which a listing's row cannot stand in for a single read: all that can be configured.

    Which of them the configuration manages is not known while reading, and a member left out would hide its drift.
    """
    return frozenset(
        item.read_path
        for item in resource.schema.attributes
        if item.read_path is not None and (item.required or item.optional) and item.absent != "empty"
    )


def emptiable_members(collection: Collection, resource: Resource) -> list[tuple[str, str]]:
    """The attributes whose members a single read may lack because they are empty, with those members.

    Of rows in a listing that is not said, so that they are not believed without more. A large set is none of them.
    """
    large = collection.apart
    return [
        (item.name, item.read_path)
        for item in resource.schema.attributes
        if item.read_path is not None
        and (item.required or item.optional)
        and item.absent == "empty"
        and item.read_path != large
    ]


def state_of(
    context: Context[ObjectLifecycle],
    row: Mapping[str, Any],
    expected: Mapping[str, Any],
    *,
    imported: bool = False,
) -> Object:
    """`row` as state. Where the row does not say, or no read ever does, `expected` (prior or planned) stays.

    What is remembered to be kept in the vendor's own form is shown as it was configured, and any other value as it is.

    An import has no prior: arguments of the provider alone then take their defaults.
    """
    state: Object = {}
    for attribute in context.resource.schema.attributes:
        before = expected.get(attribute.name)
        if attribute.write_only:
            state[attribute.name] = None
            continue
        value = context.connection.wire.decode(attribute, row)
        if value is MISSING:
            value = None if before is UNKNOWN else _default(attribute, before) if imported else before
        else:
            stored = context.stored.get(attribute.name)
            kept = stored is not None and same(attribute, value, stored.shown)
            value = stored.configured if stored is not None and kept else settle(attribute, value, before)
        state[attribute.name] = value
    if context.resource.id_template is not None:
        state["id"] = identify(context.resource, state)
    if state["id"] is None:
        key = key_of(context.collection, row)
        state["id"] = expected.get("id") if key is MISSING else str(key)
    return state


def _default(attribute: Attribute, before: Any) -> Any:
    """`before`, or the default of an argument that is the provider's alone when nothing was applied yet."""
    if before is None and attribute.read_path is None and attribute.field is None:
        return attribute.default if attribute.imported is None else attribute.imported
    return before


def list_objects(context: Context[ObjectLifecycle]) -> Iterator[ListEvent]:
    """An event for each object. Raises VendorError or Refusal."""
    collection = context.collection
    empty: Object = dict.fromkeys((item.name for item in context.resource.schema.attributes), None)
    needed, emptiable = needed_members(context.resource), emptiable_members(collection, context.resource)
    for row in context.connection.listings.full(collection, needed, frozenset(path for _, path in emptiable)):
        state = state_of(context, row, empty, imported=True)
        natural = collection.natural_key
        name = dig(row, natural.field) if natural is not None else MISSING
        shown = state["id"] if name is MISSING else name
        yield ListEvent(identity={"id": state["id"]}, display_name=str(shown), resource=state)


def announce(context: Context[ObjectLifecycle], change: Change) -> Iterator[Diagnostic]:
    """Tell references that something of this name will exist, so that the same plan may refer to it.

    Something that is invited and waited for in this run counts as well. Finds nothing.
    """
    trait, planned = context.collection.invitation, change.after
    waits = trait is not None and planned.get(trait.wait_for) == trait.until and planned.get(trait.status) is UNKNOWN
    natural = context.collection.natural_key
    name = planned.get(natural.attribute) if natural is not None else None
    if isinstance(name, str) and (change.is_create or waits):
        context.connection.references.announce(context.resource.name, name)
        tell_made(context, name)
    yield from ()
