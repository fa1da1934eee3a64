"""The SCIM sandbox as a server: versions, tokens, what it says of itself, its log, its seed and its changes."""

from __future__ import annotations

import re

import httpx
import pytest

from rolecall.sandbox import start
from tests.runtime.resources.scim_people import ScimBox
from tests.sandbox.conftest import scim_client
from tests.sandbox.scim_bodies import ENTERPRISE, ERROR, GROUP, USER, user


def test_versions(scim: ScimBox, scim_api: httpx.Client) -> None:
    """RFC 7644 section 3.14."""
    scim.options.etag = True
    assert scim_api.get("/ServiceProviderConfig").json()["etag"] == {"supported": True}
    made = scim_api.post("/Users", json=user("ann"))
    path, tag = f"/Users/{made.json()['id']}", made.headers["ETag"]
    assert tag == made.json()["meta"]["version"]
    assert scim_api.get(path, headers={"If-None-Match": tag}).status_code == 304
    changed = scim_api.put(path, json=user("ann", title="x"), headers={"If-Match": tag})
    assert changed.headers["ETag"] != tag
    for method in ("PUT", "PATCH", "DELETE"):
        stale = scim_api.request(method, path, json=user("ann"), headers={"If-Match": tag})
        assert (stale.status_code, stale.json()["status"]) == (412, "412")
    same = scim_api.put(path, json=user("ann", title="x"))
    assert same.headers["ETag"] == changed.headers["ETag"]
    scim.change("user.deactivate", user="ann")
    assert scim_api.get(path, headers={"If-None-Match": same.headers["ETag"]}).status_code == 200
    assert scim_api.delete(path, headers={"If-Match": "*"}).status_code == 204


def test_without_versions_no_version_is_shown(scim_api: httpx.Client) -> None:
    made = scim_api.post("/Users", json=user("ann"))
    assert "ETag" not in made.headers
    path = f"/Users/{made.json()['id']}"
    assert scim_api.put(path, json=user("ann"), headers={"If-Match": 'W/"9"'}).status_code == 200


@pytest.mark.parametrize("authorization", ["", "Basic YTpi", "Bearer", "Bearer wrong", "token-only"])
def test_without_a_token_nothing_is_told(scim: ScimBox, authorization: str) -> None:
    for path in ("/Users", "/ServiceProviderConfig", "/nowhere"):
        headers = {"Authorization": authorization} if authorization else {}
        answer = httpx.get(f"{scim.environment['SCIM_URL']}{path}", headers=headers)
        assert (answer.status_code, answer.json()["schemas"]) == (401, [ERROR])
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_tokens_can_be_added_and_revoked(scim: ScimBox) -> None:
    token = scim.change("token.create")["token"]
    headers = {"Authorization": f"bearer {token}"}
    url = f"{scim.environment['SCIM_URL']}/Users"
    assert httpx.get(url, headers=headers).status_code == 200
    scim.change("token.revoke", token=token)
    assert httpx.get(url, headers=headers).status_code == 401


def test_what_it_says_of_itself_is_true(scim: ScimBox, scim_api: httpx.Client) -> None:
    """RFC 7643 sections 5 to 7, RFC 7644 section 4."""
    scim.options.patch, scim.options.sort, scim.options.largest_page = False, False, 2
    config = scim_api.get("/ServiceProviderConfig").json()
    told = {name: config[name]["supported"] for name in ("patch", "sort", "etag", "filter", "bulk", "changePassword")}
    assert told == {
        "patch": False,
        "sort": False,
        "etag": False,
        "filter": True,
        "bulk": False,
        "changePassword": True,
    }
    assert config["filter"]["maxResults"] == 2
    one = scim.store.users.find("user00001").id
    assert scim_api.patch(f"/Users/{one}", json={}).status_code == 501
    assert scim_api.post("/Bulk", json={}).status_code == 501
    assert scim_api.get("/Me").status_code == 501
    types = scim_api.get("/ResourceTypes").json()["Resources"]
    assert [row["endpoint"] for row in types] == ["/Users", "/Groups"]
    schemas = scim_api.get("/Schemas").json()["Resources"]
    assert [row["id"] for row in schemas] == [USER, ENTERPRISE, GROUP]
    assert scim_api.get(f"/Schemas/{USER}").json() == schemas[0]
    assert scim_api.get("/Schemas", params={"filter": 'id eq "x"'}).status_code == 403
    scim.options.discovery = False
    for path in ("/ServiceProviderConfig", "/ResourceTypes", "/Schemas", f"/Schemas/{USER}"):
        assert scim_api.get(path).status_code == 404


def test_only_documented_methods(scim_api: httpx.Client) -> None:
    answer = scim_api.delete("/Users")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, POST"
    assert scim_api.get("/Users", headers={"Accept": "text/html"}).status_code == 406


def test_the_log_counts_bytes_and_faults_speak_scim(scim: ScimBox, scim_api: httpx.Client) -> None:
    answer = scim_api.post("/Users", json=user("ann"))
    event = scim.log[-1]
    assert (event.request_bytes, event.response_bytes) == (len(answer.request.content), len(answer.content))
    httpx.post(f"{scim.url}/__sandbox__/faults", json={"kind": "status", "status": 429, "retry_after": 1, "times": 1})
    struck = scim_api.get("/Users")
    assert (struck.status_code, struck.json()["status"], struck.headers["Retry-After"]) == (429, "429", "1")
    assert re.fullmatch(r"[0-9a-f-]{36}", struck.headers["X-Request-Id"])


def test_the_state_shows_everything_but_secrets(scim: ScimBox, scim_api: httpx.Client) -> None:
    scim_api.post("/Users", json=user("ann", password="S3cret!", emails=[{"value": "a@x.y"}]))
    state = httpx.get(f"{scim.url}/__sandbox__/state")
    ann = state.json()["users"][-1]
    assert (ann["userName"], ann["emails"]) == ("ann", [{"value": "a@x.y"}])
    assert "S3cret" not in state.text
    assert scim.environment["SCIM_TOKEN"] not in state.text


def test_seeding_makes_users_and_groups() -> None:
    with start("scim", seed=20, options={"groups": 4}) as box, scim_client(box) as api:
        assert api.get("/Users", params={"count": "0"}).json()["totalResults"] == 20
        groups = api.get("/Groups").json()["Resources"]
        assert [(row["displayName"], len(row["members"])) for row in groups] == [
            (f"group{number:05}", 2) for number in range(1, 5)
        ]
        box.change("seed", users=10, groups=1, members=30)
        assert len(box.store.groups.find("group00005").members) == 30


def test_changes_are_checked(scim: ScimBox) -> None:
    with pytest.raises(ValueError, match="shoeSize"):
        scim.change("user.create", user_name="ann", shoeSize=42)
    with pytest.raises(KeyError, match="nobody"):
        scim.change("user.deactivate", user="nobody")
    scim.change("user.update", user="user00001", title="Guide", displayName=None)
    values = scim.store.users.find("user00001").values
    assert values["title"] == "Guide"
    assert "displayName" not in values
    scim.change("group.create", display_name="crew")
    scim.change("user.delete", user="user00001")
    scim.change("group.delete", group="crew")
    assert (len(scim.store.users), len(scim.store.groups)) == (2, 0)


def test_an_unknown_flavour_or_option_is_told() -> None:
    with pytest.raises(ValueError, match="there are generic, tanium, splunk, tmc"):
        start("scim", options={"flavour": "acme"})
    with pytest.raises(ValueError, match="no option 'shoe_size'"):
        start("scim", options={"shoe_size": 42})
