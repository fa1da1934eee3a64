"""Objects as answers show them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.sandbox.core.clock import milliseconds
from rolecall.sandbox.okta.model import (
    ACTIVE,
    DISABLED,
    ERROR,
    OKTA_GROUP,
    PROVISIONED,
    SYNCHRONIZED,
    SYNCING,
    App,
    AppGroup,
    AppUser,
    Group,
    Rule,
    User,
)

_KEY = "5gbe0HpzAYj2rsWSLxx1fYHdh-SzWqyKqwmfJ6qDk5g"
"""Name of a signing key; it says nothing."""

_STATUS = {DISABLED: ACTIVE, SYNCING: "PENDING", SYNCHRONIZED: PROVISIONED, ERROR: PROVISIONED}


def moment(epoch: float | None) -> str | None:
    """A time as Okta writes it, to the millisecond."""
    return None if epoch is None else milliseconds(epoch)


def user_row(user: User, base: str) -> dict[str, Any]:
    """A person."""
    credentials: dict[str, Any] = {"provider": {"type": "OKTA", "name": "OKTA"}}
    if user.password is not None:
        credentials["password"] = {}
    return {
        "id": user.id,
        "status": user.status,
        "created": moment(user.created),
        "activated": moment(user.activated),
        "statusChanged": moment(user.status_changed),
        "lastLogin": None,
        "lastUpdated": moment(user.last_updated),
        "passwordChanged": None,
        "transitioningToStatus": None,
        "type": {"id": user.type},
        "realmId": "guo1rolesandbox00001",
        "profile": {"mobilePhone": None, "secondEmail": None, **user.profile},
        "credentials": credentials,
        "_links": {"self": {"href": f"{base}/users/{user.id}"}},
    }


def user_fields(user: User) -> dict[str, Any]:
    """The fields of a person that filters and searches see."""
    return _flat(user_row(user, ""))


def group_fields(group: Group) -> dict[str, Any]:
    """The fields of a group that filters and searches see."""
    return _flat(group_row(group, ""))


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, **{f"profile.{name}": value for name, value in row["profile"].items()}}


def group_row(group: Group, base: str) -> dict[str, Any]:
    """A group."""
    kind = "okta:user_group" if group.type == OKTA_GROUP else "okta:windows_security_principal"
    return {
        "id": group.id,
        "created": moment(group.created),
        "lastUpdated": moment(group.last_updated),
        "lastMembershipUpdated": moment(group.last_membership_updated),
        "objectClass": [kind],
        "type": group.type,
        "profile": dict(group.profile),
        "_links": {"users": {"href": f"{base}/groups/{group.id}/users"}},
    }


def rule_row(rule: Rule) -> dict[str, Any]:
    """A group rule."""
    return {
        "type": "group_rule",
        "id": rule.id,
        "status": rule.status,
        "name": rule.name,
        "created": moment(rule.created),
        "lastUpdated": moment(rule.last_updated),
        "conditions": {
            "people": {"users": {"exclude": list(rule.excluded)}, "groups": {"exclude": []}},
            "expression": {"value": rule.expression, "type": "urn:okta:expression:1.0"},
        },
        "actions": {"assignUserToGroups": {"groupIds": list(rule.groups)}},
        "allGroupsValid": rule.status != "INVALID",
    }


def app_row(app: App, base: str) -> dict[str, Any]:
    """An app."""
    return {
        "id": app.id,
        "orn": f"orn:okta:idp:00o1rolesandbox00001:apps:{app.name}:{app.id}",
        "name": app.name,
        "label": app.label,
        "status": app.status,
        "lastUpdated": moment(app.created),
        "created": moment(app.created),
        "features": ["PUSH_NEW_USERS", "PUSH_USER_DEACTIVATION"] if app.provisioning else [],
        "signOnMode": app.sign_on_mode,
        "licensing": {"seatCount": 0},
        "universalLogout": {"status": "DISABLED", "supportType": "PARTIAL", "identityStack": "NOT_SHARED"},
        "accessibility": {"selfService": False, "errorRedirectUrl": None, "loginRedirectUrl": None},
        "visibility": {"autoSubmitToolbar": False, "hide": {"iOS": False, "web": False}},
        "credentials": {
            "userNameTemplate": {"template": "${source.login}", "type": "BUILT_IN"},
            "signing": {"kid": _KEY},
        },
        "settings": {"app": {}, "notifications": {"vpn": {"network": {"connection": "DISABLED"}}}},
        "_links": {"users": {"href": f"{base}/apps/{app.id}/users"}},
    }


def app_user_row(has: AppUser, app: App, base: str) -> dict[str, Any]:
    """A person's assignment to an app."""
    return {
        "id": has.user_id,
        "externalId": has.external_id,
        "created": moment(has.created),
        "lastUpdated": moment(has.last_updated),
        "scope": "USER" if has.direct else "GROUP",
        "status": _STATUS[has.sync_state],
        "statusChanged": moment(has.last_updated),
        "passwordChanged": None,
        "syncState": has.sync_state,
        "lastSync": moment(has.last_sync),
        "credentials": {"userName": has.user_name},
        "profile": dict(has.profile),
        "_links": {"app": {"href": f"{base}/apps/{app.id}"}, "user": {"href": f"{base}/users/{has.user_id}"}},
    }


def app_group_row(assigned: AppGroup, app: App, base: str) -> dict[str, Any]:
    """A group's assignment to an app."""
    return {
        "id": assigned.group_id,
        "lastUpdated": moment(assigned.last_updated),
        "priority": assigned.priority,
        "profile": dict(assigned.profile),
        "_links": {"group": {"href": f"{base}/groups/{assigned.group_id}"}, "app": {"href": f"{base}/apps/{app.id}"}},
    }
