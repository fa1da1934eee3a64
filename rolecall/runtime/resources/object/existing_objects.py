"""Objects that the vendor has under a name: before we ask it to create one, and when its answer was lost."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from rolecall.runtime.application import Object
from rolecall.runtime.collections.envelope import key_of
from rolecall.runtime.collections.listings import narrowing
from rolecall.runtime.collections.rows import Row, Rows
from rolecall.runtime.diagnostics import Diagnostic, Refusal, refusal
from rolecall.runtime.errors import AmbiguousOutcome, VendorError
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.guards.refusals import federated
from rolecall.runtime.resources.object.merge import unmet_by, unsaid_by
from rolecall.runtime.resources.object.takeover import taken, takes_over
from rolecall.runtime.values.paths import dig
from rolecall.runtime.values.texts import caseless_name
from rolecall.runtime.values.unknown import is_set
from rolecall.runtime.writes import unchanged
from rolecall.specification.schema import NaturalKey, ObjectLifecycle
from rolecall.specification.traits import AbsentRows


@dataclass(slots=True)
class Before:
    """What the vendor had under the same natural key before we asked it to create.

    `pending` is an invitation, `equal` what is to be made, which this state gave until now. `listed`: nothing, as a
    listing showed that is shared with other creates and was read up to half a minute earlier.
    """

    live: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    pending: Mapping[str, Any] | None = None
    equal: Mapping[str, Any] | None = None
    listed: bool = False


def look_before(context: Context[ObjectLifecycle], change: Change, planned: Object) -> Before:
    """What is there under the name that is planned. Raises Refusal if that forbids creating, and VendorError."""
    collection, lifecycle = context.collection, context.lifecycle
    natural = collection.natural_key
    if natural is None:
        return Before()
    name = planned.get(natural.attribute)
    shares = isinstance(name, str) and _may_share(context, natural)
    if shares and context.connection.lookups.is_free(collection, str(name)):
        return Before(listed=True)
    wanted = natural_values(context, natural, planned)
    live, deleted = context.connection.search(collection, wanted, planned)
    live = [row for row in live if not context.connection.client.consistency.ends(str(key_of(collection, row)))]
    for row in live if lifecycle.federated is not None else ():
        if found := list(federated(context, row)):
            raise Refusal(*found)
    indirect = collection.absent("indirect")
    if indirect is not None and deleted:
        if not indirect.taken_up:
            raise Refusal(there_indirectly(natural, planned, indirect))
        deleted = []
    invitation = collection.invitation
    if live and invitation is not None:
        status = context.resource.schema.attribute(invitation.status).read_path or invitation.status
        if dig(live[0], status) == invitation.pending:
            return Before(pending=live[0])
    overwrites = lifecycle.create.method == "PUT" and lifecycle.create.body != "none"
    if not live and natural.unique and not lifecycle.takes_namesakes and overwrites:
        live = _listed(context, wanted, planned)
    if live and natural.unique and not lifecycle.takes_namesakes:
        key = str(key_of(collection, live[0]))
        if takes_over(context, change, key):
            return Before(equal=live[0])
        raise taken(context, natural.attribute, planned, live[0])
    return Before([str(key_of(collection, row)) for row in live], [str(key_of(collection, row)) for row in deleted])


def _listed(context: Context[ObjectLifecycle], wanted: Mapping[str, Any], planned: Object) -> list[Row]:
    """What a listing shows of that name, where a create would overwrite it in silence. Raises VendorError."""
    connection, collection = context.connection, context.collection
    if collection.list is None:
        return []
    rows = Rows(connection.client, collection)
    return [
        row for row in connection.listings.all(collection, narrowing(collection, planned)) if rows.matches(row, wanted)
    ]


def note_name(context: Context[ObjectLifecycle], planned: Object) -> None:
    """The create is about to be sent: what was listed before says nothing about its name any more."""
    natural = context.collection.natural_key
    if natural is not None and isinstance(name := planned.get(natural.attribute), str):
        context.connection.lookups.wrote(context.collection.name, name)


def _may_share(context: Context[ObjectLifecycle], natural: NaturalKey) -> bool:
    """Whether a look-up may be answered by a listing from a moment ago.

    The vendor must refuse a name that is taken since, show a whole object when it is read, and not lag. Names by which
    objects are addressed are asked for directly.
    """
    lifecycle, collection = context.lifecycle, context.collection
    refuses = natural.unique and not lifecycle.takes_namesakes and lifecycle.create.method == "POST"
    addressed = natural.direct or natural.get is not None or natural.field in collection.key
    plain = (
        collection.list is not None and collection.elements is None and not collection.parents and not natural.within
    )
    special = collection.invitation is not None or lifecycle.secret is not None or collection.absent("indirect")
    lags = context.connection.client.consistency.needed
    return refuses and plain and not addressed and not special and not lags


def deleted_namesake(context: Context[ObjectLifecycle], planned: Object, before: Before) -> str | None:
    """The soft-deleted object that keeps the planned name taken, and how it is brought back; None if there is none."""
    collection, trait = context.collection, context.collection.absent("deleted")
    natural = collection.natural_key
    if trait is None or natural is None or not trait.undelete:
        return None
    found = before.deleted
    if not found and collection.list_deleted is not None:
        everything = replace(collection, list=collection.list_deleted, natural_key=None, joined=None)
        rows = Rows(context.connection.client, everything)
        wanted = natural_values(context, natural, planned)
        with suppress(VendorError):
            every = [row for row in rows.every() if rows.is_deleted(row) and rows.matches(row, wanted)]
            found = [str(key_of(collection, row)) for row in every]
    if not found:
        return None
    return f"{context.title} keeps a deleted one of that name, {', '.join(found)}. {trait.undelete}"


def made_instead(
    context: Context[ObjectLifecycle], planned: Object, before: Before, row: Mapping[str, Any]
) -> str | None:
    """The key of what a create made whose answer `row` is about another object; None where it is about the new one.

    The id in such an answer is somebody else's: taken for ours, the next apply would rename it, and a destroy end it.
    What is not found by its name, and whose answer says the beginning of that, is kept so by the vendor. Raises Refusal
    where it cannot be told, and VendorError.
    """
    names = _another_name(context, planned, row)
    if names is None:
        return None
    said, asked = names
    try:
        stray = AmbiguousOutcome(f"The answer to the create is about {said!r}.")
        return str(key_of(context.collection, find_again(context, planned, before, stray)))
    except Refusal:
        if asked.startswith(said):
            return None
        raise


def _another_name(context: Context[ObjectLifecycle], planned: Object, row: Mapping[str, Any]) -> tuple[str, str] | None:
    """The name that the answer to a create says and the one that was asked for, where they differ in every form."""
    natural = context.collection.natural_key
    if natural is None:
        return None
    rows = Rows(context.connection.client, context.collection)
    for path, value in natural_values(context, natural, planned).items():
        said = dig(row, path)
        if not isinstance(said, str | int) or isinstance(said, bool) or rows.matches(row, {path: value}):
            continue
        forms = caseless_name(str(said).strip()), caseless_name(str(value).strip())
        if forms[0] != forms[1]:
            return forms
    return None


def find_again(
    context: Context[ObjectLifecycle],
    planned: Object,
    before: Before,
    problem: VendorError | None,
) -> Mapping[str, Any]:
    """The object that our own request made, when its answer did not say which.

    Raises Refusal where that is unclear: the error says what may be left behind.
    """
    collection = context.collection
    natural = collection.natural_key
    if natural is None:
        raise _unconfirmed(context, planned, problem, "It has no name by which it could be looked for.")
    wanted = natural_values(context, natural, planned)

    def appeared() -> list[dict[str, Any]]:
        rows, _ = context.connection.search(collection, wanted, planned)
        new = [row for row in rows if str(key_of(collection, row)) not in before.live]
        return [row for row in new if not before.listed or _is_as_sent(context, planned, row)]

    try:
        new = context.connection.client.consistency.until(appeared, bool)
    except (VendorError, Refusal) as error:
        why = error.diagnostic().detail if isinstance(error, VendorError) else str(error)
        raise _unconfirmed(context, planned, problem, f"Looking for it failed too: {why}") from error
    if len(new) == 1:
        return new[0]
    if new:
        keys = ", ".join(str(key_of(collection, row)) for row in new)
        raise refusal(
            f"Several objects called {planned.get(natural.attribute)!r} appeared at once",
            f"The answer to the create was lost{_words(problem)}, and {keys} are all new. Look which one is ours, "
            "import it and delete the others.",
            (natural.attribute,),
        )
    raise _unconfirmed(context, planned, problem, "Nothing new of that name is there now.", looked=True)


def _is_as_sent(context: Context[ObjectLifecycle], planned: Object, row: Mapping[str, Any]) -> bool:
    """Whether the object of `row` shows all that a create would have sent, and may be what it made."""
    sent = {
        item.name: planned[item.name]
        for item in context.resource.schema.attributes
        if item.field is not None
        and item.readable
        and item.sent_on in ("both", "create")
        and is_set(planned[item.name])
    }
    full = context.connection.fresh(context.collection, str(key_of(context.collection, row)), planned)
    return full is not None and not unsaid_by(context, full, sent) and not unmet_by(context, full, {}, sent)


def _words(problem: VendorError | None) -> str:
    return f" ({problem.message})" if problem is not None and problem.message else ""


def _unconfirmed(
    context: Context[ObjectLifecycle],
    planned: Object,
    problem: VendorError | None,
    why: str,
    *,
    looked: bool = False,
) -> Refusal:
    """The error for a create of which nobody knows whether it was done: what may be left, and how to find and end it.

    `looked`: the vendor was asked, and has nothing new of that name.
    """
    natural, secret = context.collection.natural_key, context.lifecycle.secret
    name = planned.get(natural.attribute) if natural is not None else None
    what = f"a {context.resource.name}" + (f" called {name!r}" if is_set(name) else "")
    if secret is not None and secret.owner is not None:
        owner = planned.get(secret.owner)
        what += f" of {secret.owner} {owner!r}" if is_set(owner) else " of the account that the provider runs as"
    sent = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    safe = natural is not None and natural.unique and not context.lifecycle.takes_namesakes
    found = f"Request: {problem.method} {problem.path}\n" if problem is not None and problem.method else ""
    then = (
        "It is safe to apply again: the next run looks first, and refuses with the way to import what it finds."
        if safe
        else f"{context.title} takes several of one name: the next apply makes a second one if this one is there."
    )
    if safe and looked:
        advice = f"If it comes up later: {_ways(context, planned)}"
    else:
        advice = f"Look whether it is there before you apply again: {_ways(context, planned)}"
    return refusal(
        "The vendor did not confirm the create",
        f"No trustworthy answer came{_words(problem)}. {context.title} may have {what} that was made at {sent} and "
        f"is not in state. {why}\n{found}\n{advice} {then}",
        (natural.attribute,) if natural is not None else (),
    )


def _ways(context: Context[ObjectLifecycle], planned: Object) -> str:
    """The way to look for what was planned, and what to do with it."""
    listing = context.collection.list
    where = f" (GET {context.connection.client.path_of(listing, planned)})" if listing is not None else ""
    end = "revoke it, since nobody has its secret" if context.lifecycle.secret is not None else "delete it"
    command = f"terraform import {context.resource.name}.<label> <id>"
    return f"look in {context.title}{where}; import it with `{command}`, or {end}."


def there_indirectly(natural: NaturalKey, planned: Mapping[str, Any], trait: AbsentRows) -> Diagnostic:
    """The finding about what is there because of something else: an error, or a warning where a create takes it up."""
    taken_up = " From this apply on it is there in its own right, and stays when that ends."
    return Diagnostic(
        "warning" if trait.taken_up else "error",
        f"{planned[natural.attribute]!r} is there already, though not in its own right",
        f"{trait.reason}{taken_up if trait.taken_up else unchanged()}",
        (natural.attribute,),
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
