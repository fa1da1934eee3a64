"""Names that are taken already: refused in the plan, before a run over an existing estate has begun."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rolecall.runtime.collections.envelope import key_of
from rolecall.runtime.collections.listings import narrowing
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.errors import NotFound, TlsFailure, Unavailable, Unreachable
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.guards.caveats import check_needs
from rolecall.runtime.resources.guards.managed_twice import label_advice, natural_names
from rolecall.runtime.resources.guards.refusals import federated
from rolecall.runtime.resources.object.existing_objects import natural_values, there_indirectly
from rolecall.runtime.resources.object.restoring import returns
from rolecall.runtime.resources.object.takeover import announce_heir, is_announced, is_handed
from rolecall.runtime.resources.object.transitions import revival
from rolecall.runtime.values.paths import dig
from rolecall.runtime.values.unknown import is_known, is_set
from rolecall.specification.schema import NaturalKey, ObjectLifecycle


def check_new(context: Context[ObjectLifecycle], change: Change) -> Iterator[Diagnostic]:
    """Findings about a new object: that it is there already, and else what the vendor needs to make it.

    Nobody sets a password for somebody who is to be imported or restored. Raises VendorError.
    """
    found = list(_check_remade(context, change) or check_namesakes(context, change))
    yield from found
    if not any(item.severity == "error" for item in found):
        needed = list(check_needs(context, change))
        if needed and not returns(context, change.after):
            yield from needed


def _check_remade(context: Context[ObjectLifecycle], change: Change) -> list[Diagnostic]:
    """An error about what replaces an object whose name stays taken: it would end, and none be made."""
    natural, trait, known = context.collection.natural_key, context.collection.absent("deleted"), change.private
    if natural is None or trait is None or not trait.undelete or known.prior is None:
        return []
    name = change.after.get(natural.attribute)
    if known.shown and known.name != name:
        return []
    return [
        Diagnostic(
            "error",
            f"{name!r} cannot be replaced",
            f"{context.title} may keep the name of what is deleted: {name!r} would end, and none could be made. Leave "
            "out `-replace`, or take the mark of `terraform taint` off with `terraform untaint`. To begin anew, make "
            "one of another name.",
            (natural.attribute,),
        )
    ]


def check_namesakes(context: Context[ObjectLifecycle], change: Change) -> Iterator[Diagnostic]:
    """A finding about a new object whose name the vendor has already; names that are not known yet pass.

    A plan that is being applied was looked at before, and the create looks again; a system that does not answer is
    left to it, and so is what lives inside of something that is not there. Another spelling has its own error. Where
    nothing was refreshed it cannot be told that this is no apply, which may not have seen all of the state. What is to
    be made before it is destroyed is left to the create too: Terraform puts back what was only where that fails. Raises
    VendorError.
    """
    addresses, planned, replaced = context.connection.addresses, change.after, change.private.prior
    natural = context.collection.natural_key
    applying = addresses.applying or change.is_planned_again
    if replaced is not None and not applying:
        announce_heir(context, replaced)
    inside = all(is_set(planned.get(name)) for name in context.collection.parents)
    if natural is None or not inside or applying or not _is_whole(context, natural, planned):
        return
    wanted = natural_values(context, natural, planned)
    if natural.field not in wanted:
        return
    indirect = context.collection.absent("indirect")
    try:
        if indirect is not None and context.connection.search(context.collection, wanted, planned)[1]:
            yield there_indirectly(natural, planned, indirect)
            return
        rows = [row for row in _rows(context, wanted, planned) if not _is_excused(context, row)]
    except NotFound:
        if not context.collection.parents:
            raise
        return
    except (Unreachable, TlsFailure, Unavailable):
        return  # a system that is away fails its own resources in the apply, and none of the others
    unique = natural.unique and not context.lifecycle.takes_namesakes
    is_ours = addresses.knows if unique else addresses.comes
    ours = {key for row in rows if is_ours(context.resource.name, key := _key(context, row))}
    for key in ours:
        announce_heir(context, key)
    strangers = [row for row in rows if (key := _key(context, row)) not in ours and not _is_known(context, key)]
    if strangers and unique:
        yield _taken(context, natural, planned, strangers)
    elif strangers:
        sure = change.is_certainly_planned or addresses.refreshes()
        yield _namesake(context, natural, planned, strangers, sure=sure)


def _rows(context: Context[ObjectLifecycle], wanted: Mapping[str, Any], planned: Mapping[str, Any]) -> list[Any]:
    connection, collection = context.connection, context.collection
    found = connection.names.having(collection, wanted, narrowing(collection, planned))
    natural = collection.natural_key
    if natural is not None and natural.caseless:
        found = [row for row in found if dig(row, natural.field) == wanted[natural.field]]
    return [row for row in found if not connection.client.consistency.ends(_key(context, row))]


def _is_whole(context: Context[ObjectLifecycle], natural: NaturalKey, planned: Mapping[str, Any]) -> bool:
    """Whether all is known that tells one object from another."""
    names = (*natural_names(context.resource, natural), *(path.partition(".")[0] for path, _ in natural.within))
    return all(is_known(planned.get(name)) for name in names)


def _is_excused(context: Context[ObjectLifecycle], row: Mapping[str, Any]) -> bool:
    """Whether other rules are about the row: an open invitation is taken up, a federated account has its own error."""
    invitation = context.collection.invitation
    if invitation is not None:
        status = context.resource.schema.attribute(invitation.status).read_path or invitation.status
        return bool(dig(row, status) == invitation.pending)
    return context.lifecycle.federated is not None and bool(list(federated(context, row)))


def _is_known(context: Context[ObjectLifecycle], key: str) -> bool:
    return is_handed(context, key) or is_announced(context, key)


def _key(context: Context[ObjectLifecycle], row: Mapping[str, Any]) -> str:
    return str(key_of(context.collection, row))


def _taken(
    context: Context[ObjectLifecycle], natural: NaturalKey, planned: Mapping[str, Any], rows: list[Any]
) -> Diagnostic:
    key, kind = _key(context, rows[0]), context.resource.name
    return Diagnostic(
        "error",
        f"{planned[natural.attribute]!r} already exists",
        f"{context.title} has it as {key!r}, and it was not made by this configuration. To manage it, import it: "
        f"`terraform import {kind}.<label> {key}`. If this state has it under another label, do not import it but say "
        f"so:{label_advice(kind)}\nIf it is this resource being replaced, take `create_before_destroy` out of its "
        f"lifecycle block: the name is free only when the old one is gone.{revival(context.resource, rows[0])}",
        (natural.attribute,),
    )


def _namesake(
    context: Context[ObjectLifecycle], natural: NaturalKey, planned: Mapping[str, Any], rows: list[Any], *, sure: bool
) -> Diagnostic:
    known = "this state does not know it" if sure else "as far as this run has read the state, it does not know it"
    keys = ", ".join(repr(_key(context, row)) for row in rows)
    return Diagnostic(
        "warning",
        f"{context.title} already has a {context.resource.name} called {planned[natural.attribute]!r}",
        f"{keys} is of that name, and {known}: somebody else made it, or an earlier run whose "
        "answer was lost. It goes on working beside the new one. End it in the vendor's console if nobody needs it, or "
        f"import it: `terraform import {context.resource.name}.<label> {_key(context, rows[0])}`.",
        (natural.attribute,),
    )
