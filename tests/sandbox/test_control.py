"""The control API, as another process uses it."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from tests.runtime.resources.boxes import SplunkBox, TaniumBox


def control(box: TaniumBox | SplunkBox) -> httpx.Client:
    return httpx.Client(base_url=f"{box.url}/__sandbox__")


def change(box: TaniumBox | SplunkBox, do: str, **arguments: Any) -> Any:
    answer = control(box).post("/change", json={"do": do, **arguments})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_log_shows_what_was_asked_and_no_secret(tanium: TaniumBox, api: httpx.Client) -> None:
    api.post("/users", json={"name": "jdoe", "password": "hunter22", "nested": {"client_secret": "hunter33"}})
    api.get("/users", params={"limit": 5, "token": "hunter44"})
    events = control(tanium).get("/log").json()
    assert [(event["number"], event["method"], event["path"], event["status"]) for event in events] == [
        (1, "POST", "/api/v2/users", 400),
        (2, "GET", "/api/v2/users", 200),
    ]
    assert json.loads(events[0]["body"])["name"] == "jdoe"
    assert events[1]["query"] == "limit=5&token=********"
    assert "hunter" not in json.dumps(events)
    assert tanium.environment["TANIUM_API_TOKEN"] not in json.dumps(events)
    assert len(control(tanium).get("/log", params={"method": "GET", "path": "users$"}).json()) == 1
    assert control(tanium).delete("/log").json() == {}
    assert tanium.log.count() == 0
    api.get("/roles")
    assert tanium.log[0].number == 3


def test_the_log_masks_forms(splunk: SplunkBox, rest: httpx.Client) -> None:
    rest.post("/authentication/users", data={"name": "jdoe", "password": "hunter22", "roles": "user"})
    assert splunk.log[-1].body == "name=jdoe&password=********&roles=user"


def test_faults_come_and_go(tanium: TaniumBox, api: httpx.Client) -> None:
    with control(tanium) as client:
        made = client.post("/faults", json={"kind": "status", "status": 500, "path": "/roles"})
        assert made.status_code == 201
        assert api.get("/roles").status_code == 500
        listed = client.get("/faults").json()
        assert [(fault["kind"], fault["fired"]) for fault in listed["faults"]] == [("status", 1)]
        assert "torn" in listed["kinds"]
        assert client.delete("/faults").status_code == 200
        assert api.get("/roles").status_code == 200


def test_options_change_at_run_time(tanium: TaniumBox, api: httpx.Client) -> None:
    with control(tanium) as client:
        answer = client.post("/options", json={"summary_rows": True, "clamp": 2, "latency": 0.01}).json()
        assert (answer["summary_rows"], answer["clamp"], answer["latency"]) == (True, 2, 0.01)
        assert client.get("/options").json() == answer
    assert tanium.latency == 0.01
    listed = api.get("/users").json()["data"]
    assert len(listed) == 2
    assert "roles" not in listed[0]


@pytest.mark.parametrize(
    ("path", "body", "text"),
    [
        ("/options", {"colour": 1}, "no option 'colour'"),
        ("/options", {"clamp": "many"}, "takes int"),
        ("/options", {"clamp": True}, "takes int"),
        ("/options", {"holders": "nobody"}, "takes 'listed', 'null', 'left_out', not 'nobody'"),
        ("/faults", {"kind": "lightning"}, "no fault 'lightning'"),
        ("/faults", {"kind": "status", "path": "("}, "no regular expression"),
        ("/change", {"do": "user.promote"}, "no change 'user.promote'"),
        ("/change", {}, '"do"'),
        ("/change", {"do": "role.grant", "user": "user00001"}, "takes user, role; it was given user"),
        ("/change", {"do": "role.grant", "user": "nobody", "role": "Analyst"}, "no user 'nobody'"),
        ("/change", {"do": "role.grant", "user": "user00001", "role": "Pilot"}, "no role 'Pilot'"),
        ("/change", {"do": "user.update", "user": "user00001", "colour": 1}, "no field 'colour'"),
        ("/change", {"do": "token.revoke", "id": 1}, "no token 1"),
        ("/change", [], "object"),
    ],
)
def test_a_wrong_request_is_told_why(tanium: TaniumBox, path: str, body: Any, text: str) -> None:
    answer = control(tanium).post(path, json=body)
    assert answer.status_code == 400
    assert text in answer.json()["error"]
    assert not tanium.faults
    assert tanium.options.clamp == 500


def test_unknown_paths_and_verbs(tanium: TaniumBox) -> None:
    assert control(tanium).get("/nothing").status_code == 404
    assert control(tanium).put("/log").status_code == 405
    assert control(tanium).post("/options", content=b"{").status_code == 400


def test_tanium_changes(tanium: TaniumBox) -> None:
    store = tanium.store
    assert set(control(tanium).get("/change").json()) == set(tanium.vendor.changes)
    id = change(tanium, "user.create", name="jdoe", email="j@example.com", roles=["Analyst"])["id"]
    change(tanium, "role.grant", user="jdoe", role="Operator")
    assert store.role_names("jdoe") == {"Analyst", "Operator"}
    change(tanium, "role.revoke", user=id, role="Analyst")
    assert store.role_names(id) == {"Operator"}
    change(tanium, "user.update", user="jdoe", active=False, roles=["Analyst"], computer_groups=["Servers"])
    assert (store.user(id).active, store.role_names(id)) == (False, {"Analyst"})
    change(tanium, "role.create", name="Pilot")
    change(tanium, "role.rename", name="Analyst", to="Senior Analyst")
    assert store.role_names(id) == {"Senior Analyst"}
    change(tanium, "role.delete", name="Senior Analyst")
    assert store.role_names(id) == set()
    token = change(tanium, "token.create", user="jdoe", name="ci")
    assert token["token_string"] == "********"
    change(tanium, "token.expire", id=token["id"])
    assert store.expired(store.tokens[token["id"]])
    change(tanium, "token.revoke", id=token["id"])
    assert token["id"] not in store.tokens
    for kind in ("computer_group", "content_set", "persona"):
        change(tanium, f"{kind}.create", name="New")
        change(tanium, f"{kind}.delete", name="New")
    before = store.clock.now()
    change(tanium, "clock.advance", seconds=3600)
    assert store.clock.now() >= before + 3600
    change(tanium, "user.delete", user="jdoe")
    assert store.user(id).deleted_flag
    change(tanium, "user.purge", user=id)
    assert id not in store.users


def test_splunk_changes(splunk: SplunkBox) -> None:
    store = splunk.store
    assert set(control(splunk).get("/change").json()) == set(splunk.vendor.changes)
    change(splunk, "user.create", name="JDoe", roles=["user"])
    change(splunk, "role.create", name="analyst", capabilities=["search"], srchJobsQuota=5)
    change(splunk, "role.update", role="analyst", capabilities=["edit_user"], srchFilter="x=y")
    assert (store.role("analyst").capabilities, store.role("analyst").settings["srchFilter"]) == (["edit_user"], "x=y")
    change(splunk, "role.grant", user="jdoe", role="analyst")
    assert store.user("jdoe").roles == ["analyst", "user"]
    change(splunk, "role.revoke", user="jdoe", role="user")
    change(splunk, "role.delete", role="analyst")
    assert store.user("jdoe").roles == []
    change(splunk, "user.update", user="jdoe", email="j@example.com", locked_out=True)
    assert store.user("jdoe").locked_out
    token = change(splunk, "token.create", user="jdoe", name="ci")
    change(splunk, "token.disable", id=token["id"])
    assert store.token(token["id"]).status == "disabled"
    change(splunk, "token.enable", id=token["id"])
    assert store.token(token["id"]).status == "enabled"
    change(splunk, "token.expire", id=token["id"])
    assert store.token(token["id"]).expires < store.clock.now()
    change(splunk, "token.revoke", id=token["id"])
    assert not store.tokens
    change(splunk, "saml_group.create", name="sec", roles=["user"])
    change(splunk, "saml_group.update", name="sec", roles=["power"])
    change(splunk, "user.login", user="sam", type="SAML", groups=["sec"])
    assert store.user("sam").roles == ["power"]
    change(splunk, "saml_group.delete", name="sec")
    assert not store.saml_groups
    store.add_session(store.admin)
    assert change(splunk, "session.end") == {"ended": 1}
    change(splunk, "user.delete", user="jdoe")
    assert "jdoe" not in store.users
    change(splunk, "clock.advance", seconds=1)


def test_the_state_shows_everything_but_secrets(tanium: TaniumBox, splunk: SplunkBox) -> None:
    state = control(tanium).get("/state")
    assert state.json()["users"][1]["name"] == "user00001"
    assert isinstance(state.json()["users"][1]["roles"][0], str)
    assert tanium.environment["TANIUM_API_TOKEN"] not in state.text
    session = splunk.store.add_session(splunk.store.admin)
    token = splunk.store.add_token(splunk.store.admin, "ci")
    state = control(splunk).get("/state")
    assert {user["name"] for user in state.json()["users"]} == set(splunk.store.users)
    for secret in (splunk.environment["SPLUNK_PASSWORD"], session.key, token.value):
        assert secret not in state.text


def test_control_requests_are_neither_logged_nor_struck(tanium: TaniumBox) -> None:
    with control(tanium) as client:
        client.post("/faults", json={"kind": "drop_before"})
        assert client.get("/state").status_code == 200
    assert len(tanium.log) == 0
