"""Drift and review say the same of one change: how grave it is, and how many people gain."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.access.both import Changes, Values, of_drift, of_review, same


def splunk_user(name: str, *roles: str, **more: Any) -> Values:
    return {"id": name, "name": name, "email": f"{name}@example.com", "roles": list(roles), **more}


def role(name: str, *imported: str, **more: Any) -> Values:
    return {"id": name, "name": name, "imported_roles": list(imported), **more}


def okta_user(name: str, **more: Any) -> Values:
    mail = f"{name}@example.com"
    return {"id": f"00u{name}", "login": mail, "email": mail, "status": "ACTIVE", **more}


def tanium_user(number: str, *roles: str, **more: Any) -> Values:
    return {"id": number, "name": f"user{number}", "email": f"{number}@example.com", "roles": list(roles), **more}


def entra_user(name: str, **more: Any) -> Values:
    mail = f"{name}@example.com"
    return {"id": name, "user_principal_name": mail, "mail": mail, "account_enabled": True, **more}


def scim_user(**more: Any) -> Values:
    return {"id": "ada", "user_name": "ada@example.com", "active": True, **more}


def cluster(role_name: str, *subjects: tuple[str, str]) -> Values:
    named = [{"kind": kind, "name": name} for kind, name in subjects]
    return {"id": "b", "name": "b", "role_ref": {"kind": "ClusterRole", "name": role_name}, "subjects": named}


def scoped(**scope: str) -> Values:
    where = {level: {"name": name} for level, name in scope.items()}
    return {"id": "1", "role": "cluster.admin", "subject": {"kind": "USER", "name": "ada@example.com"}, "scope": where}


def token(owner: str, **more: Any) -> Values:
    return {"id": "9", "name": "ci", "user_id": owner, **more}


def assigned(role_id: str, to: str = "ada", kind: str = "User") -> Values:
    of = {"assignment_id": "1", "resource_id": "app"}
    return {"id": "app/1", "principal_id": to, "app_role_id": role_id, "principal_type": kind, **of}


ADA = ("User", "ada@example.com")
ADMINS: Changes = {
    "okta_group.admins": same({"id": "g", "name": "admins"}),
    "okta_group_member.ada": same({"id": "g/00uada", "group_id": "g", "user_id": "00uada"}),
    "splunk_saml_group.admins": same({"id": "admins", "name": "admins", "roles": ["admin"]}),
}
ROLES = [{"id": "r1", "display_name": "User"}, {"id": "r2", "display_name": "Administrator"}]
APP: Changes = {
    "entra_gallery_application.app": same(
        {"id": "app", "service_principal_id": "app", "display_name": "Tanium", "app_roles": ROLES}
    ),
    "entra_user.ada": same(entra_user("ada")),
}
OWNERS: Changes = {
    "tanium_user.one": same(tanium_user("1", "Read Only User")),
    "tanium_user.root": same(tanium_user("2", "Administrator")),
}
RULE: Values = {"id": "r", "name": "R", "expression": 'user.title=="x"', "group_ids": ["g"], "status": "ACTIVE"}

CASES: dict[str, tuple[Changes, str, int]] = {
    "a role that imports one that imports admin": (
        {
            "splunk_user.ada": (splunk_user("ada", "user"), splunk_user("ada", "user", "soc")),
            "splunk_role.soc": same(role("soc", "lead")),
            "splunk_role.lead": same(role("lead", "admin")),
        },
        "critical",
        1,
    ),
    "a role with three holders that imports admin": (
        {
            **{f"splunk_user.{name}": same(splunk_user(name, "soc")) for name in ("ada", "bob", "eve")},
            "splunk_role.soc": (role("soc"), role("soc", "admin")),
        },
        "critical",
        3,
    ),
    "a capability of a role that a group has": (
        {
            "splunk_saml_group.g": same({"id": "g", "name": "g", "roles": ["soc"]}),
            "splunk_role.soc": (role("soc"), role("soc", capabilities=["edit_user"])),
        },
        "critical",
        1,
    ),
    "all indexes": (
        {
            "splunk_user.ada": same(splunk_user("ada", "soc")),
            "splunk_role.soc": (role("soc", srch_indexes_allowed=["a"]), role("soc", srch_indexes_allowed=["_*"])),
        },
        "high",
        1,
    ),
    "an account that is unlocked": (
        {"splunk_user.ada": (splunk_user("ada", "admin", locked_out=True), splunk_user("ada", "admin"))},
        "critical",
        1,
    ),
    "a group that takes a privileged name": (
        {
            **ADMINS,
            "okta_user.ada": same(okta_user("ada")),
            "okta_group.admins": ({"id": "g", "name": "soc"}, {"id": "g", "name": "admins"}),
        },
        "critical",
        1,
    ),
    "an account that was suspended": (
        {**ADMINS, "okta_user.ada": (okta_user("ada", status="SUSPENDED"), okta_user("ada"))},
        "critical",
        1,
    ),
    "an account that was locked": (
        {**ADMINS, "okta_user.ada": (okta_user("ada", status="LOCKED_OUT"), okta_user("ada"))},
        "critical",
        1,
    ),
    "another mail address of an administrator": (
        {**ADMINS, "okta_user.ada": (okta_user("ada"), okta_user("ada", email="eve@evil.example"))},
        "critical",
        0,
    ),
    "another name of somebody without rights": (
        {"entra_user.ada": (entra_user("ada"), entra_user("ada", user_principal_name="eve@evil.example"))},
        "high",
        0,
    ),
    "an address that only the vendor sets": (
        {"entra_user.ada": (entra_user("ada"), entra_user("ada", mail="eve@evil.example"))},
        "high",
        0,
    ),
    "a rule that means everybody": (
        {**ADMINS, "okta_group_rule.r": (RULE, {**RULE, "expression": "true"})},
        "critical",
        1,
    ),
    "a rule that is switched on": (
        {**ADMINS, "okta_group_rule.r": ({**RULE, "status": "INACTIVE"}, RULE)},
        "critical",
        1,
    ),
    "a scope that is widened": (
        {"tanzu_role_binding.x": (scoped(cluster="alpha"), scoped(organization="all"))},
        "critical",
        1,
    ),
    "another role of a cluster": (
        {"tanzu_cluster_role_binding.b": (cluster("view", ADA), cluster("cluster-admin", ADA))},
        "critical",
        1,
    ),
    "everybody who is not signed in": (
        {
            "tanzu_cluster_role_binding.b": (
                cluster("view", ADA),
                cluster("view", ADA, ("Group", "system:unauthenticated")),
            )
        },
        "critical",
        1,
    ),
    "the anonymous user": (
        {"tanzu_cluster_role_binding.b": (cluster("view", ADA), cluster("view", ADA, ("User", "system:anonymous")))},
        "critical",
        1,
    ),
    "everybody who signs in": (
        {
            "tanzu_cluster_role_binding.b": (
                cluster("edit", ADA),
                cluster("edit", ADA, ("Group", "system:authenticated")),
            )
        },
        "high",
        1,
    ),
    "the owner of an organization": (
        {
            "tanzu_org_member.m": (
                {"id": "m", "email": "ada@example.com", "role": "org_member"},
                {"id": "m", "email": "ada@example.com", "role": "org_owner"},
            )
        },
        "critical",
        1,
    ),
    "a token of a privileged owner": ({**OWNERS, "tanium_api_token.t": (token("1"), token("2"))}, "critical", 1),
    "a token that had ended": (
        {
            **OWNERS,
            "tanium_api_token.t": (
                token("2", expires_at="2020-01-01T00:00:00Z"),
                token("2", expires_at="2099-01-01T00:00:00Z"),
            ),
        },
        "critical",
        1,
    ),
    "a token that was switched off": (
        {
            "splunk_user.root": same(splunk_user("root", "admin")),
            "splunk_token.t": (
                {"id": "t", "name": "t", "user": "root", "status": "disabled"},
                {"id": "t", "name": "t", "user": "root", "status": "enabled"},
            ),
        },
        "critical",
        1,
    ),
    "a token that is taken from everywhere": (
        {**OWNERS, "tanium_api_token.t": (token("2", trusted_ip_addresses="192.0.2.1"), token("2"))},
        "high",
        0,
    ),
    "a local administrator": (
        {"tanium_user.one": (tanium_user("1", local_admin_flag=False), tanium_user("1", local_admin_flag=True))},
        "critical",
        1,
    ),
    "a role of a group of users": (
        {
            "tanium_user.one": same(tanium_user("1")),
            "tanium_user_group.g": (
                {"id": "5", "name": "ops", "members": ["1"], "roles": []},
                {"id": "5", "name": "ops", "members": ["1"], "roles": ["Administrator"]},
            ),
        },
        "critical",
        2,
    ),
    "an application's role": (
        {**APP, "entra_app_role_assignment.x": (assigned("r1"), assigned("r2"))},
        "high",
        1,
    ),
    "a group in a group": (
        {
            **APP,
            "entra_group.inner": same({"id": "in", "display_name": "inner", "members": ["ada"]}),
            "entra_group.outer": (
                {"id": "out", "display_name": "outer", "members": []},
                {"id": "out", "display_name": "outer", "members": ["in"]},
            ),
            "entra_app_role_assignment.x": same(assigned("r2", "out", "Group")),
        },
        "high",
        2,
    ),
    "an account that is enabled": (
        {
            **APP,
            "entra_user.ada": (entra_user("ada", account_enabled=False), entra_user("ada")),
            "entra_app_role_assignment.x": same(assigned("r2")),
        },
        "high",
        1,
    ),
    "a role that SCIM sets": ({"scim_user.ada": (scim_user(), scim_user(roles=[{"value": "admin"}]))}, "high", 1),
    "what SCIM's extensions say": (
        {"scim_user.ada": (scim_user(extensions_json="{}"), scim_user(extensions_json='{"x": {"role": "admin"}}'))},
        "normal",
        0,
    ),
    "an address beside the first": (
        {
            "scim_user.ada": (
                scim_user(emails=[{"value": "ada@example.com", "primary": True}]),
                scim_user(emails=[{"value": "ada@example.com", "primary": True}, {"value": "eve@evil.example"}]),
            )
        },
        "high",
        0,
    ),
}


@pytest.mark.parametrize(("changes", "tier", "people"), CASES.values(), ids=CASES)
def test_a_gain_is_as_grave_for_as_many_people(changes: Changes, tier: str, people: int, tmp_path: Path) -> None:
    review, drift = of_review(changes, tmp_path), of_drift(changes, tmp_path)
    assert (review.tier, len(review.people)) == (tier, people)
    assert drift == review
