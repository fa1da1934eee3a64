"""The provisioning log, and the directory's log of who changed what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from rolecall.sandbox.core.clock import iso
from rolecall.sandbox.core.message import Request, Response
from rolecall.sandbox.core.trail import Entry
from rolecall.sandbox.entra.call import Call, bad_request
from rolecall.sandbox.entra.filters import matcher
from rolecall.sandbox.entra.store import EntraStore

_FILTERS = ("id", "jobId", "cycleId", "changeId", "provisioningAction", "tenantId", "activityDateTime")
_NESTED = {
    "servicePrincipal/id": ("servicePrincipal", "id"),
    "provisioningStatusInfo/status": ("provisioningStatusInfo", "status"),
}


def list_provisioning(call: Call) -> Response:
    """GET /auditLogs/provisioning, the newest first."""
    call.require("AuditLog.Read.All", "ProvisioningLog.Read.All")
    rows = [_flat(row) for row in reversed(call.store.audit)]
    if "$filter" in call.request.query:
        matches = matcher(call.request.parameter("$filter"), (*_FILTERS, *_NESTED))
        rows = [row for row in rows if matches(row)]
        call.request.query.pop("$filter")
    return call.page("auditLogs/provisioning", rows, _plain)


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """A row with the members that a filter may name by a path."""
    return {**row, **{path: row[outer][inner] for path, (outer, inner) in _NESTED.items()}}


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in _NESTED}


CLIENT: Final = "Provisioning client"
"""The application that changes through Graph are made by."""
_TARGET: Final = re.compile(r"targetResources/any\((\w+):\s*\1/id eq '((?:[^']|'')*)'\)(?:\s+and\s+)?")
_AUDITED: Final = ("result", "category", "activityDisplayName", "correlationId")


def list_directory(call: Call) -> Response:
    """GET /auditLogs/directoryAudits, the newest first."""
    call.require("AuditLog.Read.All", "Directory.ReadWrite.All")
    if call.request.parameter("$orderby", "activityDateTime desc") != "activityDateTime desc":
        raise bad_request("The stand-in sorts by activityDateTime desc alone.", "Request_UnsupportedQuery")
    text = call.request.parameter("$filter", "")
    wanted = {each[2].replace("''", "'") for each in _TARGET.finditer(text)}
    rows = [_audit(each) for each in call.store.trail.newest() if wanted <= set(each.targets)]
    if rest := _TARGET.sub("", text).strip():
        call.request.query["$filter"] = [rest]
    else:
        call.request.query.pop("$filter", None)
    return call.page("auditLogs/directoryAudits", rows, dict, _AUDITED)


@contextmanager
def noted(store: EntraStore, request: Request) -> Iterator[list[str]]:
    """Note the request in the block, if it changes something and is not refused; gives the list for what it made."""
    made: list[str] = []
    yield made
    if request.method != "GET":
        inside = re.findall(
            r'"(?:principalId|resourceId|@odata.id)"\s*:\s*"(?:[^"]*/)?([^"/]+)"', request.body.decode(errors="replace")
        )
        ids = [each for each in request.path.split("/") if re.fullmatch(r"[0-9a-f-]{36}", each)]
        store.trail.note(store.clock.now(), "", f"{request.method} {request.path}", [*ids, *inside, *made])


def _audit(entry: Entry) -> dict[str, Any]:
    user = {"id": entry.actor, "userPrincipalName": entry.actor} if entry.actor else None
    return {
        "id": f"Directory_{entry.request}",
        "category": "ApplicationManagement",
        "activityDateTime": iso(entry.time),
        "activityDisplayName": _NAMES.get(entry.action, entry.action),
        "result": "success",
        "correlationId": entry.request,
        "initiatedBy": {"user": user, "app": None if user else {"displayName": CLIENT}},
        "targetResources": [{"id": each, "type": "Other", "displayName": None} for each in entry.targets],
    }


_NAMES: Final = {
    "assignment.create": "Add app role assignment to service principal",
    "assignment.delete": "Remove app role assignment from service principal",
    "service_principal.update": "Update service principal",
    "application.create": "Add application",
    "application.delete": "Delete application",
}
