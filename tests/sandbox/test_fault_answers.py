"""Faults of single answers, which every vendor can show: missing, stale, misrouted, not what they say they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import httpx
import pytest

from rolecall.sandbox import Fault, Sandbox
from rolecall.sandbox.core.answers import keys, without
from rolecall.sandbox.core.recorded_past import Moment
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.runtime.resources.boxes import SplunkBox, TaniumBox

AnyBox: TypeAlias = Sandbox[Any, Any]
NEW = {"name": "jdoe", "email": "jdoe@example.com"}


def first(box: TaniumBox) -> str:
    return f"/users/{box.store.user('user00001').id}"


def test_an_object_is_not_found_in_the_form_of_the_vendor(api: httpx.Client, tanium: TaniumBox) -> None:
    tanium.faults.add(Fault("not_found", method="DELETE", times=1))
    answer = api.delete(first(tanium))
    assert (answer.status_code, answer.json()["type"], answer.json()["error_context"]) == (
        404,
        "NotFound",
        "platform-api",
    )
    assert tanium.store.live_user("user00001") is not None
    assert api.get(first(tanium)).status_code == 200


def test_a_route_that_is_not_there_answers_in_another_form(api: httpx.Client, tanium: TaniumBox) -> None:
    tanium.faults.add(Fault("route_missing"))
    for answer in (api.get("/users"), api.post("/users", json=NEW), api.get(first(tanium))):
        assert answer.status_code == 404
        assert answer.headers["content-type"].startswith("application/json")
        assert set(answer.json()) == {"status", "error", "path"}
    assert tanium.store.live_user("jdoe") is None


def test_a_failure_can_come_from_a_proxy(api: httpx.Client, tanium: TaniumBox) -> None:
    tanium.faults.add(Fault("status_after", method="POST", status=502, html=True, retry_after=1))
    answer = api.post("/users", json=NEW)
    assert (answer.status_code, answer.headers["retry-after"]) == (502, "1")
    assert answer.text.startswith("<!DOCTYPE html>")
    assert tanium.store.live_user("jdoe") is not None


@pytest.mark.parametrize(
    ("kind", "status", "body", "media"),
    [
        ("empty_body", 200, b"", ""),
        ("empty_object", 200, b"{}", "application/json"),
        ("wrong_content_type", 200, None, "text/html"),
    ],
)
def test_the_work_is_done_and_the_answer_is_odd(
    api: httpx.Client, tanium: TaniumBox, kind: str, status: int, body: bytes | None, media: str
) -> None:
    tanium.faults.add(Fault(kind, method="POST"))
    answer = api.post("/users", json=NEW)
    assert answer.status_code == status
    assert answer.headers.get("content-type", "").startswith(media)
    if body is None:
        assert answer.json()["data"]["name"] == "jdoe"
    else:
        assert answer.content == body
    assert tanium.store.live_user("jdoe") is not None
    assert tanium.log[-1].fault == kind


def test_a_member_is_missing_from_objects_and_rows(api: httpx.Client, tanium: TaniumBox) -> None:
    tanium.faults.add(Fault("member_missing", member="roles"))
    assert "roles" not in api.get(first(tanium)).json()["data"]
    listed = api.get("/users").json()["data"]
    assert len(listed) == 4
    assert all("roles" not in row and "computer_groups" in row for row in listed)


def test_a_member_is_missing_within_another_one(rest: httpx.Client, splunk: SplunkBox) -> None:
    splunk.faults.add(Fault("member_missing", member="content.roles"))
    (entry,) = rest.get("/authentication/users/admin").json()["entry"]
    assert "roles" not in entry["content"]
    assert "email" in entry["content"]


def test_only_the_outermost_objects_lose_a_member() -> None:
    body = b'{"data": [{"id": 1, "roles": [{"id": 7}]}, {"roles": [{"id": 8}]}]}'
    assert without(body, "id") == b'{"data":[{"roles":[{"id":7}]},{"roles":[{}]}]}'
    assert without(b"no json", "id") == b"no json"


def test_each_object_of_a_list_within_a_row_loses_a_member() -> None:
    body = b'{"items": [{"subjects": [{"name": "ann", "kind": "User"}, {"kind": "User"}]}]}'
    assert without(body, "subjects.name") == b'{"items":[{"subjects":[{"kind":"User"},{"kind":"User"}]}]}'


def test_a_read_is_stale_until_the_fault_is_over(api: httpx.Client, tanium: TaniumBox) -> None:
    tanium.faults.add(Fault("stale", method="GET", times=3))
    user = tanium.store.user("user00001")
    body = {"email": "new@example.com", "roles": []}
    assert api.put(first(tanium), json=body).json()["data"]["email"] == "new@example.com"
    for _ in range(2):
        shown = api.get(first(tanium)).json()["data"]
        assert shown["email"] == "user00001@example.com"
        assert shown["roles"]
    listed = api.get("/users").json()["data"]
    assert [row["name"] for row in listed] == [each.name for each in tanium.store.users.values()]
    assert listed[1]["email"] == "user00001@example.com"
    assert api.get(first(tanium)).json()["data"]["email"] == "new@example.com" == user.email
    assert (user.roles, tanium.log[1].fault) == ([], "stale")


def test_what_was_just_made_is_not_there_yet(api: httpx.Client, tanium: TaniumBox) -> None:
    fault = tanium.faults.add(Fault("stale", method="GET"))
    made = api.post("/users", json=NEW).json()["data"]["id"]
    assert api.get(f"/users/{made}").status_code == 404
    assert made not in [row["id"] for row in api.get("/users").json()["data"]]
    assert api.get(f"/users/{tanium.store.administrator.id}").status_code == 200
    tanium.faults.remove(fault)
    assert api.get(f"/users/{made}").status_code == 200


def test_a_refused_write_leaves_no_past(api: httpx.Client, tanium: TaniumBox) -> None:
    tanium.faults.add(Fault("stale", method="GET"))
    api.put(first(tanium), json={"email": "one@example.com"})
    assert api.put(first(tanium), json={"colour": 1}).status_code == 400
    assert api.get(first(tanium)).json()["data"]["email"] == "user00001@example.com"


def test_a_read_is_about_another_object(api: httpx.Client, tanium: TaniumBox) -> None:
    tanium.faults.add(Fault("misrouted", times=1))
    own = tanium.store.user("user00001").id
    assert api.get(first(tanium)).json()["data"]["id"] not in (own, None)
    assert api.get(first(tanium)).json()["data"]["id"] == own


def tanium_place(box: AnyBox) -> tuple[str, str, dict[str, Any]]:
    return "/users", str(box.store.user("user00001").id), {"email": "new@example.com"}


def splunk_place(box: AnyBox) -> tuple[str, str, dict[str, Any]]:
    return "/authentication/users", "user00001", {"email": "new@example.com"}


def okta_place(box: AnyBox) -> tuple[str, str, dict[str, Any]]:
    return "/users", box.store.user("user00001@example.com").id, {"profile": {"title": "new@example.com"}}


def scim_place(box: AnyBox) -> tuple[str, str, dict[str, Any]]:
    schema = "urn:ietf:params:scim:schemas:core:2.0:User"
    changed = {"schemas": [schema], "userName": "user00001", "title": "new@example.com"}
    return "/Users", box.store.users.find("user00001").id, changed


def entra_place(box: AnyBox) -> tuple[str, str, dict[str, Any]]:
    made = box.change("application.create", template="Tanium SSO", name="Tanium")
    box.change("application.create", template="Tanium SSO", name="Other")
    return "/servicePrincipals", str(made["service_principal_id"]), {"displayName": "new@example.com"}


@pytest.mark.parametrize(
    ("vendor", "client", "method", "place"),
    [
        ("tanium", "api", "PUT", tanium_place),
        ("splunk", "rest", "POST", splunk_place),
        ("okta", "org", "POST", okta_place),
        ("scim", "scim_api", "PUT", scim_place),
        ("entra", "graph", "PATCH", entra_place),
    ],
)
def test_every_vendor_can_be_stale_and_misrouted(
    request: pytest.FixtureRequest,
    vendor: str,
    client: str,
    method: str,
    place: Callable[[AnyBox], tuple[str, str, dict[str, Any]]],
) -> None:
    http, box = request.getfixturevalue(client), request.getfixturevalue(vendor)
    listing, key, change = place(box)
    path = f"{listing}/{key}"
    before = http.get(path).json()
    stale = box.faults.add(Fault("stale", method="GET"))
    body: dict[str, Any] = {"data": change} if vendor == "splunk" else {"json": change}
    assert http.request(method, path, **body).is_success
    shown = http.get(path)
    assert (shown.status_code, "new@example.com" in shown.text) == (200, False)
    box.faults.remove(stale)
    assert "new@example.com" in http.get(path).text
    box.faults.add(Fault("misrouted", method="GET", times=1))
    other = http.get(path)
    assert other.status_code == 200
    assert keys(other.content) != keys(shown.content) or other.json().get("id") != before.get("id")
    assert "new@example.com" in http.get(path).text


def test_all_systems_of_tanzu_can_be_stale(tanzu: TanzuSandbox, alpha: httpx.Client, csp: httpx.Client) -> None:
    tanzu.faults.add(Fault("stale", method="GET"))
    binding = {
        "metadata": {"name": "viewers"},
        "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "view"},
    }
    assert alpha.post("/clusterrolebindings", json=binding).status_code == 201
    assert alpha.get("/clusterrolebindings/viewers").status_code == 404
    assert csp.get("/users").status_code == 200
    tanzu.faults.clear()
    assert alpha.get("/clusterrolebindings/viewers").status_code == 200


def test_whoever_signed_in_lately_may_see_the_past(splunk: SplunkBox, rest: httpx.Client) -> None:
    splunk.faults.add(Fault("stale", method="GET"))
    rest.post("/authentication/users/user00001", data={"email": "new@example.com"})
    session = splunk.store.add_session(splunk.store.admin)
    answer = httpx.get(
        f"{splunk.url}/services/authentication/users/user00001",
        params={"output_mode": "json"},
        headers={"Authorization": f"Splunk {session.key}"},
    )
    (entry,) = answer.json()["entry"]
    assert entry["content"]["email"] == "user00001@example.com"


def test_a_moment_brings_contents_back_and_keeps_the_objects(tanium: TaniumBox) -> None:
    store = tanium.store
    users, order, user = store.users, list(store.users), store.user("user00001")
    moment = Moment(store)
    store.grant_role("user00001", "Operator")
    del store.users[order[0]]
    store.add_user("late")
    moment.restore()
    assert store.users is users
    assert list(users) == order
    assert store.user("user00001") is user
    assert "Operator" not in store.role_names("user00001")


def test_a_page_that_is_too_large_is_refused_in_the_words_of_the_fault(api: httpx.Client, tanium: TaniumBox) -> None:
    fault = Fault("page_too_large", member="limit", most=2, status=400, words="limit is at most 2")
    tanium.faults.add(fault)
    assert "limit is at most 2" in api.get("/users", params={"limit": 3}).text
    assert api.get("/users", params={"limit": 2}).status_code == 200
    assert api.get("/users").status_code == 200
    assert fault.fired == 1


def test_a_media_type_other_than_json_is_refused(api: httpx.Client, tanium: TaniumBox) -> None:
    tanium.faults.add(Fault("media_type_refused"))
    special = {"content-type": "application/special+json; charset=utf-8"}
    assert api.post("/users", content=b'{"name": "jdoe"}', headers=special).status_code == 415
    assert tanium.store.live_user("jdoe") is None
    assert api.post("/users", json=NEW).status_code < 300


def test_a_missing_member_has_a_name() -> None:
    with pytest.raises(ValueError, match="needs a member"):
        Fault("member_missing")
    with pytest.raises(ValueError, match="needs a member"):
        Fault("status", member="roles")
