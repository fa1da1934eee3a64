"""Splunk's resource types, ephemerals and functions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.testing.case import Attributes, Box, Drift, EphemeralCase, FunctionCase, ResourceCase, Update
from rolecall.testing.snapshot import Row, Snapshot


def _row(section: str) -> Any:
    def find(snapshot: Snapshot, attributes: Attributes) -> Row | None:
        return snapshot[section].get(attributes["id"])

    return find


def _binding(snapshot: Snapshot, attributes: Attributes) -> Row | None:
    owner = snapshot["users"].get(attributes["user"])
    return {"role": attributes["role"]} if owner is not None and attributes["role"] in owner["roles"] else None


def _owners(box: Box) -> None:
    box.store.add_user("owner", roles=["user"], realname="Owner")
    box.store.add_user("other", roles=["user", "can_delete"])


def _set_user(**fields: Any) -> Any:
    def change(box: Box, attributes: Attributes) -> None:
        box.store.update_user(attributes["id"], **fields)

    return change


def _set_role(**settings: Any) -> Any:
    def change(box: Box, attributes: Attributes) -> None:
        box.store.update_role(attributes["id"], **settings)

    return change


def _setting(name: str, value: Any, **more: Any) -> Update:
    return Update(value=value, stored={name: value}, **more)


USER = ResourceCase(
    type="splunk_user",
    variables={"first": "Correct-Horse-1", "second": "Battery-Staple-2"},
    basic={"name": "ada", "password_wo": "${var.first}", "password_wo_version": 1, "roles": ["user"]},
    find=_row("users"),
    unmanaged=_set_user(tz="UTC", realname="Countess", default_app="launcher", lang="de-DE", theme="dark"),
    updates={
        "name": Update(value="ada.lovelace", replaces=True, stored={"name": "ada.lovelace", "roles": ["user"]}),
        "password_wo": Update(
            value="${var.second}",
            also={"password_wo_version": 2},
            stored={"password": "Battery-Staple-2"},
            unset={"password": "Correct-Horse-1"},
        ),
        "realname": Update(value="Ada Lovelace", stored={"realname": "Ada Lovelace"}, unset={"realname": ""}),
        "email": Update(value="ada@example.com", stored={"email": "ada@example.com"}, unset={"email": ""}),
        "roles": Update(
            value=["can_delete", "power"], stored={"roles": ["can_delete", "power"]}, unset={"roles": ["user"]}
        ),
        "default_app": Update(value="search", stored={"default_app": "search"}, unset={"default_app": None}),
        "lang": Update(value="en-GB", stored={"lang": "en-GB"}, unset={"lang": ""}),
        "create_role": Update(value=True),
        "tz": Update(value="Europe/London", stored={"tz": "Europe/London"}, unset={"tz": ""}),
        "force_change_pass": Update(value=True, stored={"force_change_pass": True}),
        "restart_background_jobs": Update(value=False, stored={"restart_background_jobs": False}),
        "locked_out": Update(value=False, first=_set_user(locked_out=True), stored={"locked_out": False}),
    },
    drifts=(
        Drift(name="a role is added", change=lambda box, its: box.store.grant_role(its["id"], "power")),
        Drift(name="the roles are replaced", change=_set_user(roles=["can_delete"])),
    ),
    vanish=lambda box, its: box.store.delete_user(its["id"]),
    imports={"id": lambda its: its["id"], "name": lambda its: f"name={its['name']}"},
    unreadable=frozenset({"password_wo_version"}),
)

ROLE = ResourceCase(
    type="splunk_role",
    basic={"name": "hunters", "imported_roles": ["user"]},
    find=_row("roles"),
    unmanaged=_set_role(srchFilter="host=web*", srchJobsQuota=5, capabilities=["rtsearch"]),
    updates={
        "name": Update(value="threat_hunters", replaces=True, stored={"name": "threat_hunters"}),
        "imported_roles": Update(
            value=["can_delete", "user"],
            stored={"imported_roles": ["can_delete", "user"]},
            unset={"imported_roles": ["user"]},
        ),
        "capabilities": Update(
            value=["embed_report", "schedule_search"], stored={"capabilities": ["embed_report", "schedule_search"]}
        ),
        "default_app": Update(value="search", stored={"defaultApp": "search"}, unset={"defaultApp": ""}),
        "srch_filter": Update(value="index=web", stored={"srchFilter": "index=web"}, unset={"srchFilter": ""}),
        "srch_indexes_allowed": _setting("srchIndexesAllowed", ["audit", "web"]),
        "srch_indexes_default": _setting("srchIndexesDefault", ["web"]),
        "srch_indexes_disallowed": _setting("srchIndexesDisallowed", ["hr", "legal"]),
        "srch_jobs_quota": _setting("srchJobsQuota", 7),
        "rt_srch_jobs_quota": _setting("rtSrchJobsQuota", 9),
        "cumulative_srch_jobs_quota": _setting("cumulativeSrchJobsQuota", 40),
        "cumulative_rt_srch_jobs_quota": _setting("cumulativeRTSrchJobsQuota", 50),
        "srch_disk_quota": _setting("srchDiskQuota", 500),
        "srch_time_win": _setting("srchTimeWin", 86400),
        "srch_time_earliest": _setting("srchTimeEarliest", 604800),
        "grantable_roles": Update(value=["can_delete", "user"], stored={"grantable_roles": ["can_delete", "user"]}),
        "delete_indexes_allowed": _setting("deleteIndexesAllowed", ["scratch", "web"]),
        "field_filter_exemption": _setting("fieldFilterExemption", ["ssn"]),
        "srch_federated_providers_allowed": _setting("srchFederatedProvidersAllowed", ["east", "west"]),
        "srch_federated_providers_default": _setting("srchFederatedProvidersDefault", ["east"]),
        "queued_search_quota": _setting("queuedSearchQuota", 11),
        "srch_min_schedule_interval": _setting("srchMinScheduleInterval", 300),
        "srch_allow_advanced_cron": _setting("srchAllowAdvancedCron", True),
    },
    drifts=(
        Drift(name="a role is imported", change=_set_role(imported_roles=["user", "can_delete"])),
        Drift(name="nothing is imported any more", change=_set_role(imported_roles=[])),
    ),
    vanish=lambda box, its: box.store.delete_role(its["id"]),
    imports={"id": lambda its: its["id"], "name": lambda its: f"name={its['name']}"},
)

ROLE_BINDING = ResourceCase(
    type="splunk_role_binding",
    prepare=_owners,
    prerequisites={"splunk_role": {"new": {"name": "gatherers"}}},
    basic={"user": "owner", "role": "${splunk_role.new.name}"},
    find=_binding,
    updates={
        "role": Update(value="power", replaces=True, stored={"role": "power"}),
        "user": Update(value="other", replaces=True),
    },
    vanish=lambda box, its: box.store.revoke_role(its["user"], its["role"]),
    imports={"id": lambda its: f"{its['user']}/{its['role']}"},
)

SAML_GROUP = ResourceCase(
    type="splunk_saml_group",
    basic={"name": "Security Operations", "roles": ["user"]},
    find=_row("saml_groups"),
    updates={
        "name": Update(value="Blue Team", replaces=True, stored={"name": "Blue Team"}),
        "roles": Update(
            value=["can_delete", "power"], stored={"roles": ["can_delete", "power"]}, unset={"roles": ["user"]}
        ),
    },
    drifts=(
        Drift(
            name="the group maps to more",
            change=lambda box, its: box.store.saml_groups.update({its["id"]: ["admin", "user"]}),
        ),
    ),
    vanish=lambda box, its: box.store.saml_groups.pop(its["id"]),
    imports={"id": lambda its: its["id"], "name": lambda its: f"name={its['name']}"},
)


def _known_to_the_identity_provider(box: Box) -> None:
    for name in ("grace", "heidi", "ivan"):
        box.store.add_user(name, type="SAML")
    box.store.saml_users["ivan"] = ["can_delete"]


SAML_USER = ResourceCase(
    type="splunk_saml_user",
    prepare=_known_to_the_identity_provider,
    basic={"name": "grace", "roles": ["user"]},
    find=_row("saml_users"),
    updates={
        "name": Update(value="heidi", replaces=True, stored={"name": "heidi"}),
        "roles": Update(
            value=["can_delete", "power"], stored={"roles": ["can_delete", "power"]}, unset={"roles": ["user"]}
        ),
    },
    drifts=(
        Drift(
            name="the user gets more",
            change=lambda box, its: box.store.saml_users.update({its["id"]: ["admin", "user"]}),
        ),
    ),
    vanish=lambda box, its: box.store.saml_users.pop(its["id"]),
    imports={"id": lambda its: its["id"], "name": lambda its: f"name={its['name']}"},
)

TOKEN = ResourceCase(
    type="splunk_token",
    prepare=_owners,
    basic={"user": "owner", "name": "pipeline"},
    find=_row("tokens"),
    updates={
        "name": Update(value="nightly", replaces=True, stored={"audience": "nightly"}),
        "user": Update(value="other", replaces=True, stored={"user": "other"}),
        "expires_on": Update(value="+90d", replaces=True),
        "not_before": Update(value="+10m", replaces=True),
        "type": Update(value="ephemeral", also={"expires_on": "+1h"}, replaces=True, stored={"kind": "ephemeral"}),
        "status": Update(
            value="enabled",
            first=lambda box, its: box.change("token.disable", id=its["id"]),
            stored={"status": "enabled"},
        ),
        "rotate_before_days": Update(value=0),
    },
    drifts=(
        Drift(
            name="the token is disabled",
            change=lambda box, its: box.change("token.disable", id=its["id"]),
            action="replace",
        ),
        Drift(
            name="the token expires", change=lambda box, its: box.change("token.expire", id=its["id"]), action="replace"
        ),
    ),
    vanish=lambda box, its: box.store.tokens.pop(its["id"]),
    imports={"id": lambda its: its["id"], "name": lambda its: f"name={its['name']}"},
    issues="token",
)

RESOURCES = (USER, ROLE, ROLE_BINDING, SAML_GROUP, SAML_USER, TOKEN)


def _sets_a_password(ephemeral: str) -> Mapping[str, Any]:
    """A user whose password is what the ephemeral gave: a write-only argument takes ephemeral values."""
    user = {
        "name": "carrier",
        "roles": ["user"],
        "password_wo": f"${{ephemeral.{ephemeral}.this.token}}",
        "password_wo_version": 1,
    }
    return {"resource": {"splunk_user": {"carrier": user}}}


def _has_the_password(box: Box, state: Mapping[str, Attributes], issued: set[str]) -> None:
    assert box.store.user("carrier").password in issued


def _with_a_token(box: Box) -> Mapping[str, str]:
    """Credentials that need no session of their own, and the password as a variable."""
    token = box.store.add_token(box.store.admin, "provider")
    password = box.environment["SPLUNK_PASSWORD"]
    return {"SPLUNK_URL": box.url, "SPLUNK_AUTH_TOKEN": token.value, "TF_VAR_password": password}


EPHEMERALS = (
    EphemeralCase(
        type="splunk_session",
        configuration={"username": "admin", "password": "${var.password}"},
        consumer={
            "variable": {"password": {"type": "string", "ephemeral": True}},
            **_sets_a_password("splunk_session"),
        },
        used=_has_the_password,
        left=lambda box: [session.id for session in box.store.sessions.values()],
        environment=_with_a_token,
    ),
    EphemeralCase(
        type="splunk_token",
        configuration={"user": "admin", "name": "one run", "expires_on": "+1h"},
        consumer=_sets_a_password("splunk_token"),
        used=_has_the_password,
        left=lambda box: [token.audience for token in box.store.tokens.values()],
    ),
)

FUNCTIONS = (FunctionCase(vendor="splunk", name="role_binding_id", arguments=("ada", "power"), result="ada/power"),)
