"""Entra: secrets, the test of a connection, and synchronization jobs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.runtime.resources.boxes import EntraBox

Kept = Callable[[], dict[str, str]]
URL, TOKEN = "https://tanium.example.com/scim/v2", f"token-{'a' * 58}"
NOTIFY = json.dumps({"Enabled": True, "Recipients": "ops@example.com", "DeleteThresholdEnabled": False})


def outcome(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


def pairs(**secrets: str) -> list[dict[str, str]]:
    return [{"key": key, "value": value} for key, value in secrets.items()]


class Synchronization:
    """The synchronization of one service principal."""

    def __init__(self, graph: httpx.Client, principal: str) -> None:
        self.graph = graph
        self.path = f"/servicePrincipals/{principal}/synchronization"

    def put(self, **secrets: str) -> httpx.Response:
        return self.graph.put(f"{self.path}/secrets", json={"value": pairs(**secrets)})

    def job(self) -> str:
        return str(self.graph.post(f"{self.path}/jobs", json={"templateId": "scim"}).json()["id"])

    def do(self, job: str, verb: str, body: Any = None) -> httpx.Response:
        return self.graph.post(f"{self.path}/jobs/{job}/{verb}", json=body)

    def status(self, job: str) -> dict[str, Any]:
        row: dict[str, Any] = self.graph.get(f"{self.path}/jobs/{job}").json()
        return {"state": row["schedule"]["state"], **row["status"]}


@pytest.fixture
def sync(graph: httpx.Client, principal: str) -> Synchronization:
    return Synchronization(graph, principal)


@pytest.fixture
def kept(entra: EntraBox, principal: str) -> Kept:
    """Gives the secrets as they are kept, which no answer shows."""
    return lambda: dict(entra.store.principal(principal).secrets)


def test_secrets_are_merged_and_masked(sync: Synchronization, kept: Kept) -> None:
    assert sync.put(BaseAddress=URL, SecretToken=TOKEN).status_code == 204
    assert sync.put(SyncAll="false").status_code == 204
    assert kept() == {"BaseAddress": URL, "SecretToken": TOKEN, "SyncAll": "false"}
    rows = sync.graph.get(f"{sync.path}/secrets").json()["value"]
    assert rows == pairs(BaseAddress="*", SecretToken="*", SyncAll="*")
    assert sync.put(SyncNotificationSettings=NOTIFY).status_code == 204
    assert sync.put(SyncAll="", SyncNotificationSettings="").status_code == 204  # which removes both
    assert kept() == {"BaseAddress": URL, "SecretToken": TOKEN}


def test_a_mask_that_is_written_back_is_kept(sync: Synchronization, kept: Kept) -> None:
    sync.put(BaseAddress=URL, SecretToken=TOKEN)
    rows = sync.graph.get(f"{sync.path}/secrets").json()["value"]
    assert sync.graph.put(f"{sync.path}/secrets", json={"value": rows}).status_code == 204
    assert kept() == {"BaseAddress": "*", "SecretToken": "*"}


def test_a_write_can_replace_them_all(entra: EntraBox, sync: Synchronization, kept: Kept) -> None:
    entra.options.secrets_put = "replace"
    sync.put(BaseAddress=URL, SecretToken=TOKEN)
    sync.put(SecretToken=TOKEN)
    assert kept() == {"SecretToken": TOKEN}


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (pairs(Colour="red"), "Request_BadRequest"),
        ([{"key": "SecretToken"}], "Request_BadRequest"),
        ([{"key": "SecretToken", "value": None}], "Request_BadRequest"),
        ([{"key": "SecretToken", "value": "x", "more": 1}], "Request_BadRequest"),
        (["SecretToken"], "Request_BadRequest"),
        ("SecretToken", "Request_BadRequest"),
        (pairs(SyncAll="maybe"), "InvalidSyncAll"),
        (pairs(SyncNotificationSettings="ops@example.com"), "InvalidNotificationSettings"),
        (pairs(SyncNotificationSettings='{"Enabled": "yes"}'), "InvalidNotificationSettings"),
        (pairs(SyncNotificationSettings='{"Mail": "x"}'), "InvalidNotificationSettings"),
    ],
)
def test_secrets_that_are_refused(sync: Synchronization, kept: Kept, rows: Any, code: str) -> None:
    sync.put(SyncNotificationSettings=NOTIFY)
    answer = sync.graph.put(f"{sync.path}/secrets", json={"value": rows})
    assert outcome(answer) == (400, code)
    assert kept() == {"SyncNotificationSettings": NOTIFY}


def test_neither_log_nor_state_show_a_secret(entra: EntraBox, sync: Synchronization) -> None:
    sync.put(BaseAddress=URL, SecretToken=TOKEN)
    sync.do("any", "validateCredentials", {"templateId": "scim", "credentials": pairs(SecretToken=TOKEN)})
    shown = httpx.get(f"{entra.url}/__sandbox__/log").text + httpx.get(f"{entra.url}/__sandbox__/state").text
    assert TOKEN not in shown
    assert entra.environment["ENTRA_CLIENT_SECRET"] not in shown
    assert URL in shown  # other values of pairs are not hidden
    assert "SecretToken" in shown


def test_the_connection_is_tested_before_there_is_a_job(sync: Synchronization, kept: Kept) -> None:
    body = {"templateId": "scim", "credentials": pairs(BaseAddress=URL, SecretToken=TOKEN)}
    assert sync.do("scim", "validateCredentials", body).status_code == 204
    assert kept() == {}
    without = sync.do("scim", "validateCredentials", {"credentials": body["credentials"]})
    assert outcome(without) == (404, "Request_ResourceNotFound")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"SecretToken": "a" * 58}, "InvalidCredentials"),
        ({"SecretToken": f"token-{'a' * 57}"}, "InvalidCredentials"),
        ({"SecretToken": "*"}, "InvalidCredentials"),
        ({"SecretToken": ""}, "CredentialsMissing"),
        ({"BaseAddress": ""}, "CredentialsMissing"),
        ({"BaseAddress": "http://tanium.example.com/scim/v2"}, "InvalidTenantUrl"),
        (
            {"BaseAddress": "https://tanium.example.com"},
            "SystemForCrossDomainIdentityManagementCredentialValidationUnavailable",
        ),
    ],
)
def test_connections_that_fail(sync: Synchronization, change: dict[str, str], code: str) -> None:
    job = sync.job()
    body = {"credentials": pairs(**{"BaseAddress": URL, "SecretToken": TOKEN, **change})}
    assert outcome(sync.do(job, "validateCredentials", body)) == (400, code)


def test_a_test_can_say_which_credentials_are_right(entra: EntraBox, sync: Synchronization) -> None:
    other = f"token-{'b' * 58}"
    entra.change("endpoint.set", url=f"{URL}/", tokens=[other])
    sync.put(BaseAddress=URL, SecretToken=TOKEN)
    job = sync.job()
    assert outcome(sync.do(job, "validateCredentials", {"useSavedCredentials": True}))[1] == "InvalidCredentials"
    given = {"useSavedCredentials": True, "credentials": pairs(SecretToken=other)}
    assert sync.do(job, "validateCredentials", given).status_code == 204
    entra.change("endpoint.forget", url=URL)
    assert sync.do(job, "validateCredentials", {"useSavedCredentials": True}).status_code == 204


def test_a_job_from_create_to_delete(entra: EntraBox, sync: Synchronization) -> None:
    assert [row["id"] for row in sync.graph.get(f"{sync.path}/templates").json()["value"]] == ["scim"]
    job = sync.job()
    assert re.fullmatch(r"scim\.[0-9a-f]{32}\.[0-9a-f-]{36}", job)
    assert (sync.status(job)["state"], sync.status(job)["code"]) == ("Disabled", "NotConfigured")
    assert outcome(sync.do(job, "start")) == (400, "CredentialsMissing")
    sync.put(BaseAddress=URL, SecretToken=TOKEN)
    assert sync.status(job)["code"] == "NotRun"
    assert sync.do(job, "start").status_code == 204
    assert (sync.status(job)["state"], sync.status(job)["lastExecution"]) == ("Active", None)
    assert sync.do(job, "pause").status_code == 204
    assert (sync.status(job)["state"], sync.status(job)["code"]) == ("Paused", "Paused")
    assert sync.graph.delete(f"{sync.path}/jobs/{job}").status_code == 204
    assert outcome(sync.graph.get(f"{sync.path}/jobs/{job}")) == (404, "Request_ResourceNotFound")
    assert outcome(sync.graph.delete(f"{sync.path}/jobs/{job}")) == (404, "Request_ResourceNotFound")


def test_one_job_of_each_template(sync: Synchronization) -> None:
    job = sync.job()
    again = sync.graph.post(f"{sync.path}/jobs", json={"templateId": "scim"})
    assert outcome(again) == (409, "JobAlreadyExists")
    unknown = sync.graph.post(f"{sync.path}/jobs", json={"templateId": "workday"})
    assert outcome(unknown) == (400, "TemplateNotFound")
    assert [row["id"] for row in sync.graph.get(f"{sync.path}/jobs").json()["value"]] == [job]


def test_an_application_without_provisioning(entra: EntraBox, graph: httpx.Client) -> None:
    made = entra.change("application.create", template="Tessian", name="Mail")
    sync = Synchronization(graph, made["service_principal_id"])
    assert graph.get(f"{sync.path}/templates").json()["value"] == []
    assert outcome(graph.post(f"{sync.path}/jobs", json={"templateId": "scim"})) == (400, "TemplateNotFound")


def test_quarantine_and_what_ends_it(entra: EntraBox, sync: Synchronization, principal: str) -> None:
    sync.put(BaseAddress=URL, SecretToken=TOKEN)
    job = sync.job()
    sync.do(job, "start")
    entra.change("job.quarantine", principal=principal, reason="TooManyDeletes", message="40 deletes")
    status = sync.status(job)
    assert (status["code"], status["quarantine"]["reason"]) == ("Quarantine", "TooManyDeletes")
    assert status["quarantine"]["error"]["message"] == "40 deletes"
    assert sync.do(job, "restart", {"criteria": {"resetScope": "Watermark"}}).status_code == 204
    assert sync.status(job)["code"] == "Quarantine"
    assert sync.do(job, "restart", {"criteria": {"resetScope": "Escrows, QuarantineState"}}).status_code == 204
    assert (sync.status(job)["quarantine"], sync.status(job)["state"]) == (None, "Active")
    entra.change("job.quarantine", principal=principal)
    assert sync.do(job, "start").status_code == 204
    assert sync.status(job)["quarantine"] is None
    assert sync.do(job, "restart", {"criteria": {"resetScope": "Everything"}}).status_code == 400
    assert sync.do(job, "restart", {}).status_code == 400
    with pytest.raises(ValueError, match="no reason 'Boredom'"):
        entra.change("job.quarantine", principal=principal, reason="Boredom")


def test_a_job_can_be_changed_out_of_band(entra: EntraBox, sync: Synchronization, principal: str) -> None:
    entra.change("secrets.set", principal=principal, secrets={"BaseAddress": URL, "SecretToken": TOKEN})
    job = entra.change("job.create", principal="Tanium")["id"]
    entra.change("job.start", principal=principal)
    assert sync.status(job)["state"] == "Active"
    entra.change("job.pause", principal=principal, job=job)
    assert sync.status(job)["state"] == "Paused"
    entra.change("job.delete", principal=principal)
    assert sync.graph.get(f"{sync.path}/jobs").json()["value"] == []
    with pytest.raises(KeyError, match="has no job"):
        entra.change("job.run", principal=principal)
