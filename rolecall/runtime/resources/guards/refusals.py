"""What is refused while planning and again before writing: the last line before somebody loses access."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.runtime.application import Object
from rolecall.runtime.collections.listings import narrowing
from rolecall.runtime.concurrency.single_owner import Subject
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostics
from rolecall.runtime.resources.guards.protection import protecting
from rolecall.runtime.resources.object.read import parent_of
from rolecall.runtime.resources.object.transitions import check_moves, check_own_move
from rolecall.runtime.values.paths import dig
from rolecall.runtime.values.unknown import UNKNOWN, is_set
from rolecall.specification.schema import MembershipLifecycle, ObjectLifecycle, Resource


def check_destroy(connection: Connection, resource: Resource, state: Object) -> Diagnostics:
    """Findings against destroying what `state` describes. Raises VendorError when that cannot be established."""
    found = Diagnostics()
    lifecycle = resource.lifecycle
    if isinstance(lifecycle, MembershipLifecycle):
        _warn_of_own_binding(connection, lifecycle, state, found)
    if not isinstance(lifecycle, ObjectLifecycle):
        return found
    if _mode(lifecycle, state) == "retain":
        return found
    for trait in protecting(lifecycle, state):
        found.error(
            f"{state[trait.attribute]!r} is never deleted",
            f"{trait.reason} Take it out of Terraform with `terraform state rm` or a `removed` block.",
            (trait.attribute,),
        )
    if lifecycle.federated is not None and state.get(lifecycle.federated.attribute) not in (
        None,
        lifecycle.federated.local,
    ):
        found.warning(
            f"This {state[lifecycle.federated.attribute]} account comes back",
            f"{lifecycle.federated.reason} Remove it at the identity provider as well.",
            (lifecycle.federated.attribute,),
        )
    if lifecycle.protect_self:
        if lifecycle.secret is None:
            _refuse_own_account(connection, lifecycle, state, "destroyed", found)
        else:
            _refuse_own_token(connection, lifecycle, state, found)
    return found


def check_create(resource: Resource, planned: Object) -> Diagnostics:
    """Findings against making what the vendor keeps to itself."""
    found = Diagnostics()
    if isinstance(resource.lifecycle, ObjectLifecycle):
        for trait in protecting(resource.lifecycle, planned):
            if trait.frozen:
                found.error(
                    f"{planned[trait.attribute]!r} is never made here",
                    f"{trait.reason} Choose another {trait.attribute}.",
                    (trait.attribute,),
                )
    return found


def check_update(connection: Connection, resource: Resource, prior: Object, planned: Object) -> Diagnostics:
    """Findings against an update: the account we run as is never disabled."""
    found = Diagnostics()
    lifecycle = resource.lifecycle
    if not isinstance(lifecycle, ObjectLifecycle):
        return found
    found.extend(check_moves(connection, resource, prior, planned))
    for trait in protecting(lifecycle, prior):
        if trait.frozen:
            found.error(
                f"{prior[trait.attribute]!r} is never changed",
                f"{trait.reason} Take it out of Terraform with `terraform state rm` or a `removed` block.",
                (trait.attribute,),
            )
    if not lifecycle.protect_self:
        return found
    if name := check_own_move(resource, prior, planned):
        _refuse_own_account(connection, lifecycle, prior, "disabled", found, name)
        return found
    for name, value in lifecycle.deprovision.disable if lifecycle.deprovision is not None else ():
        if planned.get(name) == value and prior.get(name) != value:
            _refuse_own_account(connection, lifecycle, prior, "disabled", found, name)
    return found


def check_whereabouts(connection: Connection, resource: Resource, prior: Object, planned: Object) -> Diagnostics:
    """Findings about an imported object whose whereabouts its rows do not tell: it must be where the plan says."""
    found = Diagnostics()
    if not isinstance(resource.lifecycle, ObjectLifecycle):
        return found
    collection = connection.shim.collection(resource.lifecycle.collection)
    query = narrowing(collection, planned)
    if not query or narrowing(collection, prior):
        return found
    if connection.fresh(collection, str(prior["id"]), planned) is None:
        natural = collection.natural_key
        attribute = natural.within[0][0].partition(".")[0] if natural is not None else "id"
        found.error(
            f"{prior['id']!r} is not there",
            f"{connection.shim.title} has it, but not where `{attribute}` says. Correct `{attribute}`, or take it out "
            "of Terraform with `terraform state rm`.",
            (attribute,),
        )
    return found


def check_names(
    connection: Connection, resource: Resource, prior: Mapping[str, Any] | None, planned: Object
) -> Diagnostics:
    """Findings about names that the plan would write and the vendor does not know."""
    found = Diagnostics()
    for attribute in resource.schema.attributes:
        value = planned.get(attribute.name)
        if attribute.reference is None or not is_set(value):
            continue
        before = (prior or {}).get(attribute.name)
        names = value if isinstance(value, list) else [value]
        known_before = before if isinstance(before, list) else [before]
        fresh = [name for name in names if name is not UNKNOWN and name not in known_before]
        found.extend(connection.references.check(attribute.reference, fresh, (attribute.name,)))
    lifecycle = resource.lifecycle
    if isinstance(lifecycle, MembershipLifecycle) and prior is None and is_set(planned.get(lifecycle.member)):
        _, attribute = parent_of(connection, lifecycle)
        if attribute.reference is not None:
            names = [planned[lifecycle.member]]
            found.extend(connection.references.check(attribute.reference, names, (lifecycle.member,)))
    return found


def check_claims(connection: Connection, resource: Resource, planned: Object, config: Object) -> Diagnostics:
    """Findings about a set that one resource lists whole while bindings add to it."""
    found = Diagnostics()
    lifecycle = resource.lifecycle
    if isinstance(lifecycle, MembershipLifecycle):
        owner = planned.get(lifecycle.owner)
        if is_set(owner):
            subject = Subject(lifecycle.parent, str(owner), lifecycle.of)
            problem = connection.claims.claim(subject, "additive", resource.name, (lifecycle.owner,))
            found.extend([problem] if problem else [])
        return found
    if not isinstance(lifecycle, ObjectLifecycle):
        return found
    key = collection_key(connection, lifecycle, planned)
    for name in lifecycle.authoritative:
        if key is not None and config.get(name) is not None:
            subject = Subject(resource.name, key, name)
            problem = connection.claims.claim(subject, "authoritative", resource.name, (name,))
            found.extend([problem] if problem else [])
    return found


def collection_key(connection: Connection, lifecycle: ObjectLifecycle, values: Mapping[str, Any]) -> str | None:
    """The key of the object that `values` describe, as far as it is known before the object exists."""
    if is_set(values.get("id")):
        return str(values["id"])
    collection = connection.shim.collection(lifecycle.collection)
    natural = collection.natural_key
    if natural is not None and natural.field == collection.key and is_set(values.get(natural.attribute)):
        text = str(values[natural.attribute])
        return text.lower() if collection.canonical_key is not None else text
    return None


def check_federated(connection: Connection, resource: Resource, planned: Object) -> Diagnostics:
    """Findings against creating what an identity provider already brought, as far as a listing shows it.

    The create looks again. Raises VendorError.
    """
    found = Diagnostics()
    lifecycle = resource.lifecycle
    if not isinstance(lifecycle, ObjectLifecycle) or lifecycle.federated is None:
        return found
    key = collection_key(connection, lifecycle, planned)
    if key is None:
        return found
    row = connection.listings.get(connection.shim.collection(lifecycle.collection), key, confirm=False)
    if row is not None:
        refuse_federated(resource, lifecycle, row, found)
    return found


def refuse_federated(
    resource: Resource, lifecycle: ObjectLifecycle, row: Mapping[str, Any], found: Diagnostics
) -> None:
    """Add the error for `row` if an identity provider brought it."""
    trait = lifecycle.federated
    if trait is None:
        return
    origin = dig(row, trait.field)
    if isinstance(origin, str) and origin and origin != trait.local:
        instead = f" Use {trait.instead} instead." if trait.instead else ""
        name = next((item.name for item in resource.schema.attributes if item.required), "id")
        found.error(f"This is a {origin} account, which cannot be created here", f"{trait.reason}{instead}", (name,))


def _mode(lifecycle: ObjectLifecycle, state: Object) -> str:
    if lifecycle.deprovision is None or lifecycle.deprovision.mode is None:
        return "delete"
    return str(state.get(lifecycle.deprovision.mode) or "delete")


def _refuse_own_account(
    connection: Connection,
    lifecycle: ObjectLifecycle,
    state: Object,
    verb: str,
    found: Diagnostics,
    attribute: str = "id",
) -> None:
    who = connection.who()
    if who is not None and str(state.get("id")).lower() == who.lower():
        found.error(
            f"The account we run as is never {verb}",
            f"{state['id']!r} is the account whose credentials this provider uses: {connection.shim.title} would lock "
            "us out half way. Use credentials of another account, or take this one out of Terraform with "
            "`terraform state rm`.",
            (attribute,),
        )


def _refuse_own_token(connection: Connection, lifecycle: ObjectLifecycle, state: Object, found: Diagnostics) -> None:
    secret, own = lifecycle.secret, connection.own_secret()
    if secret is None or own is None:
        return
    value = state.get(secret.attribute)
    if value is not None:
        is_own = value == own
    elif secret.jwt_id and connection.own_token_id() is not None:
        is_own = state.get("id") == connection.own_token_id()
    else:
        owner = state.get(secret.owner) if secret.owner else None
        who = connection.who()
        if owner is not None and who is not None and str(owner).lower() != who.lower():
            return
        found.error(
            "This may be the token we run with",
            "Its value is not in state and it belongs to the account this provider uses, so the two cannot be told "
            "apart. Revoke it in the vendor's console, or run with credentials of another account.",
            ("id",),
        )
        return
    if is_own:
        found.error(
            "The token we run with is never revoked",
            "The provider authenticates with this very token. Configure it with another token first.",
            ("id",),
        )


def _warn_of_own_binding(
    connection: Connection, lifecycle: MembershipLifecycle, state: Object, found: Diagnostics
) -> None:
    who = connection.who()
    if who is not None and str(state.get(lifecycle.owner)).lower() == who.lower():
        found.warning(
            f"The account we run as loses {state.get(lifecycle.member)!r}",
            "This binding belongs to the account whose credentials this provider uses. Make sure that what is left is "
            "enough to go on.",
            (lifecycle.member,),
        )
