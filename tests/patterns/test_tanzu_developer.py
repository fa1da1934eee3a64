"""A developer in Tanzu's three systems: what a declaration becomes, in which order, and what it may not say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rolecall.bindings.tanzu import TanzuProvider, TanzuProviderKubernetes
from rolecall.cdk.errors import DeclarationError, NameCollisionError, RosterError
from rolecall.cdk.toolkit import App, TerraformStack
from rolecall.patterns.access_declarations import Person as Declared
from rolecall.patterns.access_declarations import TanzuAccess
from rolecall.patterns.person import Person
from rolecall.patterns.roster import Roster
from rolecall.patterns.tanzu_access import KubernetesRole, MissionRole
from rolecall.patterns.tanzu_developer import TanzuDeveloper
from tests.cdk.fixtures import Synth

ACCESS = TanzuAccess(
    mission_control=["cluster.edit on cluster/payments", MissionRole("organization.view", organization="o-1")],
    kubernetes=["app-editor on alpha", KubernetesRole("app-viewer", cluster="beta", namespace="team-a")],
    accept_within="8h",
)


USER = "tanzu_cluster_user"


def clusters(stack: TerraformStack) -> dict[str, TanzuProvider]:
    TanzuProvider(stack, "tanzu")
    return {
        name: TanzuProvider(stack, name, alias=name, kubernetes=TanzuProviderKubernetes(config_context=name))
        for name in ("alpha", "beta")
    }


@pytest.fixture
def tanzu(app: App) -> TerraformStack:
    return TerraformStack(app, "access")


def ada(stack: TerraformStack, blocks: dict[str, TanzuProvider], **changes: Any) -> TanzuDeveloper:
    declared: dict[str, Any] = {
        "email": "Ada@example.com",
        "mission_control": ACCESS.mission_control,
        "kubernetes": ACCESS.kubernetes,
        "accept_within": "8h",
        "clusters": blocks,
    }
    return TanzuDeveloper(stack, "ada", **(declared | changes))


def of_type(data: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [data["resource"][kind][name] for name in sorted(data["resource"][kind])]


def test_one_declaration_is_in_three_systems(tanzu: TerraformStack, synth: Synth) -> None:
    developer = ada(tanzu, clusters(tanzu))
    data = synth(tanzu)
    assert data["provider"]["tanzu"] == [
        {},
        {"alias": "alpha", "kubernetes": {"config_context": "alpha"}},
        {"alias": "beta", "kubernetes": {"config_context": "beta"}},
    ]
    assert data["resource"]["tanzu_org_member"] == {
        "ada": {"email": "Ada@example.com", "wait_for": "active", "timeouts": {"create": "8h"}}
    }
    subject = {"kind": "USER", "name": "ada@example.com"}
    mission = {block["role"]: block for block in of_type(data, "tanzu_role_binding")}
    assert {role: block["scope"] for role, block in mission.items()} == {
        "cluster.edit": {"cluster": {"name": "payments"}},
        "organization.view": {"organization": {"name": "o-1"}},
    }
    assert all(block["subject"] == subject for block in mission.values())
    (wide,) = of_type(data, "tanzu_cluster_role_binding")
    (narrow,) = of_type(data, "tanzu_namespace_role_binding")
    assert (wide["name"], wide["role_ref"]) == ("ada:app-editor", {"kind": "ClusterRole", "name": "app-editor"})
    assert (narrow["namespace"], narrow["provider"]) == ("team-a", "tanzu.beta")
    assert wide["subjects"] == narrow["subjects"] == [{"kind": "User", "name": "Ada@example.com"}]
    assert (developer.member.terraform_name, len(developer.mission_control), len(developer.kubernetes)) == ("ada", 2, 2)


def test_access_ends_in_clusters_first_then_in_mission_control_then_in_the_organization(
    tanzu: TerraformStack, synth: Synth
) -> None:
    developer = ada(tanzu, clusters(tanzu))
    data = synth(tanzu)
    bindings = [f"tanzu_role_binding.{each.terraform_name}" for each in developer.mission_control]
    guards = data["resource"][USER]
    assert len(guards) == 2
    for block in of_type(data, "tanzu_role_binding"):
        assert block["depends_on"] == ["tanzu_org_member.ada"]
        assert block["lifecycle"] == {"create_before_destroy": True}
    for kind in ("tanzu_cluster_role_binding", "tanzu_namespace_role_binding"):
        for block in of_type(data, kind):
            (guard,) = (name for name in guards if data["resource"][USER][name]["provider"] == block["provider"])
            assert block["depends_on"] == ["tanzu_org_member.ada", *bindings, f"{USER}.{guard}"]
            assert block["lifecycle"] == {"create_before_destroy": True}
    for block in of_type(data, USER):
        assert (block["name"], block["depends_on"]) == ("Ada@example.com", ["tanzu_org_member.ada", *bindings])


def test_a_pushed_group_is_bound_and_not_invited(tanzu: TerraformStack, synth: Synth) -> None:
    blocks = clusters(tanzu)
    group = TanzuDeveloper(
        tanzu,
        "admins",
        group="Tanzu-Cluster-Admins",
        mission_control=["clustergroup.admin on cluster_group/platform"],
        kubernetes=["cluster-admin on alpha"],
        clusters=blocks,
    )
    data = synth(tanzu)
    assert data["resource"].keys() == {"tanzu_role_binding", "tanzu_cluster_role_binding"}
    (mission,) = of_type(data, "tanzu_role_binding")
    assert mission["subject"] == {"kind": "GROUP", "name": "Tanzu-Cluster-Admins"}
    assert "depends_on" not in mission
    (cluster,) = of_type(data, "tanzu_cluster_role_binding")
    assert cluster["subjects"] == [{"kind": "Group", "name": "Tanzu-Cluster-Admins"}]
    assert cluster["depends_on"] == [f"tanzu_role_binding.{group.mission_control[0].terraform_name}"]
    with pytest.raises(DeclarationError, match="is a group: nobody is invited"):
        _ = group.member


def test_a_member_without_roles_is_invited_and_not_waited_for(tanzu: TerraformStack, synth: Synth) -> None:
    ada(tanzu, clusters(tanzu), mission_control=None, kubernetes=[], accept_within=None, role="developer")
    assert synth(tanzu)["resource"] == {"tanzu_org_member": {"ada": {"email": "Ada@example.com", "role": "developer"}}}


def test_another_role_keeps_the_address_and_a_second_one_does_not_disturb_the_first(app: App, synth: Synth) -> None:
    def addresses(name: str, *roles: str) -> dict[str, str]:
        stack = TerraformStack(app, name)
        ada(stack, clusters(stack), mission_control=[f"{role} on cluster/payments" for role in roles], kubernetes=[])
        return {key: block["role"] for key, block in synth(stack)["resource"]["tanzu_role_binding"].items()}

    (first,) = addresses("joiner", "cluster.view")
    assert addresses("mover", "cluster.edit") == {first: "cluster.edit"}
    both = addresses("both", "cluster.edit", "cluster.admin")
    assert both[first] == "cluster.edit"
    assert len(both) == 2


def test_a_person_and_a_roster_mean_the_same(app: App, tanzu: TerraformStack, synth: Synth, tmp_path: Path) -> None:
    ada(tanzu, clusters(tanzu))
    with_person = TerraformStack(app, "person")
    person = Person(
        with_person, "ada", name="Ada", email="Ada@example.com", tanzu=ACCESS, tanzu_clusters=clusters(with_person)
    )
    assert person.tanzu.terraform_name == "ada"
    with_roster = TerraformStack(app, "roster")
    file = tmp_path / "people.yaml"
    file.write_text(
        "- id: ada\n  name: Ada\n  email: Ada@example.com\n  tanzu:\n"
        "    mission_control: [cluster.edit on cluster/payments, organization.view on organization/o-1]\n"
        "    kubernetes: [app-editor on alpha, app-viewer on beta/team-a]\n    accept_within: 8h\n"
    )
    Roster(with_roster, "people", file, tanzu_clusters=clusters(with_roster))
    with_csv = TerraformStack(app, "csv")
    table = tmp_path / "people.csv"
    table.write_text(
        "id,name,email,tanzu_mission_control,tanzu_kubernetes,tanzu_accept_within\n"
        "ada,Ada,Ada@example.com,cluster.edit on cluster/payments;organization.view on organization/o-1,"
        "app-editor on alpha;app-viewer on beta/team-a,8h\n"
    )
    roster = Roster(with_csv, "people", table, tanzu_clusters=clusters(with_csv))
    assert synth(with_person) == synth(with_roster) == synth(tanzu)
    assert synth(with_csv) == synth(tanzu)
    assert roster["ada"].tanzu.terraform_name == "ada"
    assert synth(with_csv) == synth(tanzu)


def test_a_leaver_has_nothing(tanzu: TerraformStack, synth: Synth) -> None:
    blocks = clusters(tanzu)
    gone = Person(tanzu, "ada", name="Ada", email="ada@example.com", active=False, tanzu=ACCESS, tanzu_clusters=blocks)
    assert "resource" not in synth(tanzu)
    with pytest.raises(DeclarationError, match="has no tanzu account: Ada has left"):
        _ = gone.tanzu


def test_an_address_belongs_to_one_person_whatever_its_case(tanzu: TerraformStack) -> None:
    blocks = clusters(tanzu)
    ada(tanzu, blocks)
    with pytest.raises(NameCollisionError, match=r"would both be the tanzu account 'ada@example\.com'"):
        TanzuDeveloper(tanzu, "other", email="ADA@example.com")


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"email": None}, "give either email, for a developer, or group"),
        ({"group": "admins"}, "give either email, for a developer, or group"),
        ({"email": "ada"}, "email 'ada' is not a mail address"),
        ({"accept_within": "soon"}, "tanzu.accept_within must be a number with one of s, m, h, d, w behind it"),
        ({"mission_control": "cluster.edit"}, "tanzu.mission_control must be a list of role bindings, not text"),
        ({"mission_control": ["cluster.edit"]}, "'cluster.edit': write it as cluster.edit on cluster/payments"),
        (
            {"mission_control": ["cluster.edit on clusters/payments"]},
            "a role is on organization/<name>, cluster_group/<name>, cluster/<name>; did you mean cluster/?",
        ),
        (
            {"mission_control": [MissionRole("cluster.edit", cluster="a", cluster_group="b")]},
            "'cluster.edit' is on cluster_group and cluster; a role binding is on exactly one of",
        ),
        ({"mission_control": [MissionRole("cluster.edit")]}, "'cluster.edit' is on no scope"),
        (
            {"mission_control": ["v on cluster/a", MissionRole("v", cluster="a")]},
            "names MissionRole(role='v', organization=None, cluster_group=None, cluster='a') twice",
        ),
        (
            {"kubernetes": ["app-editor on gamma"]},
            "the cluster 'gamma', which has no provider block; there are: alpha, ",
        ),
        ({"kubernetes": ["app-editor on alpa"]}, "did you mean 'alpha'?"),
        ({"kubernetes": ["app-editor on alpha/"]}, "a role is on <cluster> or on <cluster>/<namespace>"),
        ({"kubernetes": ["app editor on alpha"]}, "'app editor' cannot be a name in Kubernetes"),
        (
            {"kubernetes": [KubernetesRole("own", cluster="alpha", kind="Role")]},
            "'own' is a Role, which is defined in a namespace; give the namespace",
        ),
        ({"kubernetes": [7]}, "tanzu.kubernetes must hold KubernetesRoles or text, not a number"),
        ({"email": None, "group": "admins", "role": "org_owner", "accept_within": None}, "role is for a developer"),
        (
            {"email": None, "group": "admins", "mission_control": [], "kubernetes": [], "accept_within": None},
            "group has no role; give mission_control or kubernetes",
        ),
    ],
)
def test_a_declaration_that_cannot_be_right(tanzu: TerraformStack, changes: dict[str, Any], text: str) -> None:
    blocks = clusters(tanzu)
    with pytest.raises(DeclarationError) as caught:
        ada(tanzu, blocks, **changes)
    assert text in str(caught.value)
    assert tanzu.node.try_find_child("ada") is None


def test_mistakes_in_a_roster_are_told_with_their_line(tanzu: TerraformStack, tmp_path: Path) -> None:
    file = tmp_path / "people.yaml"
    file.write_text(
        "- id: ada\n  name: Ada\n  email: ada@example.com\n  tanzu:\n    kubernetes: [app-editor at alpha]\n"
        "    rolle: x\n"
        "- id: eve\n  name: Eve\n  email: ADA@example.com\n  tanzu: {}\n"
    )
    with pytest.raises(RosterError) as caught:
        Roster(tanzu, "people", file)
    assert "people.yaml:6: ada: tanzu: unknown field 'rolle'; did you mean 'role'?" in str(caught.value)
    file.write_text(file.read_text().replace("    rolle: x\n", ""))
    with pytest.raises(RosterError) as caught:
        Roster(tanzu, "people", file)
    assert "people.yaml:5: ada: tanzu.kubernetes 'app-editor at alpha': write it as" in str(caught.value)
    people = [Declared(id="ada", name="Ada", email="a@x.io", tanzu=TanzuAccess(kubernetes=["app-editor on gamma"]))]
    with pytest.raises(DeclarationError, match=r"access/people/ada: tanzu\.kubernetes names the cluster 'gamma'"):
        Roster(tanzu, "people", people)
