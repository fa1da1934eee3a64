"""Owners of tokens, as far as listings name them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.runtime.values.paths import every
from rolecall.specification.schema import ObjectLifecycle, Provider


def holds_credentials(shim: Provider, collection: str) -> bool:
    """True if the objects of the collection are credentials: a resource type of it issues a secret."""
    lifecycles = [item.lifecycle for item in shim.resources]
    return any(
        isinstance(each, ObjectLifecycle) and each.collection == collection and each.secret is not None
        for each in lifecycles
    )


def names_nobody(row: Mapping[str, Any], owner: str) -> bool:
    """True if nothing at the dotted path `owner` of `row` names anybody: it is not there, null or empty."""
    return all(name is None or name == "" for name in every(row, owner))
