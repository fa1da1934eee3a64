"""Traps of provisioning from Entra: what the traits do, and what happens when one is switched off."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from providers.shims.entra import PROVIDER
from sandbox import Sandbox, start
from tests.providers.lifecycle.practitioner import Practitioner, errors, warnings

TOKEN = f"token-{'a' * 58}"
URL = "https://one.example.com/scim/v2"
USERS = [{"source": "userPrincipalName", "target": "userName", "type": "Attribute", "matching_priority": 1}]
Box = Sandbox[Any, Any]


@pytest.fixture
def entra() -> Iterator[Box]:
    with start("entra", seed=2) as box:
        yield box


def made(box: Box, *, job: bool = False) -> dict[str, str]:
    found = box.change("application.create", template="Tanium SSO", name="Tanium")
    place = {"service_principal_id": found["service_principal_id"]}
    return {**place, "job_id": box.change("job.create", principal="Tanium")["id"]} if job else place


def test_both_objects_of_an_application_are_waited_for(entra: Box) -> None:
    person = Practitioner(PROVIDER, entra.environment)
    state = person.done("entra_gallery_application.a", template="Tanium SSO", display_name="Tanium")
    assert list(entra.store.applications) == [state["application_id"]]
    assert list(entra.store.service_principals) == [state["service_principal_id"]]


def test_without_patience_what_was_made_cannot_be_read(entra: Box) -> None:
    person = Practitioner(replace(PROVIDER, replication=None), entra.environment)
    result = person.apply("entra_gallery_application.a", template="Tanium SSO", display_name="Tanium")
    assert "cannot be read" in errors(result)[0]
    assert result.state is not None
    assert result.state["application_id"] in entra.store.applications


def test_what_was_imported_is_retained(entra: Box) -> None:
    id = made(entra)["service_principal_id"]
    person = Practitioner(PROVIDER, entra.environment)
    state = person.import_("entra_gallery_application.a", id).state
    assert state is not None
    assert state["application_id"] in entra.store.applications
    assert "retained" in warnings(person.destroy("entra_gallery_application.a"))[0]
    assert id in entra.store.service_principals


def test_credentials_are_tried_before_they_are_saved(entra: Box) -> None:
    place = made(entra)
    person = Practitioner(PROVIDER, entra.environment)
    given = {**place, "tenant_url": URL, "secret_token_wo_version": 1}
    result = person.apply("entra_provisioning_credentials.c", **given, secret_token_wo="a" * 58)
    assert "begins with `token-`" in errors(result)[0]
    assert entra.store.principal("Tanium").secrets == {}
    person.done("entra_provisioning_credentials.c", **given, secret_token_wo=TOKEN)


@pytest.mark.parametrize("kept", ["merge", "replace"])
def test_another_mail_loses_no_secret_however_the_vendor_saves(kept: str) -> None:
    with start("entra", options={"secrets_put": kept}) as box:
        person = Practitioner(PROVIDER, box.environment)
        given = {**made(box), "tenant_url": URL, "secret_token_wo": TOKEN, "secret_token_wo_version": 1}
        person.done("entra_provisioning_credentials.c", **given)
        person.done("entra_provisioning_credentials.c", **given, notification_email="ada@example.com")
        secrets = box.store.principal("Tanium").secrets
        assert (secrets["SecretToken"], secrets["BaseAddress"]) == (TOKEN, URL)
        assert json.loads(secrets["SyncNotificationSettings"])["Recipients"] == "ada@example.com"
        assert "*" not in secrets.values()


def test_quarantine_is_told_with_the_way_out(entra: Box) -> None:
    place = made(entra)
    entra.change("secrets.set", principal="Tanium", secrets={"BaseAddress": URL, "SecretToken": TOKEN})
    person = Practitioner(PROVIDER, entra.environment)
    person.done("entra_provisioning_job.j", **place, template_id="scim", enabled=True)
    entra.change("job.quarantine", principal="Tanium")
    assert "enabled = false" in warnings(person.refresh("entra_provisioning_job.j"))[0]


def test_the_rest_of_the_schema_survives_and_comes_back(entra: Box) -> None:
    place = made(entra, job=True)
    person = Practitioner(PROVIDER, entra.environment)
    person.done("entra_provisioning_mapping.m", **place, object="user", attributes=USERS)
    rules = entra.store.job("Tanium")[1].schema["synchronizationRules"]
    users, groups = rules[0]["objectMappings"]
    assert [row["targetAttributeName"] for row in users["attributeMappings"]] == ["userName"]
    assert [row["targetAttributeName"] for row in groups["attributeMappings"]] == [
        "displayName",
        "externalId",
        "members",
    ]
    assert rules[1]["name"] == "USER_RECONCILIATION"
    person.destroy("entra_provisioning_mapping.m")
    back = entra.store.job("Tanium")[1].schema["synchronizationRules"][0]["objectMappings"][0]["attributeMappings"]
    assert [row["targetAttributeName"] for row in back] == ["userName", "active", "displayName", "externalId"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"attributes": [{**USERS[0], "target": "usrName"}]}, "Did you mean 'userName'"),
        ({"attributes": [{**USERS[0], "type": "Function", "source": "Swich([mail])"}]}, "Did you mean 'Switch'"),
        ({"attributes": [{**USERS[0], "matching_priority": None}]}, "matched"),
        ({"attributes": [USERS[0], {**USERS[0], "target": "displayName"}]}, "there twice"),
        (
            {
                "scoping_filters": [
                    {"clauses": [{"attribute": "accountEnabled", "operator": "REGEX MATCH", "values": ["x"]}]}
                ]
            },
            "does not fit",
        ),
    ],
)
def test_a_bad_mapping_fails_in_the_plan(entra: Box, change: dict[str, Any], words: str) -> None:
    place = made(entra, job=True)
    person = Practitioner(PROVIDER, entra.environment)
    found = person.plan("entra_provisioning_mapping.m", **{**place, "object": "user", "attributes": USERS, **change})
    assert any(words in text for text in errors(found.diagnostics))


def test_an_assignment_that_is_there_is_refused(entra: Box) -> None:
    id = made(entra)["service_principal_id"]
    user = next(iter(entra.store.users))
    entra.change("assignment.create", principal="Tanium", to=user)
    role = next(iter(entra.store.assignments.values())).app_role_id
    person = Practitioner(PROVIDER, entra.environment)
    result = person.apply("entra_app_role_assignment.s", resource_id=id, principal_id=user, app_role_id=role)
    assert "terraform import entra_app_role_assignment" in errors(result)[0]
