"""SCIM servers as they are: each option of the sandbox that departs from the RFCs in what it takes or gives."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from rolecall.sandbox import start
from rolecall.sandbox.scim.bulk import BULK_REQUEST
from tests.runtime.resources.scim_people import ScimBox
from tests.sandbox.conftest import scim_client
from tests.sandbox.scim_bodies import body, op

USER = {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "ada"}


def ids(box: ScimBox) -> list[str]:
    return [user.id for user in box.store.users]


def values(box: ScimBox, count: int) -> list[dict[str, str]]:
    return [{"value": each} for each in ids(box)[:count]]


@pytest.mark.parametrize(("status", "words"), [(400, True), (413, False)])
def test_a_request_holds_so_many_members(status: int, words: bool) -> None:
    options = {"largest_change": 2, "oversize_status": status, "oversize_words": words}
    with start("scim", seed=3, options=options) as box, scim_client(box) as api:
        group = box.store.add_group("crew").id
        assert api.patch(f"/Groups/{group}", json=body(op("add", "members", values(box, 2)))).status_code == 200
        refused = api.patch(f"/Groups/{group}", json=body(op("add", "members", values(box, 3))))
        assert (refused.status_code, "at most 2" in refused.json()["detail"]) == (status, words)
        many = [op("remove", f'members[value eq "{each}"]') for each in ids(box)]
        assert api.patch(f"/Groups/{group}", json=body(*many)).status_code == status
        new = {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "all"}
        assert api.post("/Groups", json={**new, "members": values(box, 3)}).status_code == status


@pytest.mark.parametrize("way", ["path", "value"])
def test_members_go_one_way_alone(way: str) -> None:
    with start("scim", seed=2, options={"removal": [way], "put": False}) as box, scim_client(box) as api:
        users = ids(box)
        group = box.store.add_group("crew", members=users).id
        forms = {
            "path": op("remove", f'members[value eq "{users[0]}"]'),
            "value": op("remove", "members", [{"value": users[0]}]),
        }
        found = {name: api.patch(f"/Groups/{group}", json=body(form)).status_code for name, form in forms.items()}
        assert found == {name: 200 if name == way else 400 for name in forms}
        assert api.put(f"/Groups/{group}", json={}).status_code == 405


@pytest.mark.parametrize(
    ("form", "taken"),
    [("any", 3), ("conjunction", 2), ("term", 1), ("none", 0)],
)
def test_filters_have_forms(form: str, taken: int) -> None:
    filters = [
        'id eq "1"',
        'id eq "1" and displayName eq "a"',
        'id eq "1" and (displayName eq "a" or displayName eq "b")',
    ]
    with start("scim", options={"filter_form": form}) as box, scim_client(box) as api:
        answers = [api.get("/Groups", params={"filter": each}).status_code for each in filters]
        assert answers == [200] * taken + [400] * (3 - taken)


def test_a_member_who_is_nobody_is_not_found() -> None:
    with start("scim", options={"unknown_member_is_404": True}) as box, scim_client(box) as api:
        asked = 'id eq "1" and members.value eq "nobody"'
        assert api.get("/Groups", params={"filter": asked}).status_code == 404


@pytest.mark.parametrize(("paging", "by_index"), [("index", 200), ("both", 200), ("cursor", 400)])
def test_pages_go_by_index_or_by_cursor(paging: str, by_index: int) -> None:
    with start("scim", seed=5, options={"paging": paging, "largest_page": 2}) as box, scim_client(box) as api:
        assert api.get("/Users", params={"startIndex": 3}).status_code == by_index
        seen: list[str] = []
        cursor: str | None = ""
        while cursor is not None and len(seen) < 9:
            page = api.get("/Users", params={"cursor": cursor}).json()
            seen += [row["id"] for row in page["Resources"]]
            cursor = page.get("nextCursor")
        assert seen == (ids(box) if paging != "index" else ids(box)[:2])


def test_sizes_and_media_types_are_refused() -> None:
    options = {"refuses_count": True, "largest_page": 10, "plain_json_only": True}
    with start("scim", options=options) as box, scim_client(box) as api:
        answers = [api.get("/Users", params={"count": count}).status_code for count in (0, 10, 11)]
        assert answers == [400, 200, 400]
        plain = {"Content-Type": "application/json"}
        assert api.post("/Users", json=USER, headers={"Content-Type": "application/scim+json"}).status_code == 415
        assert api.post("/Users", json=USER, headers=plain).status_code == 201


def test_who_is_deactivated_is_not_there() -> None:
    options = {"hides_deactivated": True, "missing_status": 400}
    with start("scim", seed=2, options=options) as box, scim_client(box) as api:
        first = ids(box)[0]
        assert api.patch(f"/Users/{first}", json=body(op("replace", "active", False))).status_code == 200
        assert api.get(f"/Users/{first}").status_code == 400
        assert api.get("/Users").json()["totalResults"] == 1


def test_a_delete_deactivates() -> None:
    with start("scim", seed=1, options={"delete_deactivates": True}) as box, scim_client(box) as api:
        (user,) = ids(box)
        assert api.delete(f"/Users/{user}").status_code == 204
        assert api.get(f"/Users/{user}").json()["active"] is False


def test_answers_are_spelt_otherwise() -> None:
    options = {"lower_resources": True, "text_active": True, "nulls": True, "number_ids": True, "created_status": 200}
    with start("scim", options=options) as box, scim_client(box) as api:
        made = api.post("/Users", json=USER)
        assert made.status_code == 200
        row: dict[str, Any] = api.get("/Users").json()["resources"][0]
        assert (row["id"], row["active"], row["title"]) == (1001, "True", None)


def test_operations_come_in_bulk() -> None:
    with start("scim", seed=1, options={"bulk": 2}) as box, scim_client(box) as api:
        assert api.get("/ServiceProviderConfig").json()["bulk"]["maxOperations"] == 2
        (user,) = ids(box)
        good = {"method": "PATCH", "path": f"/Users/{user}", "data": body(op("replace", "title", "Lady"))}
        bad = {**good, "path": "/Users/nobody"}
        message = {"schemas": [BULK_REQUEST], "failOnErrors": 1}
        told = api.post("/Bulk", json={**message, "Operations": [bad, good]}).json()["Operations"]
        assert [row["status"] for row in told] == ["404"]
        told = api.post("/Bulk", json={**message, "Operations": [good, bad]}).json()["Operations"]
        assert [row["status"] for row in told] == ["200", "404"]
        assert api.post("/Bulk", json={**message, "Operations": [good] * 3}).status_code == 413


@pytest.mark.parametrize("flavour", ["aws", "atlassian", "databricks", "entra", "github", "slack"])
def test_servers_have_their_own_address(flavour: str) -> None:
    with start("scim", options={"flavour": flavour}) as box:
        environment = box.environment
        token = {"Authorization": f"Bearer {environment['SCIM_TOKEN']}"}
        assert httpx.get(f"{environment['SCIM_URL']}/Users", headers=token).status_code == 200
        assert environment["SCIM_VENDOR"] == flavour


class TestAuthentication:
    def test_the_issuer_gives_tokens_that_end(self) -> None:
        with start("scim", options={"auth": ["oauth"], "client_auth": "basic", "scope": "scim"}) as box:
            login, issuer = box.store.login, f"{box.url}/oauth/token"
            form = {"grant_type": "client_credentials", "scope": "scim"}
            in_the_form = {**form, "client_id": login.name, "client_secret": login.secret}
            assert httpx.post(issuer, data=in_the_form).json() == {"error": "invalid_client"}
            basic = (login.name, login.secret)
            assert httpx.post(issuer, data={**form, "scope": ""}, auth=basic).json() == {"error": "invalid_scope"}
            token = httpx.post(issuer, data=form, auth=basic).json()["access_token"]
            headers = {"Authorization": f"Bearer {token}"}
            users = f"{box.environment['SCIM_URL']}/Users"
            assert httpx.get(users, headers=headers).status_code == 200
            box.change("clock.advance", seconds=3601)
            assert httpx.get(users, headers=headers).status_code == 401

    @pytest.mark.parametrize("way", ["basic", "header", "certificate"])
    def test_a_token_is_not_what_others_take(self, way: str) -> None:
        with start("scim", options={"auth": [way]}) as box:
            token = {"Authorization": f"Bearer {box.store.token}"}
            assert httpx.get(f"{box.environment['SCIM_URL']}/Users", headers=token).status_code == 401
