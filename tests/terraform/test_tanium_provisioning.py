"""Tanium SSO in Entra, end to end: declared in Python, made by Terraform, and people arriving in a Tanium over SCIM."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rolecall.bindings.entra import EntraProvider
from rolecall.cdk.toolkit import TerraformStack
from rolecall.cdk.variables import secret_variable
from rolecall.patterns.tanium_provisioning import TaniumProvisioning
from rolecall.sandbox import Sandbox, start
from rolecall.sandbox.entra.options import EntraOptions
from rolecall.sandbox.entra.store import EntraStore
from rolecall.sandbox.scim.options import ScimOptions
from rolecall.sandbox.scim.store import ScimStore
from tests.terraform.deployment import Build, Deployment
from tests.terraform.installation import Installation

pytestmark = pytest.mark.terraform

NAME = "Tanium SSO"
DOMAIN = "example.onmicrosoft.com"


class Pair:
    """A tenant with three people and a group, the Tanium that it writes to, and a stack for both."""

    def __init__(
        self,
        entra: Sandbox[EntraStore, EntraOptions],
        tanium: Sandbox[ScimStore, ScimOptions],
        deployment: Deployment,
    ) -> None:
        self.entra, self.tanium, self.deployment = entra, tanium, deployment
        self.url, self.token = (tanium.environment[name] for name in ("SCIM_URL", "SCIM_TOKEN"))

    def declared(self, **changes: Any) -> Build:
        def build(stack: TerraformStack) -> None:
            EntraProvider(stack, "entra")
            token = secret_variable(stack, "tanium_scim_token", "SCIM token of Tanium Cloud.")
            TaniumProvisioning(
                stack,
                "tanium-sso",
                **{
                    "tenant_url": self.url,
                    "secret_token": token,
                    "notification_email": "access@example.com",
                    "groups": ["Analysts"],
                    **changes,
                },
            )

        return build

    def run(self) -> list[str]:
        """What the job did in a cycle."""
        return sorted(each["action"] for each in self.entra.change("job.run", principal=NAME)["actions"])

    def people(self) -> dict[str, bool]:
        """Who is in Tanium, and whether they are active."""
        rows = (each.values for each in self.tanium.store.users)
        return {str(row["userName"]).partition("@")[0]: bool(row["active"]) for row in rows}


@pytest.fixture
def pair(installation: Installation, tmp_path: Path, certificate: tuple[str, str]) -> Iterator[Pair]:
    with (
        start("entra", options={"push": True, "push_ca": certificate[0]}) as entra,
        start("scim", options={"flavour": "tanium"}, tls=certificate) as tanium,
    ):
        for name in ("ada", "bob", "eve"):
            entra.change("user.create", name=name, department="Security" if name != "eve" else "Sales")
        users = [f"{name}@{DOMAIN}" for name in ("ada", "eve")]
        members = [entra.store.user(each).id for each in users]
        entra.change("group.create", name="Analysts", members=members)
        environment = {**entra.environment, "TF_VAR_tanium_scim_token": tanium.environment["SCIM_TOKEN"]}
        yield Pair(entra, tanium, Deployment(tmp_path, environment, installation))


def _kinds(findings: list[dict[str, Any]]) -> set[str]:
    return {each["kind"] for each in findings}


def test_people_arrive_in_tanium_and_a_job_in_trouble_is_drift(pair: Pair) -> None:
    deployment, workspace = pair.deployment, pair.deployment.workspace
    deployment.deploy(pair.declared())

    # The order of the guide: nobody is in scope before all else stands.
    writes = [event for event in pair.entra.log if event.method in ("POST", "PUT", "PATCH") and event.status < 300]
    steps = [_step(event.path) for event in writes if "/token" not in event.path]
    first = list(dict.fromkeys(step for step in steps if step))
    assert first == ["instantiate", "validateCredentials", "secrets", "jobs", "start", "schema", "appRoleAssignedTo"]

    # A role that the application does not have is told with those that it has.
    deployment.synthesize(pair.declared(app_role='Nobody "${else}"'))
    refused = workspace.plan().expect(1)
    said = 'The application has no role called Nobody "${else}"; it has User, msiam_access, Administrator.'
    assert any(said in each.text for each in refused.errors), refused.report()

    # The group's members arrive, and the group; the secret is nowhere.
    assert pair.run() == ["create", "create", "create"]
    assert pair.people() == {"ada": True, "eve": True}
    for file in workspace.directory.glob("terraform.tfstate*"):
        assert pair.token not in file.read_text(encoding="utf-8")
    assert not any(pair.token in text for text in workspace.transcript)

    # A scoping filter: whoever does not meet it is disabled, not forgotten.
    staff = [{"name": "Staff", "clauses": [{"attribute": "department", "operator": "EQUALS", "values": ["Security"]}]}]
    deployment.deploy(pair.declared(user_filters=staff))
    assert pair.run() == ["disable"]
    assert pair.people() == {"ada": True, "eve": False}

    # A joiner and a leaver by name.
    deployment.deploy(pair.declared(user_filters=staff, groups=(), users=[f"bob@{DOMAIN}"]))
    assert pair.run() == ["create", "delete", "disable"]
    assert pair.people() == {"ada": False, "bob": True, "eve": False}
    assert _kinds(deployment.drift()) == {"unmanaged_account"}  # the people of the directory, whom no stack declares

    # Somebody pauses the job: drift, and the next apply starts it.
    pair.entra.change("job.pause", principal=NAME)
    assert "changed" in _kinds(deployment.drift())
    plan = workspace.plan().expect(2)
    assert list(plan.actions.values()) == ["update"]
    workspace.apply().ok()
    assert workspace.plan().code == 0

    # The token ends at Tanium: the cycle fails, and the quarantine is drift that no plan would mend by itself.
    pair.tanium.change("token.revoke", token=pair.token)
    assert pair.run() == []
    pair.entra.change("replication.settle")
    (finding,) = [each for each in deployment.drift() if each["kind"] == "provisioning_quarantined"]
    assert finding["severity"] == "high"
    assert any("Quarantine" in each.text for each in workspace.plan().warnings)


def test_a_token_that_tanium_does_not_take_saves_nothing(pair: Pair) -> None:
    pair.deployment.synthesize(pair.declared())
    pair.deployment.workspace.environment["TF_VAR_tanium_scim_token"] = f"token-{'x' * 58}"
    result = pair.deployment.workspace.apply().expect(1)
    assert any("The connection test failed" in each.summary for each in result.errors)
    assert pair.entra.store.principal(NAME).secrets == {}
    assert not pair.entra.store.principal(NAME).jobs
    assert not pair.entra.store.assignments


def _step(path: str) -> str:
    last = path.rsplit("/", 1)[-1]
    return "jobs" if last == "jobs" else last if not last.startswith(("scim.", "functions")) else ""
