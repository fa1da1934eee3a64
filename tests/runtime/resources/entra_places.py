"""An instance of Tanium SSO in the stand-in Entra, and what its resources say."""

from __future__ import annotations

from typing import Any

from rolecall.sandbox.entra.model import Job
from tests.runtime.resources.boxes import EntraBox

TOKEN = f"token-{'a' * 58}"
URL = "https://one.example.com/scim/v2"
USERS: list[dict[str, Any]] = [
    {"source": "userPrincipalName", "target": "userName", "type": "Attribute", "matching_priority": 1}
]
APPLICATION, CREDENTIALS = "entra_gallery_application.a", "entra_provisioning_credentials.c"
JOB, MAPPING, ASSIGNMENT = "entra_provisioning_job.j", "entra_provisioning_mapping.m", "entra_app_role_assignment.s"


def made(box: EntraBox, *, job: bool = False, secrets: bool = False) -> dict[str, str]:
    """An application called Tanium, and where it is: the service principal, and its job if there is to be one."""
    found = box.change("application.create", template="Tanium SSO", name="Tanium")
    place = {"service_principal_id": found["service_principal_id"]}
    if secrets:
        box.change("secrets.set", principal="Tanium", secrets={"BaseAddress": URL, "SecretToken": TOKEN})
    return {**place, "job_id": box.change("job.create", principal="Tanium")["id"]} if job else place


def job_of(box: EntraBox) -> Job:
    """The job of the application."""
    found: Job = box.store.job("Tanium")[1]
    return found


def rules_of(box: EntraBox) -> list[dict[str, Any]]:
    """The rules of the application's schema, once somebody has written it."""
    schema = job_of(box).schema
    assert schema is not None
    rules: list[dict[str, Any]] = schema["synchronizationRules"]
    return rules
