"""From access to Tanzu to resources: the member, role bindings in Mission Control, role bindings in clusters.

Terraform's dependencies say in which order access begins and ends, and Terraform destroys in reverse: bindings in all
clusters, then whatever else names the person there (`tanzu_cluster_user`), then bindings in Mission Control, then the
membership. Nothing cascades by itself between the three systems.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from rolecall.bindings.tanzu import ClusterRoleBinding, ClusterUser, NamespaceRoleBinding, OrgMember, RoleBinding
from rolecall.cdk.values import holds_reference
from rolecall.patterns.account import Account
from rolecall.patterns.tanzu_access import KubernetesRole, MissionRole, TanzuAccess

VENDOR: Final = "tanzu"
_USUAL_ROLE: Final = "org_member"
_AFTER_THE_WAIT: Final = "10s"
"""The time that a binding waits for its member, who has been waited for already."""


def developer_accounts(id_: str, email: str, access: TanzuAccess, dialect: str | None) -> list[Account]:
    """The accounts of a person who is invited by mail; `dialect` is that of Cloud Services, None if nobody says it."""
    roles = bool(access.mission_control or access.kubernetes)
    member = Account(
        vendor=VENDOR,
        binding=OrgMember,
        ids=(id_,),
        login=email if holds_reference(email) else email.lower(),
        arguments={
            "email": email,
            **_organization_roles(access, dialect),
            "wait_for": "active" if roles else None,
            "timeouts": {"create": access.accept_within} if access.accept_within else None,
        },
    )
    subject = {"kind": "USER", "name": member.login}
    user = {"kind": "User", "name": access.kubernetes_user or email}
    return [member, *_bindings(id_, access, subject, user, (member.construct_id,))]


def _organization_roles(access: TanzuAccess, dialect: str | None) -> dict[str, Any]:
    """The published API (`v2`) has a set of roles, and no invitation without one; the guide's has one by default."""
    return {"roles": [access.role or _USUAL_ROLE]} if dialect == "v2" else {"role": access.role}


def group_accounts(id_: str, group: str, access: TanzuAccess) -> list[Account]:
    """The accounts of a group that an identity provider pushes. Its members come and go there; none is invited."""
    return list(_bindings(id_, access, {"kind": "GROUP", "name": group}, {"kind": "Group", "name": group}, ()))


def _bindings(
    id_: str, access: TanzuAccess, subject: dict[str, Any], user: dict[str, Any], after: tuple[str, ...]
) -> Iterator[Account]:
    """The role bindings: those in clusters depend on all of those in Mission Control, and they on `after`."""
    mission = list(_in_mission_control(id_, access.mission_roles, subject, after))
    yield from mission
    before = (*after, *(each.construct_id for each in mission))
    guards: dict[str, Account] = {}
    if user["kind"] == "User":
        for cluster in dict.fromkeys(role.cluster for role in access.kubernetes_roles):
            guards[cluster] = Account(
                vendor=VENDOR,
                binding=ClusterUser,
                ids=(id_, cluster),
                key=f"{VENDOR}-user-{cluster}",
                arguments={"name": user["name"]},
                cluster=cluster,
                after=before,
            )
    yield from guards.values()
    yield from _in_clusters(id_, access.kubernetes_roles, user, before, guards)


def _in_mission_control(
    id_: str, roles: list[MissionRole], subject: dict[str, Any], after: tuple[str, ...]
) -> Iterator[Account]:
    """Named after the scope, so that another role there replaces the binding without a gap."""
    seen: Counter[tuple[str, ...]] = Counter()
    for role in roles:
        kind, name = role.scope
        place = _numbered(seen, ("mission-control", kind, name))
        yield Account(
            vendor=VENDOR,
            binding=RoleBinding,
            ids=(id_, *place),
            key="-".join((VENDOR, *place)),
            arguments={
                "role": role.role,
                "subject": subject,
                "scope": {kind: {"name": name}},
                "timeouts": {"create": _AFTER_THE_WAIT} if after else None,
            },
            after=after,
            overlap=True,
        )


def _in_clusters(
    id_: str,
    roles: list[KubernetesRole],
    user: dict[str, Any],
    after: tuple[str, ...],
    guards: Mapping[str, Account],
) -> Iterator[Account]:
    """Named after the role in the cluster, and after the place in Terraform: another role overlaps the old one."""
    seen: Counter[tuple[str, ...]] = Counter()
    for role in roles:
        place = _numbered(seen, (role.cluster, *([role.namespace] if role.namespace else [])))
        arguments = {
            "name": f"{id_}:{role.role}" if role.kind == "ClusterRole" else f"{id_}:{role.namespace}:{role.role}",
            "role_ref": {"kind": role.kind, "name": role.role},
            "subjects": [user],
        }
        yield Account(
            vendor=VENDOR,
            binding=NamespaceRoleBinding if role.namespace else ClusterRoleBinding,
            ids=(id_, *place),
            key="-".join((VENDOR, *place)),
            arguments=arguments | ({"namespace": role.namespace} if role.namespace else {}),
            cluster=role.cluster,
            after=(*after, *([guards[role.cluster].construct_id] if role.cluster in guards else [])),
            overlap=True,
        )


def _numbered(seen: Counter[tuple[str, ...]], place: tuple[str, ...]) -> tuple[str, ...]:
    """`place`, with a number behind it from the second time on."""
    seen[place] += 1
    return place if seen[place] == 1 else (*place, str(seen[place]))
