"""People in Okta: what writes keep and clear, the life of a person, lists, searches, limits, and who is let in."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from rolecall.sandbox import start
from tests.runtime.resources.boxes import OktaBox

JANE = {"login": "jane@example.com", "email": "jane@example.com", "firstName": "Jane", "lastName": "Doe"}


def create(org: httpx.Client, activate: str = "false", **more: Any) -> dict[str, Any]:
    answer = org.post("/users", params={"activate": activate}, json={"profile": JANE, **more})
    assert answer.status_code == 200, answer.text
    made: dict[str, Any] = answer.json()
    return made


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["errorCode"]


def test_creating_mails_unless_it_only_stages_or_brings_a_password(org: httpx.Client, okta: OktaBox) -> None:
    assert create(org)["status"] == "STAGED"
    assert okta.store.mails == []
    okta.change("user.delete", user="jane@example.com")
    assert create(org, "true")["status"] == "PROVISIONED"
    assert okta.store.mails == [{"to": "jane@example.com", "kind": "activation"}]
    okta.change("user.delete", user="jane@example.com")
    assert create(org, "true", credentials={"password": {"value": "Secret123"}})["status"] == "ACTIVE"
    assert len(okta.store.mails) == 1
    assert "Secret123" not in "".join(event.body for event in okta.log)


def test_a_partial_update_keeps_and_a_full_one_clears(org: httpx.Client) -> None:
    user = create(org)
    org.post(f"/users/{user['id']}", json={"profile": {"title": "Chief", "department": "Ops"}})
    kept = org.post(f"/users/{user['id']}", json={"profile": {"department": None}}).json()["profile"]
    assert kept["title"] == "Chief"
    assert "department" not in kept
    assert "title" not in org.put(f"/users/{user['id']}", json={"profile": JANE}).json()["profile"]
    assert code(org.put(f"/users/{user['id']}", json={"profile": {"title": "x"}})) == (400, "E0000001")


@pytest.mark.parametrize(
    ("status", "verb", "result"),
    [
        ("STAGED", "activate", "PROVISIONED"),
        ("DEPROVISIONED", "activate", "PROVISIONED"),
        ("ACTIVE", "activate", (403, "E0000016")),
        ("SUSPENDED", "activate", (403, "E0000038")),
        ("PROVISIONED", "reactivate", "PROVISIONED"),
        ("ACTIVE", "reactivate", (403, "E0000038")),
        ("ACTIVE", "suspend", "SUSPENDED"),
        ("PROVISIONED", "suspend", (400, "E0000001")),
        ("SUSPENDED", "unsuspend", "ACTIVE"),
        ("ACTIVE", "unsuspend", (400, "E0000001")),
        ("LOCKED_OUT", "unlock", "ACTIVE"),
        ("ACTIVE", "unlock", (403, "E0000032")),
        ("SUSPENDED", "deactivate", "DEPROVISIONED"),
        ("DEPROVISIONED", "deactivate", (403, "E0000038")),
        ("ACTIVE", "expire_password", "PASSWORD_EXPIRED"),
        ("ACTIVE", "reset_password", "RECOVERY"),
        ("STAGED", "reset_password", (403, "E0000038")),
    ],
)
def test_each_verb_has_its_statuses(
    org: httpx.Client, okta: OktaBox, status: str, verb: str, result: str | tuple[int, str]
) -> None:
    id = okta.change("user.create", login="x@example.com", status="STAGED")["id"]
    okta.change("user.status", user=id, status=status)
    answer = org.post(f"/users/{id}/lifecycle/{verb}", params={"sendEmail": "false"})
    if isinstance(result, tuple):
        assert code(answer) == result
        result = status
    assert org.get(f"/users/{id}").json()["status"] == result
    assert okta.store.mails == []


def test_deleting_takes_two_steps_and_the_first_takes_apps_and_groups(org: httpx.Client, okta: OktaBox) -> None:
    id = create(org, "true")["id"]
    okta.change("group.join", group="Engineering", user=id)
    okta.change("app.assign", app="Tessian", user=id)
    assert org.delete(f"/users/{id}").status_code == 204
    assert org.get(f"/users/{id}").json()["status"] == "DEPROVISIONED"
    assert org.get(f"/users/{id}/groups").json() == []
    assert org.get(f"/apps/{okta.store.app('Tessian').id}/users/{id}").status_code == 404
    assert code(org.post(f"/users/{id}", json={"profile": {"title": "x"}})) == (403, "E0000038")
    assert org.delete(f"/users/{id}").status_code == 204
    assert code(org.get(f"/users/{id}")) == (404, "E0000007")


def test_logins_are_one_in_any_case(org: httpx.Client, okta: OktaBox) -> None:
    create(org)
    answer = org.post("/users", json={"profile": {**JANE, "login": "JANE@example.com"}})
    assert code(answer) == (400, "E0000001")
    assert "already exists" in answer.json()["errorCauses"][0]["errorSummary"]
    assert org.get("/users/JANE@Example.com").json()["profile"]["login"] == "jane@example.com"
    okta.options.lower_logins = True
    mixed = org.post("/users", json={"profile": {**JANE, "login": "Bob@Example.com"}}).json()
    assert mixed["profile"]["login"] == "bob@example.com"


def test_lists_leave_out_the_deactivated_unless_a_filter_finds_them(org: httpx.Client, okta: OktaBox) -> None:
    okta.change("user.deactivate", user="user00002@example.com")
    logins = [user["profile"]["login"] for user in org.get("/users").json()]
    assert logins == ["sandbox-admin@example.com", "user00001@example.com", "user00003@example.com"]
    found = org.get("/users", params={"filter": 'status eq "DEPROVISIONED"'}).json()
    assert [user["profile"]["login"] for user in found] == ["user00002@example.com"]
    found = org.get("/users", params={"filter": 'profile.login eq "user00002@example.com"'}).json()
    assert len(found) == 1
    assert org.get("/users", params={"q": "user00002"}).json() == []
    okta.options.login_finds_deprovisioned = False
    assert org.get("/users/user00002@example.com").status_code == 404


def test_a_search_learns_of_changes_late(org: httpx.Client, okta: OktaBox) -> None:
    query = {"search": 'profile.login eq "JANE@example.com"'}
    id = create(org)["id"]
    assert org.get("/users", params=query).json() == []
    assert org.get(f"/users/{id}").status_code == 200
    okta.store.clock.advance(2.1)
    assert [user["id"] for user in org.get("/users", params=query).json()] == [id]
    okta.change("user.delete", user=id)
    assert len(org.get("/users", params=query).json()) == 1
    okta.store.clock.advance(2.1)
    assert org.get("/users", params=query).json() == []


@pytest.mark.parametrize(
    "query",
    [
        {"filter": 'profile.title eq "x"'},
        {"filter": 'profile.login sw "x"'},
        {"filter": 'not (status eq "ACTIVE")'},
        {"filter": "status eq ACTIVE"},
        {"filter": 'status eq "ACTIVE'},
        {"filter": '(status eq "ACTIVE"'},
        {"filter": 'status eq "ACTIVE") or id eq "x"'},
        {"search": 'status ne "ACTIVE"'},
        {"search": 'nothing eq "x"'},
        {"search": ""},
        {"search": 'profile.title co "x"'},
    ],
)
def test_expressions_it_does_not_take_are_refused(org: httpx.Client, query: dict[str, str]) -> None:
    assert code(org.get("/users", params=query)) == (400, "E0000031")


def test_expressions_combine(org: httpx.Client) -> None:
    def found(**query: str) -> int:
        return len(org.get("/users", params=query).json())

    assert found(filter='status eq "STAGED" or (status eq "ACTIVE" and profile.lastName eq "00002")') == 1
    assert found(filter='profile.lastName eq "ADMIN"') == 0
    assert found(search='profile.lastName eq "ADMIN"') == 1
    assert found(search='profile.login sw "user" and (profile.email co "2" or profile.email co "3")') == 2
    assert found(search='status lt "ACTIVE" or status gt "ACTIVE"') == 0
    assert found(search="profile.title pr") == 0
    assert found(filter='lastUpdated gt "2000-01-01T00:00:00.000Z"') == 4


def test_pages_are_linked_and_links_can_lead_astray(org: httpx.Client, okta: OktaBox) -> None:
    answer = org.get("/users", params={"limit": 2})
    assert len(answer.json()) == 2
    following = answer.links["next"]["url"]
    assert following.startswith(f"{okta.url}/api/v1/users?limit=2&after=")
    last = org.get(following)
    assert len(last.json()) == 2
    assert "next" not in last.links
    assert code(org.get("/users", params={"limit": 201})) == (400, "E0000001")
    assert code(org.get("/groups", params={"after": following.rpartition("after=")[2]})) == (400, "E0000001")
    okta.options.link_host = "https://elsewhere.example.com"
    assert org.get("/users", params={"limit": 2}).links["next"]["url"].startswith("https://elsewhere.example.com/")


def test_requests_are_limited_and_the_headers_say_so(org: httpx.Client, okta: OktaBox) -> None:
    okta.options.rate_limit = 2
    first = org.get("/users/me")
    assert (first.headers["X-Rate-Limit-Limit"], first.headers["X-Rate-Limit-Remaining"]) == ("2", "1")
    assert org.get("/users/me").headers["X-Rate-Limit-Remaining"] == "0"
    over = org.get("/users/me")
    assert code(over) == (429, "E0000047")
    assert org.get("/groups").status_code == 200
    reset = int(over.headers["X-Rate-Limit-Reset"])
    okta.store.clock.advance(reset - okta.store.clock.now() + 0.1)
    assert org.get("/users/me").status_code == 200


def test_who_is_let_in(okta: OktaBox) -> None:
    for header in ("Bearer x", "SSWS 00nobody", ""):
        answer = httpx.get(f"{okta.url}/api/v1/users/me", headers={"Authorization": header})
        assert code(answer) == (401, "E0000011")
        assert answer.headers["X-Okta-Request-Id"]
    token = okta.change("token.create", user="user00001@example.com", administrator=False)["token"]
    with httpx.Client(base_url=f"{okta.url}/api/v1", headers={"Authorization": f"SSWS {token}"}) as person:
        assert person.get("/users/me").json()["profile"]["login"] == "user00001@example.com"
        assert code(person.get("/users")) == (403, "E0000006")
        okta.change("user.status", user="user00001@example.com", status="SUSPENDED")
        assert code(person.get("/users/me")) == (401, "E0000011")


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"profile": {**JANE, "login": "jane"}}, "login"),
        ({"profile": {**JANE, "email": "x"}}, "email"),
        ({"profile": {**JANE, "firstName": ""}}, "firstName"),
        ({"profile": {**JANE, "lastName": "x" * 51}}, "lastName"),
        ({"profile": {**JANE, "shoeSize": "44"}}, "profile"),
        ({"profile": {**JANE, "title": 5}}, "title"),
        ({"profil": JANE}, "user"),
        ({"profile": JANE, "credentials": {"password": {"value": "short"}}}, "password"),
    ],
)
def test_bodies_are_checked(org: httpx.Client, body: dict[str, Any], where: str) -> None:
    answer = org.post("/users", json=body)
    assert code(answer) == (400, "E0000001")
    assert answer.json()["errorSummary"] == f"Api validation failed: {where}"


def test_bodies_must_be_json(org: httpx.Client) -> None:
    assert code(org.post("/users", content="{", headers={"Content-Type": "application/json"})) == (400, "E0000003")
    assert code(org.post("/users", content="{}", headers={"Content-Type": "text/plain"})) == (415, "E0000021")
    assert code(org.patch("/users", json={})) == (405, "E0000022")


def test_seeded_people_page_at_the_documented_size() -> None:
    with start("okta", seed=250) as box:
        headers = {"Authorization": f"SSWS {box.environment['OKTA_API_TOKEN']}"}
        with httpx.Client(base_url=f"{box.url}/api/v1", headers=headers) as org:
            assert len(org.get("/users").json()) == 200
            assert len(org.get("/users", params={"q": "user"}).json()) == 10
            everyone = box.store.everyone.id
            assert len(org.get(f"/groups/{everyone}/users").json()) == 251


def test_credentials_alone_clear_no_profile_however_they_are_sent(org: httpx.Client, okta: OktaBox) -> None:
    made = create(org)
    body = {"credentials": {"password": {"value": "Secret123"}}}
    assert org.put(f"/users/{made['id']}", json=body).status_code == 200
    assert okta.store.user(made["id"]).profile["lastName"] == "Doe"


def test_a_query_of_names_narrows_what_a_filter_finds(org: httpx.Client) -> None:
    create(org)
    found = org.get("/users", params={"q": "jane", "filter": 'status eq "STAGED"'}).json()
    assert [row["profile"]["login"] for row in found] == ["jane@example.com"]
    assert org.get("/users", params={"q": "jane", "filter": 'status eq "ACTIVE"'}).json() == []
    assert code(org.get("/users", params={"q": "jane", "search": 'status eq "ACTIVE"'})) == (400, "E0000001")


def test_what_a_search_finds_is_sorted(org: httpx.Client) -> None:
    def names(order: str) -> list[str]:
        query = {"search": 'status eq "ACTIVE"', "sortBy": "profile.login", "sortOrder": order}
        return [row["profile"]["login"] for row in org.get("/users", params=query).json()]

    assert names("asc") == sorted(names("asc"))
    assert names("desc") == names("asc")[::-1]
    assert code(org.get("/users", params={"sortBy": "profile.login"})) == (400, "E0000001")


def test_answers_have_the_members_of_realms_and_sessions(org: httpx.Client, okta: OktaBox) -> None:
    app = next(iter(okta.store.apps))
    assert org.get("/users").json()[0]["realmId"].startswith("guo")
    shown = org.get(f"/apps/{app}").json()
    assert (shown["orn"].rpartition(":")[2], shown["universalLogout"]["status"]) == (app, "DISABLED")
    group = okta.store.everyone.id
    assert org.put(f"/apps/{app}/groups/{group}", json={"id": group, "priority": 0}).status_code == 200
