"""Synchronization jobs, as Graph answers them, and their states."""

from __future__ import annotations

import uuid
from typing import Any

from rolecall.sandbox.entra.call import bad_request
from rolecall.sandbox.entra.model import Job, Quarantine, Run, ServicePrincipal
from rolecall.sandbox.entra.store import EntraStore

INTERVAL = "PT40M"
"""How often a started job runs (the guide: approximately every 40 minutes)."""

REASONS = (
    "EncounteredBaseEscrowThreshold",
    "EncounteredTotalEscrowThreshold",
    "EncounteredEscrowProportionThreshold",
    "EncounteredQuarantineException",
    "Unknown",
    "QuarantinedOnDemand",
    "TooManyDeletes",
    "IngestionInterrupted",
)
RESET_SCOPES = ("None", "ConnectorDataStore", "Escrows", "Watermark", "QuarantineState", "Full", "ForceDeletes")
_EMPTY_TIME = "0001-01-01T00:00:00Z"


def job_row(principal: ServicePrincipal, job: Job) -> dict[str, Any]:
    """A job as Graph answers one."""
    return {
        "id": job.id,
        "templateId": job.template_id,
        "schedule": {"expiration": None, "interval": INTERVAL, "state": job.state},
        "status": _status(principal, job),
        "synchronizationJobSettings": [{"name": "AzureIngestionAttributeOptimization", "value": "False"}],
    }


def _status(principal: ServicePrincipal, job: Job) -> dict[str, Any]:
    return {
        "countSuccessiveCompleteFailures": job.failures,
        "escrowsPruned": False,
        "code": _code(principal, job),
        "lastExecution": _run(job.last),
        "lastSuccessfulExecution": _run(job.last_success),
        "lastSuccessfulExecutionWithExports": _run(job.last_export),
        "progress": [],
        "quarantine": _quarantine(job.quarantine),
        "steadyStateFirstAchievedTime": job.steady_since or _EMPTY_TIME,
        "steadyStateLastAchievedTime": job.steady_since or _EMPTY_TIME,
        "synchronizedEntryCountByType": [{"key": kind, "value": count} for kind, count in job.counts.items()],
        "troubleshootingUrl": None,
    }


def _code(principal: ServicePrincipal, job: Job) -> str:
    if job.quarantine:
        return "Quarantine"
    if not set(principal.connection) <= principal.secrets.keys():
        return "NotConfigured"
    if job.state == "Paused":
        return "Paused"
    return "NotRun" if job.last is None or job.state == "Disabled" else "Active"


def _run(run: Run | None) -> dict[str, Any] | None:
    if run is None:
        return None
    return {
        "activityIdentifier": run.activity_id,
        "countEntitled": run.entitled,
        "countEntitledForProvisioning": run.entitled,
        "countEscrowed": run.escrowed,
        "countEscrowedRaw": run.escrowed,
        "countExported": run.exported,
        "countExports": run.exported,
        "countImported": run.imported,
        "countImportedDeltas": 0,
        "countImportedReferenceDeltas": 0,
        "error": run.error,
        "state": run.result,
        "timeBegan": run.began,
        "timeEnded": run.ended,
    }


def _quarantine(quarantine: Quarantine | None) -> dict[str, Any] | None:
    if quarantine is None:
        return None
    return {
        "currentBegan": quarantine.began,
        "error": {"code": quarantine.code, "message": quarantine.message, "tenantActionable": True},
        "nextAttempt": None,
        "reason": quarantine.reason,
        "seriesBegan": quarantine.began,
        "seriesCount": 1,
    }


def start(principal: ServicePrincipal, job: Job) -> None:
    """Start a job, which takes it out of quarantine; refuses with 400 one whose principal has no credentials."""
    for key in principal.connection:
        if key not in principal.secrets:
            raise bad_request(f"The job cannot be started: its credentials lack {key}.", "CredentialsMissing")
    job.state = "Active"
    job.quarantine = None
    job.failures = 0


def restart(principal: ServicePrincipal, job: Job, scope: str) -> None:
    """Start a job over; `scope` says what it forgets: names of synchronizationJobRestartScope, split by commas."""
    names = {name.strip() for name in scope.split(",")}
    if not names <= set(RESET_SCOPES):
        raise bad_request(f"Requested value '{scope}' was not found in synchronizationJobRestartScope.")
    kept = None if names & {"Full", "QuarantineState", "ForceDeletes"} else job.quarantine
    start(principal, job)
    job.quarantine = kept
    if names & {"Full", "Watermark"}:
        job.steady_since = None
        job.counts = {}


def quarantine(store: EntraStore, job: Job, reason: str, code: str = "", message: str = "") -> None:
    """Put a job into quarantine; raises ValueError for a reason that does not exist."""
    if reason not in REASONS:
        raise ValueError(f"no reason {reason!r}; there are {', '.join(REASONS)}")
    job.quarantine = Quarantine(reason, store.now(), code or reason, message or f"The job is in quarantine: {reason}.")


def finished(store: EntraStore, job: Job, **counts: Any) -> Run:
    """Note a cycle that has come to its end."""
    job.last = Run(str(uuid.uuid4()), store.now(), store.now(), **counts)
    return job.last
