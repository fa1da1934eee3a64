"""Credentials are tried by the vendor before they are saved (trait ConnectionTest)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.runtime.application import Object
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import refusal
from rolecall.runtime.errors import Rejected
from rolecall.runtime.resources.context import Context
from rolecall.specification.schema import Operation, SettingsLifecycle
from rolecall.specification.traits import ConnectionTest


def try_settings(context: Context[SettingsLifecycle], values: Object, entries: Mapping[str, str]) -> None:
    """Have the vendor try the credentials. Raises Refusal with the vendor's words when they do not work."""
    trait = context.lifecycle.test
    if trait is None:
        return
    body: dict[str, Any] = {
        trait.member: rows_of(context.lifecycle, {key: entries[key] for key in trait.keys if key in entries})
    }
    key = _object_for(context.connection, trait, values)
    if key is None:
        kinds = context.connection.shim.collection(trait.kinds)
        rows = context.connection.listings.all(kinds, {name: values[name] for name in kinds.parents})
        if not rows:
            raise refusal(
                "The credentials cannot be tried",
                f"{context.title} has nothing in {trait.kinds} for {values.get('id') or 'this'}: it cannot be "
                "provisioned. Nothing was saved.",
            )
        key = str(rows[0][kinds.key.rpartition("{")[2].rstrip("}")])
        body[trait.kind] = key
    try:
        operation = Operation(method="POST", path=trait.path, body="json")
        context.connection.client.call(operation, {**values, "key": key}, body=body, safe=True)
    except Rejected as problem:
        found = problem.diagnostic((trait.attribute,))
        raise refusal(
            "The connection test failed", f"{found.detail} {trait.advice} Nothing was saved.", (trait.attribute,)
        ) from None


def _object_for(connection: Connection, trait: ConnectionTest, values: Object) -> str | None:
    collection = connection.shim.collection(trait.collection)
    rows = connection.listings.all(collection, {name: values[name] for name in collection.parents})
    return str(rows[0][collection.key.rpartition("{")[2].rstrip("}")]) if rows else None


def rows_of(lifecycle: SettingsLifecycle, entries: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Settings as the vendor takes them, a list of keys and values."""
    return [{lifecycle.key: key, lifecycle.value: value} for key, value in entries.items()]
