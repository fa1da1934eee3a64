"""Tanium: who is let in, what their roles allow, and API tokens."""

from __future__ import annotations

import base64
import re
from typing import Any

import httpx
import pytest

from rolecall.sandbox.tanium.records import User
from tests.runtime.resources.boxes import TaniumBox


def as_user(box: TaniumBox, user: User) -> httpx.Client:
    token = box.store.add_token(user, "test", 7)
    return httpx.Client(base_url=f"{box.url}/api/v2", headers={"session": token.value})


def outcome(answer: httpx.Response) -> tuple[int, Any]:
    body = answer.json()
    return answer.status_code, body.get("type", "ok")


@pytest.mark.parametrize(
    "headers", [{}, {"session": "token-wrong"}, {"Authorization": "Bearer TOKEN"}, {"Authorization": "session TOKEN"}]
)
def test_only_the_session_header_lets_in(tanium: TaniumBox, headers: dict[str, str]) -> None:
    token = tanium.environment["TANIUM_API_TOKEN"]
    sent = {name: value.replace("TOKEN", token) for name, value in headers.items()}
    assert outcome(httpx.get(f"{tanium.url}/api/v2/users", headers=sent)) == (401, "InvalidSession")


def test_whoami_is_where_the_guide_has_it_alone(api: httpx.Client, tanium: TaniumBox) -> None:
    admin = tanium.store.administrator
    role = tanium.store.roles.named("Administrator")
    me = {"id": admin.id, "name": "sandbox-admin", "roles": [{"id": role.id, "name": "Administrator"}]}
    assert api.get("/session/info").json() == {"data": me}
    assert api.get("/session/current").status_code == 404


def test_an_account_can_delete_itself_and_is_out(api: httpx.Client, tanium: TaniumBox) -> None:
    assert api.delete(f"/users/{tanium.store.administrator.id}").status_code == 200
    assert outcome(api.get("/session/info")) == (401, "InvalidSession")


def test_an_account_can_deactivate_itself_and_is_out(api: httpx.Client, tanium: TaniumBox) -> None:
    assert api.put(f"/users/{tanium.store.administrator.id}", json={"active": False}).status_code == 200
    assert outcome(api.get("/session/info")) == (403, "Unauthorized")


def test_tokens_of_people_who_left_work_until_revoked(api: httpx.Client, tanium: TaniumBox) -> None:
    leaver = tanium.store.add_user("leaver", roles=["Administrator"])
    with as_user(tanium, leaver) as theirs:
        api.put(f"/users/{leaver.id}", json={"active": False})
        assert theirs.get("/session/info").status_code == 200
        api.delete(f"/users/{leaver.id}")
        assert theirs.get("/session/info").status_code == 200
        [token] = [row for row in api.get("/api_tokens").json()["data"] if row["user"]["id"] == leaver.id]
        api.delete(f"/api_tokens/{token['id']}")
        assert outcome(theirs.get("/session/info")) == (401, "InvalidSession")


def test_tokens_that_end_with_their_users_are_an_option(tanium: TaniumBox) -> None:
    tanium.options.tokens_outlive_users = False
    leaver = tanium.store.add_user("leaver", roles=["Administrator"])
    with as_user(tanium, leaver) as theirs:
        tanium.store.update_user(leaver.id, active=False)
        assert outcome(theirs.get("/session/info")) == (403, "Unauthorized")
        tanium.store.delete_user(leaver.id)
        assert outcome(theirs.get("/session/info")) == (401, "InvalidSession")


def test_a_user_without_an_administrative_role_sees_only_itself(tanium: TaniumBox) -> None:
    user = tanium.store.add_user("jdoe", roles=["Analyst"])
    with as_user(tanium, user) as theirs:
        assert outcome(theirs.get(f"/users/{user.id}")) == (200, "ok")
        assert outcome(theirs.get("/users")) == (403, "Unauthorized")
        assert outcome(theirs.get(f"/users/{tanium.store.administrator.id}")) == (403, "Unauthorized")
        assert outcome(theirs.post("/users", json={"name": "x"})) == (403, "Unauthorized")
        assert [row["user"]["id"] for row in theirs.get("/api_tokens").json()["data"]] == [user.id]
        other = tanium.store.administrator_token.id
        assert outcome(theirs.delete(f"/api_tokens/{other}")) == (403, "Unauthorized")
        body = {"user": {"id": tanium.store.administrator.id}}
        assert outcome(theirs.post("/api_tokens", json=body)) == (403, "Unauthorized")


