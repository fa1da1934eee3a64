"""Tanzu's resource types and data sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.sandbox.tanzu.kubernetes.kinds import CLUSTER_ROLE_BINDING
from rolecall.testing.case import Attributes, Box, DataCase, Drift, FromBox, FunctionCase, ResourceCase, Update
from rolecall.testing.snapshot import Row, Snapshot
from tests.contract.snapshot import take

CLUSTER = "alpha"


def _member(snapshot: Snapshot, attributes: Attributes) -> Row | None:
    rows = snapshot["members"]
    invited = (row for row in rows.values() if row["email"] == attributes["id"])
    return rows.get(attributes["id"].rpartition(":")[2]) or next(invited, None)


def _role_binding(snapshot: Snapshot, attributes: Attributes) -> Row | None:
    return snapshot["role_bindings"].get(_binding_name(snapshot["role_bindings"], attributes["id"]))


def _binding_name(rows: Mapping[str, Row], key: str) -> str:
    """The name of a role binding, given by that or by the key that it has in a policy."""
    return next((name for name, row in rows.items() if _element(row) == key), key)


def _element(row: Row) -> str:
    """The key of a role binding in a policy: its scope, role, kind and subject. Clusters here are attached ones."""
    kind, name = row["scope"]["kind"], row["scope"]["name"]
    place = {"cluster": f"cluster/attached/attached/{name}", "clusterGroup": f"cluster_group/{name}"}.get(kind, kind)
    [subject] = row["subjects"]
    return f"{place}/{row['role']}/{subject['kind']}/{subject['name']}"


def _take_away(box: Box, its: Attributes) -> None:
    box.change("role_binding.delete", name=_binding_name(take(box)["role_bindings"], its["id"]))


def _cluster_role_binding(snapshot: Snapshot, attributes: Attributes) -> Row | None:
    return snapshot["clusterrolebindings"].get(attributes["id"])


def _namespace_role_binding(snapshot: Snapshot, attributes: Attributes) -> Row | None:
    return snapshot["rolebindings"].get(attributes["id"])


def accept(box: Box, its: Attributes) -> None:
    """The person accepts, if they have not."""
    if box.store.cloud.pending(its["email"]):
        box.change("invitation.accept", email=its["email"])


def _demote(box: Box, its: Attributes) -> None:
    accept(box, its)
    box.change("member.update", email=its["email"], role="support_user")


def _edit(kind: str, **fields: Any) -> Any:
    def change(box: Box, its: Attributes) -> None:
        inside = {"namespace": its["namespace"]} if its.get("namespace") else {}
        box.change(f"{kind}.update", cluster=CLUSTER, name=its["name"], **inside, **fields)

    return change


def _delete(kind: str) -> Any:
    def change(box: Box, its: Attributes) -> None:
        inside = {"namespace": its["namespace"]} if its.get("namespace") else {}
        box.change(f"{kind}.delete", cluster=CLUSTER, name=its["name"], **inside)

    return change


ORG_MEMBER = ResourceCase(
    type="tanzu_org_member",
    basic={"email": "ada@example.com"},
    find=_member,
    updates={
        "email": Update(value="grace@example.com", replaces=True, stored={"email": "grace@example.com"}),
        "role": Update(value="org_admin", first=accept, stored={"role": "org_admin"}, unset={"role": "org_member"}),
        "wait_for": Update(value="active"),
        "remove_role_bindings_on_destroy": Update(value=False),
        "timeouts": Update(value={"create": "1m"}),
    },
    drifts=(Drift(name="the role is changed", change=_demote),),
    vanish=lambda box, its: box.change("member.remove", email=its["email"]),
    imports={"id": lambda its: its["id"], "name": lambda its: f"name={its['email']}"},
)

ROLE_BINDING = ResourceCase(
    type="tanzu_role_binding",
    basic={
        "role": "cluster.view",
        "subject": {"kind": "USER", "name": "user00001@example.com"},
        "scope": {"cluster": {"name": CLUSTER}},
    },
    find=_role_binding,
    updates={
        "role": Update(value="cluster.edit", replaces=True, stored={"role": "cluster.edit"}),
        "subject": Update(
            value={"kind": "GROUP", "name": "tanzu-cluster-admins"},
            replaces=True,
            stored={"subjects": [{"kind": "GROUP", "name": "tanzu-cluster-admins"}]},
        ),
        "scope": Update(
            value={"cluster_group": {"name": "platform"}},
            replaces=True,
            also={"role": "clustergroup.edit"},
            stored={"scope": {"kind": "clusterGroup", "name": "platform"}},
        ),
        "timeouts": Update(value={"create": "1m"}),
    },
    drifts=(),
    vanish=_take_away,
    imports={"id": lambda its: its["id"]},
    unreadable=frozenset({"scope"}),
)

ADA = {"kind": "User", "name": "ada@example.com"}
ROBOT = {"kind": "ServiceAccount", "name": "robot", "namespace": "apps"}
GROUP = {"apiGroup": "rbac.authorization.k8s.io"}

CLUSTER_ROLE_BINDING_CASE = ResourceCase(
    type="tanzu_cluster_role_binding",
    basic={"name": "editors", "role_ref": {"kind": "ClusterRole", "name": "app-editor"}, "subjects": [ADA]},
    find=_cluster_role_binding,
    unmanaged=_edit("cluster_role_binding", labels={"kapp.k14s.io/app": "1"}, annotations={"note": "by hand"}),
    updates={
        "subjects": Update(
            value=[ADA, ROBOT],
            stored={"subjects": [{**ADA, **GROUP}, ROBOT]},
            unset={"subjects": [{**ADA, **GROUP}]},
        ),
        "labels": Update(value={"team": "payments"}, stored={"labels": {"kapp.k14s.io/app": "1", "team": "payments"}}),
        "role_ref": Update(
            value={"kind": "ClusterRole", "name": "view"}, replaces=True, same_id=True, stored={"role": "view"}
        ),
        "name": Update(value="viewers", replaces=True, stored={"name": "viewers"}),
    },
    drifts=(
        Drift(name="somebody is added", change=_edit("cluster_role_binding", subjects=[ADA, ROBOT])),
        Drift(name="everybody is gone", change=_edit("cluster_role_binding", subjects=[])),
    ),
    vanish=_delete("cluster_role_binding"),
    imports={"id": lambda its: its["id"], "name": lambda its: f"name={its['name']}"},
)

NAMESPACE_ROLE_BINDING = ResourceCase(
    type="tanzu_namespace_role_binding",
    basic={
        "namespace": "apps",
        "name": "editors",
        "role_ref": {"kind": "ClusterRole", "name": "app-editor"},
        "subjects": [ADA],
    },
    find=_namespace_role_binding,
    unmanaged=_edit("namespace_role_binding", labels={"kapp.k14s.io/app": "1"}, annotations={"note": "by hand"}),
    updates={
        "subjects": Update(
            value=[ADA, ROBOT],
            stored={"subjects": [{**ADA, **GROUP}, ROBOT]},
            unset={"subjects": [{**ADA, **GROUP}]},
        ),
        "labels": Update(value={"team": "payments"}, stored={"labels": {"kapp.k14s.io/app": "1", "team": "payments"}}),
        "role_ref": Update(
            value={"kind": "ClusterRole", "name": "view"}, replaces=True, same_id=True, stored={"role": "view"}
        ),
        "namespace": Update(value="default", replaces=True, stored={"namespace": "default"}),
        "name": Update(value="viewers", replaces=True, stored={"name": "viewers"}),
    },
    drifts=(Drift(name="somebody is added", change=_edit("namespace_role_binding", subjects=[ADA, ROBOT])),),
    vanish=_delete("namespace_role_binding"),
    imports={"id": lambda its: its["id"]},
)


def _group(snapshot: Snapshot, attributes: Attributes) -> Row | None:
    return snapshot["groups"].get(attributes["id"])


def _group_member(snapshot: Snapshot, attributes: Attributes) -> Row | None:
    return snapshot["group_members"].get(attributes["id"])


PUBLISHED = (
    ResourceCase(
        type="tanzu_group",
        dialect="v2",
        basic={"name": "Payments team"},
        find=_group,
        updates={
            "name": Update(value="Payments crew", stored={"name": "Payments crew"}, unset={"name": "Payments team"}),
            "description": Update(value="Who runs the clusters.", stored={"description": "Who runs the clusters."}),
        },
        drifts=(
            Drift(name="it is renamed", change=lambda box, its: box.change("group.update", id=its["id"], name="Mine")),
        ),
        vanish=lambda box, its: box.change("group.remove", id=its["id"]),
        imports={"id": lambda its: its["id"], "name": lambda its: f"name={its['name']}"},
    ),
    ResourceCase(
        type="tanzu_group_member",
        dialect="v2",
        prerequisites={"tanzu_group": {"team": {"name": "Payments team"}, "other": {"name": "Other team"}}},
        basic={"group_id": "${tanzu_group.team.id}", "email": "user00001@example.com"},
        find=_group_member,
        updates={
            "group_id": Update(value="${tanzu_group.other.id}", replaces=True),
            "email": Update(value="user00002@example.com", replaces=True, stored={"email": "user00002@example.com"}),
            "timeouts": Update(value={"create": "1m"}),
        },
        vanish=lambda box, its: box.change("group.leave", id=its["group_id"], email=its["email"]),
        imports={"id": lambda its: its["id"]},
    ),
)
"""The cases of the types that only the published Cloud Services have."""

RESOURCES = (ORG_MEMBER, ROLE_BINDING, CLUSTER_ROLE_BINDING_CASE, NAMESPACE_ROLE_BINDING)


def _are_members(box: Box, read: Attributes) -> None:
    members = sorted((item.email, item.user_id, item.status) for item in box.store.cloud.members.values())
    shown = [(row["email"], row["id"].rpartition(":")[2], row["status"]) for row in read["members"]]
    assert shown == members, (shown[:3], members[:3])


def _are_role_bindings(box: Box, read: Attributes) -> None:
    assert read["role_bindings"] == []


def _are_cluster_role_bindings(box: Box, read: Attributes) -> None:
    known = [item.metadata["name"] for item in box.store.cluster(CLUSTER).records(CLUSTER_ROLE_BINDING)]
    assert [row["name"] for row in read["cluster_role_bindings"]] == known


def _are_iam_providers(box: Box, read: Attributes) -> None:
    (row,) = read["iam_providers"]
    assert {name: row[name] for name in ("name", "type", "status")} == box.store.mission.iam_providers[0]


DATA_SOURCES = (
    DataCase(type="tanzu_org_members", check=_are_members),
    DataCase(type="tanzu_role_bindings", check=_are_role_bindings),
    DataCase(
        type="tanzu_role_bindings",
        label="of a cluster",
        configuration={"cluster": CLUSTER},
        check=_are_role_bindings,
    ),
    DataCase(type="tanzu_cluster_role_bindings", check=_are_cluster_role_bindings),
    DataCase(type="tanzu_iam_providers", check=_are_iam_providers),
)


def _crew(box: Box) -> str:
    """The id of a group of a directory that is made where there is none yet."""
    groups = box.store.cloud.groups.values()
    crew = next((each for each in groups if each.name == "Crew"), None)
    crew = crew or box.store.cloud.add_group("Crew", "Who runs the clusters.", kind="enterprise")
    return str(crew.id)


def _is_crew(box: Box, attributes: Attributes) -> None:
    shown = attributes["id"], attributes["name"], attributes["description"]
    assert shown == (_crew(box), "Crew", "Who runs the clusters.")


PUBLISHED_DATA_SOURCES = (
    DataCase(type="tanzu_group", label="by id", configuration={"id": FromBox(of=_crew)}, check=_is_crew),
    DataCase(
        type="tanzu_group",
        label="by name",
        configuration={"name": FromBox(of=lambda box: box.store.cloud.groups[_crew(box)].name)},
        check=_is_crew,
    ),
)
"""The data sources that only the published Cloud Services have."""

FUNCTIONS = (
    FunctionCase(
        vendor="tanzu", name="namespace_role_binding_id", arguments=("apps", "editors"), result="apps/editors"
    ),
)
