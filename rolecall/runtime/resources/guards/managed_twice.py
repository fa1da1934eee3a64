"""One object, one address: what the plan of one resource says against the plans of others.

A name that leaves one address and comes back at another is a rename that Terraform does not know of: it would end an
account with all that hangs on it, and make another one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from rolecall.runtime.application import StateResult
from rolecall.runtime.concurrency.addresses import Clash
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.http.requests import render_text
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.guards.ending_references import check_named
from rolecall.runtime.resources.relations import is_relation
from rolecall.runtime.values.paths import PLACES
from rolecall.runtime.values.texts import canonical_name, caseless_name
from rolecall.runtime.values.unknown import is_known, is_set
from rolecall.specification.schema import (
    MembershipLifecycle,
    NaturalKey,
    ObjectLifecycle,
    PartLifecycle,
    Resource,
    SettingsLifecycle,
)


def check_addresses(context: Context[Any], change: Change) -> Iterator[Diagnostic]:
    """An error where another resource of the configuration or of the state is about the same object."""
    addresses, kind = context.connection.addresses, context.resource.name
    key = str(change.before.get("id"))
    if change.before.get("id") is None and (change.prior is not None or change.is_destroy):
        return
    if change.is_destroy:
        clash, values = addresses.remove(kind, key, name_of(context, change.before)), change.before
    elif change.prior is not None:
        old, name, values = name_of(context, change.before), name_of(context, change.after), change.after
        clash = addresses.keep(kind, key, name)
        if clash is None and change.replaces and old is not None and name is not None and old != name:
            clash = addresses.replace(kind, key, old, name)
    else:
        name, values = name_of(context, change.after), change.after
        clash = None if name is None else addresses.make(kind, name, change.private.prior)
    if clash is not None and not _changes_hands(context, change, clash):
        yield _finding(context, clash, values)
    yield from _check_secret(context, change)
    yield from check_named(context, change)


def _changes_hands(context: Context[Any], change: Change, clash: Clash) -> bool:
    """Whether what one address has goes over to another one, instead of ending.

    Where the end of it is decided already, the plan that keeps it came too late.
    """
    kind, key = context.resource.name, str(change.before.get("id"))
    goes_over = clash == "kept" and (change.is_destroy or not context.connection.addresses.has_ended(kind, key))
    if isinstance(context.lifecycle, MembershipLifecycle):
        return goes_over or clash == "renamed"
    return is_relation(context) and (goes_over or (clash == "renamed" and not context.lifecycle.changes))


def _check_secret(context: Context[Any], change: Change) -> Iterator[Diagnostic]:
    """A warning where a secret ends at one address and another one of its name is made at another."""
    lifecycle, addresses = context.lifecycle, context.connection.addresses
    if not isinstance(lifecycle, ObjectLifecycle) or not lifecycle.takes_namesakes:
        return
    text = _by_natural_key(context, change.before if change.is_destroy else change.after)
    kind = f"secret {context.resource.name}"
    if text is None or (change.prior is not None and not change.is_destroy):
        return
    if change.is_destroy:
        clash = addresses.remove(kind, str(change.before.get("id")), text)
    else:
        clash = addresses.make(kind, text, change.private.prior)
    if clash == "renamed":
        attribute = attribute_of(context)
        shown = (change.before if change.is_destroy else change.after).get(attribute)
        yield Diagnostic(
            "warning",
            f"{shown!r} ends, and another one of that name is made",
            f"Whoever uses the {context.resource.name} that ends is locked out until they have the new value. If only "
            f"its label is new, say so:{label_advice(context.resource.name)}",
            (attribute,),
        )


def settle_addresses(context: Context[Any], change: Change, result: StateResult) -> None:
    """What was planned was carried out, well or not."""
    there = result.state or {}
    key = there.get("id") or change.before.get("id")
    name = name_of(context, change.planned or change.before)
    addresses = context.connection.addresses
    addresses.applying = True
    taken = isinstance(context.lifecycle, SettingsLifecycle | PartLifecycle)
    addresses.settle(context.resource.name, key, name, there=result.state is not None, taken=taken)


def name_of(context: Context[Any], values: Mapping[str, Any]) -> str | None:
    """What no two resources of a type have in common; None where there is no such thing, or it is not known yet.

    Somebody who is only invited may be invited anew, and is not counted.
    """
    if not isinstance(context.lifecycle, ObjectLifecycle):
        return _by_template(context, values)
    collection = context.collection
    natural, invitation = collection.natural_key, collection.invitation
    if natural is None:
        return _by_template(context, values)
    if not natural.unique or context.lifecycle.takes_namesakes:
        return None
    if invitation is not None and values.get(invitation.status) == invitation.pending:
        return None
    return _by_natural_key(context, values)


def _by_natural_key(context: Context[ObjectLifecycle], values: Mapping[str, Any]) -> str | None:
    """The natural key as text; None where there is none, or it is not known yet."""
    collection = context.collection
    natural = collection.natural_key
    if natural is None:
        return None
    parts = [values.get(name) for name in natural_names(context.resource, natural)]
    parts += [values.get(name) for name in collection.parents]
    if not is_set(parts[0]) or not is_known(parts):
        return None
    text = json.dumps(parts, sort_keys=True, default=str, ensure_ascii=False)
    is_caseless = natural.caseless or collection.canonical_key is not None
    return caseless_name(text) if is_caseless else canonical_name(text)


def natural_names(resource: Resource, natural: NaturalKey) -> list[str]:
    """The attributes of a natural key that a plan can know: what nobody can set is the same for all that is made."""
    return [natural.attribute, *(name for name, _ in natural.scope if name not in resource.refused)]


def places_of(context: Context[Any]) -> list[str]:
    """The attributes of which a resource type's own id is built."""
    return [place.partition("|")[0] for place in PLACES.findall(context.resource.id_template or "")]


