"""A cycle of a synchronization job: who is in scope, what the mappings make of them, and the record of it."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from sandbox.entra import credentials, jobs, schema
from sandbox.entra.expressions import value
from sandbox.entra.gallery import GALLERY, GalleryApplication
from sandbox.entra.model import Group, Job, Provisioned, ServicePrincipal, User
from sandbox.entra.store import EntraStore

Actions = list[tuple[str, str]]
"""What was done to each source object: `create`, `update`, `disable`, and its id."""


def run(store: EntraStore, principal: ServicePrincipal, job: Job) -> Actions:
    """One cycle: provision whoever is in scope, disable whoever has left it.

    A job that is not started does nothing. Credentials the endpoint refuses put it into quarantine.
    """
    if job.state != "Active":
        return []
    gallery = GALLERY[store.application_of(principal).template_id]
    if refusal := credentials.refusal_of(store, gallery.display_name, principal.secrets):
        job.failures += 1
        error = {"code": refusal.name, "message": refusal.text, "tenantActionable": True}
        jobs.finished(store, job, result="Failed", error=error)
        jobs.quarantine(store, job, "EncounteredQuarantineException", refusal.name, refusal.text)
        return []
    document = schema.schema_of(job, gallery.display_name)
    wanted = {item.source_id: item for item in _wanted(store, principal, document)}
    done = _apply(store, principal, wanted)
    made = jobs.finished(store, job, result="Succeeded", imported=len(wanted), entitled=len(wanted), exported=len(done))
    job.quarantine, job.failures, job.last_success = None, 0, made
    job.last_export = made if done else job.last_export
    job.steady_since = job.steady_since or made.ended
    job.counts = _counts(wanted)
    _log(store, principal, job, gallery, done)
    return done


def provision_one(
    store: EntraStore, principal: ServicePrincipal, job: Job, gallery: GalleryApplication, source_id: str
) -> Actions:
    """Provision one user or group at once, if it is in scope."""
    document = schema.schema_of(job, gallery.display_name)
    wanted = {item.source_id: item for item in _wanted(store, principal, document) if item.source_id == source_id}
    done = _apply(store, principal, wanted, leave=False)
    _log(store, principal, job, gallery, done)
    return done


def _counts(wanted: Mapping[str, Provisioned]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for item in wanted.values():
        key = f"{item.kind} to {item.kind}"
        counts[key] = counts.get(key, 0) + 1
    return counts


def _wanted(store: EntraStore, principal: ServicePrincipal, document: Mapping[str, Any]) -> Iterator[Provisioned]:
    """What should be in the application, by the enabled mappings of every rule in turn."""
    everybody = principal.secrets.get(credentials.SYNC_ALL, "false").lower() == "true"
    if everybody:
        users, groups = list(store.users.values()), list(store.groups.values())
    else:
        users, groups = _assigned(store, principal)
    for rule in sorted(document["synchronizationRules"], key=lambda rule: int(rule["priority"])):
        for mapping in rule["objectMappings"]:
            if not mapping["enabled"]:
                continue
            sources: list[User] | list[Group] = users if mapping["sourceObjectName"] == "User" else groups
            for source in sources:
                row = _row(source)
                if _in_scope(mapping["scope"] or {}, row):
                    values = {
                        one["targetAttributeName"]: _typed(value(one["source"], row))
                        for one in mapping["attributeMappings"]
                    }
                    yield Provisioned(source.id, mapping["sourceObjectName"], values)


def _assigned(store: EntraStore, principal: ServicePrincipal) -> tuple[list[User], list[Group]]:
    """Users and groups assigned to the application; of a group its direct members, and no nested ones."""
    users: dict[str, User] = {}
    groups: dict[str, Group] = {}
    for assignment in store.assignments_to(principal.id):
        if group := store.groups.get(assignment.principal_id):
            groups[group.id] = group
            users |= {id: store.users[id] for id in group.members if id in store.users}
        elif user := store.users.get(assignment.principal_id):
            users[user.id] = user
    return list(users.values()), list(groups.values())


def _row(source: User | Group) -> dict[str, Any]:
    """The attributes a schema may use, of those that are kept here."""
    if isinstance(source, Group):
        return {
            "objectId": source.id,
            "displayName": source.display_name,
            "mail": source.mail,
            "mailNickname": source.display_name.replace(" ", ""),
            "description": source.description,
            "members": sorted(source.members),
        }
    return {
        "objectId": source.id,
        "userPrincipalName": source.user_principal_name,
        "displayName": source.display_name,
        "mail": source.mail,
        "mailNickname": source.mail_nickname,
        "givenName": source.given_name,
        "surname": source.surname,
        "department": source.department,
        "jobTitle": source.job_title,
        "accountEnabled": str(source.account_enabled),
        "IsSoftDeleted": str(not source.account_enabled),
    }


def _typed(value: Any) -> Any:
    return {"True": True, "False": False}.get(value, value) if isinstance(value, str) else value


def _in_scope(scope: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    """Whether a row meets every clause of at least one filter."""
    groups = scope.get("groups") or []
    return not groups or any(all(_holds(clause, row) for clause in group["clauses"]) for group in groups)


def _holds(clause: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    have = row.get(clause["sourceOperandName"])
    wanted = ((clause["targetOperand"] or {}).get("values") or [""])[0]
    text = "" if have is None else str(have)
    match clause["operatorName"]:
        case "EQUALS":
            return bool(text == wanted)
        case "NOT EQUALS":
            return bool(text != wanted)
        case "IS TRUE":
            return text == "True"
        case "IS FALSE":
            return text == "False"
        case "IS NULL":
            return not text
        case "IS NOT NULL":
            return bool(text)
        case "REGEX MATCH":
            return re.fullmatch(wanted, text) is not None
        case "NOT REGEX MATCH":
            return re.fullmatch(wanted, text) is None
        case "INCLUDES":
            return wanted in text
        case _:
            return False


def _apply(
    store: EntraStore, principal: ServicePrincipal, wanted: Mapping[str, Provisioned], leave: bool = True
) -> Actions:
    """Bring the record in line with what is wanted; with `leave`, disable what is no longer wanted."""
    record = store.provisioned.setdefault(principal.id, {})
    done: Actions = []
    for id, item in wanted.items():
        have = record.get(id)
        if have is None:
            item.target_id = str(uuid.uuid4())
            record[id] = item
            done.append(("create", id))
        elif have.values != item.values or not have.active:
            have.values, have.active = item.values, True
            done.append(("update", id))
    skip = principal.secrets.get("SkipOutOfScopeDeletions", "").lower() == "true"
    if leave and not skip:
        for id, have in record.items():
            if id not in wanted and have.active:
                have.active = False
                have.values = {**have.values, **({"active": False} if "active" in have.values else {})}
                done.append(("disable", id))
    return done


def _log(store: EntraStore, principal: ServicePrincipal, job: Job, gallery: GalleryApplication, done: Actions) -> None:
    cycle = str(uuid.uuid4())
    for action, id in done:
        item = store.provisioned[principal.id][id]
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
                "provisioningAction": action,
                "durationInMilliseconds": 10,
                "servicePrincipal": {"id": principal.id, "displayName": principal.display_name},
                "sourceSystem": {"id": "source", "displayName": "Microsoft Entra ID", "details": None},
                "targetSystem": {"id": "target", "displayName": gallery.display_name, "details": None},
                "initiatedBy": {"id": "", "displayName": "Azure AD Provisioning Service", "initiatorType": "system"},
                "sourceIdentity": identity,
                "targetIdentity": target,
                "provisioningStatusInfo": {"status": "success", "errorInformation": None},
                "provisioningSteps": [],
                "modifiedProperties": [],
            }
        )
