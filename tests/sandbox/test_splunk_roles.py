"""Splunk roles and capabilities, SAML groups, and users who come from elsewhere."""

from __future__ import annotations

import httpx
import pytest

from tests.runtime.resources.boxes import SplunkBox
from tests.sandbox.splunk_answers import content, refused

ROLES, GROUPS, USERS = "/authorization/roles", "/admin/SAML-groups", "/authentication/users"
SAML_USERS = "/admin/SAML-user-role-map"


def test_a_role_shows_what_it_has_and_what_it_imports(rest: httpx.Client) -> None:
    fields = {
        "name": "Analyst",
        "imported_roles": ["power"],
        "capabilities": ["edit_user", "search"],
        "srchIndexesAllowed": ["main", "web"],
        "srchJobsQuota": "12",
        "srchFilter": "host=web*",
        "defaultApp": "search",
    }
    answer = rest.post(ROLES, data=fields)
    assert answer.json()["entry"][0]["name"] == "analyst"
    values = content(rest.get(f"{ROLES}/ANALYST"))
    assert values == content(answer)
    assert values["capabilities"] == ["edit_user"]  # search is imported already, and dropped
    assert {"search", "rtsearch"} <= set(values["imported_capabilities"])
    assert values["imported_roles"] == ["power"]
    assert (values["srchIndexesAllowed"], values["imported_srchIndexesAllowed"]) == (["main", "web"], ["*"])
    assert (values["srchJobsQuota"], values["srchDiskQuota"], values["imported_srchDiskQuota"]) == (12, 100, 100)
    assert (values["srchFilter"], values["defaultApp"], values["srchTimeWin"]) == ("host=web*", "search", -1)


def test_an_update_changes_what_it_sends_and_an_empty_value_clears(rest: httpx.Client) -> None:
    rest.post(ROLES, data={"name": "analyst", "capabilities": ["edit_user"], "srchIndexesAllowed": ["main"]})
    values = content(rest.post(f"{ROLES}/analyst", data={"srchIndexesAllowed": ["web", "db"]}))
    assert (values["srchIndexesAllowed"], values["capabilities"]) == (["web", "db"], ["edit_user"])
    values = content(rest.post(f"{ROLES}/analyst", data={"capabilities": "", "srchIndexesAllowed": ""}))
    assert (values["srchIndexesAllowed"], values["capabilities"]) == ([], [])


def test_some_versions_empty_the_lists_that_an_update_leaves_out(rest: httpx.Client, splunk: SplunkBox) -> None:
    splunk.options.omitted_lists = "clear"
    rest.post(ROLES, data={"name": "analyst", "capabilities": ["edit_user"], "srchIndexesAllowed": ["main"]})
    refused(rest.post(f"{ROLES}/analyst", data={"srchJobsQuota": "7", "imported_roles": "none"}), 400)
    assert content(rest.get(f"{ROLES}/analyst"))["capabilities"] == ["edit_user"]
    values = content(rest.post(f"{ROLES}/analyst", data={"srchJobsQuota": "7"}))
    assert (values["srchIndexesAllowed"], values["capabilities"], values["srchJobsQuota"]) == ([], [], 7)


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"name": ""}, "name"),
        ({"name": "a b"}, "spaces"),
        ({"name": "x", "capabilities": "fly"}, "fly"),
        ({"name": "x", "imported_roles": "nobody"}, "nobody"),
        ({"name": "x", "imported_roles": "Power"}, "Power"),
        ({"name": "x", "imported_capabilities": "search"}, 'Argument "imported_capabilities" is not supported'),
        ({"name": "x", "imported_srchJobsQuota": "1"}, 'Argument "imported_srchJobsQuota" is not supported'),
        ({"name": "x", "srchJobsQuota": "many"}, "integer"),
    ],
)
def test_what_a_role_create_refuses(rest: httpx.Client, fields: dict[str, str], text: str) -> None:
    assert text in refused(rest.post(ROLES, data=fields), 400)
    refused(rest.get(f"{ROLES}/x"), 404)


def test_roles_cannot_import_each_other(rest: httpx.Client) -> None:
    rest.post(ROLES, data={"name": "one"})
    rest.post(ROLES, data={"name": "two", "imported_roles": "one"})
    assert "imports it" in refused(rest.post(f"{ROLES}/one", data={"imported_roles": "two"}), 400)
    assert "imports it" in refused(rest.post(f"{ROLES}/one", data={"imported_roles": "one"}), 400)
    refused(rest.post(ROLES, data={"name": "One"}), 409)


def test_a_deleted_role_is_lost_by_whoever_had_it(rest: httpx.Client, splunk: SplunkBox) -> None:
    rest.post(ROLES, data={"name": "one"})
    rest.post(ROLES, data={"name": "two", "imported_roles": "one"})
    splunk.store.add_user("jdoe", roles=["one", "user"])
    assert rest.delete(f"{ROLES}/one").status_code == 200
    refused(rest.get(f"{ROLES}/one"), 404)
    assert content(rest.get(f"{ROLES}/two"))["imported_roles"] == []
    assert content(rest.get(f"{USERS}/jdoe"))["roles"] == ["user"]
    assert "built-in" in refused(rest.delete(f"{ROLES}/admin"), 400)


