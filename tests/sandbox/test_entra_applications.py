"""Entra: the gallery, applications and their roles, service principals, users and groups; filters, pages, errors."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from rolecall.sandbox import Fault, start
from tests.runtime.resources.boxes import EntraBox

Bearer = Callable[[EntraBox], dict[str, str]]


def outcome(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


def names(answer: httpx.Response, field: str = "displayName") -> list[str]:
    assert answer.status_code == 200, answer.text
    return [row[field] for row in answer.json()["value"]]


def template(graph: httpx.Client, name: str = "Tanium SSO") -> str:
    found = graph.get("/applicationTemplates", params={"$filter": f"displayName eq '{name}'"}).json()["value"]
    assert len(found) == 1
    return str(found[0]["id"])


def instantiate(graph: httpx.Client, name: str = "Tanium", of: str = "Tanium SSO") -> dict[str, Any]:
    answer = graph.post(f"/applicationTemplates/{template(graph, of)}/instantiate", json={"displayName": name})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def test_a_template_is_found_by_its_name(graph: httpx.Client) -> None:
    assert template(graph, "tanium sso") == template(graph)
    assert graph.get(f"/applicationTemplates/{template(graph)}").json()["displayName"] == "Tanium SSO"
    assert names(graph.get("/applicationTemplates", params={"$filter": "displayName eq 'Tanium'"})) == []
    starts = names(graph.get("/applicationTemplates", params={"$filter": "startswith(displayName, 'Tanium')"}))
    assert starts == ["Tanium SSO", "Tanium Cloud SSO"]


def test_a_quote_in_a_filter_is_written_twice(graph: httpx.Client) -> None:
    assert template(graph, "O''Brien''s Library")
    answer = graph.get("/applicationTemplates", params={"$filter": "displayName eq 'O'Brien's Library'"})
    assert outcome(answer) == (400, "Request_UnsupportedQuery")


@pytest.mark.parametrize(
    "text",
    [
        "displayName",
        "displayName eq",
        "displayName eq 'a' displayName",
        "displayName like 'a'",
        "colour eq 'red'",
        "description eq 'x'",
        "(displayName eq 'a'",
        "displayName eq (",
        "startswith(displayName 'a')",
        "displayName eq 'a' and",
        "displayName eq ^",
    ],
)
def test_filters_that_are_refused(graph: httpx.Client, text: str) -> None:
    answer = graph.get("/applicationTemplates", params={"$filter": text})
    assert outcome(answer) == (400, "Request_UnsupportedQuery")


def test_an_instance_is_an_application_and_a_service_principal(graph: httpx.Client) -> None:
    made = instantiate(graph)
    application, principal = made["application"], made["servicePrincipal"]
    assert application["appId"] == principal["appId"]
    assert (application["applicationTemplateId"], principal["displayName"]) == (template(graph), "Tanium")
    assert graph.get(f"/applications/{application['id']}").json()["appRoles"] == application["appRoles"]
    assert graph.get(f"/servicePrincipals/{principal['id']}").json()["appRoles"] == application["appRoles"]
    assert [role["displayName"] for role in application["appRoles"]] == ["User", "msiam_access", "Administrator"]
    assert instantiate(graph)["application"]["id"] != application["id"]  # names need not be unique
    assert names(graph.get("/applications", params={"$filter": "displayName eq 'Tanium'"})) == ["Tanium", "Tanium"]


@pytest.mark.parametrize(
    ("body", "status"),
    [({}, 400), ({"displayName": ""}, 400), ({"displayName": 7}, 400), ({"displayName": "x", "colour": "red"}, 400)],
)
def test_an_instance_needs_a_name(graph: httpx.Client, body: dict[str, Any], status: int) -> None:
    path = f"/applicationTemplates/{template(graph)}/instantiate"
    assert graph.post(path, json=body).status_code == status
    assert outcome(graph.post(path, content=b"{}")) == (415, "UnsupportedMediaType")
    assert outcome(graph.post(path, content=b"{", headers={"Content-Type": "application/json"})) == (400, "BadRequest")
    unknown = graph.post(f"/applicationTemplates/{uuid.uuid4()}/instantiate", json={"displayName": "x"})
    assert outcome(unknown) == (404, "Request_ResourceNotFound")
    assert names(graph.get("/applications")) == []


def test_a_service_principal_is_changed(graph: httpx.Client, principal: str) -> None:
    path = f"/servicePrincipals/{principal}"
    body = {"displayName": "Tanium production", "notificationEmailAddresses": ["ops@example.com"], "notes": None}
    assert graph.patch(path, json=body).status_code == 204
    row = graph.get(path, params={"$select": "displayName,notificationEmailAddresses"}).json()
    del row["@odata.context"]
    assert row == {
        "id": principal,
        "displayName": "Tanium production",
        "notificationEmailAddresses": ["ops@example.com"],
    }
    for wrong in ({"appId": "x"}, {"colour": "red"}, {"accountEnabled": "yes"}, {"tags": None}, {"displayName": ""}):
        assert graph.patch(path, json=wrong).status_code == 400


def test_a_role_is_disabled_before_it_is_left_out(graph: httpx.Client) -> None:
    made = instantiate(graph)["application"]
    path, roles = f"/applications/{made['id']}", made["appRoles"]
    refused = graph.patch(path, json={"appRoles": roles[1:]})
    assert outcome(refused) == (400, "CannotDeleteOrUpdateEnabledEntitlement")
    disabled = [{**roles[0], "isEnabled": False}, *roles[1:]]
    assert graph.patch(path, json={"appRoles": disabled}).status_code == 204
    assert graph.patch(path, json={"appRoles": roles[1:]}).status_code == 204
    assert graph.get(path).json()["appRoles"] == roles[1:]
    assert outcome(graph.patch(path, json={"appRoles": [*roles[1:], roles[1]]})) == (400, "DuplicateValue")
    for wrong in ({"id": "x"}, {"id": roles[0]["id"]}):
        assert graph.patch(path, json={"appRoles": [*roles[1:], wrong]}).status_code == 400


def test_a_deleted_application_is_in_the_recycle_bin(entra: EntraBox, graph: httpx.Client, principal: str) -> None:
    application = entra.store.application_of(entra.store.principal(principal))
    entra.change("assignment.create", principal=principal, to="user00001")
    assert graph.delete(f"/applications/{application.id}").status_code == 204
    for path in (f"/applications/{application.id}", f"/servicePrincipals/{principal}"):
        assert outcome(graph.get(path)) == (404, "Request_ResourceNotFound")
    assert not entra.store.assignments
    assert graph.get(f"/directory/deletedItems/{application.id}").json()["displayName"] == "Tanium"
    assert graph.delete(f"/directory/deletedItems/{application.id}").status_code == 204
    assert graph.get(f"/directory/deletedItems/{application.id}").status_code == 404
    assert graph.delete(f"/applications/{application.id}").status_code == 404


def test_what_is_not_ours_cannot_be_changed(entra: EntraBox, graph: httpx.Client) -> None:
    made = entra.change("application.create", template="Tessian", name="Somebody's", owned=False)
    principal, application = f"/servicePrincipals/{made['service_principal_id']}", made["application_id"]
    assert graph.get(principal).status_code == 200
    denied = (403, "Authorization_RequestDenied")
    assert outcome(graph.patch(principal, json={"notes": "mine"})) == denied
    assert outcome(graph.delete(principal)) == denied
    assert outcome(graph.delete(f"/applications/{application}")) == denied
    assert application in entra.store.applications


def test_users_are_found_by_id_and_by_name(entra: EntraBox, graph: httpx.Client) -> None:
    user = entra.store.user("user00002")
    for key in (user.id, user.user_principal_name, user.user_principal_name.upper()):
        assert graph.get(f"/users/{key}").json()["id"] == user.id
    for name in ("userPrincipalName", "mail"):
        found = graph.get("/users", params={"$filter": f"{name} eq '{user.user_principal_name}'"})
        assert names(found, "id") == [user.id]
    assert outcome(graph.get("/users/nobody@example.onmicrosoft.com")) == (404, "Request_ResourceNotFound")
    either = "displayName eq 'user00001' or displayName eq 'user00003' and accountEnabled eq true"
    assert names(graph.get("/users", params={"$filter": either})) == ["user00001", "user00003"]
    both = "accountEnabled ne true or (mail eq null and displayName eq 'x')"
    assert names(graph.get("/users", params={"$filter": both})) == []


def test_groups_and_their_members(entra: EntraBox, graph: httpx.Client) -> None:
    group = entra.store.add_group("Analysts", members=["user00001", "user00003"], mail="analysts@example.com")
    entra.store.add_group("Analysts")
    assert len(names(graph.get("/groups", params={"$filter": "displayName eq 'analysts'"}))) == 2  # not unique
    assert graph.get(f"/groups/{group.id}").json()["mail"] == "analysts@example.com"
    assert names(graph.get(f"/groups/{group.id}/members")) == ["user00001", "user00003"]
    assert graph.get("/groups/Analysts").status_code == 404


def test_pages_follow_next_links_to_the_end(bearer: Bearer) -> None:
    with start("entra", seed=250) as box, httpx.Client(headers=bearer(box)) as client:
        rows, url = [], f"{box.url}/v1.0/users?$select=displayName"
        sizes = []
        while url:
            page = client.get(url).json()
            rows += [row["displayName"] for row in page["value"]]
            sizes.append(len(page["value"]))
            url = page.get("@odata.nextLink", "")
            assert not url or (url.startswith(f"{box.url}/v1.0/users?") and "$skiptoken=" in url)
        assert (sizes, len(set(rows))) == ([100, 100, 50], 250)
        first = client.get(f"{box.url}/v1.0/users", params={"$top": "999", "$count": "true"}).json()
        assert (len(first["value"]), first["@odata.count"], "@odata.nextLink" in first) == (250, 250, False)
        filtered = client.get(f"{box.url}/v1.0/users?$top=6&$filter=startswith(displayName,'user0001')").json()
        assert len(client.get(filtered["@odata.nextLink"]).json()["value"]) == 4
        box.options.largest_page = 10
        assert len(client.get(f"{box.url}/v1.0/users", params={"$top": "999"}).json()["value"]) == 10
        for query in ("$top=0", "$top=1000", "$top=x", "$skiptoken=x", "$search=x", "$select=colour"):
            assert client.get(f"{box.url}/v1.0/users?{query}").status_code == 400
        box.faults.add(Fault("endless_pages", path="/users$"))
        last = client.get(f"{box.url}/v1.0/users", params={"$filter": "displayName eq 'user00001'"}).json()
        assert len({row["id"] for row in last["value"]}) == 10
        assert "@odata.nextLink" in last


def test_errors_carry_request_ids(graph: httpx.Client) -> None:
    mine = str(uuid.uuid4())
    answer = graph.get("/users/nobody", headers={"client-request-id": mine})
    error = answer.json()["error"]
    assert set(error) == {"code", "message", "innerError"}
    assert set(error["innerError"]) == {"date", "request-id", "client-request-id"}
    assert error["innerError"]["request-id"] == answer.headers["request-id"]
    assert error["innerError"]["client-request-id"] == answer.headers["client-request-id"] == mine
    assert graph.get("/nothing").status_code == 404
    assert graph.put("/users").status_code == 405
    assert graph.get("/users").headers["request-id"] != graph.get("/users").headers["request-id"]


def test_throttling_by_option_and_by_fault(entra: EntraBox, graph: httpx.Client) -> None:
    entra.options.throttle_every, entra.options.retry_after = 2, 7
    statuses = [graph.get("/users") for _ in range(4)]
    assert sorted(answer.status_code for answer in statuses) == [200, 200, 429, 429]
    refused = next(answer for answer in statuses if answer.status_code == 429)
    assert (refused.headers["retry-after"], outcome(refused)[1]) == ("7", "TooManyRequests")
    entra.options.throttle_every = 0
    entra.faults.add(Fault("status", status=429, retry_after=1, times=1))
    assert outcome(graph.get("/users")) == (429, "TooManyRequests")
    assert graph.get("/users").status_code == 200


def test_it_starts_with_as_much_as_asked(bearer: Bearer) -> None:
    options = {"groups": 3, "members": 4, "applications": 2, "assignments": 5}
    with start("entra", seed=6, options=options) as box:
        store = box.store
        assert (len(store.users), len(store.groups), len(store.service_principals)) == (6, 3, 2)
        assert [len(group.members) for group in store.groups.values()] == [4, 4, 4]
        assert len(store.assignments) == 10
        with httpx.Client(base_url=f"{box.url}/v1.0", headers=bearer(box)) as client:
            assert len(names(client.get("/applications"))) == 2  # nothing of it lags
