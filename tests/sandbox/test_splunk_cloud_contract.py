"""Splunk Cloud's Admin Config Service, fact by fact: each test is named after one."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from rolecall.sandbox import start
from tests.runtime.resources.boxes import SplunkBox

JDOE = {"name": "jdoe", "password": "correct horse", "roles": ["user"]}


@pytest.fixture
def box() -> Iterator[SplunkBox]:
    with start("splunk", seed=3, options={"api": "acs", "busy_writes": 0}) as found:
        yield found


@pytest.fixture
def api(box: SplunkBox) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {box.environment['SPLUNK_AUTH_TOKEN']}"}
    with httpx.Client(base_url=f"{box.url}/example/adminconfig/v2", headers=headers) as client:
        yield client


def data(answer: httpx.Response) -> Any:
    """Of a success: all collections answer at once with 200, creates too."""
    assert answer.status_code == 200, answer.text
    return answer.json()


def refused(answer: httpx.Response, status: int, code: str) -> bool:
    assert answer.status_code == status, answer.text
    assert set(answer.json()) == {"code", "message"} and answer.headers["X-REQUEST-ID"]
    assert answer.json()["code"] == f"{status}-{code}", answer.text
    return True


class TestCalls:
    def test_the_token_of_the_search_head_lets_in(self, box: SplunkBox, api: httpx.Client) -> None:
        assert data(api.get("/users"))
        refused(api.get("/users", headers={"Authorization": "Bearer other"}), 401, "unauthorized")
        refused(httpx.get(f"{api.base_url}users"), 401, "unauthorized")

    def test_a_search_head_is_part_of_the_address(self, box: SplunkBox, api: httpx.Client) -> None:
        there = f"{box.url}/sh-i-0a1b.example/adminconfig/v2/users"
        refused(httpx.get(there, headers=api.headers), 404, "stack-not-found")
        box.options.stack = "sh-i-0a1b.example"
        assert data(httpx.get(there, headers=api.headers))

    def test_a_stack_that_is_busy_refuses_writes_before_it_does_anything(
        self, box: SplunkBox, api: httpx.Client
    ) -> None:
        box.options.busy_writes = 1
        data(api.post("/users", json=JDOE))
        refused(api.patch("/users/jdoe", json={"fullName": "Jane"}), 424, "dependency-incomplete")
        assert box.store.users["jdoe"].realname == "" and data(api.get("/users/jdoe"))
        assert data(api.patch("/users/jdoe", json={"fullName": "Jane"}))["fullName"] == "Jane"

    @pytest.mark.parametrize("path", ["/SAML-groups", "/saml-groups", "/sessions", "/current-context", "/whoami"])
    def test_collections_that_are_not_there(self, api: httpx.Client, path: str) -> None:
        assert api.get(path).status_code == 404

    def test_answers_carry_the_id_of_the_request(self, api: httpx.Client) -> None:
        assert api.get("/users/nobody").headers["X-REQUEST-ID"]

    def test_bodies_are_json(self, api: httpx.Client) -> None:
        refused(api.post("/users", data={"name": "jdoe"}), 400, "bad-request")


class TestPages:
    @pytest.mark.parametrize("path", ["/users", "/roles", "/tokens"])
    def test_more_than_a_hundred_rows_are_refused(self, api: httpx.Client, path: str) -> None:
        answer = api.get(path, params={"count": 101})
        refused(answer, 400, "bad-request")
        assert answer.json()["message"] == "invalid 'count' value: 101. Maximum value is 100"

    def test_a_short_page_is_the_last_and_no_answer_says_how_many_there_are(self, api: httpx.Client) -> None:
        first = data(api.get("/users", params={"count": 3}))
        assert set(first) == {"users"} and len(first["users"]) == 3
        rest = data(api.get("/users", params={"count": 3, "offset": 3}))["users"]
        assert len(rest) < 3 and {row["name"] for row in rest}.isdisjoint(row["name"] for row in first["users"])
        assert data(api.get("/users", params={"count": 3, "offset": 30})) == {"users": []}


class TestUsers:
    def test_a_user_is_flat(self, api: httpx.Client) -> None:
        said = data(api.get("/users/user00001"))
        members = {"name", "fullName", "email", "roles", "capabilities", "defaultApp", "defaultAppSource", "lockedOut"}
        assert set(said) - {"lastSuccessfulLogin"} == members
        assert not {"type", "tz", "lang"} & set(said)

    def test_a_change_of_password_is_forced_unless_it_is_said_not_to_be(
        self, box: SplunkBox, api: httpx.Client
    ) -> None:
        data(api.post("/users", json=JDOE))
        assert box.store.users["jdoe"].force_change_pass
        data(api.post("/users", json={**JDOE, "name": "eve", "forceChangePass": False}))
        assert not box.store.users["eve"].force_change_pass

    def test_a_patch_changes_what_it_sends_and_replaces_all_roles(self, box: SplunkBox, api: httpx.Client) -> None:
        data(api.post("/users", json={**JDOE, "roles": ["user", "power"], "email": "j@example.com"}))
        data(api.patch("/users/jdoe", json={"fullName": "Jane"}))
        jdoe = box.store.users["jdoe"]
        assert (jdoe.email, jdoe.roles) == ("j@example.com", ["power", "user"])
        assert data(api.patch("/users/jdoe", json={"roles": ["user"]}))["roles"] == ["user"]

    @pytest.mark.parametrize("name", ["tz", "lang", "lockedOut", "restartBackgroundJobs"])
    def test_members_that_no_body_has(self, api: httpx.Client, name: str) -> None:
        refused(api.post("/users", json={**JDOE, name: True}), 400, "bad-request")

    def test_a_name_that_is_taken_and_one_that_is_missing(self, api: httpx.Client) -> None:
        data(api.post("/users", json=JDOE))
        refused(api.post("/users", json=JDOE), 409, "object-already-exists")
        for verb in (api.get, api.delete):
            refused(verb("/users/nobody"), 404, "user-not-found")
        refused(api.patch("/users/nobody", json={}), 404, "user-not-found")

    def test_a_user_of_the_identity_provider_is_listed_and_not_changed(self, box: SplunkBox, api: httpx.Client) -> None:
        box.store.users["user00001"].type = "SAML"
        assert "user00001" in [row["name"] for row in data(api.get("/users"))["users"]]
        refused(api.patch("/users/user00001", json={"fullName": "Jane"}), 403, "forbidden")

    def test_a_role_of_its_own_is_made_where_it_is_asked_for(self, box: SplunkBox, api: httpx.Client) -> None:
        refused(api.post("/users", json={**JDOE, "roles": []}), 400, "bad-request")
        assert data(api.post("/users", json={**JDOE, "roles": [], "createRole": True}))["roles"] == ["user-jdoe"]
        data(api.delete("/users/jdoe"))
        assert "user-jdoe" in box.store.roles

    def test_deletion_answers_200(self, box: SplunkBox, api: httpx.Client) -> None:
        data(api.post("/users", json=JDOE))
        data(api.delete("/users/jdoe"))
        assert "jdoe" not in box.store.users


class TestRoles:
    def test_imports_are_written_under_one_name_and_read_under_another(self, api: httpx.Client) -> None:
        made = data(api.post("/roles", json={"name": "soc", "importedRoles": ["user"], "capabilities": ["edit_user"]}))
        assert made["imported"]["roles"] == ["user"] and "importedRoles" not in made
        assert "search" in made["imported"]["capabilities"] and made["capabilities"] == ["edit_user"]
        refused(api.patch("/roles/soc", json={"imported": {"roles": []}}), 400, "bad-request")

    @pytest.mark.parametrize("name", ["admin", "sc_admin", "power", "user", "can_delete"])
    def test_roles_that_come_with_it_are_refused(self, api: httpx.Client, name: str) -> None:
        refused(api.patch(f"/roles/{name}", json={"capabilities": []}), 403, "forbidden")
        refused(api.delete(f"/roles/{name}"), 403, "forbidden")

    @pytest.mark.parametrize(
        ("allowed", "default", "fits"),
        [(["main"], ["main"], True), (["*"], ["main"], True), (["*"], ["_audit"], False), (["main"], ["web"], False)],
    )
    def test_an_index_of_the_default_must_be_allowed_and_internal_ones_by_name(
        self, api: httpx.Client, allowed: list[str], default: list[str], fits: bool
    ) -> None:
        body = {"name": "soc", "srchIndexesAllowed": allowed, "srchIndexesDefault": default}
        answer = api.post("/roles", json=body)
        assert data(answer) if fits else refused(answer, 400, "bad-request")

    def test_federated_search_needs_its_header(self, api: httpx.Client) -> None:
        body = {"name": "fed", "capabilities": ["fsh_manage"]}
        refused(api.post("/roles", json=body), 400, "bad-request")
        header = {"Federated-Search-Manage-Ack": "Y"}
        data(api.post("/roles", json=body, headers=header))
        refused(api.post("/users", json={**JDOE, "roles": ["fed"]}), 400, "bad-request")
        data(api.post("/users", json={**JDOE, "roles": ["fed"]}, headers=header))

    def test_a_name_that_is_taken_and_one_that_is_missing(self, api: httpx.Client) -> None:
        data(api.post("/roles", json={"name": "soc"}))
        refused(api.post("/roles", json={"name": "soc"}), 409, "object-already-exists")
        refused(api.get("/roles/nothing"), 404, "role-not-found")

    def test_capabilities_are_one_answer_of_two_lists(self, api: httpx.Client) -> None:
        said = data(api.get("/capabilities"))
        assert set(said) == {"grantableCapabilities", "systemCapabilities"} and "search" in said["systemCapabilities"]


class TestTokens:
    @pytest.mark.parametrize("wrapped", [True, False])
    def test_a_new_token_is_wrapped_or_flat_and_shown_once(
        self, box: SplunkBox, api: httpx.Client, wrapped: bool
    ) -> None:
        box.options.token_wrapped = wrapped
        said = data(api.post("/tokens", json={"user": "admin", "audience": "ci", "expiresOn": "+30d"}))
        made = said["tokeninfo"] if wrapped else said
        assert {"id", "user", "audience", "status", "type", "expiresOn", "notBefore", "token"} <= set(made)
        one = data(api.get(f"/tokens/{made['id']}"))
        assert one["audience"] == "ci" and "token" not in one

    def test_both_names_are_needed(self, api: httpx.Client) -> None:
        refused(api.post("/tokens", json={"user": "admin"}), 400, "bad-request")
        refused(api.post("/tokens", json={"audience": "ci"}), 400, "bad-request")

    def test_times_are_written_as_rfc_3339(self, api: httpx.Client) -> None:
        made = data(api.post("/tokens", json={"user": "admin", "audience": "ci", "expiresOn": "+1d"}))["tokeninfo"]
        assert made["expiresOn"].endswith("Z") and made["notBefore"].endswith("Z")

    def test_the_listing_is_narrowed_by_user_and_status(self, box: SplunkBox, api: httpx.Client) -> None:
        box.store.add_token(box.store.users["user00001"], "theirs")
        rows = data(api.get("/tokens", params={"username": "user00001"}))["tokens"]
        assert [row["audience"] for row in rows] == ["theirs"]
        assert data(api.get("/tokens", params={"status": "disabled"})) == {"tokens": []}

    def test_a_token_ends_by_its_own_address(self, api: httpx.Client) -> None:
        made = data(api.post("/tokens", json={"user": "admin", "audience": "ci"}))["tokeninfo"]
        data(api.delete(f"/tokens/{made['id']}"))
        refused(api.get(f"/tokens/{made['id']}"), 404, "token-not-found")

    def test_nothing_of_a_token_can_be_changed(self, api: httpx.Client) -> None:
        made = data(api.post("/tokens", json={"user": "admin", "audience": "ci"}))["tokeninfo"]
        assert api.patch(f"/tokens/{made['id']}", json={"status": "disabled"}).status_code == 405

    def test_the_token_says_whose_it_is(self, box: SplunkBox, api: httpx.Client) -> None:
        part = box.environment["SPLUNK_AUTH_TOKEN"].split(".")[1]
        assert json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))["sub"] == "admin"