def label_advice(kind: str) -> str:
    """The block that tells Terraform of a rename."""
    return f"\n\n  moved {{\n    from = {kind}.<old label>\n    to   = {kind}.<new label>\n  }}\n"


def _by_template(context: Context[Any], values: Mapping[str, Any]) -> str | None:
    places = places_of(context)
    known = places and all(is_set(values.get(name)) for name in places)
    return caseless_name(render_text(context.resource.id_template or "", values)) if known else None


def _finding(context: Context[Any], clash: Clash, values: Mapping[str, Any]) -> Diagnostic:
    kind, attribute = context.resource.name, attribute_of(context)
    shown = values.get(attribute)
    if not isinstance(context.lifecycle, ObjectLifecycle):
        shown = render_text(context.resource.id_template or "{id}", values)
    if clash == "twice":
        return Diagnostic(
            "error",
            f"{shown} is managed twice",
            f"Two resources of type {kind} are about the same, and each apply would undo what the other wrote. "
            "Keep one of them, and put everything into it; take the other one out with `terraform state rm`, or with a "
            "`removed` block that does not destroy.",
            (attribute,),
        )
    if clash == "kept":
        goes_over = isinstance(context.lifecycle, MembershipLifecycle) or is_relation(context)
        way = (
            " Or plan with a higher `-parallelism`: where both are planned together, it goes over." if goes_over else ""
        )
        return Diagnostic(
            "error",
            f"{shown!r} is kept at one address and destroyed at another",
            f"Two addresses of the state are the same {kind}. Take the one that goes out with `terraform state rm`, or "
            f"with a `removed` block that does not destroy.{way}",
            (attribute,),
        )
    return Diagnostic(
        "error",
        f"{shown!r} would be removed and made again",
        f"One {kind} that is {shown!r} leaves the configuration, and another one that is {shown!r} is new. Applying "
        "this would end what is there, with all that was given to it, and make another one. If it has a new label "
        f"only, say so:{label_advice(kind)}\nWhere a list that `count` goes through became shorter or longer, each "
        "address has its neighbour's name now: use `for_each` over the names, with such a block for each. If "
        "Terraform calls the old one deposed, nothing of it is lost yet: take it out with `terraform state rm "
        f"{kind}.<label>`, import it, and leave out `create_before_destroy`. If it is meant to be made anew, remove it "
        "in one run and make it in the next.",
        (attribute,),
    )


def attribute_of(context: Context[Any]) -> str:
    """The attribute by which a finding points at the object: its name, or the last of its parts."""
    if isinstance(context.lifecycle, ObjectLifecycle) and context.collection.natural_key is not None:
        return context.collection.natural_key.attribute
    places = places_of(context)
    return places[-1] if places else "id"
