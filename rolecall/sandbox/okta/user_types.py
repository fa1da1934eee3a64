"""User types, and the schema of people's profiles that each of them has.

https://developer.okta.com/docs/api/openapi/okta-management/management/tag/UserType/
"""

from __future__ import annotations

from typing import Any

from rolecall.sandbox.core.message import Response
from rolecall.sandbox.okta.call import Call
from rolecall.sandbox.okta.errors import found, invalid
from rolecall.sandbox.okta.model import DEFAULT_TYPE


def list_types(call: Call) -> Response:
    """Every user type, without pages."""
    return Response.json([schema.type_row(id, call.base) for id, schema in call.store.types.items()])


def read(call: Call) -> Response:
    """One user type, by its id or as `default`."""
    types, id = call.store.types, call.request.arguments["type"]
    schema = found({**types, "default": types[DEFAULT_TYPE]}, id, "UserType")
    return Response.json(schema.type_row(DEFAULT_TYPE if id == "default" else id, call.base))


def schema(call: Call) -> Response:
    """One schema of people's profiles, by its own id."""
    schemas = {each.id: each for each in call.store.types.values()}
    return Response.json(found(schemas, call.request.arguments["schema"], "Schema").row(call.base))


def named(call: Call, sent: Any, otherwise: str) -> str:
    """The id of the user type that a body names; refuses with 400 one that there is not."""
    if sent is None:
        return otherwise
    id = sent.get("id") if isinstance(sent, dict) else None
    if id not in call.store.types:
        raise invalid("type", f"type: There is no user type {id!r}.")
    return str(id)
