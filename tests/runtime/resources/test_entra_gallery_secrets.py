"""Credentials of gallery applications that are not provisioned by SCIM: their own settings and secrets."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from providers.entra import PROVIDER
from tests.runtime.resources.boxes import EntraBox
from tests.runtime.resources.entra_places import TOKEN, URL, made
from tests.runtime.resources.practitioner import Practitioner, errors
from tests.runtime.resources.switches import with_lifecycle

CREDENTIALS = "entra_provisioning_credentials.c"
WORD = "Analytical-engine-1843"
GIVEN: dict[str, Any] = {"user_name": "robot", "domain": "ex.example", "password_wo": WORD, "password_wo_version": 1}


def payroll(box: EntraBox) -> dict[str, str]:
    found = box.change("application.create", template="Contoso Payroll", name="Payroll")
    return {"service_principal_id": found["service_principal_id"]}


def test_an_application_of_name_and_password_is_connected(entra: EntraBox) -> None:
    place = payroll(entra)
    state = Practitioner(PROVIDER, entra.environment).done(CREDENTIALS, **place, **GIVEN)
    kept = entra.store.principal("Payroll").secrets
    assert (kept["UserName"], kept["Domain"], kept["Password"]) == ("robot", "ex.example", WORD)
    assert state["password_wo"] is None
    assert WORD not in str(state)
    assert (state["tenant_url"], state["user_name"]) == (None, "robot")
    assert not {"BaseAddress", "SecretToken"} & kept.keys()


@pytest.mark.parametrize("lacking", ["user_name", "domain", "password_wo"])
def test_what_the_application_needs_is_asked_for_in_the_plan(entra: EntraBox, lacking: str) -> None:
    given = {**payroll(entra), **{name: value for name, value in GIVEN.items() if not name.startswith(lacking)}}
    plan = Practitioner(PROVIDER, entra.environment).plan(CREDENTIALS, **given)
    assert [(item.severity, item.path) for item in plan.diagnostics] == [("error", (lacking,))]
    assert entra.log.count("PUT", "/secrets") == 0


def test_an_application_of_scim_asks_for_its_address_and_token(entra: EntraBox) -> None:
    plan = Practitioner(PROVIDER, entra.environment).plan(CREDENTIALS, **made(entra), user_name="robot")
    assert {item.path for item in plan.diagnostics} == {("tenant_url",), ("secret_token_wo",)}


def test_without_the_hook_only_the_vendor_says_what_is_missing(entra: EntraBox) -> None:
    shim = with_lifecycle(PROVIDER, "entra_provisioning_credentials", hooks=())
    given = {**payroll(entra), "user_name": "robot"}
    assert not Practitioner(shim, entra.environment).plan(CREDENTIALS, **given).diagnostics.has_error


def test_a_wrong_password_is_told_where_it_is_given_and_saves_nothing(entra: EntraBox) -> None:
    place = payroll(entra)
    entra.change("endpoint.set", url="ex.example", tokens=["another"])
    result = Practitioner(PROVIDER, entra.environment).apply(CREDENTIALS, **place, **GIVEN)
    (found,) = [item for item in result.diagnostics if item.severity == "error"]
    assert found.path == ("password_wo",)
    assert WORD not in f"{found.summary} {found.detail}"
    assert "Nothing was saved" in found.detail
    assert entra.store.principal("Payroll").secrets == {}


def test_an_update_carries_the_other_secrets_and_says_so(entra: EntraBox) -> None:
    person = Practitioner(PROVIDER, entra.environment)
    place = payroll(entra)
    person.done(CREDENTIALS, **place, **GIVEN)
    changed = {**place, **GIVEN, "user_name": "android"}
    plan = person.plan(CREDENTIALS, **changed)
    assert any("password_wo is saved too" in item.summary for item in plan.diagnostics)
    person.done(CREDENTIALS, **changed)
    assert entra.store.principal("Payroll").secrets["UserName"] == "android"


def test_an_application_that_names_no_settings_is_left_to_the_test(entra: EntraBox) -> None:
    place = made(entra)
    principal = entra.store.principal(place["service_principal_id"])
    principal.connection = ()
    given = {**place, "tenant_url": URL, "secret_token_wo": TOKEN, "secret_token_wo_version": 1}
    assert not errors(Practitioner(PROVIDER, entra.environment).apply(CREDENTIALS, **given))
    assert replace(principal).secrets["SecretToken"] == TOKEN
