"""Objects that the vendor has under a name: before we ask it to create one, and when its answer was lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rolecall.runtime.application import Object
from rolecall.runtime.collections.envelope import key_of
from rolecall.runtime.diagnostics import Refusal, refusal
from rolecall.runtime.errors import AmbiguousOutcome
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.guards.refusals import federated
from rolecall.runtime.resources.object.transitions import revival
from rolecall.runtime.values.paths import dig
from rolecall.runtime.values.unknown import is_set
from rolecall.specification.schema import NaturalKey, ObjectLifecycle


@dataclass(slots=True)
class Before:
    """What the vendor had under the same natural key before we asked it to create; `pending` is an invitation."""

    live: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    pending: Mapping[str, Any] | None = None


def look_before(context: Context[ObjectLifecycle], planned: Object) -> Before:
    """What is there under the name that is planned. Raises Refusal if that forbids creating, and VendorError."""
    collection, lifecycle = context.collection, context.lifecycle
    natural = collection.natural_key
    if natural is None:
        return Before()
    wanted = natural_values(context, natural, planned)
    live, deleted = context.connection.search(collection, wanted, planned)
    live = [row for row in live if not context.connection.client.consistency.ends(str(key_of(collection, row)))]
    for row in live if lifecycle.federated is not None else ():
        if found := list(federated(context, row)):
            raise Refusal(*found)
    indirect = collection.absent("indirect")
    if indirect is not None and deleted:
        raise refusal(
            f"{planned[natural.attribute]!r} is there already, though not in its own right",
            f"{indirect.reason} Nothing was changed.",
            (natural.attribute,),
        )
    invitation = collection.invitation
    if live and invitation is not None:
        status = context.resource.schema.attribute(invitation.status).read_path or invitation.status
        if dig(live[0], status) == invitation.pending:
            return Before(pending=live[0])
    if live and lifecycle.secret is None and natural.unique:
        key = str(key_of(collection, live[0]))
        raise refusal(
            f"{planned[natural.attribute]!r} already exists",
            f"{context.title} has it as {key!r}, and it was not made by this configuration. To manage it, "
            f"import it: `terraform import {context.resource.name}.<label> {key}`. Nothing was changed."
            f"{revival(context.resource, live[0])}",
            (natural.attribute,),
        )
    return Before([str(key_of(collection, row)) for row in live], [str(key_of(collection, row)) for row in deleted])


def find_again(
    context: Context[ObjectLifecycle],
    planned: Object,
    before: Before,
    problem: AmbiguousOutcome | None,
) -> Mapping[str, Any]:
    """The object that our own request made, when its answer did not say which.

    Raises Refusal where that is unclear, and VendorError.
    """
    collection = context.collection
    natural = collection.natural_key
    said = "" if problem is None else f" ({problem.message})"
    name = planned.get(natural.attribute) if natural else None
    new: list[dict[str, Any]] = []
    if natural is not None:
        wanted = natural_values(context, natural, planned)

        def appeared() -> list[dict[str, Any]]:
            rows, _ = context.connection.search(collection, wanted, planned)
            return [row for row in rows if str(key_of(collection, row)) not in before.live]

        new = context.connection.client.consistency.until(appeared, bool)
    if len(new) == 1:
        return new[0]
    if new:
        keys = ", ".join(str(key_of(collection, row)) for row in new)
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


def natural_values(
    context: Context[ObjectLifecycle], natural: NaturalKey, planned: Mapping[str, Any]
) -> dict[str, Any]:
    """The members by which an object of the planned natural key is searched, as far as they are known."""
    values: dict[str, Any] = {}
    for name, place in ((natural.attribute, natural.field), *natural.scope):
        attribute, value = context.resource.schema.attribute(name), planned.get(name)
        if is_set(value):
            values[place] = value if attribute.nesting is None else context.connection.wire.encode(attribute, value)
    return values
