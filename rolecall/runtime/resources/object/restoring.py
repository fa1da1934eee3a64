"""Deleted objects that a create brings back (`Restore`), in place of a new one of the same name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rolecall.runtime.application import Object, StateResult
from rolecall.runtime.collections.envelope import key_of
from rolecall.runtime.collections.rows import Rows
from rolecall.runtime.diagnostics import refusal
from rolecall.runtime.resources.context import Context
from rolecall.runtime.values.paths import dig
from rolecall.runtime.values.texts import caseless_name
from rolecall.runtime.writes import unchanged
from rolecall.specification.schema import ObjectLifecycle, Restore


def restore(context: Context[ObjectLifecycle], planned: Object) -> tuple[Mapping[str, Any], str] | None:
    """The object that was brought back and its key; None where none is asked for, or none of that name is deleted.

    Raises VendorError, and Refusal where several deleted ones had the name.
    """
    trait, natural = context.lifecycle.restore, context.collection.natural_key
    if trait is None or natural is None or planned.get(trait.switch) is not True:
        return None
    name = str(planned[natural.attribute])
    found = _deleted(context, trait, name) or context.connection.client.consistency.again(
        lambda: _deleted(context, trait, name) or None
    )
    if not found:
        return None
    if len(found) > 1:
        raise refusal(
            f"{len(found)} deleted objects were called {name!r}",
            f"{context.title} keeps {', '.join(found)}. Restore the one that is meant there and import it: `terraform "
            f"import {context.resource.name}.<label> <id>`. Without `{trait.switch}` a new one is made.{unchanged()}",
            (trait.switch,),
        )
    context.connection.client.call(trait.restore, {"id": found[0]}, safe=True)
    return {}, found[0]


def returns(context: Context[ObjectLifecycle], planned: Object) -> bool:
    """Whether creating brings back a deleted object, as far as the plan knows its name. Raises VendorError."""
    trait, natural = context.lifecycle.restore, context.collection.natural_key
    if trait is None or natural is None or planned.get(trait.switch) is not True:
        return False
    name = planned.get(natural.attribute)
    return isinstance(name, str) and len(_deleted(context, trait, name)) == 1


def warn_of_return(context: Context[ObjectLifecycle], key: str, result: StateResult) -> None:
    """Say that the new object is an old one."""
    result.diagnostics.warning(
        f"{key!r} was restored",
        f"{context.title} kept it as deleted, and gives it back with all that it had: memberships, role bindings, and "
        "secrets that people know. What this configuration manages is brought to what it says; look at the rest.",
    )


def _deleted(context: Context[ObjectLifecycle], trait: Restore, name: str) -> list[str]:
    """The keys of the deleted objects that had this name."""
    collection = replace(context.collection, list=trait.list, get=None, natural_key=None, nested_set=None)
    keys: list[str] = []
    for row in Rows(context.connection.client, collection).every():
        kept = str(dig(row, trait.name))
        start = re.match(trait.prefix, kept)
        if start is not None and caseless_name(kept[start.end() :]) == caseless_name(name):
            keys.append(str(key_of(collection, row)))
    return keys
