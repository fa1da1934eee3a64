"""Entra: what a cycle of a job makes of users and groups, and the log of it."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.runtime.resources.boxes import EntraBox

URL, TOKEN = "https://tanium.example.com/scim/v2", f"token-{'a' * 58}"


class Cycles:
    """A job that is on, and what its cycles do."""

    def __init__(self, box: EntraBox, graph: httpx.Client, principal: str) -> None:
        self.box, self.graph, self.principal = box, graph, principal
        box.change("secrets.set", principal=principal, secrets={"BaseAddress": URL, "SecretToken": TOKEN})
        self.job = box.change("job.create", principal=principal)["id"]
        box.change("job.start", principal=principal)
        self.path = f"/servicePrincipals/{principal}/synchronization/jobs/{self.job}"

    def run(self) -> list[tuple[str, str]]:
        done = self.box.change("job.run", principal=self.principal)["actions"]
        return sorted((row["action"], self.name(row["source_id"])) for row in done)

    def name(self, id: str) -> str:
        values = self.box.store.provisioned[self.principal][id].values
        return str(values["displayName"])

    def status(self) -> dict[str, Any]:
        found: dict[str, Any] = self.graph.get(self.path).json()["status"]
        return found

    def assign(self, to: str) -> str:
        return str(self.box.change("assignment.create", principal=self.principal, to=to)["id"])


@pytest.fixture
def cycles(entra: EntraBox, graph: httpx.Client, principal: str) -> Cycles:
    return Cycles(entra, graph, principal)


def test_only_the_assigned_are_provisioned(cycles: Cycles) -> None:
    assert cycles.run() == []
    cycles.assign("user00001")
    assert cycles.run() == [("create", "user00001")]
    user = cycles.box.store.user("user00001")
    made = cycles.box.store.provisioned[cycles.principal][user.id]
    assert made.values == {
        "userName": user.user_principal_name,
        "active": True,
        "displayName": "user00001",
        "externalId": "user00001",
    }
    assert cycles.run() == []
    cycles.box.change("user.update", user="user00001", account_enabled=False)
    assert cycles.run() == [("update", "user00001")]
    assert cycles.box.store.provisioned[cycles.principal][user.id].values["active"] is False


def test_groups_bring_their_direct_members(cycles: Cycles) -> None:
    store = cycles.box.store
    inner = store.add_group("Inner", members=["user00003"])
    group = store.add_group("Outer", members=["user00002", inner.id])
    cycles.assign("Outer")
    assert cycles.run() == [("create", "Outer"), ("create", "user00002")]
    made = store.provisioned[cycles.principal][group.id].values
    assert made == {
        "displayName": "Outer",
        "externalId": group.id,
        "members": sorted([inner.id, store.user("user00002").id]),
    }


def test_everybody_with_sync_all(cycles: Cycles) -> None:
    cycles.box.change("secrets.set", principal=cycles.principal, secrets={"SyncAll": "true"})
    assert [name for _, name in cycles.run()] == ["user00001", "user00002", "user00003"]


def test_who_leaves_the_scope_is_disabled(cycles: Cycles) -> None:
    assignment = cycles.assign("user00001")
    cycles.run()
    cycles.box.change("assignment.delete", id=assignment)
    assert cycles.run() == [("disable", "user00001")]
    made = next(iter(cycles.box.store.provisioned[cycles.principal].values()))
    assert (made.active, made.values["active"]) == (False, False)
    cycles.assign("user00001")
    assert cycles.run() == [("update", "user00001")]
    cycles.box.change("secrets.set", principal=cycles.principal, secrets={"SkipOutOfScopeDeletions": "true"})
    cycles.box.change("assignment.delete", id=next(iter(cycles.box.store.assignments)))
    assert cycles.run() == []


@pytest.mark.parametrize(
    ("operator", "name", "value", "found"),
    [
        ("EQUALS", "department", "Sales", ["user00001"]),
        ("NOT EQUALS", "department", "Sales", ["user00002", "user00003"]),
        ("IS NULL", "department", None, ["user00003"]),
        ("IS NOT NULL", "department", None, ["user00001", "user00002"]),
        ("REGEX MATCH", "department", "S.*|Support", ["user00001", "user00002"]),
        ("NOT REGEX MATCH", "department", "S.*", ["user00003"]),
        ("INCLUDES", "department", "ort", ["user00002"]),
        ("IS TRUE", "accountEnabled", None, ["user00001", "user00003"]),
        ("IS FALSE", "accountEnabled", None, ["user00002"]),
    ],
)
def test_scoping_filters(cycles: Cycles, operator: str, name: str, value: str | None, found: list[str]) -> None:
    change = cycles.box.change
    change("user.update", user="user00001", department="Sales")
    change("user.update", user="user00002", department="Support", account_enabled=False)
    change("secrets.set", principal=cycles.principal, secrets={"SyncAll": "true"})
    document = cycles.graph.get(f"{cycles.path}/schema").json()
    operand = {"values": [value] if value else []}
    clause = {"operatorName": operator, "sourceOperandName": name, "targetOperand": operand}
    mapping = document["synchronizationRules"][0]["objectMappings"][0]
    mapping["scope"] = {"groups": [{"name": "filter", "clauses": [clause]}]}
    assert cycles.graph.put(f"{cycles.path}/schema", json=document).status_code == 204
    assert [made for _, made in cycles.run()] == found


def test_a_cycle_shows_in_the_status_and_in_the_log(cycles: Cycles) -> None:
    cycles.assign("user00001")
    cycles.run()
    status = cycles.status()
    assert status["code"] == "Active"
    assert (status["lastExecution"]["state"], status["lastExecution"]["countExported"]) == ("Succeeded", 1)
    assert status["lastSuccessfulExecutionWithExports"] == status["lastSuccessfulExecution"]
    assert status["synchronizedEntryCountByType"] == [{"key": "User to User", "value": 1}]
    rows = cycles.graph.get("/auditLogs/provisioning", params={"$filter": f"jobId eq '{cycles.job}'"}).json()["value"]
    assert [(row["provisioningAction"], row["sourceIdentity"]["displayName"]) for row in rows] == [
        ("create", "user00001")
    ]
    assert rows[0]["servicePrincipal"]["id"] == cycles.principal
    none = cycles.graph.get("/auditLogs/provisioning", params={"$filter": "jobId eq 'another'"})
    assert none.json()["value"] == []


def test_wrong_credentials_end_in_quarantine(cycles: Cycles) -> None:
    cycles.assign("user00001")
    cycles.box.change("endpoint.set", url=URL, tokens=[f"token-{'b' * 58}"])
    assert cycles.run() == []
    status = cycles.status()
    assert (status["code"], status["lastExecution"]["state"]) == ("Quarantine", "Failed")
    assert status["quarantine"]["error"]["code"] == "InvalidCredentials"
    assert status["countSuccessiveCompleteFailures"] == 1
    cycles.box.change("endpoint.set", url=URL, tokens=[TOKEN])
    assert cycles.run() == [("create", "user00001")]
    assert (cycles.status()["code"], cycles.status()["quarantine"]) == ("Active", None)


def test_a_paused_job_does_nothing(cycles: Cycles) -> None:
    cycles.assign("user00001")
    assert cycles.graph.post(f"{cycles.path}/pause").status_code == 204
    assert cycles.run() == []
    assert cycles.status()["lastExecution"] is None


def test_one_user_on_demand(cycles: Cycles) -> None:
    store = cycles.box.store
    for name in ("user00001", "user00002"):
        cycles.assign(name)
    subject = {"objectId": store.user("user00002").id, "objectTypeName": "User"}
    rule = cycles.graph.get(f"{cycles.path}/schema").json()["synchronizationRules"][0]["id"]
    body = {"parameters": [{"ruleId": rule, "subjects": [subject]}]}
    assert cycles.graph.post(f"{cycles.path}/provisionOnDemand", json=body).status_code == 200
    assert [made.values["displayName"] for made in store.provisioned[cycles.principal].values()] == ["user00002"]
    assert cycles.graph.post(f"{cycles.path}/provisionOnDemand", json={"parameters": []}).status_code == 400
    other = {"parameters": [{"ruleId": "another", "subjects": [subject]}]}
    assert cycles.graph.post(f"{cycles.path}/provisionOnDemand", json=other).json()["error"]["code"] == "InvalidRule"
    many = {**subject, "links": {"members": [{"objectId": str(at)} for at in range(6)]}}
    crowd = {"parameters": [{"ruleId": rule, "subjects": [many]}]}
    assert cycles.graph.post(f"{cycles.path}/provisionOnDemand", json=crowd).status_code == 400
    assert cycles.graph.post(f"{cycles.path}/provisionOnDemand", json=body).status_code == 200
    assert cycles.graph.post(f"{cycles.path}/provisionOnDemand", json=body).status_code == 429
