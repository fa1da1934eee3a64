"""Objects of the directory of whatever kind, by their ids, as Graph answers them."""

from __future__ import annotations

from typing import Any

from rolecall.sandbox.core.message import Response
from rolecall.sandbox.entra.applications import application_row, principal_row
from rolecall.sandbox.entra.call import Call, not_found
from rolecall.sandbox.entra.groups import group_row
from rolecall.sandbox.entra.users import USUAL, user_row


def get(call: Call) -> Response:
    """GET /directoryObjects/{id}: needs to read the whole directory."""
    call.require("Directory.Read.All", "Directory.ReadWrite.All")
    row = _seen(call)
    return call.one("directoryObjects", row, usual=USUAL if "userPrincipalName" in row else ())


def _seen(call: Call) -> dict[str, Any]:
    """The object in the path as this copy of the directory has it; refuses with 404."""
    store, id = call.store, call.argument("id")
    if (user := store.user_copies.read(id, store.users.get(id))) is not None:
        return user_row(user)
    if (group := store.group_copies.read(id, store.groups.get(id))) is not None:
        return group_row(group)
    if (principal := store.principal_copies.read(id, store.service_principals.get(id))) is not None:
        return principal_row(store, principal)
    if (application := store.application_copies.read(id, store.applications.get(id))) is not None:
        return application_row(application)
    raise not_found(id)
