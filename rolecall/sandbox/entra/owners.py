"""Owners of groups, applications and service principals, as Graph answers and changes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rolecall.sandbox.core.message import Response
from rolecall.sandbox.entra.applications import (
    changeable_application,
    changeable_principal,
    principal_copy,
    seen_application,
)
from rolecall.sandbox.entra.call import Call, bad_request, not_found
from rolecall.sandbox.entra.groups import seen_group, written_group
from rolecall.sandbox.entra.model import Application, Group, ServicePrincipal
from rolecall.sandbox.entra.replication import Replication

_APPLICATION = ("Application.ReadWrite.OwnedBy", "Application.ReadWrite.All")
Owned = Group | Application | ServicePrincipal


class Owners:
    """The owners of one kind of object: `seen` finds it for a read, `written` for a write.

    `needs` are permissions of which one will do. Groups keep their last owner that is a user (`last`); applications may
    be without any.
    """

    def __init__(
        self, seen: Callable[[Call], Owned], written: Callable[[Call], Owned], needs: tuple[str, ...], *, last: bool
    ) -> None:
        self._seen = seen
        self._written = written
        self._needs = needs
        self._last = last

    def list(self, call: Call) -> Response:
        """GET …/owners."""
        call.require(*self._needs, "Directory.Read.All")
        there = self._seen(call).owners
        return call.page("directoryObjects", [id for id in there if _kind(call, id)], lambda id: _row(call, id))

    def add(self, call: Call) -> Response:
        """POST …/owners/$ref."""
        call.require(*self._needs)
        owned, id = self._written(call), call.reference()
        if not _kind(call, id):
            raise not_found(id)
        call.store.refer(id)
        if id in owned.owners:
            raise bad_request(
                "One or more added object references already exist for the following modified properties: 'owners'."
            )
        _change(call, owned, [*owned.owners, id])
        return Response(204)

    def remove(self, call: Call) -> Response:
        """DELETE …/owners/{owner}/$ref."""
        call.require(*self._needs)
        owned, id = self._written(call), call.argument("owner")
        if id not in owned.owners:
            raise not_found(id)
        if self._last and [each for each in owned.owners if each in call.store.users] == [id]:
            raise bad_request("The group must have at least one owner, hence this owner cannot be removed.")
        _change(call, owned, [each for each in owned.owners if each != id])
        return Response(204)


def _change(call: Call, owned: Owned, owners: list[str]) -> None:
    """Let these be the owners; copies of the directory that lag behind have those of before."""
    store = call.store
    copies: Mapping[type, Replication[Any]] = {Group: store.group_copies, Application: store.application_copies}
    with copies.get(type(owned), store.principal_copies).changing(owned):
        owned.owners = owners


def _kind(call: Call, id: str) -> str:
    return "user" if id in call.store.users else "servicePrincipal" if id in call.store.service_principals else ""


def _row(call: Call, id: str) -> dict[str, Any]:
    found = call.store.users.get(id) or call.store.service_principals[id]
    return {"@odata.type": f"#microsoft.graph.{_kind(call, id)}", "id": id, "displayName": found.display_name}


GROUPS = Owners(seen_group, written_group, ("Group.ReadWrite.All", "Directory.ReadWrite.All"), last=True)
APPLICATIONS = Owners(seen_application, changeable_application, _APPLICATION, last=False)
PRINCIPALS = Owners(principal_copy, changeable_principal, _APPLICATION, last=False)
