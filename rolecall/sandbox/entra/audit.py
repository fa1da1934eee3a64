"""The provisioning log."""

from __future__ import annotations

from typing import Any

from rolecall.sandbox.core.message import Response
from rolecall.sandbox.entra.call import Call

_FILTERS = ("id", "jobId", "cycleId", "changeId", "provisioningAction", "tenantId", "servicePrincipal/id")


def list_provisioning(call: Call) -> Response:
    """GET /auditLogs/provisioning, the newest first."""
    call.require("AuditLog.Read.All", "ProvisioningLog.Read.All", "Directory.Read.All")
    rows = list(reversed(call.store.audit))
    return call.page("auditLogs/provisioning", rows, _row, _FILTERS)


def _row(row: dict[str, Any]) -> dict[str, Any]:
    return row
