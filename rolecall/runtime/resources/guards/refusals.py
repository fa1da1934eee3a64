"""Refusals while planning and again before writing: the last line before somebody loses access."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rolecall.runtime.collections.listings import narrowing
from rolecall.runtime.concurrency.single_owner import Subject
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.guards.administrators import check_administrators
from rolecall.runtime.resources.guards.guard import mode_of
from rolecall.runtime.resources.guards.other_blocks import ended_elsewhere, given_elsewhere, managed_twice
from rolecall.runtime.resources.guards.own_account import is_ours
from rolecall.runtime.values.paths import dig
from rolecall.runtime.values.unknown import UNKNOWN, is_set
from rolecall.specification.schema import ObjectLifecycle, Resource
from rolecall.specification.traits import WriteOnceSecret


def check_destroy(context: Context[ObjectLifecycle], change: Change) -> Iterator[Diagnostic]:
    """Findings against destroying an object. Raises VendorError when that cannot be established."""
    lifecycle, state = context.lifecycle, change.before
    if mode_of(lifecycle, change) == "retain":
        return
    federated = lifecycle.federated
    if federated is not None and state.get(federated.attribute) not in (None, federated.local):
        yield Diagnostic(
            "warning",
            f"This {state[federated.attribute]} account comes back",
            f"{federated.reason} Remove it at the identity provider as well.",
            (federated.attribute,),
        )
    yield from check_administrators(context, change)
    if lifecycle.protect_self:
        if lifecycle.secret is None:
            yield from _own_account(context, change, "destroyed")
        else:
            yield from _own_token(context, lifecycle.secret, change)


def check_update(context: Context[ObjectLifecycle], change: Change) -> Iterator[Diagnostic]:
    """Findings against an update: the account we run as is never disabled."""
    lifecycle = context.lifecycle
    yield from check_administrators(context, change)
    if not lifecycle.protect_self:
        return
    if name := _powerless_by(context.resource, change):
        yield from _own_account(context, change, "disabled", name)
        return
    for name, value in lifecycle.deprovision.disable if lifecycle.deprovision is not None else ():
        if change.after.get(name) == value and change.changed(name):
            yield from _own_account(context, change, "disabled", name)


def check_whereabouts(context: Context[ObjectLifecycle], change: Change) -> Iterator[Diagnostic]:
    """A finding about an imported object whose whereabouts its rows do not tell: it must be where the plan says."""
    collection, key = context.collection, str(change.before["id"])
    if not narrowing(collection, change.after) or narrowing(collection, change.before):
        return
    if context.connection.fresh(collection, key, change.after) is None:
        natural = collection.natural_key
        attribute = natural.within[0][0].partition(".")[0] if natural is not None else "id"
        yield Diagnostic(
            "error",
            f"{change.before['id']!r} is not there",
            f"{context.title} has it, but not where `{attribute}` says. Correct `{attribute}`, or take it out "
            "of Terraform with `terraform state rm`.",
            (attribute,),
        )


def check_names(context: Context[Any], change: Change) -> Iterator[Diagnostic]:
    """Findings about names that the plan would write and the vendor does not know."""
    for attribute in context.resource.schema.attributes:
        value, before = change.after.get(attribute.name), change.before.get(attribute.name)
        if attribute.reference is None or not is_set(value):
            continue
        names = value if isinstance(value, list) else [value]
        known_before = before if isinstance(before, list) else [before]
        fresh = [name for name in names if name is not UNKNOWN and name not in known_before]
        yield from context.connection.references.check(attribute.reference, fresh, (attribute.name,))


def check_claims(context: Context[ObjectLifecycle], change: Change) -> Iterator[Diagnostic]:
    """Findings about a set that the resource lists whole while bindings add to it."""
    key = collection_key(context, change.after) if context.lifecycle.authoritative else None
    if key is not None:
        yield from claim_sets(context, key, change)
        yield from _pass_on(context, key, change)


def _pass_on(context: Context[ObjectLifecycle], key: str, change: Change) -> Iterator[Diagnostic]:
    """Say what the whole sets keep and what they give over; an error for elements that end in the same run."""
    addresses, managed = context.connection.addresses, change.private.managed or ()
    for name in context.lifecycle.authoritative:
        place, given, before = (context.resource.name, key, name), change.given.get(name), change.before.get(name)
        if given is None and name in managed and isinstance(before, list):
            addresses.hand_over(place, [each for each in before if isinstance(each, str)])
        listed = [each for each in given or () if isinstance(each, str)]
        ending = addresses.list_whole(place, listed) | ended_elsewhere(context, key, name, listed)
        if ending:
            shown = ", ".join(sorted(ending))
            yield Diagnostic(
                "error",
                f"{key!r} would lose {shown} in this run",
                f"`{name}` lists it from now on, and a binding that gives it is destroyed in the same run. Take the "
                "binding out of the state without destroying it, with a `removed` block (`destroy = false`) or "
                "`terraform state rm`.",
                (name,),
            )
        elif twice := given_elsewhere(context, change, key, name, listed):
            yield managed_twice(f"{', '.join(sorted(twice))} of {key!r}", name, is_new=name not in managed)


def claim_sets(context: Context[ObjectLifecycle], key: str, change: Change) -> Iterator[Diagnostic]:
    """Claim the sets that the resource lists whole; gives the error for each that bindings have."""
    for name in context.lifecycle.authoritative:
        if change.given.get(name) is not None:
            subject = Subject(context.resource.name, key, name)
            problem = context.connection.single_owners.claim(subject, "authoritative", context.resource.name, (name,))
            if problem is not None:
                yield problem


def collection_key(context: Context[ObjectLifecycle], values: Mapping[str, Any]) -> str | None:
    """The key of the object that `values` describe, as far as it is known before the object exists."""
    if is_set(values.get("id")):
        return str(values["id"])
    collection = context.collection
    natural = collection.natural_key
    if natural is not None and natural.field == collection.key and is_set(values.get(natural.attribute)):
        text = str(values[natural.attribute])
        return text.lower() if collection.canonical_key is not None else text
    return None


def check_federated(context: Context[ObjectLifecycle], change: Change) -> Iterator[Diagnostic]:
    """Findings against creating what an identity provider already brought, as far as a listing shows it.

    The create looks again. Raises VendorError.
    """
    key = collection_key(context, change.after) if context.lifecycle.federated is not None else None
    if key is not None:
        row = context.connection.listings.get(context.collection, key, confirm=False)
        if row is not None:
            yield from federated(context, row)


def federated(context: Context[ObjectLifecycle], row: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """The error for `row` if an identity provider brought it."""
    trait = context.lifecycle.federated
    origin = dig(row, trait.field) if trait is not None else None
    if trait is not None and isinstance(origin, str) and origin and origin != trait.local:
        instead = f" Use {trait.instead} instead." if trait.instead else ""
        name = next((item.name for item in context.resource.schema.attributes if item.required), "id")
        yield Diagnostic(
            "error", f"This is a {origin} account, which cannot be created here", f"{trait.reason}{instead}", (name,)
        )


def _powerless_by(resource: Resource, change: Change) -> str | None:
    """The attribute by which a plan would make the object powerless, or None."""
    for attribute in resource.schema.attributes:
        trait, wanted = attribute.transitions, change.after.get(attribute.name)
        if trait is not None and wanted in trait.powerless and change.changed(attribute.name):
            return attribute.name
    return None


def _own_account(
    context: Context[ObjectLifecycle], change: Change, verb: str, attribute: str = "id"
) -> Iterator[Diagnostic]:
    key = change.before.get("id")
    if is_ours(context, change):
        yield Diagnostic(
            "error",
            f"The account we run as is never {verb}",
            f"{key!r} is the account whose credentials this provider uses: {context.title} would lock "
            "us out half way. Use credentials of another account, or take this one out of Terraform with "
            "`terraform state rm`.",
            (attribute,),
        )


def _own_token(context: Context[ObjectLifecycle], secret: WriteOnceSecret, change: Change) -> Iterator[Diagnostic]:
    connection, state = context.connection, change.before
    own = connection.own_secret()
    if own is None:
        return
    value = state.get(secret.attribute)
    if value is not None:
        is_own = value == own
    elif secret.jwt_id and connection.own_token_id() is not None:
        is_own = state.get("id") == connection.own_token_id()
    else:
        owner = state.get(secret.owner) if secret.owner else None
        who = connection.who()
        if owner is None or who is None or str(owner).lower() == who.lower():
            yield Diagnostic(
                "error",
                "This may be the token we run with",
                "Its value is not in state and it belongs to the account this provider uses, so the two cannot be told "
                "apart. Revoke it in the vendor's console, or run with credentials of another account.",
                ("id",),
            )
        return
    if is_own:
        yield Diagnostic(
            "error",
            "The token we run with is never revoked",
            "The provider authenticates with this very token. Configure it with another token first.",
            ("id",),
        )
