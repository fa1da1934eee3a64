"""Access to VMware Tanzu, as a team declares it: membership, Mission Control, and every Kubernetes cluster.

A role binding is given typed or as text, which is what a roster file holds:

| text | typed |
|---|---|
| `cluster.edit on cluster/payments` | `MissionRole("cluster.edit", cluster="payments")` |
| `clustergroup.view on cluster_group/platform` | `MissionRole("clustergroup.view", cluster_group="platform")` |
| `organization.view on organization/<id>` | `MissionRole("organization.view", organization="<id>")` |
| `app-editor on alpha` | `KubernetesRole("app-editor", cluster="alpha")` |
| `app-viewer on alpha/team-a` | `KubernetesRole("app-viewer", cluster="alpha", namespace="team-a")` |
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields
from typing import Any, Final, Literal

from rolecall.cdk.field_checks import kind_of, text_problems
from rolecall.cdk.values import holds_reference

SCOPES: Final = ("organization", "cluster_group", "cluster")
"""Scope levels of a role in Mission Control, as `tanzu_role_binding` calls them."""
_DURATION: Final = re.compile(r"\d+[smhdw]")
_ON: Final = re.compile(r"\s+on\s+")
_FORBIDDEN: Final = re.compile(r"[/%\s]")
"""Characters that no name in the API of Kubernetes may hold; white space would be a slip."""


@dataclass(frozen=True, slots=True)
class MissionRole:
    """A role in Mission Control on exactly one of an organization (its id), a cluster group or a cluster."""

    role: str
    organization: str | None = None
    cluster_group: str | None = None
    cluster: str | None = None

    @property
    def scope(self) -> tuple[str, str]:
        """The kind of the scope and its name. Raises ValueError unless exactly one is given."""
        given = [(kind, name) for kind in SCOPES if (name := getattr(self, kind)) is not None]
        if len(given) != 1:
            kinds = " and ".join(kind for kind, _ in given) or "no scope"
            raise ValueError(f"{self.role!r} is on {kinds}; a role binding is on exactly one of {', '.join(SCOPES)}")
        return given[0]

    @classmethod
    def read(cls, text: str) -> MissionRole:
        """The role that `text` says. Raises ValueError, which shows how it is written."""
        role, place = _split(text, "cluster.edit on cluster/payments")
        kind, slash, name = place.partition("/")
        if kind not in SCOPES or not slash or not name:
            near = difflib.get_close_matches(kind, SCOPES, n=1)
            advice = f"; did you mean {near[0]}/?" if near and near[0] != kind else ""
            raise ValueError(f"{text!r}: a role is on {', '.join(f'{each}/<name>' for each in SCOPES)}{advice}")
        return cls(role, **{kind: name})


@dataclass(frozen=True, slots=True)
class KubernetesRole:
    """A role in a cluster, in all of it or in one namespace.

    Attributes:
        role: name of the role.
        cluster: what the stack calls the cluster: a key of the mapping from clusters to provider blocks.
        namespace: the namespace; None for the whole cluster.
        kind: `ClusterRole`, or `Role` for a role that is defined in the namespace.
    """

    role: str
    cluster: str
    namespace: str | None = None
    kind: Literal["ClusterRole", "Role"] = "ClusterRole"

    @classmethod
    def read(cls, text: str) -> KubernetesRole:
        """The role that `text` says. Raises ValueError, which shows how it is written."""
        role, place = _split(text, "app-editor on alpha, or app-editor on alpha/team-a")
        cluster, slash, namespace = place.partition("/")
        if not cluster or (slash and not namespace):
            raise ValueError(f"{text!r}: a role is on <cluster> or on <cluster>/<namespace>")
        return cls(role, cluster, namespace or None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TanzuAccess:
    """Membership of the organization, and role bindings in Mission Control and in clusters.

    Each role binding is one object: what others have bound stays as it is. Taking a binding out of the declaration
    removes it; taking the access out removes bindings in all clusters first, then in Mission Control, then the member.

    Attributes:
        role: role in the organization, `org_member` if None; in the published API (`v2`) it is all that `roles` holds.
        mission_control: roles in Mission Control, typed or as text.
        kubernetes: roles in clusters, typed or as text.
        accept_within: how long an apply waits for the invitation to be accepted, e.g. `8h`; `30m` if None. It waits
            only for people who have role bindings, which nobody can have before.
        kubernetes_user: the name by which clusters know the person, if it is not the mail address.
    """

    role: str | None = None
    mission_control: Collection[MissionRole | str] | None = None
    kubernetes: Collection[KubernetesRole | str] | None = None
    accept_within: str | None = None
    kubernetes_user: str | None = None

    @property
    def mission_roles(self) -> list[MissionRole]:
        """The roles in Mission Control, typed. Raises ValueError for text that says none."""
        return [MissionRole.read(each) if isinstance(each, str) else each for each in self.mission_control or ()]

    @property
    def kubernetes_roles(self) -> list[KubernetesRole]:
        """The roles in clusters, typed. Raises ValueError for text that says none."""
        return [KubernetesRole.read(each) if isinstance(each, str) else each for each in self.kubernetes or ()]


def tanzu_problems(access: TanzuAccess) -> Iterator[tuple[str, str]]:
    """Problems of `access`: pairs of the field (`tanzu.kubernetes`) and what to do about it."""
    for field in ("role", "accept_within", "kubernetes_user"):
        yield from text_problems(f"tanzu.{field}", getattr(access, field), optional=True)
    if isinstance(access.accept_within, str) and not _DURATION.fullmatch(access.accept_within):
        yield (
            "tanzu.accept_within",
            f"must be a number with one of s, m, h, d, w behind it, not {access.accept_within!r}",
        )
    yield from _roles_problems("tanzu.mission_control", access.mission_control, MissionRole)
    yield from _roles_problems("tanzu.kubernetes", access.kubernetes, KubernetesRole)


def _roles_problems(
    field: str, given: object, kind: type[MissionRole] | type[KubernetesRole]
) -> Iterator[tuple[str, str]]:
    if given is None:
        return
    if isinstance(given, str | bytes) or not isinstance(given, Collection):
        yield field, f"must be a list of role bindings, not {kind_of(given)}"
        return
    seen: set[Any] = set()
    for item in given:
        try:
            role = kind.read(item) if isinstance(item, str) else item
        except ValueError as error:
            yield field, str(error)
            continue
        if not isinstance(role, kind):
            yield field, f"must hold {kind.__name__}s or text, not {kind_of(item)}"
            continue
        wrong = list(_role_problems(role))
        yield from ((field, text) for text in wrong)
        if not wrong and role in seen:
            yield field, f"names {item!r} twice"
        seen.add(role)


def _role_problems(role: MissionRole | KubernetesRole) -> Iterator[str]:
    broken = False
    for field in fields(role):
        optional = field.name not in ("role", "cluster") or (isinstance(role, MissionRole) and field.name == "cluster")
        for name, text in text_problems(field.name, getattr(role, field.name), optional=optional):
            broken = True
            yield f"{name} {text} in {role!r}"
    if broken:
        return
    if isinstance(role, MissionRole):
        try:
            role.scope  # noqa: B018 (asked for its refusal alone)
        except ValueError as error:
            yield str(error)
        return
    for each in (role.role, role.cluster, role.namespace):
        if each is not None and not holds_reference(each) and _FORBIDDEN.search(each):
            yield f"{each!r} cannot be a name in Kubernetes; it has no spaces and none of / %"
    if role.kind not in ("ClusterRole", "Role"):
        yield f"kind of {role.role!r} must be ClusterRole or Role, not {role.kind!r}"
    elif role.kind == "Role" and role.namespace is None:
        yield f"{role.role!r} is a Role, which is defined in a namespace; give the namespace"


def _split(text: str, example: str) -> tuple[str, str]:
    parts = _ON.split(text.strip())
    if len(parts) != 2 or not all(parts):
        raise ValueError(f"{text!r}: write it as {example}")
    return parts[0], parts[1]
