"""Data sources of Entra that ask for what an earlier run made a moment ago: they look again before they say no."""

from __future__ import annotations

from typing import Any

from providers.entra import PROVIDER
from rolecall.runtime.application import StateResult
from rolecall.runtime.engine import Engine
from tests.runtime.resources.boxes import EntraBox
from tests.runtime.resources.practitioner import errors, full

URL = "https://one.example.com/scim/v2"


def read(box: EntraBox, name: str, **given: Any) -> StateResult:
    """What a new run reads."""
    engine = Engine(PROVIDER, environment=box.environment)
    engine.configure(full(PROVIDER.schema, {}), terraform_version="1.14.0", deferral_allowed=False)
    asked = full(PROVIDER.data_source(name).schema, given)
    return engine.read_data_source(name, asked, deferral_allowed=False)


def test_a_group_by_name(entra: EntraBox) -> None:
    entra.options.lag_listings = 2
    entra.change("group.create", name="Analysts", members=[])
    group = entra.store.group("Analysts")
    entra.store.group_copies.created(group.id)
    found = read(entra, "entra_group", display_name="Analysts")
    assert found.state is not None and found.state["id"] == group.id


def test_a_name_that_nobody_has_is_refused_after_the_last_look(entra: EntraBox) -> None:
    (problem,) = read(entra, "entra_group", display_name="Nobody").diagnostics
    assert problem.path == ("display_name",)
    assert entra.log.count("GET", "/groups$") == 3


def test_the_status_of_a_job(entra: EntraBox) -> None:
    place = entra.change("application.create", template="Tanium SSO", name="Tanium SSO")["service_principal_id"]
    entra.change("secrets.set", principal=place, secrets={"BaseAddress": URL, "SecretToken": f"token-{'a' * 58}"})
    job = entra.change("job.create", principal=place)["id"]
    entra.options.lag_reads = 2
    entra.store.job_copies.created(job)
    found = read(entra, "entra_provisioning_status", service_principal_id=place, job_id=job)
    assert not errors(found)
    assert found.state is not None and found.state["state"] == "Disabled"
