"""Tokens that an account leaves behind when it is deleted: they may work again once somebody has its name.

Where a token is bound to an account by its name, and no trait revokes it with the account, a warning names it; and so
it does for those whose owner cannot be told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from rolecall.runtime.collections.envelope import key_of
from rolecall.runtime.diagnostics import Diagnostic, Refusal
from rolecall.runtime.errors import VendorError
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.object.unowned_tokens import SHOWN, unowned_left
from rolecall.runtime.values.paths import MISSING
from rolecall.runtime.values.texts import same_name
from rolecall.specification.schema import Attribute, Collection, ObjectLifecycle

Row: TypeAlias = Mapping[str, Any]


def may_leave_credentials(context: Context[ObjectLifecycle]) -> bool:
    """Whether deleting an object of the type looks for tokens."""
    access = context.resource.access
    return access is not None and access.account is not None and any(True for _ in _credentials(context))


def warn_of_credentials(context: Context[ObjectLifecycle], change: Change) -> Iterator[Diagnostic]:
    """A warning for each type of tokens of which the account that is gone has some, or may have some."""
    access, prior = context.resource.access, change.before
    name = None if access is None or access.account is None else prior.get(access.account.name)
    if not isinstance(name, str) or name != prior["id"]:
        return  # a number is never somebody else's again
    for kind, collection, owner in _credentials(context):
        try:
            keys, unowned = _left(context, collection, owner, name)
        except (VendorError, Refusal) as problem:
            yield Diagnostic(
                "warning",
                f"Whether {name!r} leaves a {kind} behind is not known",
                f"{problem} What is left may work again for whoever has that name next. Look there, and revoke it.",
            )
            continue
        if keys:
            more = f" and {len(keys) - SHOWN} more" if len(keys) > SHOWN else ""
            yield Diagnostic(
                "warning",
                f"{name!r} is gone, and {len(keys)} {kind} of theirs {'is' if len(keys) == 1 else 'are'} left",
                f"{context.title} keeps {', '.join(map(repr, keys[:SHOWN]))}{more}: what is left may work again once "
                f"somebody has the name {name!r}. Revoke it there, or import it and destroy it.",
            )
        if unowned:
            yield unowned_left(
                context.connection,
                collection,
                unowned,
                f"Those of {name!r} among them are left, and may work again once somebody has that name.",
            )


def _credentials(context: Context[ObjectLifecycle]) -> Iterator[tuple[str, Collection, Attribute]]:
    """The types of tokens that name an account and do not end with it, with where they are, and what names it."""
    shim, trait = context.connection.shim, context.lifecycle.deprovision
    ended = {owned.collection for owned in trait.cascade_delete} if trait is not None else set()
    for resource in shim.resources:
        lifecycle = resource.lifecycle
        if not isinstance(lifecycle, ObjectLifecycle) or lifecycle.secret is None or lifecycle.secret.owner is None:
            continue
        collection = shim.collection(lifecycle.collection)
        if collection.name not in ended and collection.list is not None and not collection.parents:
            yield resource.name, collection, resource.schema.attribute(lifecycle.secret.owner)


def _left(
    context: Context[ObjectLifecycle], collection: Collection, owner: Attribute, name: str
) -> tuple[list[str], list[Row]]:
    """The keys of the tokens that name the account, and the rows that name nobody, not when they are read singly.

    Raises VendorError or Refusal.
    """
    connection = context.connection
    keys: list[str] = []
    unowned: list[Row] = []
    for row in connection.removals.share(collection.name, lambda: connection.listings.all(collection)):
        has, key = connection.wire.decode(owner, row), key_of(collection, row)
        if not isinstance(has, str) and collection.get is not None and key is not MISSING:
            single = connection.listings.fresh(collection, str(key))
            has = None if single is None else connection.wire.decode(owner, single)
        if not isinstance(has, str):
            unowned.append(row)
        elif same_name(has, name):
            keys.append(str(key))
    return keys, unowned
