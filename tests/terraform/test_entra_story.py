"""The guide's steps: Tanium SSO from the gallery, its credentials, mappings, people, and a job that falls ill."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from typer.testing import CliRunner

from rolecall.cli.commands import app
from tests.terraform.scene import Scene

pytestmark = pytest.mark.terraform

TOKEN = f"token-{'a' * 58}"
APPLICATION = "${entra_gallery_application.tanium.id}"
JOB = "${entra_provisioning_job.tanium.job_id}"
ROLE = "${entra_gallery_application.tanium.app_roles[0].id}"
PLACE = {"service_principal_id": APPLICATION}
STAFF = [{"name": "Staff", "clauses": [{"attribute": "department", "operator": "EQUALS", "values": ["Security"]}]}]


def steps(scene: Scene, *, enabled: bool) -> dict[str, Any]:
    """The guide as resources; the job is a step of its own, since credentials come first."""
    store = scene.box.store
    matched = {"type": "Attribute", "matching_priority": 1}
    mappings = {
        "user": [
            {"source": "userPrincipalName", "target": "userName", **matched},
            {"source": "Not([IsSoftDeleted])", "target": "active", "type": "Function"},
        ],
        "group": [{"source": "displayName", "target": "displayName", **matched}],
    }
    people = {"user": next(iter(store.users)), "group": next(iter(store.groups))}
    return {
        "entra_gallery_application": {"tanium": {"template": "Tanium SSO", "display_name": "Tanium SSO"}},
        "entra_provisioning_credentials": {
            "tanium": {
                **PLACE,
                "tenant_url": "https://one.example.com/scim/v2",
                "secret_token_wo": "${var.token}",
                "secret_token_wo_version": 1,
                "notification_email": "access@example.com",
            }
        },
        "entra_provisioning_job": {
            "tanium": {
                **PLACE,
                "template_id": "scim",
                "enabled": enabled,
                "depends_on": ["entra_provisioning_credentials.tanium"],
            }
        },
        "entra_provisioning_mapping": {
            kind: {
                **PLACE,
                "job_id": JOB,
                "object": kind,
                "attributes": elements,
                **({"scoping_filters": STAFF} if kind == "user" else {}),
            }
            for kind, elements in mappings.items()
        },
        "entra_app_role_assignment": {
            kind: {"resource_id": APPLICATION, "principal_id": id, "app_role_id": ROLE} for kind, id in people.items()
        },
    }


def test_the_guide_from_the_gallery_to_a_quarantine(entra: Scene) -> None:
    box, workspace = entra.box, entra.workspace
    workspace.environment["TF_VAR_token"] = TOKEN
    variable = {"variable": {"token": {"type": "string", "ephemeral": True}}}
    box.change("application.create", template="Tanium SSO", name="Theirs")
    box.change("assignment.create", principal="Theirs", to=next(iter(box.store.users)))
    theirs = {*box.store.applications, *box.store.service_principals, *box.store.assignments}

    # Steps 3 to 5, while copies of the directory lag behind.
    entra.configure(steps(entra, enabled=True), **variable)
    workspace.apply().ok()
    principal, job = box.store.job("Tanium SSO")
    assert (job.state, principal.secrets["SecretToken"]) == ("Active", TOKEN)
    assert sorted(each.principal_type for each in box.store.assignments_to(principal.id)) == ["Group", "User"]
    mappings = job.schema["synchronizationRules"][0]["objectMappings"]
    assert [len(each["attributeMappings"]) for each in mappings] == [2, 1]
    assert mappings[0]["scope"]["groups"][0]["name"] == "Staff"
    assert workspace.plan().code == 0

    # Others' rules survive a change of ours, to the last member.
    document = copy.deepcopy(job.schema)
    document["synchronizationRules"][1]["priority"] = 7
    box.change("schema.set", principal="Tanium SSO", document=document)
    others = copy.deepcopy(job.schema["synchronizationRules"][1:])
    changed = steps(entra, enabled=True)
    changed["entra_provisioning_mapping"]["user"]["scoping_filters"] = []
    entra.configure(changed, **variable)
    assert list(workspace.apply().ok().actions.values()) == ["update"]
    assert job.schema["synchronizationRules"][1:] == others
    assert job.schema["synchronizationRules"][0]["objectMappings"][0]["scope"]["groups"] == []

    # Step 6: a quarantine is told in a sentence, with the way out of it.
    box.change("job.quarantine", principal="Tanium SSO")
    assert any("is Quarantine" in each.text and "enabled = false" in each.text for each in workspace.plan().warnings)
    entra.configure(steps(entra, enabled=False), **variable)
    workspace.apply().ok()
    assert job.state == "Paused"

    # The cause is mended, the job starts over, and one person is provisioned at once; the log says what was done.
    box.change("replication.settle")
    entra.configure(steps(entra, enabled=True), **variable)
    workspace.apply().ok()
    box.change("job.quarantine", principal="Tanium SSO")
    environment = {**box.environment, "NO_COLOR": "1"}
    restarted = CliRunner().invoke(app, ["provision", "restart", principal.id], env=environment)
    assert (restarted.exit_code, job.quarantine) == (0, None), restarted.output
    user = next(iter(box.store.users))
    box.change("user.update", user=user, department="Security")
    asked = ["provision", "on-demand", principal.id, "--user", box.store.users[user].user_principal_name]
    provisioned = CliRunner().invoke(app, asked, env=environment)
    assert provisioned.exit_code == 0, provisioned.output
    assert TOKEN not in restarted.output + provisioned.output
    monitored: dict[str, Any] = {
        "data": {
            "entra_provisioning_logs": {"all": {"service_principal_id": APPLICATION}},
            "entra_provisioning_status": {"now": {**PLACE, "job_id": JOB}},
        },
        "output": {
            "subjects": {"value": "${data.entra_provisioning_logs.all.logs[*].subject_id}"},
            "state": {"value": "${data.entra_provisioning_status.now.state}"},
        },
    }
    entra.configure(steps(entra, enabled=True), **variable, **monitored)
    workspace.apply().ok()
    assert workspace.outputs() == {"subjects": [user], "state": "Active"}

    # By then the copies agree. Nothing of ours stays, and everything of others does.
    box.change("replication.settle")
    workspace.destroy().ok()
    assert workspace.state() == {}
    assert {*box.store.applications, *box.store.service_principals, *box.store.assignments} == theirs
