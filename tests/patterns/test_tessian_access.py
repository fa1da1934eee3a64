"""Access to Tessian through Okta and Entra: what it becomes, what it never is, and what a drift check says of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from rolecall.bindings.entra import EntraProvider, GalleryApplication
from rolecall.bindings.okta import Group, OktaProvider, User
from rolecall.bindings.scim import ScimProvider
from rolecall.bindings.tanium import RoleBinding, TaniumProvider
from rolecall.cdk.errors import DeclarationError
from rolecall.cdk.toolkit import App, SynthTesting, TerraformStack
from rolecall.estate.declarations import read_declarations
from rolecall.patterns.access_declarations import Person
from rolecall.patterns.entra_app import EntraApp
from rolecall.patterns.tessian_access import UNVERIFIABLE, OktaApp, TessianAccess
from tests.cdk.fixtures import Synth

ADA = Person(id="ada", name="Ada Park", email="ada@example.com")
GONE = Person(id="eve", name="Eve Low", email="eve@example.com", active=False)
PRINCIPAL = "7f2c6d3a-5b1e-4c8f-9a0d-2e4b6c8d0f1a"


@pytest.fixture
def idps(app: App) -> TerraformStack:
    made = TerraformStack(app, "access")
    OktaProvider(made, "okta")
    EntraProvider(made, "entra")
    return made


def test_people_and_groups_are_assigned_in_okta(idps: TerraformStack, synth: Synth) -> None:
    team = Group(idps, "team", name="Mail security")
    robot = User(idps, "robot", login="r@example.com", email="r@example.com", first_name="R", last_name="2")
    access = TessianAccess(
        idps,
        "tessian",
        idp=OktaApp(),
        people=[ADA, GONE, robot, "lee@example.com", "00ub0oNGTSWTBKOLGLNR"],
        groups=[team, "Finance"],
    )
    data = synth(idps)
    assert {each["login"] for each in data["data"]["okta_user"].values()} == {ADA.email, "lee@example.com"}
    (app_,) = data["data"]["okta_app"].items()
    assert app_[1]["label"] == "Tessian"
    assignments = list(data["resource"]["okta_app_user_assignment"].values())
    assert {each["app_id"] for each in assignments} == {f"${{data.okta_app.{app_[0]}.id}}"}
    assert {"${okta_user.robot.id}", "00ub0oNGTSWTBKOLGLNR"} < {each["user_id"] for each in assignments}
    assert len(assignments) == 4
    assert "${okta_group.team.id}" in {
        each["group_id"] for each in data["resource"]["okta_app_group_assignment"].values()
    }
    assert access.users.keys() == {"ada", "robot", "lee@example.com", "00ub0oNGTSWTBKOLGLNR"}
    assert access.groups.keys() == {"team", "Finance"}


def test_people_and_groups_are_assigned_in_entra(idps: TerraformStack, synth: Synth) -> None:
    access = TessianAccess(idps, "tessian", idp=EntraApp(template="Tessian"), people=[ADA], groups={"all": PRINCIPAL})
    data = synth(idps)
    ((name, application),) = data["resource"]["entra_gallery_application"].items()
    assert (application["template"], application["display_name"]) == ("Tessian", "Tessian")
    by_principal = {each["principal_id"]: each for each in data["resource"]["entra_app_role_assignment"].values()}
    (looked_up,) = data["data"]["entra_user"]
    assert by_principal.keys() == {f"${{data.entra_user.{looked_up}.id}}", PRINCIPAL}
    for each in by_principal.values():
        assert each["resource_id"] == f"${{entra_gallery_application.{name}.service_principal_id}}"
        assert "app_role_id" not in each
    assert data["resource"].keys() == {"entra_gallery_application", "entra_app_role_assignment"}
    assert (list(access.users), list(access.groups)) == (["ada"], ["all"])


def test_a_role_is_known_by_name_where_the_application_is_a_resource(idps: TerraformStack, synth: Synth) -> None:
    application = GalleryApplication(idps, "mail", template="Tessian", display_name="Mail")
    TessianAccess(idps, "tessian", idp=EntraApp(application=application, app_role='A "${b}"'), people=[ADA])
    (assignment,) = synth(idps)["resource"]["entra_app_role_assignment"].values()
    assert assignment["app_role_id"] == (
        '${[for role in entra_gallery_application.mail.app_roles : role.id if role.display_name == "A \\"$${b}\\""][0]}'
    )


@pytest.mark.parametrize("idp", [OktaApp(), EntraApp(service_principal_id=PRINCIPAL)])
def test_every_assignment_is_unverifiable_and_nothing_else_is(
    app: App, idps: TerraformStack, tmp_path: Path, idp: OktaApp | EntraApp
) -> None:
    TaniumProvider(idps, "tanium")
    RoleBinding(idps, "other", user_id="1", role="Analyst")
    access = TessianAccess(idps, "tessian", idp=idp, people=["a@example.com", "b@example.com"], groups=["Finance"])
    app.synth()
    found = read_declarations([tmp_path / "out"])
    for each in (*access.users.values(), *access.groups.values()):
        said = found.of(f"{each.TF_RESOURCE_TYPE}.{each.terraform_name}")
        assert said is not None and said.unverifiable == UNVERIFIABLE
        assert said.file.endswith("test_tessian_access.py")
    other = found.of("tanium_role_binding.other")
    assert other is not None and other.unverifiable == ""


@pytest.mark.parametrize(
    "changes",
    [
        {"url": "https://example.tessian.com"},
        {"url": "anything"},
        {"idp": OktaApp(label="https://portal.tessian.com/login")},
        {"idp": OktaApp(id="example.tessian-app.com")},
        {"idp": EntraApp(service_principal_id="https://api.tessian.io/v1")},
        {"people": ["https://example.tessian.com/users/1"]},
        {"groups": ["eu.tessian-platform.com"]},
        {"people": {"ada": "https://user:word@api.tessian.com:8443/x"}},
    ],
)
def test_an_address_of_tessians_is_refused(idps: TerraformStack, changes: dict[str, Any]) -> None:
    declared: dict[str, Any] = {"idp": OktaApp(), "people": ["ada@example.com"]}
    with pytest.raises(DeclarationError, match="no other way in: people reach it through Okta") as caught:
        TessianAccess(idps, "tessian", **(declared | changes))
    assert "word" not in str(caught.value)


def test_people_whose_mail_is_at_such_a_domain_are_people(idps: TerraformStack, synth: Synth) -> None:
    TessianAccess(idps, "tessian", idp=OktaApp(label="Tessian (mail)"), people=["ada@tessian.com"])
    (one,) = synth(idps)["data"]["okta_user"].values()
    assert one["login"] == "ada@tessian.com"


def test_a_scim_provider_that_points_to_tessian_is_refused_at_synthesis(idps: TerraformStack) -> None:
    ScimProvider(idps, "mail", alias="mail", url="https://api.tessian.com/scim/v2")
    TessianAccess(idps, "tessian", idp=OktaApp(), people=["ada@example.com"])
    with pytest.raises(Exception, match=r"'mail' has a url at 'api\.tessian\.com'. Tessian has no API"):
        SynthTesting.synth(idps, True)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"idp": "okta"}, "idp must be an OktaApp or an EntraApp, not str"),
        ({"people": ()}, "give people or groups"),
        ({"people": [ADA, ADA]}, "people names 'ada' twice"),
        ({"people": [7]}, "people must hold names, ids or resources, not a number"),
        ({"groups": "Finance"}, "groups must be a list, not text"),
        ({"people": {"ada": ""}}, "people must map names to ids"),
        ({"idp": OktaApp(label=" ")}, "label must not be empty"),
        ({"idp": EntraApp()}, "exactly one of application, service_principal_id and template"),
        ({"idp": EntraApp(service_principal_id=PRINCIPAL, app_role="User")}, "must be the role's id"),
        ({"idp": EntraApp(service_principal_id=PRINCIPAL, display_name="x")}, "give template too"),
    ],
)
def test_what_cannot_be_right_is_refused(idps: TerraformStack, changes: dict[str, Any], said: str) -> None:
    declared: dict[str, Any] = {"idp": OktaApp(), "people": ["ada@example.com"]}
    with pytest.raises(DeclarationError, match=re.escape(said)):
        TessianAccess(idps, "tessian", **(declared | changes))


def test_a_reference_needs_a_name_that_stays_and_the_right_type(idps: TerraformStack) -> None:
    robot = User(idps, "robot", login="r@example.com", email="r@example.com", first_name="R", last_name="2")
    with pytest.raises(DeclarationError, match="give the resource itself, or a mapping"):
        TessianAccess(idps, "one", idp=OktaApp(), people=[robot.id])
    with pytest.raises(DeclarationError, match="groups holds okta_user, which is not a group of Okta"):
        TessianAccess(idps, "two", idp=OktaApp(), groups=[robot])
    assert TessianAccess(idps, "three", idp=OktaApp(), people={"robot": robot.id}).users.keys() == {"robot"}


def test_a_user_and_a_group_may_be_called_the_same(idps: TerraformStack, synth: Synth) -> None:
    TessianAccess(idps, "tessian", idp=OktaApp(), people=["finance"], groups=["finance"])
    assert synth(idps)["data"].keys() == {"okta_app", "okta_user", "okta_group"}


def test_everybody_may_have_left(idps: TerraformStack) -> None:
    TessianAccess(idps, "tessian", idp=OktaApp(), people=[GONE])
    data = json.loads(SynthTesting.synth(idps, True))
    assert "okta_app_user_assignment" not in data.get("resource", {})
