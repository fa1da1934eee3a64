"""A developer joins, moves and leaves by one declaration: the pattern, the real Terraform, two clusters."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from rolecall.bindings.tanzu import TanzuProvider, TanzuProviderKubernetes
from rolecall.cdk.toolkit import App, LocalBackend, TerraformStack
from rolecall.patterns.tanzu_developer import TanzuDeveloper
from rolecall.sandbox import start
from rolecall.sandbox.tanzu.kubernetes.kinds import CLUSTER_ROLE_BINDING, ROLE_BINDING
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.terraform.installation import Installation
from tests.terraform.result import Result
from tests.terraform.workspace import Workspace

pytestmark = pytest.mark.terraform

EMAIL = "ada@example.com"
Deploy = Callable[[dict[str, Any] | None], Result]


@pytest.fixture
def box() -> Iterator[TanzuSandbox]:
    with start("tanzu", options={"accept_seconds": 1}) as made:
        assert isinstance(made, TanzuSandbox)
        yield made


@pytest.fixture
def deploy(box: TanzuSandbox, installation: Installation, tmp_path: Path) -> Deploy:
    """Synthesize a stack with a developer declared so, or with none, and apply it."""
    kubeconfig = tmp_path / "kubeconfig"
    kubeconfig.write_text(box.kubeconfig(), encoding="utf-8")
    environment = {**box.environment, "TANZU_KUBERNETES_CONFIG_PATH": str(kubeconfig)}
    space = Workspace(tmp_path / "space", environment, installation)

    def run(declared: dict[str, Any] | None) -> Result:
        app = App(outdir=str(tmp_path / "out"))
        stack = TerraformStack(app, "access")
        TanzuProvider(stack, "tanzu")
        clusters = {
            name: TanzuProvider(stack, name, alias=name, kubernetes=TanzuProviderKubernetes(config_context=name))
            for name in ("alpha", "beta")
        }
        if declared is not None:
            TanzuDeveloper(stack, "ada", clusters=clusters, **declared)
        LocalBackend(stack, path=str(tmp_path / "access.tfstate"))
        app.synth()
        space.write(json.loads((tmp_path / "out/stacks/access/cdk.tf.json").read_text(encoding="utf-8")))
        space.run("init", "-input=false").ok()
        box.log.clear()
        result = space.apply()
        writes = [event for event in box.log if event.method in ("POST", "DELETE") and "authorize" not in event.path]
        steps[:] = [f"{event.method} {place(event.path)}" for event in writes]
        if result.code == 0:
            assert space.plan().code == 0
        return result

    return run


steps: list[str] = []
"""What the last deployment wrote, in order."""


def place(path: str) -> str:
    """The system of a request, and of the Kubernetes API the cluster."""
    parts = path.split("/")
    return f"{parts[2]}" if parts[1] == "k8s" else {"v1alpha1": "mission control", "csp": "organization"}[parts[1]]


def in_clusters(box: TanzuSandbox) -> set[tuple[str, str, str]]:
    """(cluster, namespace or nothing, role) of every binding that names the developer, or the group."""
    return {
        (name, row["metadata"].get("namespace", ""), row["roleRef"]["name"])
        for name, cluster in box.store.clusters.items()
        for kind in (CLUSTER_ROLE_BINDING, ROLE_BINDING)
        for row in (record.object for record in cluster.records(kind))
        if any(subject["name"] in (EMAIL, "developers") for subject in row.get("subjects", []))
    }


def in_mission_control(box: TanzuSandbox) -> list[str]:
    return sorted(item.role for item in box.store.mission.bindings.values() if item.subjects[0].name == EMAIL)


def test_a_developer_joins_moves_and_leaves(box: TanzuSandbox, deploy: Deploy) -> None:
    joiner = {
        "email": EMAIL,
        "mission_control": ["cluster.view on cluster/alpha", "clustergroup.view on cluster_group/platform"],
        "kubernetes": ["app-viewer on alpha", "app-editor on beta", "app-editor on beta/apps"],
        "accept_within": "60s",
    }
    deploy(joiner).ok()
    assert steps[0] == "POST organization"
    assert steps[1:3] == ["POST mission control"] * 2
    assert sorted(steps[3:]) == ["POST alpha", "POST beta", "POST beta"]
    assert box.store.cloud.mails[EMAIL] == 1
    assert in_mission_control(box) == ["cluster.view", "clustergroup.view"]

    # Other roles in the same places are there before the old ones go; a place less is a binding less.
    mover = {
        **joiner,
        "mission_control": ["cluster.edit on cluster/alpha", "clustergroup.view on cluster_group/platform"],
        "kubernetes": ["app-editor on alpha", "app-editor on beta/apps"],
    }
    deploy(mover).ok()
    for where in ("mission control", "alpha"):
        assert [step for step in steps if step.endswith(where)] == [f"POST {where}", f"DELETE {where}"]
    assert [step for step in steps if step.endswith("beta")] == ["DELETE beta"]
    assert in_mission_control(box) == ["cluster.edit", "clustergroup.view"]
    assert in_clusters(box) == {("alpha", "", "app-editor"), ("beta", "apps", "app-editor")}

    # Others have bound her by hand: alone, and in one binding with somebody else.
    user, other = {"kind": "User", "name": EMAIL}, {"kind": "User", "name": "eve@example.com"}
    for cluster in ("alpha", "beta"):
        box.change("cluster_role_binding.create", cluster=cluster, name="hers", role="view", subjects=[user])
        box.change("cluster_role_binding.create", cluster=cluster, name="ours", role="view", subjects=[user, other])

    # Gone: all clusters first, then Mission Control, then the organization; what is left over is told.
    result = deploy(None).ok()
    systems = [{"alpha": "cluster", "beta": "cluster"}.get(step.split(" ", 1)[1], step) for step in steps]
    last = systems.index("DELETE mission control")
    assert set(systems[:last]) == {"cluster"}
    assert systems[last:] == ["DELETE mission control"] * 2 + ["DELETE organization"]
    assert in_mission_control(box) == []
    assert not box.store.cloud.is_active(EMAIL)
    assert in_clusters(box) == {("alpha", "", "view"), ("beta", "", "view")}
    left = "\n".join(each.text for each in result.warnings if "'ours'" in each.text)
    for cluster in ("alpha", "beta"):
        assert f"'ours' in cluster_role_bindings of {box.cluster(cluster).host} still names '{EMAIL}'" in left


def test_a_pushed_group_is_bound_everywhere_and_nobody_is_invited(box: TanzuSandbox, deploy: Deploy) -> None:
    box.change("group.push", name="developers", members=[EMAIL])
    deploy(
        {
            "group": "developers",
            "mission_control": ["clustergroup.edit on cluster_group/platform"],
            "kubernetes": ["app-editor on alpha", "app-editor on beta"],
        }
    ).ok()
    (binding,) = box.store.mission.bindings.values()
    assert box.store.mission.grants(binding)
    assert in_clusters(box) == {("alpha", "", "app-editor"), ("beta", "", "app-editor")}
    assert not box.store.cloud.mails
    deploy(None).ok()
    assert sorted(steps[:2]) == ["DELETE alpha", "DELETE beta"]
    assert steps[2:] == ["DELETE mission control"]
    assert in_clusters(box) == set()
