"""Splunk: logging in by session, Basic and Bearer, and what capabilities allow."""

from __future__ import annotations

import base64
import xml.etree.ElementTree as ElementTree

import httpx
import pytest

from rolecall.sandbox import start
from tests.runtime.resources.boxes import SplunkBox

JSON = {"output_mode": "json"}


def login(box: SplunkBox, name: str = "admin", password: str = "", **more: str) -> httpx.Response:
    password = password or box.environment["SPLUNK_PASSWORD"]
    return httpx.post(f"{box.url}/services/auth/login", data={"username": name, "password": password, **more})


def context(box: SplunkBox, authorization: str) -> httpx.Response:
    url = f"{box.url}/services/authentication/current-context"
    return httpx.get(url, params=JSON, headers={"Authorization": authorization})


def test_login_answers_json_or_xml(splunk: SplunkBox) -> None:
    answer = login(splunk, output_mode="json").json()
    assert answer == {"sessionKey": answer["sessionKey"], "message": "", "code": ""}
    key = ElementTree.fromstring(login(splunk).text).findtext("./sessionKey")
    assert key
    for session in (answer["sessionKey"], key):
        [entry] = context(splunk, f"Splunk {session}").json()["entry"]
        assert (entry["name"], entry["content"]["username"]) == ("context", "admin")


def test_a_wrong_password_and_a_wrong_verb(splunk: SplunkBox) -> None:
    answer = login(splunk, password="wrong", output_mode="json")
    assert (answer.status_code, answer.json()) == (401, {"messages": [{"type": "WARN", "text": "Login failed"}]})
    assert "Login failed" in login(splunk, password="wrong").text
    assert login(splunk, name="nobody", password="wrong").status_code == 401
    assert httpx.get(f"{splunk.url}/services/auth/login").status_code == 405


def test_a_session_ends_after_an_hour_of_the_sandbox_clock(splunk: SplunkBox) -> None:
    key = login(splunk, output_mode="json").json()["sessionKey"]
    splunk.store.clock.advance(3590)
    assert context(splunk, f"Splunk {key}").status_code == 200
    splunk.store.clock.advance(20)
    answer = context(splunk, f"Splunk {key}")
    assert answer.status_code == 401
    assert answer.json() == {"messages": [{"type": "WARN", "text": "call not properly authenticated"}]}
    assert context(splunk, "Splunk " + login(splunk, output_mode="json").json()["sessionKey"]).status_code == 200


def test_how_long_a_session_lasts_is_an_option() -> None:
    with start("splunk", options={"session_seconds": 5}) as box:
        key = login(box, output_mode="json").json()["sessionKey"]
        box.store.clock.advance(6)
        assert context(box, f"Splunk {key}").status_code == 401


@pytest.mark.parametrize(
    "authorization",
    [
        "",
        "Splunk",
        "Splunk wrong",
        "Bearer wrong",
        "Basic !",
        "Basic " + base64.b64encode(b"admin:x").decode(),
        "Digest x",
    ],
)
def test_what_lets_nobody_in(splunk: SplunkBox, authorization: str) -> None:
    assert context(splunk, authorization).status_code == 401


def test_a_bearer_token_lets_in_until_disabled_expired_or_switched_off(splunk: SplunkBox) -> None:
    store = splunk.store
    token = store.add_token(store.admin, "ci", expires=int(store.clock.now()) + 3600)
    bearer = f"Bearer {token.value}"
    assert context(splunk, bearer).status_code == 200
    assert token.last_used
    token.status = "disabled"
    assert context(splunk, bearer).status_code == 401
    token.status = "enabled"
    splunk.options.token_auth = False
    assert context(splunk, bearer).status_code == 401
    splunk.options.token_auth = True
    store.clock.advance(3601)
    assert context(splunk, bearer).status_code == 401


def test_a_session_key_is_a_bearer_token_too(splunk: SplunkBox) -> None:
    key = login(splunk, output_mode="json").json()["sessionKey"]
    assert context(splunk, f"Bearer {key}").status_code == 200


def test_without_capabilities_one_reads_and_edits_only_oneself(splunk: SplunkBox) -> None:
    splunk.store.add_user("jdoe", password="Secret123", roles=["user"])
    with httpx.Client(base_url=f"{splunk.url}/services", auth=("jdoe", "Secret123"), params=JSON) as theirs:
        assert theirs.get("/authentication/users/jdoe").status_code == 200
        refused = {
            "list_users": theirs.get("/authentication/users"),
            "edit_user": theirs.post("/authentication/users", data={"name": "x", "password": "Secret123"}),
            "edit_roles": theirs.post("/authorization/roles", data={"name": "x"}),
            "change_authentication": theirs.post("/admin/SAML-groups", data={"name": "x", "roles": "user"}),
            "edit_tokens_settings": theirs.post("/admin/token-auth/tokens_auth", data={"disabled": "1"}),
            "edit_tokens_all": theirs.post("/authorization/tokens", data={"name": "admin", "audience": "x"}),
        }
        for capability, answer in refused.items():
            assert answer.status_code == 403
            assert capability in answer.json()["messages"][0]["text"]
        more = theirs.post("/authentication/users/jdoe", data={"roles": "admin"})
        assert more.status_code == 403
        assert splunk.store.users["jdoe"].roles == ["user"]
        wrong = theirs.post("/authentication/users/jdoe", data={"password": "Secret456", "oldpassword": "no"})
        assert wrong.status_code == 400
        splunk.options.omitted_roles = "keep"
        right = theirs.post("/authentication/users/jdoe", data={"password": "Secret456", "oldpassword": "Secret123"})
        assert right.status_code == 200


def test_sessions_are_listed_masked_and_can_be_ended(splunk: SplunkBox, rest: httpx.Client) -> None:
    key = login(splunk, output_mode="json").json()["sessionKey"]
    listed = rest.get("/authentication/httpauth-tokens")
    assert key not in listed.text
    [entry] = listed.json()["entry"]
    assert (entry["content"]["userName"], entry["content"]["authString"]) == ("admin", "******")
    assert rest.delete(f"/authentication/httpauth-tokens/{key}").status_code == 200
    assert context(splunk, f"Splunk {key}").status_code == 401
    assert rest.delete(f"/authentication/httpauth-tokens/{key}").status_code == 404
    assert key not in repr(list(splunk.log))
