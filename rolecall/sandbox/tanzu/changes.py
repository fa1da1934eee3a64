"""Out-of-band changes to the three systems, by name.

People are named by address or user id, clusters and what is in them by name, role bindings of Mission Control by name
or, since in policies they have none, by role and subject.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rolecall.sandbox.core.vendor import Change
from rolecall.sandbox.tanzu.kubernetes.cluster import Cluster, Record
from rolecall.sandbox.tanzu.kubernetes.kinds import (
    CLUSTER_ROLE,
    CLUSTER_ROLE_BINDING,
    NAMESPACE,
    ROLE,
    ROLE_BINDING,
    Kind,
)
from rolecall.sandbox.tanzu.mission_control.store import (
    ATTACHED,
    CLUSTER,
    PLACES,
    USER,
    Binding,
    Scope,
    subject_of,
)
from rolecall.sandbox.tanzu.mission_control.store import (
    NAMESPACE as MANAGED_NAMESPACE,
)
from rolecall.sandbox.tanzu.store import TanzuStore


def changes(store: TanzuStore) -> Mapping[str, Change]:
    """The changes of `store`, for the control API and `Sandbox.change`."""

    def advance(seconds: float) -> None:
        store.clock.advance(seconds)
        store.cloud.let_time_pass()

    return {**_cloud_services(store), **_mission_control(store), **_kubernetes(store), "clock.advance": advance}


def _cloud_services(store: TanzuStore) -> Mapping[str, Change]:
    cloud = store.cloud

    def person(change: Change) -> Change:
        def make(email: str, **fields: Any) -> dict[str, Any]:
            member = change(email, **fields)
            return {"user_id": member.user_id, "status": member.status}

        return make

    def create_token(email: str, seconds: float = 86400.0) -> dict[str, Any]:
        return {"api_token": cloud.add_api_token(email, seconds).value}

    def update_group(id: str, name: str) -> dict[str, Any]:
        cloud.groups[id].name = name
        return {"name": name}

    def join_group(id: str, email: str) -> dict[str, Any]:
        cloud.groups[id].members.append(cloud.member(email).user_id)
        return {"id": id}

    def leave_group(id: str, email: str) -> dict[str, Any]:
        cloud.groups[id].members.remove(cloud.member(email).user_id)
        return {"id": id}

    return {
        "member.create": person(cloud.add_member),
        "member.update": person(cloud.update_member),
        "member.remove": person(cloud.remove_member),
        "member.purge": person(cloud.purge_member),
        "member.seed": cloud.seed,
        "invitation.send": person(cloud.invite),
        "invitation.accept": person(cloud.accept),
        "invitation.expire": person(cloud.expire),
        "invitation.revoke": person(cloud.revoke),
        "group.create": lambda name, **fields: {"id": cloud.add_group(name, **fields).id},
        "group.update": update_group,
        "group.remove": lambda id: {"name": cloud.groups.pop(id).name},
        "group.leave": leave_group,
        "group.join": join_group,
        "api_token.create": create_token,
        "api_token.revoke": cloud.revoke_api_token,
        "api_token.expire": cloud.expire_api_token,
        "access_token.end": lambda: {"ended": cloud.end_access_tokens()},
    }


def _mission_control(store: TanzuStore) -> Mapping[str, Change]:
    mission = store.mission

    def create(role: str, subject: Mapping[str, str] | str, scope: Mapping[str, str], **inside_of: str) -> Binding:
        if len(scope) != 1 or next(iter(scope)) not in PLACES:
            raise ValueError(f"a scope is {{kind: name}} with one of {', '.join(PLACES)}")
        kind, name = next(iter(scope.items()))
        who = subject_of({"kind": USER, "name": subject} if isinstance(subject, str) else subject)
        return mission.add_binding(role, [who], Scope(kind, name, **inside_of))

    def delete(name: str = "", role: str = "", subject: str = "") -> Binding:
        of_role = [each for each in mission.bindings.values() if each.role == role]
        alike = (each.name for each in of_role if subject in {one.name for one in each.subjects})
        return mission.remove_binding(name or next(alike, ""))

    def add_cluster(name: str, management_cluster: str = ATTACHED, provisioner: str = ATTACHED) -> dict[str, Any]:
        cluster = Scope(CLUSTER, name, management_cluster, provisioner)
        mission.provisioned[cluster] = mission.cluster_groups[0]
        return {"name": name}

    def remove_cluster(name: str) -> dict[str, Any]:
        del mission.clusters[name]
        return {"name": name}

    def add_namespace(
        cluster: str, name: str, management_cluster: str = ATTACHED, provisioner: str = ATTACHED
    ) -> dict[str, Any]:
        mission.namespaces.append(Scope(MANAGED_NAMESPACE, name, management_cluster, provisioner, cluster))
        return {"name": name}

    def push_group(name: str, members: Sequence[str] = ()) -> dict[str, Any]:
        mission.groups[name] = list(members)
        return {"name": name}

    def rename_group(name: str, to: str) -> dict[str, Any]:
        mission.groups[to] = mission.groups.pop(name)
        return {"name": to}

    def delete_group(name: str) -> dict[str, Any]:
        del mission.groups[name]
        return {"name": name}

    def provider(name: str, type: str = "SCIM", status: str = "ACTIVE") -> dict[str, Any]:
        others = [row for row in mission.iam_providers if row["name"] != name]
        mission.iam_providers = [*others, {"name": name, "type": type, "status": status}]
        return {"name": name}

    return {
        "role_binding.create": create,
        "role_binding.delete": delete,
        "role_binding.seed": mission.seed,
        "cluster.add": add_cluster,
        "cluster.remove": remove_cluster,
        "managed_namespace.add": add_namespace,
        "group.push": push_group,
        "group.rename": rename_group,
        "group.delete": delete_group,
        "iam_provider.set": provider,
    }


def _kubernetes(store: TanzuStore) -> Mapping[str, Change]:
    def bind(cluster: str, name: str, role: str, subjects: Sequence[Mapping[str, str]] = ()) -> dict[str, Any]:
        return store.cluster(cluster).add_cluster_role_binding(name, role, *subjects).metadata

    def bind_in(
        cluster: str, namespace: str, name: str, role: str, subjects: Sequence[Mapping[str, str]] = ()
    ) -> dict[str, Any]:
        return store.cluster(cluster).add_role_binding(namespace, name, role, *subjects).metadata

    def create_token(
        cluster: str, user: str, groups: Sequence[str] = (), seconds: float | None = None
    ) -> dict[str, Any]:
        return {"token": store.cluster(cluster).add_user(user, groups, seconds)}

    def on(kind: Kind, do: Callable[..., Record]) -> Change:
        def change(cluster: str, name: str, namespace: str = "", **fields: Any) -> dict[str, Any]:
            return do(store.cluster(cluster), kind, name, namespace, **fields).metadata

        return change

    return {
        "cluster_role_binding.create": bind,
        "cluster_role_binding.update": on(CLUSTER_ROLE_BINDING, Cluster.change),
        "cluster_role_binding.delete": on(CLUSTER_ROLE_BINDING, Cluster.remove),
        "cluster_role_binding.seed": lambda cluster, count: store.cluster(cluster).seed(count),
        "namespace_role_binding.create": bind_in,
        "namespace_role_binding.update": on(ROLE_BINDING, Cluster.change),
        "namespace_role_binding.delete": on(ROLE_BINDING, Cluster.remove),
        "cluster_role.create": on(CLUSTER_ROLE, Cluster.add),
        "cluster_role.delete": on(CLUSTER_ROLE, Cluster.remove),
        "role.delete": on(ROLE, Cluster.remove),
        "namespace.create": on(NAMESPACE, Cluster.add),
        "namespace.delete": on(NAMESPACE, Cluster.remove),
        "cluster_token.create": create_token,
        "cluster_token.expire": lambda cluster, user: {"expired": store.cluster(cluster).expire_tokens(user)},
    }
