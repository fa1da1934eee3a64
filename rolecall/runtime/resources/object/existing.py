"""What the vendor has under a name: before we ask it to create something, and when its answer was lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rolecall.runtime.application import Object
from rolecall.runtime.collections.envelope import key_of
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostics, Refusal, refusal
from rolecall.runtime.errors import AmbiguousOutcome
from rolecall.runtime.resources.guards.refusals import refuse_federated
from rolecall.runtime.resources.object.transitions import revival
from rolecall.runtime.values.paths import dig
from rolecall.runtime.values.unknown import is_set
from rolecall.specification.schema import Attribute, Collection, ObjectLifecycle, Resource
from rolecall.specification.traits import Invitation


@dataclass(slots=True)
class Before:
    """What the vendor had under the same natural key before we asked it to create; `pending` is an invitation."""

    live: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    pending: Mapping[str, Any] | None = None


def look_before(
    connection: Connection, resource: Resource, lifecycle: ObjectLifecycle, collection: Collection, planned: Object
) -> Before:
    """What is there under the name that is planned. Raises Refusal if that forbids creating, and VendorError."""
    natural = collection.natural_key
    if natural is None:
        return Before()
    wanted = _natural_values(connection, resource, collection, planned)
    live, deleted = connection.search(collection, wanted, planned)
    live = [row for row in live if not connection.client.patience.ends(text_key(collection, row))]
    for row in live:
        found = Diagnostics()
        refuse_federated(resource, lifecycle, row, found)
        if found.has_error:
            raise Refusal(*found)
    if collection.inherited is not None and deleted:
        raise refusal(
            f"{planned[natural.attribute]!r} is there already, though not in its own right",
            f"{collection.inherited.reason} Nothing was changed.",
            (natural.attribute,),
        )
    invitation = lifecycle.invitation
    if live and invitation is not None and dig(live[0], _status_path(resource, invitation)) == invitation.pending:
        return Before(pending=live[0])
    if live and lifecycle.secret is None and natural.unique:
        key = text_key(collection, live[0])
        raise refusal(
            f"{planned[natural.attribute]!r} already exists",
            f"{connection.shim.title} has it as {key!r}, and it was not made by this configuration. To manage it, "
            f"import it: `terraform import {resource.name}.<label> {key}`. Nothing was changed."
            f"{revival(resource, live[0])}",
            (natural.attribute,),
        )
    return Before([text_key(collection, row) for row in live], [text_key(collection, row) for row in deleted])


def _status_path(resource: Resource, invitation: Invitation) -> str:
    return resource.schema.attribute(invitation.status).read_path or invitation.status


def find_again(
    connection: Connection,
    resource: Resource,
    collection: Collection,
    planned: Object,
    before: Before,
    problem: AmbiguousOutcome | None,
) -> Mapping[str, Any]:
    """The object that our own request made, when its answer did not say which.

    Raises Refusal where that is unclear, and VendorError.
    """
    natural = collection.natural_key
    said = "" if problem is None else f" ({problem.message})"
    name = planned.get(natural.attribute) if natural else None
    new: list[dict[str, Any]] = []
    if natural is not None:
        wanted = _natural_values(connection, resource, collection, planned)

        def appeared() -> list[dict[str, Any]]:
            rows, _ = connection.search(collection, wanted, planned)
            return [row for row in rows if text_key(collection, row) not in before.live]

        new = connection.client.patience.until(appeared, bool)
    if len(new) == 1:
        return new[0]
    if new:
        keys = ", ".join(text_key(collection, row) for row in new)
        raise refusal(
            f"Several objects called {name!r} appeared at once",
            f"The answer to the create was lost{said}, and {keys} are all new. Look which one is ours, import it and "
            "delete the others.",
            (natural.attribute,) if natural else (),
        )
    raise refusal(
        "The vendor did not confirm the create",
        f"No trustworthy answer came{said}, and nothing called {name!r} is there. It is safe to apply again: the next "
        "run looks first.",
        (natural.attribute,) if natural else (),
    )


def _natural_values(
    connection: Connection, resource: Resource, collection: Collection, planned: Mapping[str, Any]
) -> dict[str, Any]:
    natural = collection.natural_key
    if natural is None:
        return {}
    pairs = ((natural.attribute, natural.field), *natural.scope)
    return {
        place: _as_in_rows(connection, resource.schema.attribute(name), planned[name])
        for name, place in pairs
        if is_set(planned.get(name))
    }


def _as_in_rows(connection: Connection, attribute: Attribute, value: Any) -> Any:
    return value if attribute.nesting is None else connection.wire.encode(attribute, value)


def text_key(collection: Collection, row: Mapping[str, Any]) -> str:
    """The key of a row, as text."""
    return str(key_of(collection, row))