def test_a_content_administrator_stays_within_content_sets(tanium: TaniumBox) -> None:
    store = tanium.store
    keeper = store.add_user("keeper", roles=["Content Administrator"], content_sets=["Base"])
    inside = store.add_user("inside", content_sets=["Base"])
    outside = store.add_user("outside", content_sets=["Patch"])
    patch = store.content_sets.named("Patch").id
    with as_user(tanium, keeper) as theirs:
        assert outcome(theirs.put(f"/users/{inside.id}", json={"email": "a@example.com"})) == (200, "ok")
        assert outcome(theirs.put(f"/users/{outside.id}", json={})) == (403, "Unauthorized")
        assert outcome(theirs.delete(f"/users/{outside.id}")) == (403, "Unauthorized")
        body = {"name": "new", "content_sets": [{"id": patch}]}
        assert outcome(theirs.post("/users", json=body)) == (403, "Unauthorized")


def test_a_token_shows_its_value_once(api: httpx.Client, tanium: TaniumBox) -> None:
    owner = tanium.store.add_user("robot")
    body = {"name": "CI", "expire_in_days": 30, "user": {"id": owner.id}, "notes": "nightly"}
    created = api.post("/api_tokens", json=body).json()["data"]
    value = created.pop("token_string")
    assert re.fullmatch(r"token-[0-9a-z]{58}", value)
    assert created == {
        "id": created["id"],
        "name": "CI",
        "notes": "nightly",
        "expires_at": created["expires_at"],
        "user": {"id": owner.id},
    }
    assert api.get(f"/api_tokens/{created['id']}").json()["data"] == created
    assert created in api.get("/api_tokens").json()["data"]
    assert value not in api.get("/api_tokens").text
    me = httpx.get(f"{tanium.url}/api/v2/session/info", headers={"session": value}).json()["data"]
    assert me["name"] == "robot"


def test_an_answer_can_say_a_token_again(api: httpx.Client, tanium: TaniumBox) -> None:
    tanium.options.repeats_tokens = True
    answer = api.post("/api_tokens", json={})
    created = answer.json()["data"]
    value = created["token_string"]
    assert answer.headers["X-Request-Id"] == value
    assert value in created["message"]
    assert value in created["links"][0]["href"]
    assert base64.b64decode(created["raw"]).decode() == value


def test_a_token_lives_seven_days_unless_told(api: httpx.Client, tanium: TaniumBox) -> None:
    created = api.post("/api_tokens", json={}).json()["data"]
    assert created["user"] == {"id": tanium.store.administrator.id}
    tanium.store.clock.advance(7 * 86400 - 60)
    assert api.get(f"/api_tokens/{created['id']}").status_code == 200
    tanium.store.clock.advance(120)
    assert outcome(api.get(f"/api_tokens/{created['id']}")) == (404, "APITokenNotFound")
    assert outcome(api.delete(f"/api_tokens/{created['id']}")) == (404, "APITokenNotFound")
    assert created["id"] not in [row["id"] for row in api.get("/api_tokens").json()["data"]]
    headers = {"session": created["token_string"]}
    assert outcome(httpx.get(f"{tanium.url}/api/v2/roles", headers=headers)) == (401, "InvalidSession")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"expire_in_days": 0}, "InvalidExpireInDaysField"),
        ({"expire_in_days": 366}, "InvalidExpireInDaysField"),
        ({"expire_in_days": "7"}, "InvalidExpireInDaysField"),
        ({"expire_in_days": True}, "InvalidExpireInDaysField"),
        ({"user": {"id": 1}}, "UserNotFound"),
        ({"user": {"id": [1]}}, "UserNotFound"),
        ({"user": 7}, "UserNotFound"),
        ({"name": 7}, "InvalidFieldType"),
        ({"token_string": "x"}, "UnknownField"),
    ],
)
def test_what_a_token_create_refuses(api: httpx.Client, body: dict[str, Any], kind: str) -> None:
    assert outcome(api.post("/api_tokens", json=body)) == (400, kind)


def test_a_deleted_user_gets_no_token(api: httpx.Client, tanium: TaniumBox) -> None:
    user = tanium.store.add_user("jdoe")
    tanium.store.delete_user(user.id)
    assert outcome(api.post("/api_tokens", json={"user": {"id": user.id}})) == (400, "UserNotFound")
