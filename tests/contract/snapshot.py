"""What a stand-in vendor knows, as rows that can be compared: before and after, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from rolecall.sandbox import Sandbox
from rolecall.sandbox.entra.default_schema import default_schema
from rolecall.sandbox.generic.store import GenericStore
from rolecall.sandbox.tanzu.kubernetes.kinds import BINDINGS
from rolecall.testing import snapshot
from rolecall.testing.snapshot import Row, Snapshot

_KEYS = {"tanium": "id", "splunk": "name"}
_VOLATILE = {"last_login", "last_used", "last_successful_login", "created"}
_PASSING = {"time", "sessions"}
_SCIM_TEXTS = (
    *("displayName", "externalId", "title", "nickName", "profileUrl", "userType", "preferredLanguage", "locale"),
    "timezone",
)


def take(box: Sandbox[Any, Any]) -> Snapshot:
    """Everything the vendor has, deleted records, expired tokens and what passes by itself left out."""
    if box.name == "tanzu":
        return _tanzu(box)
    if box.name == "entra":
        return _entra(box)
    if box.name == "okta":
        return _okta(box)
    if isinstance(box.store, GenericStore):
        return snapshot.take(box)
    if box.name == "scim":
        everything = box.store.dump()
        return {section: {row["id"]: _scim(row) for row in everything[section]} for section in ("users", "groups")}
    found: dict[str, dict[str, Row]] = {}
    everything = box.store.dump()
    for section, rows in everything.items():
        if section in _PASSING:
            continue
        expired = everything["time"] if section == "api_tokens" else ""
        live = [row for row in rows if not row.get("deleted_flag") and row.get("expires_at", "z") > expired]
        found[section] = {_key(box.name, section, row): _flat(row) for row in live}
    return found


def _scim(row: Mapping[str, Any]) -> Row:
    """A user or group; multi-valued attributes are sets, members their ids, texts that are not set null."""
    values = {name: value for name, value in row.items() if name != "members"}
    values = {**dict.fromkeys(_SCIM_TEXTS), **values}
    members = sorted(each["value"] for each in row.get("members", ()))
    if "emails" in values:
        values["emails"] = sorted(values["emails"], key=lambda each: str(each["value"]))
    return {**values, "members": members} if members else values


def _tanzu(box: Sandbox[Any, Any]) -> Snapshot:
    """The members that are left, the role bindings, and the bindings of the first cluster."""
    cloud, mission = box.store.cloud, box.store.mission.dump()
    members = {
        item.user_id: {
            "email": item.email,
            "role": item.role,
            "status": item.status,
            "service_roles": dict(item.service_roles),
        }
        for item in cloud.members.values()
        if item.status != "REMOVED"
    }
    found: dict[str, dict[str, Row]] = {"members": dict(members)}
    groups = cloud.groups.values()
    found["groups"] = {each.id: {"name": each.name, "description": each.description} for each in groups}
    found["group_members"] = {
        f"{group.id}/{cloud.members[who].email}": {"email": cloud.members[who].email}
        for group in groups
        for who in group.members
    }
    found["role_bindings"] = {
        row["name"]: {
            "role": row["role"],
            "subjects": [dict(each) for each in row["subjects"]],
            "scope": {name: row["scope"][name] for name in ("kind", "name")},
        }
        for row in mission["role_bindings"]
    }
    for kind in BINDINGS:
        rows = [record.object for record in box.store.cluster("alpha").records(kind)]
        found[kind.plural] = {
            "/".join(filter(None, (row["metadata"].get("namespace"), row["metadata"]["name"]))): {
                **{name: row["metadata"].get(name) for name in ("name", "namespace", "labels", "annotations")},
                "role": row["roleRef"]["name"],
                "subjects": sorted(row.get("subjects", []), key=lambda subject: str(subject["name"])),
            }
            for row in rows
        }
    return found


def _entra(box: Sandbox[Any, Any]) -> Snapshot:
    """Applications, their secrets, jobs, mappings that somebody changed, and assignments, by the ids of resources."""
    store = box.store
    found: dict[str, dict[str, Row]] = {
        "applications": {item.id: {"template": item.template_id} for item in store.applications.values()},
        "service_principals": {
            item.id: {"display_name": item.display_name, "template_id": store.application_of(item).template_id}
            for item in store.service_principals.values()
        },
        "secrets": {item.id: dict(item.secrets) for item in store.service_principals.values() if item.secrets},
        "assignments": {
            f"{item.resource_id}/{item.id}": {"principal": item.principal_id, "role": item.app_role_id}
            for item in store.assignments.values()
        },
        "users": {item.id: {**asdict(item)} for item in store.users.values()},
        "groups": {item.id: {**asdict(item), "members": sorted(item.members)} for item in store.groups.values()},
        "jobs": {},
        "mappings": {},
        "owners": {
            f"{owned.id}/{owner}": {"owner": owner}
            for objects in (store.groups, store.applications, store.service_principals)
            for owned in objects.values()
            for owner in owned.owners
        },
    }
    for principal in store.service_principals.values():
        for job in principal.jobs.values():
            found["jobs"][f"{principal.id}/{job.id}"] = {"state": job.state, "template": job.template_id}
            initial = _mapped(default_schema(job.id, "Tanium SSO"))
            for kind, row in _mapped(job.schema).items() if job.schema is not None else ():
                if row != initial[kind]:
                    found["mappings"][f"{principal.id}/{job.id}/{kind}"] = row
    return found


def _mapped(schema: Mapping[str, Any]) -> dict[str, Row]:
    """The mappings of a schema by kind of object: where each attribute comes from, and who is in scope."""
    found: dict[str, Row] = {}
    for mapping in schema["synchronizationRules"][0]["objectMappings"]:
        rows = {row["targetAttributeName"]: row["source"]["expression"] for row in mapping["attributeMappings"]}
        found[mapping["sourceObjectName"].lower()] = {**rows, "scope": (mapping["scope"] or {}).get("groups", [])}
    return found


def _okta(box: Sandbox[Any, Any]) -> Snapshot:
    """People, groups, rules and who is in them, and assignments without how far the app is with them."""
    store = box.store
    return {
        "users": {item.id: {"status": item.status, **item.profile} for item in store.users.values()},
        "groups": {item.id: dict(item.profile) for item in store.groups.values()},
        "rules": {
            item.id: {
                "name": item.name,
                "expression": item.expression,
                "groups": item.groups,
                "excluded": item.excluded,
                "status": item.status,
            }
            for item in store.rules.values()
        },
        "members": {
            f"{item.id}/{user}": {"by": rule or "hand"}
            for item in store.groups.values()
            for user, rule in item.members.items()
            if item is not store.everyone
        },
        "app_users": {
            f"{item.id}/{user}": {"direct": has.direct, "user_name": has.user_name.partition("@")[2]}
            for item in store.apps.values()
            for user, has in item.users.items()
        },
        "app_groups": {
            f"{item.id}/{group}": {"priority": has.priority, **has.profile}
            for item in store.apps.values()
            for group, has in item.groups.items()
        },
    }


def _key(vendor: str, section: str, row: Mapping[str, Any]) -> str:
    return str(row["id"] if section == "tokens" else row[_KEYS[vendor]])


def _flat(row: Mapping[str, Any]) -> Row:
    """A row with one level of names: settings of a role stand beside its other fields."""
    flat = {name: value for name, value in row.items() if name != "settings" and name not in _VOLATILE}
    return {**flat, **row.get("settings", {})}
