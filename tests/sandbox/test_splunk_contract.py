"""Splunk 10's management port, fact by fact, beside what the tests of users, roles and tokens look at."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import httpx
import pytest

from rolecall.sandbox import start
from tests.runtime.resources.boxes import SplunkBox
from tests.sandbox.splunk_answers import content

USERS = "/authentication/users"
ROLES = "/authorization/roles"
TOKENS = "/authorization/tokens"
GROUPS = "/admin/SAML-groups"
SAML_USERS = "/admin/SAML-user-role-map"
SESSIONS = "/authentication/httpauth-tokens"
JDOE = {"name": "jdoe", "password": "Secret123", "roles": "user"}


def entries(answer: httpx.Response) -> list[dict[str, Any]]:
    assert answer.status_code in (200, 201), answer.text
    found: list[dict[str, Any]] = answer.json()["entry"]
    return found


def refused(answer: httpx.Response, status: int, words: str) -> None:
    assert answer.status_code == status, answer.text
    ((kind, text),) = [(each["type"], each["text"]) for each in answer.json()["messages"]]
    assert words in text and kind in ("WARN", "ERROR", "FATAL")


class TestFeeds:
    def test_a_feed_has_these_members(self, rest: httpx.Client) -> None:
        said = rest.get(USERS).json()
        assert set(said) == {"links", "origin", "updated", "generator", "entry", "paging", "messages"}
        assert set(said["generator"]) == {"build", "version"} and set(said["paging"]) == {"total", "perPage", "offset"}
        members = {"name", "id", "updated", "links", "author", "acl", "fields", "content"}
        assert all(set(row) == members and set(row["acl"]["perms"]) == {"read", "write"} for row in said["entry"])

    @pytest.mark.parametrize("count", [0, -1])
    def test_thirty_rows_come_unless_all_are_asked_for(self, count: int) -> None:
        with start("splunk", seed=40) as box:
            auth = (box.environment["SPLUNK_USERNAME"], box.environment["SPLUNK_PASSWORD"])
            query: dict[str, Any] = {"output_mode": "json"}
            url = f"{box.url}/services{USERS}"
            assert len(entries(httpx.get(url, auth=auth, params=query))) == 30
            assert len(entries(httpx.get(url, auth=auth, params={**query, "count": count}))) == 41

    @pytest.mark.parametrize("path", [USERS, ROLES, TOKENS, GROUPS, SAML_USERS])
    def test_an_argument_that_is_none_is_named(self, rest: httpx.Client, path: str) -> None:
        answer = rest.post(path, data={"name": "x", "password": "Secret123", "roles": "user", "nonsense": "1"})
        refused(answer, 400, 'Argument "')
        assert answer.json()["messages"][0]["text"].endswith("is not supported by this handler.")


class TestUsers:
    def test_a_create_answers_the_user(self, rest: httpx.Client) -> None:
        made = content(rest.post(USERS, data=JDOE))
        assert (made["email"], made["roles"], made["type"], made["password"]) == (None, ["user"], "Splunk", "********")
        members = {"capabilities", "defaultApp", "defaultAppIsUserOverride", "defaultAppSourceRole", "realname", "tz"}
        assert members | {"lang", "locked-out", "restart_background_jobs", "theme", "search_assistant"} <= set(made)

    def test_at_least_one_role_is_needed_unless_one_is_made(self, splunk: SplunkBox, rest: httpx.Client) -> None:
        alone = {"name": "jdoe", "password": "Secret123"}
        refused(rest.post(USERS, data=alone), 400, "role")
        assert content(rest.post(USERS, data={**alone, "createrole": "1"}))["roles"] == ["user-jdoe"]
        assert rest.delete(f"{USERS}/jdoe").status_code == 200 and "user-jdoe" in splunk.store.roles

    @pytest.mark.parametrize("argument", ["name", "createrole"])
    def test_what_an_update_does_not_take(self, rest: httpx.Client, argument: str) -> None:
        entries(rest.post(USERS, data=JDOE))
        refused(rest.post(f"{USERS}/jdoe", data={"roles": "user", argument: "1"}), 400, f'Argument "{argument}"')

    def test_an_update_needs_no_password(self, rest: httpx.Client) -> None:
        entries(rest.post(USERS, data=JDOE))
        assert content(rest.post(f"{USERS}/jdoe", data={"roles": "user", "realname": "Jane"}))["realname"] == "Jane"

    @pytest.mark.parametrize("verb", ["GET", "POST", "DELETE"])
    def test_who_is_not_there_is_not_found(self, rest: httpx.Client, verb: str) -> None:
        refused(rest.request(verb, f"{USERS}/nobody"), 404, "Could not find object")

    def test_deletion_takes_any_case(self, splunk: SplunkBox, rest: httpx.Client) -> None:
        entries(rest.post(USERS, data=JDOE))
        assert rest.delete(f"{USERS}/JDoe").status_code == 200 and "jdoe" not in splunk.store.users


class TestRoles:
    def test_a_role_has_these_members_too(self, rest: httpx.Client) -> None:
        further = {
            "grantable_roles", "deleteIndexesAllowed", "queuedSearchQuota", "srchMinScheduleInterval",
            "srchAllowAdvancedCron", "fieldFilterExemption", "kvstore_create.deny_list", "imported_srchFilter",
        }  # fmt: skip
        assert further <= set(content(rest.get(f"{ROLES}/power")))

    @pytest.mark.parametrize("name", ["imported_capabilities", "imported_srchFilter"])
    def test_what_is_imported_cannot_be_written(self, rest: httpx.Client, name: str) -> None:
        refused(rest.post(ROLES, data={"name": "soc", name: "x"}), 400, f'Argument "{name}"')

    def test_an_empty_value_is_an_empty_list(self, rest: httpx.Client) -> None:
        entries(rest.post(ROLES, data={"name": "soc", "capabilities": ["search", "schedule_search"]}))
        assert content(rest.post(f"{ROLES}/soc", data={"capabilities": ""}))["capabilities"] == []

    def test_capabilities_that_come_by_import_are_dropped(self, rest: httpx.Client) -> None:
        made = content(rest.post(ROLES, data={"name": "soc", "imported_roles": "user", "capabilities": "search"}))
        assert "search" in made["imported_capabilities"] and made["capabilities"] == []

    @pytest.mark.parametrize(
        "path", ["/authorization/capabilities", "/authorization/grantable_capabilities/capabilities"]
    )
    def test_capabilities_are_one_entry(self, rest: httpx.Client, path: str) -> None:
        (one,) = entries(rest.get(path))
        assert one["name"] == "capabilities" and "search" in one["content"]["capabilities"]


class TestTokens:
    def test_a_status_answers_a_message_and_no_entry(self, rest: httpx.Client) -> None:
        made = content(rest.post(TOKENS, data={"name": "admin", "audience": "ci"}))
        answer = rest.post(f"{TOKENS}/admin", data={"id": made["id"], "status": "disabled"})
        assert entries(answer) == [] and [each["type"] for each in answer.json()["messages"]] == ["INFO"]

    def test_a_row_has_these_members(self, rest: httpx.Client) -> None:
        made = content(rest.post(TOKENS, data={"name": "user00001", "audience": "ci"}))
        (row,) = entries(rest.get(TOKENS, params={"id": made["id"]}))
        assert row["name"] == made["id"] and len(row["name"]) == 64
        assert {"sub", "aud", "exp", "iat", "nbr", "iss", "idp", "roles"} <= set(row["content"]["claims"])
        assert {"alg", "kid", "ttyp", "ver"} <= set(row["content"]["headers"])
        assert row["content"]["claims"]["exp"] == 0

    def test_no_token_has_an_address_of_its_own(self, rest: httpx.Client) -> None:
        made = content(rest.post(TOKENS, data={"name": "user00001", "audience": "ci"}))
        assert rest.get(f"{TOKENS}/{made['id']}").status_code == 405
        assert rest.get(f"{TOKENS}/user00001").status_code == 405


class TestSaml:
    def test_a_slash_in_a_name_must_be_encoded(self, rest: httpx.Client) -> None:
        entries(rest.post(GROUPS, data={"name": "ops/emea", "roles": "user"}))
        assert content(rest.get(f"{GROUPS}/{quote('ops/emea', safe='')}"))["roles"] == ["user"]
        for verb in ("GET", "POST", "DELETE"):
            refused(rest.request(verb, f"{GROUPS}/ops/emea"), 404, "Invalid custom action for this internal handler")

    def test_a_group_needs_roles(self, rest: httpx.Client) -> None:
        refused(rest.post(GROUPS, data={"name": "ops"}), 400, "roles")
        refused(rest.post(SAML_USERS, data={"name": "sam"}), 400, "roles")


class TestSessions:
    def test_a_login_answers_a_key(self, splunk: SplunkBox) -> None:
        given = {"username": "admin", "password": splunk.environment["SPLUNK_PASSWORD"], "output_mode": "json"}
        assert set(httpx.post(f"{splunk.url}/services/auth/login", data=given).json()) == {
            "sessionKey",
            "message",
            "code",
        }

    @pytest.mark.parametrize("by_key", [True, False])
    def test_a_session_has_an_id_beside_its_key(self, splunk: SplunkBox, rest: httpx.Client, by_key: bool) -> None:
        splunk.options.sessions_by_key = by_key
        key = splunk.store.add_session(splunk.store.admin).key
        (row,) = entries(rest.get(SESSIONS))
        assert len(row["name"]) == 32 and row["name"] != key
        assert {"authString", "userName", "searchId", "timeAccessed"} <= set(row["content"])
        assert row["content"]["authString"] == "******"
        if by_key:
            assert rest.delete(f"{SESSIONS}/{key}").status_code == 200
        else:
            refused(rest.delete(f"{SESSIONS}/{key}"), 404, "Not a valid session")
            assert rest.delete(f"{SESSIONS}/{row['name']}").status_code == 200

    def test_a_load_balancer_keeps_a_caller_by_its_cookie(self, splunk: SplunkBox) -> None:
        splunk.options.members = 2
        given = {"username": "admin", "password": splunk.environment["SPLUNK_PASSWORD"], "output_mode": "json"}
        url = f"{splunk.url}/services/authentication/current-context"
        with httpx.Client(params={"output_mode": "json"}) as client:
            key = client.post(f"{splunk.url}/services/auth/login", data=given).json()["sessionKey"]
            headers = {"Authorization": f"Splunk {key}"}
            assert [client.get(url, headers=headers).status_code for _ in range(4)] == [200] * 4
        answers = [httpx.get(url, headers=headers).status_code for _ in range(4)]
        assert sorted(answers) == [200, 200, 401, 401]
