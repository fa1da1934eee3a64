"""The server others wrote stands where the tests expect it, and is not our sandbox under another name."""

from __future__ import annotations

import httpx

from tests.runtime.resources.scim2server import scim2server

USER = "urn:ietf:params:scim:schemas:core:2.0:User"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"


def test_it_keeps_users_behind_a_token_and_counts_requests() -> None:
    with scim2server() as server:
        assert server.url.endswith("/scim/v2")
        assert httpx.get(f"{server.url}/Users").status_code == 401
        with client(server.url, server.token) as api:
            made = api.post("/Users", json={"schemas": [USER], "userName": "ann"})
            assert made.status_code == 201
            assert made.headers["Location"].startswith(f"{server.url}/Users/")
            operation = {"op": "replace", "path": "active", "value": False}
            body = {"schemas": [PATCH], "Operations": [operation]}
            patched = api.patch(f"/Users/{made.json()['id']}", json=body)
            assert (patched.status_code, patched.content) == (204, b"")
            assert api.get(f"/Users/{made.json()['id']}").json()["active"] is False
        assert [method for method, _ in server.requests] == ["GET", "POST", "PATCH", "GET"]
        assert len(server.storage.resources) == 1


def test_its_abilities_can_be_taken_away() -> None:
    with scim2server(patch=False, etag=False, largest_page=2) as server, client(server.url, server.token) as api:
        config = api.get("/ServiceProviderConfig").json()
        assert (config["patch"], config["etag"], config["filter"]["maxResults"]) == (
            {"supported": False},
            {"supported": False},
            2,
        )
        ids = [api.post("/Users", json={"schemas": [USER], "userName": name}).json()["id"] for name in "abc"]
        page = api.get("/Users", params={"count": 100}).json()
        assert (page["totalResults"], page["itemsPerPage"]) == (3, 2)
        assert api.patch(f"/Users/{ids[0]}", json={"schemas": [PATCH], "Operations": []}).status_code == 501


def client(url: str, token: str) -> httpx.Client:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/scim+json"}
    return httpx.Client(base_url=url, headers=headers)
