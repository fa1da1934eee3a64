"""On-demand provisioning, as Graph answers it: one user or group, and the steps that were taken."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from rolecall.sandbox.core.message import Refusal, Response
from rolecall.sandbox.entra import schema
from rolecall.sandbox.entra.call import Call, bad_request
from rolecall.sandbox.entra.gallery import GalleryApplication
from rolecall.sandbox.entra.model import Job, Provisioned, ServicePrincipal
from rolecall.sandbox.entra.provisioning_cycle import provision_some

_WINDOW = 10.0
"""Seconds within which the option `on_demand_limit` counts."""
_MOST_MEMBERS = 5
_KEY = "Microsoft.Identity.Health.CPP.Common.DataContracts.SyncFabric.StatusInfo"
_EXPORTS = {"create": "EntryExportAdd", "update": "EntryExportUpdate", "escrow": "EntryExportAdd"}


def answer(call: Call, principal: ServicePrincipal, job: Job, gallery: GalleryApplication) -> Response:
    """Provision the subject of the request, if it is in scope, and tell the steps."""
    _throttle(call)
    parameters = call.body({"parameters": list}, required=["parameters"])["parameters"]
    subjects = [(each.get("ruleId"), subject) for each in parameters for subject in each.get("subjects", ())]
    if len(subjects) != 1:
        raise bad_request("Exactly one subject can be provisioned on demand.")
    rule, subject = subjects[0]
    kind, id = str(subject.get("objectTypeName")), str(subject.get("objectId"))
    members = [str(each.get("objectId")) for each in (subject.get("links") or {}).get("members", ())]
    if len(members) > _MOST_MEMBERS:
        raise bad_request(f"At most {_MOST_MEMBERS} members can be provisioned with a group.")
    document = schema.schema_of(job, gallery.display_name)
    mapped = [
        mapping["sourceObjectName"]
        for each in document["synchronizationRules"]
        if each["id"] == rule
        for mapping in each["objectMappings"]
    ]
    if kind not in mapped:
        raise bad_request(f"The rule '{rule}' has no mapping of '{kind}'.", "InvalidRule")
    source = (call.store.users if kind == "User" else call.store.groups).get(id)
    if source is None:
        found = [_step("EntryImport", "Failure", f"{kind} '{id}' was not found.", {"ErrorCode": "EntryNotFound"})]
    else:
        name = source.display_name
        found = [
            _step("EntryImport", "Success", f"Retrieved {kind} '{name}' from Microsoft Entra ID", {"objectId": id})
        ]
        done = provision_some(call.store, principal, job, gallery, [*members, id])
        found += _taken(done, {item.source_id: item for _, item in done}, kind, id, name, call, principal)
    value = json.dumps([{"provisioningSteps": found}])
    return Response.json({"key": _KEY, "value": value})


def _taken(
    done: Sequence[tuple[str, Provisioned]],
    by_id: Mapping[str, Provisioned],
    kind: str,
    id: str,
    name: str,
    call: Call,
    principal: ServicePrincipal,
) -> list[dict[str, Any]]:
    if id not in by_id:
        if id in call.store.provisioned.get(principal.id, {}):
            text = f"{kind} '{name}' is as it should be in the application"
            return [_step("EntryExportUpdate", "Skipped", text, {"SkipReason": "RedundantExport"})]
        text = f"{kind} '{name}' is not in scope"
        return [_step("EntrySynchronizationSkip", "Skipped", text, {"SkipReason": "NotEffectivelyEntitled"})]
    found = [_step("EntrySynchronizationScoping", "Success", f"{kind} '{name}' is in scope", {})]
    for action, item in done:
        details = {"Reason": item.problem} if action == "escrow" else {"displayName": item.values.get("displayName")}
        status = "Failure" if action == "escrow" else "Success"
        said = f"{item.kind} '{item.values.get('displayName')}': {'refused' if action == 'escrow' else action}"
        found.append(_step(_EXPORTS.get(action, "EntryExport"), status, said, details))
    return found


def _step(name: str, status: str, description: str, details: Mapping[str, Any]) -> dict[str, Any]:
    kind = name.removeprefix("Entry").removesuffix("Skip").removesuffix("Add").removesuffix("Update")
    return {"name": name, "type": kind, "status": status, "description": description, "details": dict(details)}


def _throttle(call: Call) -> None:
    """Refuse with 429 more of these than the option allows within ten seconds."""
    now, limit = call.store.clock.now(), call.options.on_demand_limit
    recent = [at for at in call.store.on_demand if at > now - _WINDOW]
    if limit and len(recent) >= limit:
        text = "Too many requests. Please retry after the time in the Retry-After header."
        raise Refusal(429, text, "TooManyRequests", Retry_After=str(call.options.retry_after))
    call.store.on_demand[:] = [*recent, now]
