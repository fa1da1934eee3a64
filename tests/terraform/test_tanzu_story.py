"""A developer joins, moves and leaves, across three systems that do not know each other."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.tanzu.kubernetes.kinds import CLUSTER_ROLE_BINDING
from tests.terraform.installation import requirements
from tests.terraform.scene import Scene

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
