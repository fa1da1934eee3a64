"""What a refresh says of what is gone, and what a plan that rests on it may still take away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from rolecall.runtime.application import Object
from rolecall.runtime.concurrency.objects_seen import Gone, Sightings
from rolecall.runtime.diagnostics import Diagnostic, Refusal, refusal
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.instance_names import instance_of
from rolecall.runtime.resources.object.disabled import hides_disabled
from rolecall.runtime.resources.systems import endpoint_of
from rolecall.runtime.writes import unchanged
from rolecall.specification.schema import MembershipLifecycle, ObjectLifecycle

FEW: Final = 3
"""So many objects of one type may be all that a state has, and all be gone."""


def sightings_of(context: Context[Any]) -> Sightings:
    """What this run found of its state at the system that resources of this kind live at."""
    return context.connection.sightings(endpoint_of(context.connection.shim, context.lifecycle))


def note_found(context: Context[Any], state: Object) -> None:
    """Note that a resource of the state is there.

    Settings and documents are there at every tenant and say nothing; what is disabled and hidden was not seen.
    """
    lifecycle = context.lifecycle
    if isinstance(lifecycle, ObjectLifecycle) and hides_disabled(lifecycle, state):
        return
    if isinstance(lifecycle, ObjectLifecycle | MembershipLifecycle):
        sightings_of(context).find()


def tell_gone(context: Context[Any], state: Object) -> Diagnostic:
    """The warning about what `state` says and the vendor no longer has.

    Raises Refusal where nothing that state knows is there: another tenant shows the same.
    """
    if isinstance(context.lifecycle, ObjectLifecycle):
        sightings, missed = sightings_of(context), _as_gone(context, state)
        sightings.miss(missed)
        if everything := sightings.all_missed(FEW):
            raise _nothing_is_there(context, missed.key, everything)
    return Diagnostic(
        "warning",
        f"A resource of the type {context.resource.name} is gone",
        f"{context.title} no longer has {_shown(context, state)}: it was looked for twice, with a pause in between. It "
        "leaves the state, and is planned anew where the configuration has it. If it should be there, apply nothing: "
        "look at the vendor, and plan again. A plan with `-refresh=false` goes on with what the state has.",
        ("id",),
    )


def _as_gone(context: Context[ObjectLifecycle], state: Object) -> Gone:
    key, natural, secret = str(state.get("id")), context.collection.natural_key, context.lifecycle.secret
    name = state.get(natural.attribute) if natural is not None else None
    called = frozenset({key, *([name] if isinstance(name, str) and name else [])})
    says = frozenset(text for each, text in state.items() if isinstance(text, str) and text) - called
    return Gone(context.resource.name, key, called, says, secret is not None and secret.expires is not None)


def _nothing_is_there(context: Context[Any], key: str, missed: Sequence[Gone]) -> Refusal:
    kinds = Counter(each.kind for each in missed)
    counted = " and ".join(f"{count} of {name}" for name, count in sorted(kinds.items()))
    here = instance_of(context.connection, context.resource)
    at = "" if here is None else f" at {here['url']}"
    return refusal(
        "Whether it is gone cannot be told: nothing of this state is there",
        f"{key!r} is not found{at}, and neither is anything else that this state knows: {counted} would be gone at "
        "once. The credentials of another tenant or organization show the same, and so do those that may not see these "
        "objects, and another server at this URL. State stays as it is. Check the URL and the credentials in the "
        "provider block. If all of it was really deleted, take it out of the state with `terraform state rm` "
        "(`terraform state list` names it), and plan again.",
        ("id",),
    )


def _shown(context: Context[Any], state: Object) -> str:
    key = str(state.get("id"))
    if not isinstance(context.lifecycle, ObjectLifecycle) or (natural := context.collection.natural_key) is None:
        return repr(key)
    name = state.get(natural.attribute)
    return repr(key) if name in (None, key) else f"{name!r} (id {key!r})"


def missed_by(context: Context[Any], change: Change) -> tuple[tuple[str, str], ...]:
    """The objects, as types and keys, that this run took for gone and whose place others take in a replacement.

    Raises Refusal where one of them is there after all, and VendorError.
    """
    found: set[tuple[str, str]] = set()
    for attribute in context.resource.schema.attributes if change.planned is not None else ():
        value = change.before.get(attribute.name)
        if attribute.name == "id" or not isinstance(value, str) or not change.changed(attribute.name):
            continue
        for kind, key in sightings_of(context).missed_of(value):
            if _is_there(context, kind, key):
                raise _there_after_all(context, change, kind, key, attribute.name)
            found.add((kind, key))
    return tuple(sorted(found))


def check_missed(context: Context[Any], change: Change) -> None:
    """See that what the plan took for gone is not there after all. Raises Refusal where it is, and VendorError."""
    for kind, key in change.private.missed:
        if _is_there(context, kind, key):
            named = (name for name, value in change.before.items() if value == key and name != "id")
            raise _there_after_all(context, change, kind, key, next(named, "id"))


def leaves_alone(context: Context[Any], change: Change) -> Diagnostic | None:
    """The warning of a binding that leaves the state only, because one of its ends was not found.

    As long as the other end has it, that takes nothing away: whoever it is may be there all the same.
    """
    lifecycle = context.lifecycle
    if not change.is_destroy or not change.private.missed or not isinstance(lifecycle, MembershipLifecycle):
        return None
    owner, member = change.before.get(lifecycle.owner), change.before.get(lifecycle.member)
    return Diagnostic(
        "warning",
        f"{owner!r} keeps {member!r}, where it has it",
        f"One of them was not found, so {change.before.get('id')!r} left the state, and nothing was taken away at the "
        "vendor. If both are there after all, import it. If not, what is left of it stands for nobody, and can be "
        "taken out there.",
        (lifecycle.member,),
    )


def _is_there(context: Context[Any], kind: str, key: str) -> bool:
    connection, lifecycle = context.connection, context.connection.shim.resource(kind).lifecycle
    if not isinstance(lifecycle, ObjectLifecycle):
        return False
    return connection.fresh(connection.shim.collection(lifecycle.collection), key, {"id": key}) is not None


def _there_after_all(context: Context[Any], change: Change, kind: str, key: str, name: str) -> Refusal:
    return refusal(
        f"{key!r} was taken for gone, and is there",
        f"The plan ends {change.before.get('id')!r} because {context.title} did not have {kind} {key!r} when it was "
        f"looked for, and has it now. What it gives stays. Plan again.{unchanged()}",
        (name,),
    )
