"""PATCH bodies for the SCIM sandbox."""

from __future__ import annotations

from typing import Any

PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"


def body(*operations: dict[str, Any]) -> dict[str, Any]:
    return {"schemas": [PATCH], "Operations": list(operations)}


def op(name: str, path: str | None = None, value: Any = ...) -> dict[str, Any]:
    made: dict[str, Any] = {"op": name}
    if path is not None:
        made["path"] = path
    if value is not ...:
        made["value"] = value
    return made
