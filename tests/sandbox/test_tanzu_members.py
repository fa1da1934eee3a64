"""Cloud Services: members of an organization, their roles, their removal, and pages of them."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from rolecall.sandbox import Fault
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox

ADMIN = "sandbox-admin@example.com"


def refused(answer: httpx.Response, status: int, code: str) -> None:
    assert (answer.status_code, answer.json()["errorCode"]) == (status, code)


def rows(csp: httpx.Client, **query: Any) -> list[dict[str, Any]]:
    answer = csp.get("/users", params={"pageLimit": 100, **query})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["results"]
    return found


def row(csp: httpx.Client, email: str) -> dict[str, Any]:
    (found,) = (row for row in rows(csp) if row["email"] == email)
    return found


def user_id(box: TanzuSandbox, email: str) -> str:
    return box.store.cloud.member(email).user_id


def test_members_are_flat_rows(csp: httpx.Client, tanzu: TanzuSandbox) -> None:
    assert row(csp, "user00001@example.com") == {
        "userId": user_id(tanzu, "user00001@example.com"),
        "email": "user00001@example.com",
        "role": "org_member",
        "firstName": "User",
        "lastName": "1",
        "orgId": tanzu.environment["TANZU_ORG_ID"],
        "status": "ACTIVE",
    }
    assert [found["role"] for found in rows(csp)] == ["org_owner", *["org_member"] * 3]


@pytest.mark.parametrize("style", ["url", "path"])
def test_a_page_has_twenty_and_a_link_to_the_next(csp: httpx.Client, tanzu: TanzuSandbox, style: str) -> None:
    tanzu.options.next_page = style
    tanzu.store.cloud.seed(45)
    sizes, seen, address = [], set(), "/users"
    while address:
        answer = csp.get(address if address.startswith("http") or address == "/users" else tanzu.url + address).json()
        sizes.append(len(answer["results"]))
        seen |= {found["email"] for found in answer["results"]}
        address = answer["pagination"].get("next", "")
    assert sizes == [20, 20, 6]
    assert len(seen) == 46


def test_the_next_page_may_be_a_token(csp: httpx.Client, tanzu: TanzuSandbox) -> None:
    tanzu.options.next_page = "token"
    tanzu.store.cloud.seed(25)
    first = csp.get("/users", params={"page_size": 15}).json()
    token = first["pagination"]["next"]
    second = csp.get("/users", params={"page_size": 15, "page_token": token}).json()
    assert [len(page["results"]) for page in (first, second)] == [15, 11]
    assert second["pagination"] == {}
    refused(csp.get("/users", params={"page_token": "wrong"}), 400, "invalid_page_token")


def test_pages_are_cut_short_in_silence(csp: httpx.Client, tanzu: TanzuSandbox) -> None:
    tanzu.store.cloud.seed(150)
    assert len(rows(csp, pageLimit=1000)) == 100
    tanzu.options.largest_page = 7
    assert len(rows(csp)) == 7
    assert [found["email"] for found in rows(csp, pageStart=150)] == ["user00149@example.com", "user00150@example.com"]
    assert rows(csp, pageStart=152) == []
    for wrong in ("0", "-1", "many"):
        refused(csp.get("/users", params={"pageLimit": wrong}), 400, "invalid_parameter")


def test_listings_have_the_usual_faults(csp: httpx.Client, tanzu: TanzuSandbox) -> None:
    tanzu.store.cloud.seed(40)
    tanzu.faults.add(Fault("torn", times=1))
    first, second = rows(csp, pageLimit=20), rows(csp, pageLimit=20, pageStart=21)
    assert second[0]["email"] == "user00021@example.com"  # without the fault, user00020
    assert first[-1]["email"] == "user00019@example.com"
    tanzu.faults.add(Fault("endless_pages"))
    answer = csp.get("/users", params={"pageStart": 1001}).json()
    assert len(answer["results"]) == 20
    assert answer["pagination"]["next"]


def test_search_finds_the_first_twenty_by_any_part(csp: httpx.Client, tanzu: TanzuSandbox) -> None:
    tanzu.store.cloud.seed(30)
    answer = csp.get("/users/search", params={"userSearchTerm": "USER0000"}).json()
    assert len(answer["results"]) == 9
    assert len(csp.get("/users/search", params={"userSearchTerm": "example"}).json()["results"]) == 20
    refused(csp.get("/users/search"), 400, "invalid_parameter")


def test_a_single_member_is_read_where_that_is_allowed(csp: httpx.Client, tanzu: TanzuSandbox) -> None:
    member = user_id(tanzu, "user00001@example.com")
    assert csp.get(f"/users/{member}").status_code == 405
    tanzu.options.member_lookup = True
    assert csp.get(f"/users/{member}").json() == row(csp, "user00001@example.com")
    refused(csp.get("/users/nobody"), 404, "user_not_found")


def test_a_role_is_replaced(csp: httpx.Client, tanzu: TanzuSandbox) -> None:
    member = user_id(tanzu, "user00001@example.com")
    answer = csp.patch(f"/users/{member}", json={"role": "org_admin"})
    assert (answer.status_code, answer.json()["role"]) == (200, "org_admin")
    assert row(csp, "user00001@example.com")["role"] == "org_admin"
    refused(csp.patch(f"/users/{member}", json={"role": "king"}), 400, "invalid_role")
    refused(csp.patch(f"/users/{member}", json={"email": "x@example.com"}), 400, "invalid_field")
    refused(csp.patch("/users/nobody", json={"role": "org_admin"}), 404, "user_not_found")


def test_roles_are_given_and_taken_one_by_one(csp: httpx.Client, tanzu: TanzuSandbox) -> None:
    member = user_id(tanzu, "user00001@example.com")
    org = tanzu.environment["TANZU_ORG_ID"]
    url = f"{tanzu.url}/csp/gateway/am/api/v3/users/{member}/orgs/{org}/roles"

    def change(**roles: list[str]) -> httpx.Response:
        return csp.patch(url, json={"organizationRoles": roles})

    answer = change(roleNamesToAdd=["org_admin"])
    assert answer.json()["organizationRoles"] == [{"name": "org_admin"}, {"name": "org_member"}]
    assert row(csp, "user00001@example.com")["role"] == "org_admin"
    change(roleNamesToAdd=["developer"])
    assert row(csp, "user00001@example.com")["role"] == "org_admin"  # the strongest one shows
    change(roleNamesToRemove=["org_admin"])
    assert row(csp, "user00001@example.com")["role"] == "developer"
    refused(change(roleNamesToRemove=["developer", "org_member"]), 400, "role_required")
    refused(change(roleNamesToAdd=["king"]), 400, "invalid_role")
    refused(csp.patch(url, json={}), 400, "invalid_field")


def test_a_removed_member_stays_in_the_list_and_is_removed_once(csp: httpx.Client, tanzu: TanzuSandbox) -> None:
    member = user_id(tanzu, "user00001@example.com")
    answer = csp.delete(f"/users/{member}")
    assert (answer.status_code, answer.content) == (204, b"")
    assert row(csp, "user00001@example.com")["status"] == "REMOVED"
    refused(csp.delete(f"/users/{member}"), 404, "user_not_found")
    refused(csp.patch(f"/users/{member}", json={"role": "org_admin"}), 404, "user_not_found")
    tanzu.options.removed_members = "hidden"
    assert "user00001@example.com" not in {found["email"] for found in rows(csp)}


def test_the_last_owner_can_neither_leave_nor_step_down(csp: httpx.Client, tanzu: TanzuSandbox) -> None:
    owner = user_id(tanzu, ADMIN)
    refused(csp.delete(f"/users/{owner}"), 400, "last_owner")
    refused(csp.patch(f"/users/{owner}", json={"role": "org_admin"}), 400, "last_owner")
    second = user_id(tanzu, "user00001@example.com")
    assert csp.patch(f"/users/{second}", json={"role": "org_owner"}).status_code == 200
    assert csp.patch(f"/users/{owner}", json={"role": "org_admin"}).status_code == 200
    refused(csp.delete(f"/users/{second}"), 400, "last_owner")


def test_members_change_behind_the_api(csp: httpx.Client, tanzu: TanzuSandbox) -> None:
    tanzu.change("member.create", email="New@Example.com", role="developer", first_name="Neo")
    assert row(csp, "new@example.com")["role"] == "developer"
    tanzu.change("member.update", email="new@example.com", role="org_admin", last_name="Ohm")
    assert row(csp, "new@example.com")["lastName"] == "Ohm"
    tanzu.change("member.remove", email="new@example.com")
    assert row(csp, "new@example.com")["status"] == "REMOVED"
    tanzu.change("member.purge", email="new@example.com")
    assert len(rows(csp)) == 4
    with pytest.raises(KeyError, match="no member 'new@example"):
        tanzu.change("member.remove", email="new@example.com")
    with pytest.raises(ValueError, match="no role 'king'"):
        tanzu.change("member.create", email="x@example.com", role="king")
