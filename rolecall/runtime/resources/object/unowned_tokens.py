"""What a removal tells of tokens whose owner the vendor does not name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from rolecall.runtime.collections.envelope import key_of
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.values.paths import MISSING, dig
from rolecall.specification.schema import Collection

SHOWN: Final = 20
"""So many tokens are named in a warning."""


def unowned_left(
    connection: Connection, collection: Collection, rows: Sequence[Mapping[str, Any]], what: str
) -> Diagnostic:
    """The warning that names `rows`; `what` says what may come of those of the account that is gone."""
    shown = ", ".join(_shown(collection, row) for row in rows[:SHOWN])
    more = f" and {len(rows) - SHOWN} more" if len(rows) > SHOWN else ""
    return Diagnostic(
        "warning",
        f"The owner of {len(rows)} {collection.name} cannot be told",
        f"{connection.shim.title} names no owner of {shown}{more}. {what} Find out at the vendor whose they are and "
        "revoke them there; one that this configuration manages ends when its resource is destroyed.",
    )


def _shown(collection: Collection, row: Mapping[str, Any]) -> str:
    """The key of a row, and its name in brackets where it has one."""
    name = dig(row, collection.natural_key.field) if collection.natural_key is not None else MISSING
    key = repr(str(key_of(collection, row)))
    return key if name is MISSING or name in (None, "") else f"{key} ({name})"
