"""A team on a SCIM server: what a list of people becomes, by vendor, and what may not be said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rolecall.bindings.scim import ScimProvider
from rolecall.bindings.tanzu import ClusterRoleBinding, TanzuProvider
from rolecall.cdk.errors import DeclarationError, NameCollisionError, RosterError
from rolecall.cdk.toolkit import App, TerraformStack
from rolecall.patterns.access_declarations import Person
from rolecall.patterns.roster import Roster
from rolecall.patterns.scim_team import ScimTeam
from rolecall.patterns.tanzu_developer import TanzuDeveloper
from tests.cdk.fixtures import Synth

ADA = Person(id="ada", name="Ada Park", email="ada@example.com")
BOB = Person(id="bob", name="Bob Ray", email="Bob@example.com", login="bray")
GONE = Person(id="eve", name="Eve Low", email="eve@example.com", active=False)


@pytest.fixture
def team_stack(app: App) -> TerraformStack:
    return TerraformStack(app, "access")


def make(stack: TerraformStack, flavour: str = "generic", **changes: Any) -> ScimTeam:
    declared: dict[str, Any] = {"people": [ADA, BOB, GONE], "group": "SOC laptops"}
    block = ScimProvider(stack, f"scim-{flavour}", alias=flavour, vendor=flavour)
    return ScimTeam(stack, "soc", provider=block, **(declared | changes))


def blocks(data: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return list(data["resource"][kind].values())


def test_people_are_users_and_those_who_are_there_are_the_group(team_stack: TerraformStack, synth: Synth) -> None:
    team = make(team_stack, "tanium", on_destroy="deactivate")
    assert team.vendor == "tanium"
    data = synth(team_stack)
    users = {block["user_name"]: block for block in blocks(data, "scim_user")}
    assert users["ada@example.com"] == {
        "user_name": "ada@example.com",
        "display_name": "Ada Park",
        "external_id": "ada",
        "active": True,
        "emails": [{"value": "ada@example.com", "type": "work", "primary": True}],
        "on_destroy": "deactivate",
        "provider": "scim.tanium",
    }
    assert users["eve@example.com"]["active"] is False
    (group,) = blocks(data, "scim_group")
    ids = [f"${{scim_user.{team.user(each).terraform_name}.id}}" for each in ("ada", "bob")]
    assert group == {
        "display_name": "SOC laptops",
        "external_id": "soc",
        "members": ids,
        "provider": "scim.tanium",
    }
    assert "scim_group_member" not in data["resource"]


def test_people_can_be_added_beside_others(team_stack: TerraformStack, synth: Synth) -> None:
    team = make(team_stack, members="added", user_name="login")
    data = synth(team_stack)
    assert [block["user_name"] for block in blocks(data, "scim_user")] == ["ada", "bray", "eve"]
    (group,) = blocks(data, "scim_group")
    assert "members" not in group
    members = blocks(data, "scim_group_member")
    assert [block["group_id"] for block in members] == [f"${{scim_group.{team.group.terraform_name}.id}}"] * 2
    assert members[0]["user_id"] == f"${{scim_user.{team.user('ada').terraform_name}.id}}"


def test_people_can_be_added_to_a_group_that_is_there(team_stack: TerraformStack, synth: Synth) -> None:
    make(team_stack, group=None, group_id="g-1", members="added")
    data = synth(team_stack)
    assert {block["group_id"] for block in blocks(data, "scim_group_member")} == {"g-1"}
    assert "scim_group" not in data["resource"]


def test_splunk_gets_users_and_says_that_it_gets_no_group(
    app: App, team_stack: TerraformStack, synth: Synth, capfd: pytest.CaptureFixture[str]
) -> None:
    team = make(team_stack, "splunk")
    assert synth(team_stack)["resource"].keys() == {"scim_user"}
    (said,) = [entry.data for entry in team.node.metadata]
    assert "groups are read-only" in said and "'SOC laptops' is not" in said and "SamlGroup" in said
    with pytest.raises(DeclarationError, match="has no group: Splunk's groups are read-only"):
        _ = team.group


def test_bindings_in_kubernetes_go_before_the_team(team_stack: TerraformStack, synth: Synth) -> None:
    block = TanzuProvider(team_stack, "tanzu")
    group = TanzuDeveloper(
        team_stack,
        "bound",
        group="SOC laptops",
        mission_control=["cluster.view on cluster/alpha"],
        kubernetes=["view on alpha"],
        clusters={"alpha": block},
    )
    own = ClusterRoleBinding(
        team_stack,
        "ada-view",
        name="ada-view",
        role_ref={"kind": "ClusterRole", "name": "view"},
        subjects=[{"kind": "User", "name": ADA.email}],
    )
    team = make(team_stack, "tmc", bindings=[group, own])
    data = synth(team_stack)
    users = {f"scim_user.{each.terraform_name}" for each in team.users.values()}
    everything = users | {f"scim_group.{team.group.terraform_name}"}
    for kind in ("tanzu_cluster_role_binding", "tanzu_role_binding"):
        for each in blocks(data, kind):
            assert everything <= set(each["depends_on"])
    mission = f"tanzu_role_binding.{group.mission_control[0].terraform_name}"
    assert mission in data["resource"]["tanzu_cluster_role_binding"][group.kubernetes[0].terraform_name]["depends_on"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"group_id": "g"}, "give either group"),
        ({"group": None, "group_id": "g"}, "members='added'"),
        ({"group": "  "}, "group must not be empty"),
        ({"members": "some"}, "members must be all or added, not 'some'"),
        ({"user_name": "upn"}, "user_name must be email or login"),
        ({"on_destroy": "drop"}, "on_destroy must be delete or deactivate or retain"),
        ({"vendor": "tmc"}, "vendor is 'tmc', and its provider block is for 'generic'"),
        ({"vendor": "okta"}, "vendor must be one of generic, tanium, splunk, tmc, aws, atlassian, databricks"),
        ({"people": [ADA, ADA]}, "soc/ada is declared twice"),
        ({"people": [Person(id="x", name="X", email="x@")]}, "email 'x@' is not a mail address"),
        ({"people": ["ada"]}, "must be Persons"),
        ({"bindings": ["x"]}, "must be resources or TanzuDevelopers"),
    ],
)
def test_what_cannot_be_right_is_refused(team_stack: TerraformStack, changes: dict[str, Any], said: str) -> None:
    with pytest.raises(DeclarationError, match=said.replace("(", r"\(")):
        make(team_stack, **changes)


def test_a_group_of_splunk_is_not_added_to(team_stack: TerraformStack) -> None:
    with pytest.raises(DeclarationError, match="at the identity provider"):
        make(team_stack, "splunk", group=None, group_id="g", members="added")


def test_a_binding_that_spells_the_group_otherwise_is_refused(team_stack: TerraformStack) -> None:
    block = TanzuProvider(team_stack, "tanzu")
    bound = TanzuDeveloper(
        team_stack, "bound", group="soc Laptops", kubernetes=["view on alpha"], clusters={"alpha": block}
    )
    with pytest.raises(DeclarationError, match="'soc Laptops', which is 'SOC laptops' here; it would grant nothing"):
        make(team_stack, "tmc", bindings=[bound])
    with pytest.raises(DeclarationError, match="bindings are for Tanzu Mission Control"):
        make(team_stack, bindings=[bound])


def test_two_teams_on_one_server_cannot_have_the_same_user(team_stack: TerraformStack) -> None:
    team = make(team_stack)
    block = ScimProvider(team_stack, "other", alias="other")
    ScimTeam(team_stack, "elsewhere", people=[BOB], provider=block)
    with pytest.raises(NameCollisionError, match=r"bob@example\.com"):
        ScimTeam(team_stack, "again", people=[BOB], provider=team.provider)


def test_a_roster_and_its_file_are_teams_too(team_stack: TerraformStack, tmp_path: Path, synth: Synth) -> None:
    file = tmp_path / "people.yaml"
    file.write_text("- {id: ada, name: Ada, email: ada@example.com}\n", encoding="utf-8")
    ScimTeam(team_stack, "one", people=file, provider=ScimProvider(team_stack, "a", alias="a"))
    ScimTeam(
        team_stack, "two", people=Roster(team_stack, "people", file), provider=ScimProvider(team_stack, "b", alias="b")
    )
    assert [each["external_id"] for each in blocks(synth(team_stack), "scim_user")] == ["ada", "ada"]
    file.write_text("- {id: ada, name: Ada, email: ada}\n", encoding="utf-8")
    with pytest.raises(RosterError, match=r"people.yaml:1: ada: email"):
        ScimTeam(team_stack, "three", people=file)
