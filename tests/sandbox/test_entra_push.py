"""Entra and a SCIM server side by side: cycles that write to the endpoint of the credentials."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from rolecall.sandbox import Fault, start
from tests.runtime.resources.boxes import EntraBox
from tests.runtime.resources.scim_people import ScimBox


class Pair:
    """A tenant, an instance of Tanium SSO in it with a job that is on, and the Tanium it writes to."""

    def __init__(self, entra: EntraBox, scim: ScimBox, principal: str) -> None:
        self.entra, self.scim, self.principal = entra, scim, principal
        entra.options.push = True
        values = scim.environment
        self.secrets = {"BaseAddress": values["SCIM_URL"], "SecretToken": values["SCIM_TOKEN"]}
        entra.change("secrets.set", principal=principal, secrets=self.secrets)
        self.job = entra.change("job.create", principal=principal)["id"]
        entra.change("job.start", principal=principal)
        headers = {"Authorization": f"Bearer {values['SCIM_TOKEN']}"}
        self.client = httpx.Client(base_url=values["SCIM_URL"], headers=headers)

    def run(self) -> list[str]:
        done = self.entra.change("job.run", principal=self.principal)["actions"]
        return sorted(row["action"] for row in done)

    def rows(self, kind: str) -> dict[str, dict[str, Any]]:
        found = self.client.get(f"/{kind}").json()["Resources"]
        return {row.get("userName", row.get("displayName")): row for row in found}


@pytest.fixture(params=["tanium", "generic"])
def pair(request: pytest.FixtureRequest, entra: EntraBox, principal: str) -> Iterator[Pair]:
    with start("scim", options={"flavour": request.param}) as scim:
        made = Pair(entra, scim, principal)
        yield made
        made.client.close()


def test_people_come_change_and_go(pair: Pair) -> None:
    store = pair.entra.store
    group = store.add_group("Analysts", members=["user00001", "user00002"])
    assignment = pair.entra.change("assignment.create", principal=pair.principal, to="Analysts")["id"]
    assert pair.run() == ["create", "create", "create"]
    users = pair.rows("Users")
    assert sorted(users) == [f"user0000{n}@example.onmicrosoft.com" for n in (1, 2)]
    one, two = users.values()
    assert (one["active"], one["displayName"], one["externalId"]) == (True, "user00001", "user00001")
    members = {row["value"] for row in pair.rows("Groups")["Analysts"]["members"]}
    assert members == {one["id"], two["id"]}
    pair.entra.change("user.update", user="user00001", account_enabled=False, display_name="One")
    pair.entra.change("group.update", group=group.id, members=["user00001", "user00003"])
    assert pair.run() == ["create", "disable", "update", "update"]
    users = pair.rows("Users")
    one, two, three = (users[f"user0000{n}@example.onmicrosoft.com"] for n in (1, 2, 3))
    assert (one["active"], one["displayName"], two["active"], three["active"]) == (False, "One", False, True)
    members = {row["value"] for row in pair.rows("Groups")["Analysts"]["members"]}
    assert members == {one["id"], three["id"]}
    pair.entra.change("assignment.delete", id=assignment)
    assert pair.run() == ["delete", "disable", "disable"]
    assert pair.rows("Groups") == {}
    assert not any(row["active"] for row in pair.rows("Users").values())
    assert pair.run() == []


def test_it_writes_as_entra_does(pair: Pair) -> None:
    pair.entra.change("assignment.create", principal=pair.principal, to="user00001")
    pair.run()
    pair.entra.change("user.update", user="user00001", account_enabled=False)
    pair.run()
    body = json.loads(pair.scim.log.matching("PATCH")[0].body)
    assert body["Operations"] == [{"op": "Replace", "path": "active", "value": "False"}]
    asked = [httpx.QueryParams(event.query)["filter"] for event in pair.scim.log.matching("GET", "/Users$")]
    assert 'userName eq "user00001@example.onmicrosoft.com"' in asked


def test_who_is_there_already_is_matched(pair: Pair) -> None:
    body = {
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "userName": "user00001@example.onmicrosoft.com",
        "displayName": "somebody",
        "externalId": "x",
        "active": True,
    }
    there = pair.client.post("/Users", json=body)
    assert there.status_code == 201, there.text
    pair.entra.change("assignment.create", principal=pair.principal, to="user00001")
    assert pair.run() == ["create"]
    users = pair.rows("Users")
    assert [row["id"] for row in users.values()] == [there.json()["id"]]
    assert users["user00001@example.onmicrosoft.com"]["displayName"] == "user00001"


def test_what_the_endpoint_refuses_is_tried_again(pair: Pair) -> None:
    pair.entra.change("assignment.create", principal=pair.principal, to="user00001")
    pair.scim.faults.add(Fault("status", method="POST", status=500, times=1))
    assert pair.run() == ["escrow"]
    job = pair.entra.store.job(pair.principal)[1]
    assert job.last is not None
    assert (job.last.result, job.last.escrowed, job.last.exported) == ("EntryLevelErrors", 1, 0)
    said = pair.entra.store.audit[-1]["provisioningStatusInfo"]
    assert (said["status"], "user00001" in said["errorInformation"]["reason"]) == ("failure", True)
    assert pair.run() == ["create"]
    assert pair.entra.store.audit[-1]["provisioningStatusInfo"] == {"status": "success", "errorInformation": None}


def test_the_connection_is_tested_for_real(pair: Pair, graph: httpx.Client) -> None:
    path = f"/servicePrincipals/{pair.principal}/synchronization/jobs/{pair.job}/validateCredentials"

    def outcome(**change: str) -> str:
        pairs = [{"key": key, "value": value} for key, value in {**pair.secrets, **change}.items()]
        answer = graph.post(path, json={"credentials": pairs})
        return "" if answer.status_code == 204 else str(answer.json()["error"]["code"])

    assert outcome() == ""
    assert outcome(SecretToken=f"token-{'z' * 58}") == "InvalidCredentials"
    unavailable = "SystemForCrossDomainIdentityManagementCredentialValidationUnavailable"
    assert outcome(BaseAddress=f"{pair.scim.url}/nowhere") == unavailable
    pair.scim.stop()
    assert outcome() == unavailable
    assert pair.run() == []
    assert pair.entra.store.job(pair.principal)[1].quarantine is not None
