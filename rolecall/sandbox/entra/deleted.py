"""The recycle bin: applications, and users, who can be restored."""

from __future__ import annotations

from typing import Any

from rolecall.sandbox.core.message import Response
from rolecall.sandbox.entra.applications import application_row
from rolecall.sandbox.entra.call import Call, bad_request
from rolecall.sandbox.entra.model import DeletedUser
from rolecall.sandbox.entra.users import READ, USUAL, WRITE, user_row

_APPLICATIONS = ("Application.ReadWrite.OwnedBy", "Application.ReadWrite.All")
_SHOWN = (*USUAL, "deletedDateTime")


def list_users(call: Call) -> Response:
    """GET /directory/deletedItems/microsoft.graph.user."""
    call.require("User.DeleteRestore.All", *READ)
    return call.page("users", list(call.store.deleted_users.values()), _row, ("id", "userPrincipalName"), usual=_SHOWN)


def _row(deleted: DeletedUser) -> dict[str, Any]:
    """A deleted user: the id stands before the user principal name, which somebody else may have by now."""
    user = deleted.user
    name = f"{user.id.replace('-', '')}{user.user_principal_name}"
    return {**user_row(user), "userPrincipalName": name, "deletedDateTime": deleted.deleted}


def get(call: Call) -> Response:
    """GET /directory/deletedItems/{id}."""
    id = call.argument("id")
    if (user := call.store.deleted_users.get(id)) is not None:
        call.require("User.DeleteRestore.All", *READ)
        return call.one("directoryObjects", _row(user), usual=_SHOWN)
    call.require(*_APPLICATIONS, "Application.Read.All", "Directory.Read.All")
    application = call.found("id", call.store.deleted_applications.get(id))
    return call.one("directoryObjects", application_row(application))


def purge(call: Call) -> Response:
    """DELETE /directory/deletedItems/{id}: for good."""
    id = call.argument("id")
    if id in call.store.deleted_users:
        call.require("User.DeleteRestore.All", *WRITE)
        call.store.purge_user(id)
        return Response(204)
    call.require(*_APPLICATIONS)
    call.found("id", call.store.deleted_applications.pop(id, None))
    return Response(204)


def restore(call: Call) -> Response:
    """POST /directory/deletedItems/{id}/restore: a user, with groups and assignments."""
    call.require("User.DeleteRestore.All", *WRITE)
    id = call.argument("id")
    call.found("id", call.store.deleted_users.get(id))
    try:
        user = call.store.restore_user(id)
    except ValueError:
        text = "Another object with the same value for property userPrincipalName already exists."
        raise bad_request(text) from None
    call.store.user_copies.created(user.id)
    return call.one("directoryObjects", user_row(user), usual=USUAL)
