"""Entra: what a directory of many copies does to those who write and read at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from rolecall.sandbox import start
from rolecall.sandbox.entra.gallery import GALLERY
from tests.runtime.resources.boxes import EntraBox

TEMPLATE = next(iter(GALLERY))


@pytest.fixture
def late() -> Iterator[EntraBox]:
    """An Entra as it is by default."""
    with start("entra", seed=2) as box:
        yield box


@pytest.fixture
def client(late: EntraBox, bearer: Callable[[EntraBox], dict[str, str]]) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"{late.url}/v1.0", headers=bearer(late)) as made:
        yield made


def instantiate(client: httpx.Client) -> tuple[str, str]:
    made = client.post(f"/applicationTemplates/{TEMPLATE}/instantiate", json={"displayName": "Tanium"}).json()
    return f"/applications/{made['application']['id']}", f"/servicePrincipals/{made['servicePrincipal']['id']}"


def reads(client: httpx.Client, path: str, times: int) -> list[int]:
    return [client.get(path).status_code for _ in range(times)]


def ids(client: httpx.Client, path: str) -> list[str]:
    return [row["id"] for row in client.get(path).json()["value"]]


def test_something_new_is_not_found_at_first(client: httpx.Client) -> None:
    application, principal = instantiate(client)
    assert reads(client, principal, 4) == [404, 404, 200, 200]
    assert reads(client, application, 3) == [404, 404, 200]  # each of them by itself


def test_listings_lag_behind(client: httpx.Client) -> None:
    _, principal = instantiate(client)
    assert ids(client, "/servicePrincipals") == []
    assert ids(client, "/servicePrincipals") == [principal.split("/")[-1]]


def test_early_writes_are_refused_in_several_ways(client: httpx.Client) -> None:
    application, principal = instantiate(client)
    body = {"notes": "x"}
    assert [client.patch(principal, json=body).status_code for _ in range(5)] == [404, 403, 409, 204, 204]
    assert reads(client, application, 3) == [404, 404, 200]
    # Once reads find it, writes do not miss it any more.
    assert [client.patch(application, json=body).status_code for _ in range(3)] == [403, 409, 204]


def test_a_refused_write_has_done_nothing(client: httpx.Client, late: EntraBox) -> None:
    _, principal = instantiate(client)
    path = f"{principal}/synchronization/secrets"
    body = {"value": [{"key": "SecretToken", "value": "x"}]}
    assert client.put(path, json=body).status_code == 404
    assert late.store.principal(principal.split("/")[-1]).secrets == {}


def test_a_delete_is_never_mistaken_for_a_miss(client: httpx.Client, late: EntraBox) -> None:
    application, principal = instantiate(client)
    assert [client.delete(application).status_code for _ in range(4)] == [403, 409, 204, 404]
    assert reads(client, principal, 2) == [200, 404]  # still seen once
    assert [len(ids(client, "/servicePrincipals")) for _ in range(2)] == [1, 0]
    assert not late.store.service_principals


def test_a_change_is_not_seen_at_once(client: httpx.Client, late: EntraBox) -> None:
    _, principal = instantiate(client)
    late.change("replication.settle")
    assert client.patch(principal, json={"notes": "new"}).status_code == 204
    assert [client.get(principal).json()["notes"] for _ in range(2)] == [None, "new"]
    assert [row["notes"] for _ in range(2) for row in client.get("/servicePrincipals").json()["value"]] == [None, "new"]


def test_two_changes_in_a_row_end_in_the_second(client: httpx.Client, late: EntraBox) -> None:
    _, principal = instantiate(client)
    late.change("replication.settle")
    for notes in ("first", "second"):
        client.patch(principal, json={"notes": notes})
    assert [client.get(principal).json()["notes"] for _ in range(2)] == [None, "second"]


def test_assignments_and_jobs_lag_too(client: httpx.Client, late: EntraBox) -> None:
    made = late.change("application.create", template="Tanium SSO", name="Tanium")
    principal = f"/servicePrincipals/{made['service_principal_id']}"
    role = client.get(principal).json()["appRoles"][0]["id"]
    body: dict[str, Any] = {
        "principalId": late.store.user("user00001").id,
        "resourceId": made["service_principal_id"],
        "appRoleId": role,
    }
    assignment = client.post(f"{principal}/appRoleAssignedTo", json=body).json()["id"]
    path = f"{principal}/appRoleAssignedTo"
    assert [ids(client, path) for _ in range(2)] == [[], [assignment]]
    assert reads(client, f"{path}/{assignment}", 3) == [404, 404, 200]
    assert client.post(path, json=body).status_code == 400  # it knows all the same
    assert [client.delete(f"{path}/{assignment}").status_code for _ in range(3)] == [403, 409, 204]
    assert reads(client, f"{path}/{assignment}", 2) == [200, 404]
    assert [ids(client, path) for _ in range(2)] == [[assignment], []]
    jobs = f"{principal}/synchronization/jobs"
    job = client.post(jobs, json={"templateId": "scim"}).json()["id"]
    assert reads(client, f"{jobs}/{job}", 3) == [404, 404, 200]
    assert [ids(client, jobs) for _ in range(2)] == [[], [job]]
    assert [client.delete(f"{jobs}/{job}").status_code for _ in range(3)] == [403, 409, 204]
    assert [ids(client, jobs) for _ in range(2)] == [[job], []]
    other = late.change("application.create", template="Tanium SSO", name="Other")["service_principal_id"]
    assert ids(client, f"/servicePrincipals/{other}/synchronization/jobs") == []


@pytest.mark.parametrize("kind", ["groups", "applications", "servicePrincipals"])
def test_owners_lag_too(client: httpx.Client, late: EntraBox, kind: str) -> None:
    made = late.change("application.create", template="Tanium SSO", name="Tanium")
    group = late.store.add_group("Engines").id
    id = {"groups": group, "applications": made["application_id"], "servicePrincipals": made["service_principal_id"]}
    late.store.settle()
    first, second = list(late.store.users)[:2]
    path = f"/{kind}/{id[kind]}/owners"
    for owner in (first, second):
        link = {"@odata.id": f"{late.url}/v1.0/directoryObjects/{owner}"}
        assert client.post(f"{path}/$ref", json=link).status_code == 204
        assert ids(client, path) == ([] if owner == first else [first])
        assert ids(client, path) == ([first] if owner == first else [first, second])
    assert client.delete(f"{path}/{second}/$ref").status_code == 204
    assert [ids(client, path) for _ in range(2)] == [[first, second], [first]]


def test_a_write_that_names_somebody_new_finds_nobody_at_first(client: httpx.Client, late: EntraBox) -> None:
    group = late.store.add_group("Engines").id
    late.store.settle()
    new = next(iter(late.store.users))
    late.store.user_copies.created(new)
    link = {"@odata.id": f"{late.url}/v1.0/directoryObjects/{new}"}
    sent = [client.post(f"/groups/{group}/members/$ref", json=link).status_code for _ in range(3)]
    assert sent == [404, 404, 204]


def test_nothing_heals_before_its_time(client: httpx.Client, late: EntraBox) -> None:
    late.options.lag_seconds = 30.0
    _, principal = instantiate(client)
    assert reads(client, principal, 5) == [404] * 5
    assert [client.patch(principal, json={}).status_code for _ in range(3)] == [404] * 3
    assert ids(client, "/servicePrincipals") == ids(client, "/servicePrincipals") == []
    late.store.clock.advance(31)
    assert reads(client, principal, 3) == [404, 404, 200]


FOREVER = {"lag_reads": 1000, "lag_listings": 1000, "stale_reads": 1000, "early_writes": [403] * 1000}


def _made(client: httpx.Client, late: EntraBox, kind: str) -> tuple[str, str]:
    """The address of something new of this kind, and that of its listing."""
    if kind in ("applications", "servicePrincipals"):
        return instantiate(client)[kind == "servicePrincipals"], f"/{kind}"
    if kind == "users":
        body: dict[str, Any] = {"displayName": "Ada", "mailNickname": "ada", "accountEnabled": True}
        body |= {"userPrincipalName": "ada@example.onmicrosoft.com", "passwordProfile": {"password": "Engine-1843"}}
    elif kind == "groups":
        body = {"displayName": "A", "mailNickname": "a", "mailEnabled": False, "securityEnabled": True}
    else:
        id = late.change("application.create", template="Tanium SSO", name="Tanium")["service_principal_id"]
        role = client.get(f"/servicePrincipals/{id}").json()["appRoles"][0]["id"]
        job = {"templateId": "scim"}
        given = {"principalId": late.store.user("user00001").id, "resourceId": id, "appRoleId": role}
        kind, body = f"servicePrincipals/{id}/{kind}", job if kind.endswith("jobs") else given
    return f"/{kind}/{client.post(f'/{kind}', json=body).json()['id']}", f"/{kind}"


@pytest.mark.parametrize(
    "kind", ["applications", "servicePrincipals", "users", "groups", "appRoleAssignedTo", "synchronization/jobs"]
)
def test_time_heals_every_kind_however_often_it_is_looked_at(client: httpx.Client, late: EntraBox, kind: str) -> None:
    for name, value in FOREVER.items():
        setattr(late.options, name, value)
    path, listing = _made(client, late, kind)
    id = path.split("/")[-1]
    assert reads(client, path, 5) == [404] * 5
    assert id not in ids(client, listing)
    late.store.clock.advance(late.options.heal_seconds + 1)
    assert reads(client, path, 2) == [200, 200]
    assert id in ids(client, listing)
    if kind in ("users", "groups"):
        late.options.early_writes = [403] * 1000
        assert client.patch(path, json={"displayName": "B"}).status_code == 204
