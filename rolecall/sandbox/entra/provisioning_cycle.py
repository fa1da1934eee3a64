"""A cycle of a synchronization job: what it does to the application, and the record of it."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from typing import Any

from rolecall.sandbox.entra import credentials, jobs, schema, scope
from rolecall.sandbox.entra.gallery import GALLERY, GalleryApplication
from rolecall.sandbox.entra.model import Job, Provisioned, ServicePrincipal
from rolecall.sandbox.entra.scim_client import Endpoint, PushError
from rolecall.sandbox.entra.store import EntraStore

Actions = list[tuple[str, Provisioned]]
"""What was done: `create`, `update`, `disable` (a user), `delete` (a group), or `escrow`, when the endpoint refused."""


def run(store: EntraStore, principal: ServicePrincipal, job: Job) -> Actions:
    """One cycle: provision whoever is in scope, disable whoever has left it.

    A job that is not started does nothing. Credentials the endpoint refuses put it into quarantine.
    """
    if job.state != "Active":
        return []
    gallery = GALLERY[store.application_of(principal).template_id]
    if refusal := credentials.refusal_of(store, gallery, principal.secrets):
        job.failures += 1
        error = {"code": refusal.name, "message": refusal.text, "tenantActionable": True}
        jobs.finished(store, job, result="Failed", error=error)
        jobs.quarantine(store, job, "EncounteredQuarantineException", refusal.name, refusal.text)
        return []
    document = schema.schema_of(job, gallery.display_name)
    wanted = {item.source_id: item for item in scope.wanted(store, principal, document)}
    done = _Application(store, principal).follow(wanted)
    escrowed = sum(action == "escrow" for action, _ in done)
    made = jobs.finished(
        store,
        job,
        result="EntryLevelErrors" if escrowed else "Succeeded",
        imported=len(wanted),
        entitled=len(wanted),
        exported=len(done) - escrowed,
        escrowed=escrowed,
    )
    job.quarantine, job.failures, job.last_success = None, 0, made
    job.last_export = made if len(done) > escrowed else job.last_export
    job.steady_since = job.steady_since or made.ended
    job.counts = _counts(wanted)
    _log(store, principal, job, gallery, done)
    return done


def provision_some(
    store: EntraStore, principal: ServicePrincipal, job: Job, gallery: GalleryApplication, sources: Collection[str]
) -> Actions:
    """Provision these users and groups at once, if they are in scope."""
    document = schema.schema_of(job, gallery.display_name)
    wanted = {item.source_id: item for item in scope.wanted(store, principal, document) if item.source_id in sources}
    done = _Application(store, principal).follow(wanted, leave=False)
    _log(store, principal, job, gallery, done)
    return done


def _counts(wanted: Mapping[str, Provisioned]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for item in wanted.values():
        key = f"{item.kind} to {item.kind}"
        counts[key] = counts.get(key, 0) + 1
    return counts


class _Application:
    """The application as a cycle changes it: the record of it, and its SCIM endpoint if the options say so."""

    def __init__(self, store: EntraStore, principal: ServicePrincipal) -> None:
        self._record = store.provisioned.setdefault(principal.id, {})
        self._skip = principal.secrets.get("SkipOutOfScopeDeletions", "").lower() == "true"
        secrets, options = principal.secrets, store.options
        url, token = secrets[credentials.URL], secrets[credentials.TOKEN]
        self._endpoint = Endpoint(url, token, options.push_ca, options.push_through) if options.push else None

    def follow(self, wanted: Mapping[str, Provisioned], leave: bool = True) -> Actions:
        """Bring it in line with what is wanted, users first; with `leave`, let go of what is no longer wanted."""
        done: Actions = []
        for item in sorted(wanted.values(), key=lambda item: item.kind != "User"):
            have = self._record.get(item.source_id)
            if have is None:
                done.append(self._try("create", item))
            elif have.values != item.values or not have.active:
                item.target_id = have.target_id
                done.append(self._try("update", item))
        if leave and not self._skip:
            gone = [item for id, item in self._record.items() if id not in wanted and item.active]
            done += [self._try("disable" if "active" in item.values else "delete", item) for item in gone]
        return done

    def _try(self, action: str, item: Provisioned) -> tuple[str, Provisioned]:
        try:
            getattr(self, f"_{action}")(item)
        except PushError as error:
            item.problem = str(error)
            return "escrow", item
        item.problem = ""
        return action, item

    def _create(self, item: Provisioned) -> None:
        item.target_id = str(uuid.uuid4())
        if self._endpoint:
            item.target_id = self._endpoint.create(item.kind, item.matching, self._targets(item.values))
        self._record[item.source_id] = item

    def _update(self, item: Provisioned) -> None:
        before = self._record[item.source_id]
        if self._endpoint:
            changed = {name: value for name, value in item.values.items() if before.values.get(name) != value}
            had, has = (set(values.get("members") or ()) for values in (before.values, item.values))
            if "members" in changed:
                changed["members"] = sorted(has - had)
            removed = self._targets({"members": sorted(had - has)})["members"]
            self._endpoint.update(item.kind, str(item.target_id), self._targets(changed), removed)
        self._record[item.source_id] = item

    def _disable(self, item: Provisioned) -> None:
        if self._endpoint:
            self._endpoint.update(item.kind, str(item.target_id), {"active": False})
        item.active = False
        item.values = {**item.values, "active": False}

    def _delete(self, item: Provisioned) -> None:
        if self._endpoint:
            self._endpoint.delete(item.kind, str(item.target_id))
        del self._record[item.source_id]

    def _targets(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values with members by their ids in the application; those that are not in it are left out."""
        if "members" not in values:
            return dict(values)
        known = [self._record[id].target_id for id in values["members"] or () if id in self._record]
        return {**values, "members": known}


def _problem(item: Provisioned) -> dict[str, Any]:
    """Why the endpoint did not take an account, as the log says it."""
    return {
        "errorCode": "SystemForCrossDomainIdentityManagementServiceIncompatible",
        "errorCategory": "failure",
        "reason": f"The application refused {item.values.get('displayName') or item.source_id}.",
        "additionalDetails": item.problem,
        "recommendedAction": "Correct what the application refuses, then provision on demand.",
    }


def _log(store: EntraStore, principal: ServicePrincipal, job: Job, gallery: GalleryApplication, done: Actions) -> None:
    cycle = str(uuid.uuid4())
    for action, item in done:
        id = item.source_id
        name = str(item.values.get("displayName") or item.values.get("userName") or id)
        identity = {"id": id, "displayName": name, "identityType": item.kind, "details": None}
        target = {**identity, "id": item.target_id}
        store.audit.append(
            {
                "id": str(uuid.uuid4()),
                "activityDateTime": store.now(),
                "tenantId": store.tenant_id,
                "jobId": job.id,
                "cycleId": cycle,
                "changeId": str(uuid.uuid4()),
                "provisioningAction": "other" if action == "escrow" else action,
                "durationInMilliseconds": 10,
                "servicePrincipal": {"id": principal.id, "displayName": principal.display_name},
                "sourceSystem": {"id": "source", "displayName": "Microsoft Entra ID", "details": None},
                "targetSystem": {"id": "target", "displayName": gallery.display_name, "details": None},
                "initiatedBy": {"id": "", "displayName": "Azure AD Provisioning Service", "initiatorType": "system"},
                "sourceIdentity": identity,
                "targetIdentity": target,
                "provisioningStatusInfo": {
                    "status": "failure" if action == "escrow" else "success",
                    "errorInformation": _problem(item) if action == "escrow" else None,
                },
                "provisioningSteps": [],
                "modifiedProperties": [],
            }
        )