def test_capabilities_and_the_grantable_ones(rest: httpx.Client, splunk: SplunkBox) -> None:
    every = content(rest.get("/authorization/capabilities"))["capabilities"]
    assert "fsh_manage" in every
    assert content(rest.get("/authorization/grantable_capabilities/capabilities"))["capabilities"] == every
    splunk.store.add_user("jdoe", password="Secret123", roles=["user"])
    url = f"{splunk.url}/services/authorization/grantable_capabilities/capabilities"
    theirs = httpx.get(url, auth=("jdoe", "Secret123"), params={"output_mode": "json"})
    assert set(content(theirs)["capabilities"]) < set(every)


def test_saml_groups_map_to_roles(rest: httpx.Client, splunk: SplunkBox) -> None:
    assert content(rest.post(GROUPS, data={"name": "Splunk Admins", "roles": ["power", "nope"]}))["roles"] == ["power"]
    assert content(rest.get(f"{GROUPS}/Splunk%20Admins"))["roles"] == ["power"]
    assert content(rest.post(f"{GROUPS}/Splunk Admins", data={"roles": ["user"]}))["roles"] == ["user"]
    assert content(rest.post(GROUPS, data={"name": "Splunk Admins", "roles": "admin"}))["roles"] == ["admin"]
    assert [row["name"] for row in rest.get(GROUPS).json()["entry"]] == ["Splunk Admins"]
    assert rest.delete(f"{GROUPS}/Splunk Admins").status_code == 200
    missing = "Unable to find a role mapping for Splunk Admins"
    assert refused(rest.get(f"{GROUPS}/Splunk Admins"), 400) == missing
    assert refused(rest.post(f"{GROUPS}/Splunk Admins", data={"roles": "user"}), 400) == missing
    splunk.options.missing_saml_group_status = 404
    refused(rest.get(f"{GROUPS}/Splunk Admins"), 404)
    refused(rest.delete(f"{GROUPS}/Splunk Admins"), 404)
    assert "roles" in refused(rest.post(GROUPS, data={"name": "empty"}), 400)


def test_roles_of_one_saml_user_are_given_and_taken_and_never_changed(rest: httpx.Client, splunk: SplunkBox) -> None:
    splunk.change("user.login", user="sam", type="SAML", groups=[])
    assert "cachedUserInfo" in refused(rest.post(SAML_USERS, data={"name": "nobody", "roles": "power"}), 400)
    assert content(rest.post(SAML_USERS, data={"name": "sam", "roles": ["power"]}))["roles"] == ["power"]
    refused(rest.post(SAML_USERS, data={"name": "sam", "roles": "user"}), 409)
    assert refused(rest.post(f"{SAML_USERS}/sam", data={"roles": "user"}), 404).startswith("Invalid action")
    assert content(rest.get(f"{SAML_USERS}/sam"))["roles"] == ["power"]
    splunk.change("user.login", user="sam")
    assert splunk.store.user("sam").roles == ["power"]
    assert [row["name"] for row in rest.get(SAML_USERS).json()["entry"]] == ["sam"]
    assert rest.delete(f"{SAML_USERS}/sam").status_code == 200
    refused(rest.delete(f"{SAML_USERS}/sam"), 404)
    refused(rest.get(f"{SAML_USERS}/sam"), 400)


def test_federated_providers_are_written_as_one_text(rest: httpx.Client) -> None:
    made = content(rest.post(ROLES, data={"name": "far", "srchFederatedProvidersAllowed": "east;west"}))
    assert made["srchFederatedProvidersAllowed"] == ["east", "west"]


def test_a_saml_user_comes_back_at_the_next_login(rest: httpx.Client, splunk: SplunkBox) -> None:
    rest.post(GROUPS, data={"name": "sec", "roles": "power"})
    splunk.change("user.login", user="Sam", type="SAML", groups=["sec"], email="sam@example.com")
    values = content(rest.get(f"{USERS}/sam"))
    assert (values["type"], values["roles"], values["email"]) == ("SAML", ["power"], "sam@example.com")
    assert rest.delete(f"{USERS}/sam").status_code == 200
    refused(rest.get(f"{USERS}/sam"), 404)
    assert "SAML" in refused(rest.post(USERS, data={"name": "sam", "password": "Secret123", "roles": "user"}), 400)
    splunk.change("user.login", user="sam")
    assert content(rest.get(f"{USERS}/sam"))["roles"] == ["power"]


@pytest.mark.parametrize("kind", ["SAML", "LDAP"])
def test_roles_and_password_of_a_federated_user_are_not_ours(rest: httpx.Client, splunk: SplunkBox, kind: str) -> None:
    splunk.store.add_user("sam", type=kind, roles=["user"])
    assert kind in refused(rest.post(f"{USERS}/sam", data={"roles": "admin"}), 400)
    assert kind in refused(rest.post(f"{USERS}/sam", data={"password": "Secret123"}), 400)
    assert content(rest.post(f"{USERS}/sam", data={"tz": "UTC"}))["roles"] == ["user"]
    login = {"username": "sam", "password": "anything"}
    assert httpx.post(f"{splunk.url}/services/auth/login", data=login).status_code == 401
