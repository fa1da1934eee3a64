"""A developer joins, moves and leaves, across three systems that do not know each other."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from rolecall.sandbox.tanzu.kubernetes.kinds import CLUSTER_ROLE_BINDING
from tests.terraform.installation import requirements
from tests.terraform.scene import Scene, refused

pytestmark = pytest.mark.terraform

EMAIL = "ada@example.com"


def configuration(scene: Scene, role: str | None, timeout: str = "60s") -> dict[str, Any]:
    """Two clusters by alias, and the developer bound in Mission Control and in both, unless they left."""
    access = {name: scene.box.cluster(name) for name in ("alpha", "beta")}  # type: ignore[attr-defined]  # Tanzu's box
    blocks = [
        {**alias, "kubernetes": {"host": access[name].host, "token": f"${{var.{name}}}"}}
        for name, alias in (("alpha", {}), ("beta", {"alias": "beta"}))
    ]
    for name, each in access.items():
        scene.workspace.environment[f"TF_VAR_{name}"] = each.token
    found = {
        **requirements("tanzu"),
        "provider": {"tanzu": blocks},
        "variable": {name: {"type": "string", "sensitive": True} for name in access},
    }
    if role is None:
        return found
    member = "${tanzu_org_member.ada.email}"
    cluster = {
        "name": "ada-editor",
        "role_ref": {"kind": "ClusterRole", "name": "app-editor"},
        "subjects": [{"kind": "User", "name": member}],
        "depends_on": ["tanzu_role_binding.ada"],
    }
    resources = {
        "tanzu_org_member": {"ada": {"email": EMAIL, "wait_for": "active", "timeouts": {"create": timeout}}},
        "tanzu_role_binding": {
            "ada": {
                "role": role,
                "subject": {"kind": "USER", "name": member},
                "scope": {"cluster": {"name": "alpha"}},
                "timeouts": {"create": timeout},
                "lifecycle": {"create_before_destroy": True},
            }
        },
        "tanzu_cluster_role_binding": {"alpha": cluster, "beta": {**cluster, "provider": "tanzu.beta"}},
    }
    return {**found, "resource": resources}


def bound(scene: Scene) -> dict[str, list[str]]:
    """The roles that the developer has, by system."""
    store = scene.box.store
    found = {
        "mission control": [item.role for item in store.mission.bindings.values() if item.subjects[0].name == EMAIL]
    }
    for name, cluster in store.clusters.items():
        rows = [record.object for record in cluster.records(CLUSTER_ROLE_BINDING)]
        found[name] = [
            row["roleRef"]["name"]
            for row in rows
            if any(subject["name"] == EMAIL for subject in row.get("subjects", []))
        ]
    return found


def test_joiner_mover_leaver(tanzu: Scene) -> None:
    cloud, workspace = tanzu.box.store.cloud, tanzu.workspace

    # Nobody accepts in time: the invitation is in state, nobody is bound, and it is said who must do what.
    workspace.write(configuration(tanzu, "cluster.view", timeout="1s"))
    waiting = workspace.apply().expect(1)
    assert any(EMAIL in each.text and "first accept the invitation" in each.text for each in waiting.errors)
    assert workspace.state()["tanzu_org_member.ada"]["status"] == "INVITED"
    assert workspace.tainted() == set()
    assert bound(tanzu) == {"mission control": [], "alpha": [], "beta": []}

    # The next apply goes on from there, without another mail.
    tanzu.box.change("invitation.accept", email=EMAIL)
    workspace.apply().ok()
    assert bound(tanzu) == {"mission control": ["cluster.view"], "alpha": ["app-editor"], "beta": ["app-editor"]}
    assert cloud.mails[EMAIL] == 1
    assert workspace.plan().code == 0

    # Another role: the new binding is there before the old one goes.
    workspace.write(configuration(tanzu, "cluster.edit"))
    tanzu.box.log.clear()
    workspace.apply().ok()
    assert bound(tanzu)["mission control"] == ["cluster.edit"]
    moves = [event.method for event in tanzu.box.log if "rolebindings" in event.path and event.method != "GET"]
    assert moves == ["POST", "DELETE"]
    assert workspace.plan().code == 0

    # Gone: clusters first, then Mission Control, then the organization.
    workspace.write(configuration(tanzu, None))
    tanzu.box.log.clear()
    workspace.apply().ok()
    assert bound(tanzu) == {"mission control": [], "alpha": [], "beta": []}
    assert not cloud.is_active(EMAIL)
    deleted = [event.path for event in tanzu.box.log if event.method == "DELETE"]
    assert [path.split("/")[1] for path in deleted] == ["k8s", "k8s", "v1alpha1", "csp"]
    assert workspace.state() == {}


def without_beta(found: dict[str, Any]) -> dict[str, Any]:
    """The same configuration while nobody answers at the second cluster."""
    found = deepcopy(found)
    found["provider"]["tanzu"][1] |= {"max_retries": 0}
    found["provider"]["tanzu"][1]["kubernetes"]["host"] = "http://127.0.0.1:9"
    return found


def test_a_cluster_that_is_away_is_an_error_of_its_own_resources(tanzu: Scene) -> None:
    tanzu.box.options.accept_seconds = 0.5
    workspace, beta = tanzu.workspace, "tanzu_cluster_role_binding.beta"

    # Everything else of the run is made.
    workspace.write(without_beta(configuration(tanzu, "cluster.view")))
    away = workspace.apply().expect(1)
    assert {each.address for each in away.errors} == {beta}
    assert all("cannot be reached" in each.text for each in away.errors)
    assert bound(tanzu) == {"mission control": ["cluster.view"], "alpha": ["app-editor"], "beta": []}
    workspace.write(configuration(tanzu, "cluster.view"))
    workspace.apply().ok()
    whole = bound(tanzu)
    assert whole["beta"] == ["app-editor"]

    # Nobody leaves by halves: the plan already fails, and says whose cluster is another one.
    workspace.write(without_beta(configuration(tanzu, None)))
    refusal = workspace.apply().expect(1)
    assert any("'ada-editor' belongs to another instance" in each.text for each in refusal.errors), refusal.report()
    assert bound(tanzu) == whole
    assert beta in workspace.state()
    workspace.write(configuration(tanzu, None))
    workspace.apply().ok()
    assert bound(tanzu) == {"mission control": [], "alpha": [], "beta": []}
    assert not tanzu.box.store.cloud.is_active(EMAIL)


def test_replacing_somebody_who_is_invited_keeps_the_invitation(tanzu: Scene) -> None:
    cloud, workspace = tanzu.box.store.cloud, tanzu.workspace
    member = {"email": EMAIL, "lifecycle": {"create_before_destroy": True}}
    tanzu.configure({"tanzu_org_member": {"ada": member}})
    workspace.apply().ok()
    replaced = workspace.apply("-replace=tanzu_org_member.ada").ok()
    assert any("The invitation of ada@example.com is kept" in each.text for each in replaced.warnings)
    assert workspace.state()["tanzu_org_member.ada"]["status"] == "INVITED"
    assert cloud.pending(EMAIL) is not None
    assert cloud.mails[EMAIL] == 1
    assert workspace.plan().code == 0
    # By default the invitation is taken back first, and there is another mail.
    tanzu.configure({"tanzu_org_member": {"ada": {"email": EMAIL}}})
    workspace.apply("-replace=tanzu_org_member.ada").ok()
    assert cloud.pending(EMAIL) is not None
    assert cloud.mails[EMAIL] == 2


def test_replacing_a_member_keeps_what_names_them(tanzu: Scene) -> None:
    tanzu.box.options.accept_seconds = 0.0
    workspace, access = tanzu.workspace, tanzu.box.cluster("alpha")  # type: ignore[attr-defined]  # Tanzu's box
    workspace.environment |= {"TANZU_KUBERNETES_HOST": access.host, "TANZU_KUBERNETES_TOKEN": access.token}
    tanzu.configure({"tanzu_org_member": {"ada": {"email": EMAIL, "wait_for": "active"}}})
    workspace.apply().ok()
    user, scope = {"kind": "USER", "name": EMAIL}, {"cluster": "alpha"}
    tanzu.box.change("role_binding.create", role="cluster.edit", subject=user, scope=scope)
    tanzu.box.change(
        "cluster_role_binding.create", cluster="alpha", name="hers", role="view", subjects=[{**user, "kind": "User"}]
    )
    before = bound(tanzu)
    assert before == {"mission control": ["cluster.edit"], "alpha": ["view"], "beta": []}
    workspace.apply("-replace=tanzu_org_member.ada").ok()
    assert bound(tanzu) == before
    workspace.run("taint", "tanzu_org_member.ada").ok()
    workspace.apply().ok()
    assert bound(tanzu) == before
    assert tanzu.box.store.cloud.is_active(EMAIL)
    # Somebody else in their place: what names the one who leaves goes with them.
    tanzu.configure({"tanzu_org_member": {"ada": {"email": "eve@example.com", "wait_for": "active"}}})
    workspace.apply().ok()
    assert bound(tanzu) == {"mission control": [], "alpha": [], "beta": []}


@pytest.mark.parametrize(
    ("argument", "value", "words"),
    [
        ("org_id", "my organization", ("'my organization'", "7f2c6d3a")),
        ("kubernetes.config_context", "gamma", ("'gamma'", "alpha, beta")),
    ],
)
def test_a_wrong_provider_block_is_named(tanzu: Scene, argument: str, value: str, words: tuple[str, ...]) -> None:
    kubeconfig = tanzu.workspace.directory / "kubeconfig"
    kubeconfig.write_text(tanzu.box.kubeconfig(), encoding="utf-8")  # type: ignore[attr-defined]  # Tanzu's box
    whole, _, member = argument.partition(".")
    block = {whole: {member: value, "config_path": str(kubeconfig)} if member else value}
    tanzu.configure({"tanzu_org_member": {"ada": {"email": EMAIL}}}, block)
    refused(tanzu.workspace.plan(), member or whole, *words)
    assert tanzu.box.log.count() == 0


def test_an_expired_api_token_is_named_once_before_anything_is_planned(tanzu: Scene) -> None:
    secret = tanzu.workspace.environment.pop("TANZU_API_TOKEN")
    tanzu.workspace.environment["TF_VAR_token"] = secret
    variable = {"token": {"type": "string", "sensitive": True}}
    tanzu.box.change("api_token.expire", api_token=secret)
    people = {f"person{number}": {"email": f"person{number}@example.com"} for number in range(5)}
    tanzu.configure({"tanzu_org_member": people}, {"api_token": "${var.token}"}, variable=variable)
    refused(tanzu.workspace.plan(), "api_token", "invalid or expired")
    assert [event.path for event in tanzu.box.log] == ["/csp/gateway/am/api/auth/api-tokens/authorize"]


@pytest.mark.parametrize("overlaps", [True, False])
def test_without_overlap_a_replacement_leaves_a_gap(tanzu: Scene, overlaps: bool) -> None:
    """The binding's class says `create_before_destroy` because of the trait; this is what it is for."""
    binding = {"subject": {"kind": "GROUP", "name": "developers"}, "scope": {"cluster": {"name": "alpha"}}}
    for role in ("cluster.view", "cluster.edit"):
        tanzu.box.log.clear()
        rule = {"lifecycle": {"create_before_destroy": True}} if overlaps else {}
        tanzu.configure({"tanzu_role_binding": {"devs": {**binding, "role": role, **rule}}})
        tanzu.workspace.apply().ok()
    moves = [event.method for event in tanzu.box.log if "rolebindings" in event.path and event.method != "GET"]
    assert moves == (["POST", "DELETE"] if overlaps else ["DELETE", "POST"])
