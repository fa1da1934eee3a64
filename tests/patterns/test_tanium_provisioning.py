"""Tanium SSO in Entra from one declaration: what it becomes, in which order, and what it may not say."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from rolecall.bindings.entra import EntraProvider, GalleryApplication
from rolecall.bindings.tanium import ScimServer, TaniumProvider
from rolecall.cdk.errors import DeclarationError
from rolecall.cdk.toolkit import App, TerraformStack
from rolecall.cdk.variables import secret_variable
from rolecall.patterns.access_declarations import Person
from rolecall.patterns.tanium_provisioning import GROUP_MAPPING, USER_MAPPING, Mapped, TaniumProvisioning
from tests.cdk.fixtures import Synth

URL = "https://example.cloud.tanium.com/scim/v2"
FILTER = {"name": "Staff", "clauses": [{"attribute": "department", "operator": "EQUALS", "values": ["Security"]}]}


@pytest.fixture
def entra(app: App) -> TerraformStack:
    made = TerraformStack(app, "access")
    EntraProvider(made, "entra")
    return made


def provision(stack: TerraformStack, **changes: Any) -> TaniumProvisioning:
    declared: dict[str, Any] = {"tenant_url": URL, "users": ["ada@example.com"], "groups": ["Analysts"]}
    if "secret_token" not in changes:
        declared["secret_token"] = secret_variable(stack, "tanium_scim_token", "SCIM token.")
    return TaniumProvisioning(stack, "tanium-sso", **(declared | changes))


def only(data: dict[str, Any], kind: str) -> dict[str, Any]:
    (block,) = data["resource"][kind].values()
    return dict(block)


def test_every_step_of_the_guide_is_there(entra: TerraformStack, synth: Synth) -> None:
    made = provision(entra, notification_email="access@example.com", user_filters=[FILTER])
    data = synth(entra)
    assert only(data, "entra_gallery_application") == {"template": "Tanium SSO", "display_name": "Tanium SSO"}
    assert made.application is not None
    principal = f"${{entra_gallery_application.{made.application.terraform_name}.service_principal_id}}"
    assert only(data, "entra_provisioning_credentials") == {
        "service_principal_id": principal,
        "tenant_url": URL,
        "secret_token_wo": "${var.tanium_scim_token}",
        "secret_token_wo_version": 1,
        "notification_email": "access@example.com",
        "sync_scope": "assigned",
    }
    job = only(data, "entra_provisioning_job")
    assert (job["service_principal_id"], job["template_id"]) == (principal, "scim")
    mappings = {block["object"]: block for block in data["resource"]["entra_provisioning_mapping"].values()}
    targets = {
        kind: {each["target"]: each.get("matching_priority") for each in block["attributes"]}
        for kind, block in mappings.items()
    }
    assert targets == {
        "user": {"userName": 1, "active": None, "displayName": None, "externalId": None},
        "group": {"displayName": 1, "externalId": None, "members": None},
    }
    assert mappings["user"]["scoping_filters"] == [FILTER]
    assert "scoping_filters" not in mappings["group"]
    assert len(data["resource"]["entra_app_role_assignment"]) == 2
    for block in data["resource"]["entra_app_role_assignment"].values():
        assert 'role.display_name == "User"' in block["app_role_id"]
    variable = data["variable"]["tanium_scim_token"]
    assert (variable["ephemeral"], variable["sensitive"]) == (True, True)


def test_an_application_that_is_there_is_used(entra: TerraformStack, synth: Synth) -> None:
    there = GalleryApplication(entra, "sso", template="Tanium SSO", display_name="Tanium")
    role = "1e5f9a3c-7b2d-4c6e-8a0f-3d5b7c9e1f20"
    assert provision(entra, application=there, app_role=role).application is there
    data = synth(entra)
    assert data["resource"]["entra_gallery_application"].keys() == {"sso"}
    for block in data["resource"]["entra_app_role_assignment"].values():
        assert block["resource_id"] == "${entra_gallery_application.sso.service_principal_id}"
        assert block["app_role_id"] == role


def test_who_has_left_is_not_assigned(entra: TerraformStack, synth: Synth) -> None:
    people = [
        Person(id="ada", name="Ada", email="ada@example.com"),
        Person(id="eve", name="Eve", email="eve@example.com", active=False),
    ]
    made = provision(entra, users=people, groups=())
    assert made.users.keys() == {"ada"} and made.groups == {}
    assert "eve" not in json.dumps(synth(entra))


@pytest.mark.parametrize(
    ("changes", "enabled"),
    [
        ({}, True),
        ({"enabled": False}, False),
        # Everybody is in scope at once there: the filters come first, and a further deployment starts the job.
        ({"sync_scope": "all"}, None),
        ({"sync_scope": "all", "enabled": True}, True),
    ],
)
def test_the_job_runs_once_nobody_can_be_in_scope_too_early(
    entra: TerraformStack, synth: Synth, changes: dict[str, Any], enabled: bool | None
) -> None:
    provision(entra, **changes)
    assert only(synth(entra), "entra_provisioning_job").get("enabled") is enabled


def test_assignments_wait_for_the_mappings_and_these_for_the_job(entra: TerraformStack, synth: Synth) -> None:
    made = provision(entra)
    data = synth(entra)
    addresses = {f"entra_provisioning_mapping.{each.terraform_name}" for each in made.mappings.values()}
    for block in data["resource"]["entra_app_role_assignment"].values():
        assert set(block["depends_on"]) == addresses
    for block in data["resource"]["entra_provisioning_mapping"].values():
        assert block["job_id"] == f"${{entra_provisioning_job.{made.job.terraform_name}.job_id}}"
    credentials = f"entra_provisioning_credentials.{made.credentials.terraform_name}"
    assert only(data, "entra_provisioning_job")["depends_on"] == [credentials]


def test_a_scim_server_gives_the_url_and_every_new_token(entra: TerraformStack, synth: Synth) -> None:
    TaniumProvider(entra, "tanium", api_dialect="platform")
    server = ScimServer(entra, "scim", name="entra", rotate_before_days=30)
    provision(entra, server=server, tenant_url=None, secret_token=None)
    credentials = only(synth(entra), "entra_provisioning_credentials")
    assert credentials["tenant_url"] == "${tanium_scim_server.scim.scim_url}"
    assert credentials["secret_token_wo"] == "${tanium_scim_server.scim.token}"
    # The version follows the id, so that a token is written when it is new, and only then.
    assert credentials["secret_token_wo_version"] == "${tonumber(tanium_scim_server.scim.id)}"


def test_the_portals_url_may_stand_beside_a_server(entra: TerraformStack, synth: Synth) -> None:
    TaniumProvider(entra, "tanium")
    provision(entra, server=ScimServer(entra, "scim", name="entra"), secret_token=None)
    assert only(synth(entra), "entra_provisioning_credentials")["tenant_url"] == URL


def test_a_server_and_a_token_are_one_too_many(entra: TerraformStack) -> None:
    TaniumProvider(entra, "tanium")
    server = ScimServer(entra, "scim", name="entra")
    for changes in ({"secret_token_version": 2, "secret_token": None}, {}):
        with pytest.raises(DeclarationError, match="server gives the token: leave secret_token"):
            provision(entra, server=server, **changes)


def _without(mapping: tuple[Mapped, ...], target: str) -> list[Mapped]:
    return [each for each in mapping if each.target != target]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"secret_token": f"token-{'a' * 58}"}, "secret_token must be a reference"),
        ({"secret_token": None}, "secret_token must be a reference"),
        ({"tenant_url": None}, "tenant_url must be text"),
        ({"tenant_url": "https://example.cloud.tanium.com"}, "must be the SCIM API URL of Tanium Cloud"),
        ({"tenant_url": "http://example.cloud.tanium.com/scim/v2"}, "must be the SCIM API URL of Tanium Cloud"),
        ({"sync_scope": "some"}, "sync_scope must be assigned or all, not 'some'"),
        ({"notification_email": ""}, "notification_email must not be empty"),
        (
            {"user_mapping": _without(USER_MAPPING, "externalId")},
            "user_mapping lacks externalId, which Tanium requires",
        ),
        ({"group_mapping": _without(GROUP_MAPPING, "displayName")}, "group_mapping lacks displayName"),
        ({"user_mapping": [*USER_MAPPING, USER_MAPPING[2]]}, "user_mapping fills displayName twice"),
        ({"group_mapping": "members"}, "group_mapping must be a list of ProvisioningMappingAttributes, not text"),
        ({"group_mapping": [{"target": "members"}]}, "group_mapping must hold ProvisioningMappingAttributes"),
        (
            {
                "user_mapping": [
                    *_without(USER_MAPPING, "externalId"),
                    Mapped(source="objectId", target="externalId", matching_priority=2),
                ]
            },
            "matches by userName, externalId; Tanium can be asked for a user by userName alone",
        ),
        ({"users": ["ada@example.com", "ada@example.com"]}, "users names 'ada@example.com' twice"),
    ],
)
def test_what_cannot_be_right_is_refused(entra: TerraformStack, changes: dict[str, Any], said: str) -> None:
    with pytest.raises(DeclarationError, match=re.escape(said)) as caught:
        provision(entra, **changes)
    assert "token-" not in str(caught.value)
