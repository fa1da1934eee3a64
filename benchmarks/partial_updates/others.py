"""What other people change by hand: one random change of an object that Terraform manages some of."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from rolecall.sandbox.okta.assignments import assign_group
from rolecall.testing.case import Attributes, Box

Change: TypeAlias = Callable[[Box, Attributes, random.Random], None]

_CLUSTER: Final = "alpha"


def _tanium_user(box: Box, its: Attributes, rng: random.Random) -> None:
    store = box.store
    match rng.randrange(5):
        case 0:
            store.grant_role(int(its["id"]), rng.choice(["Operator", "Incident Responder", "Read Only User"]))
        case 1:
            _extend_user(box, its, "computer_groups", rng.choice(["Laptops", "Servers", "Workstations"]))
        case 2:
            _extend_user(box, its, "content_sets", rng.choice(["Base", "Incident Response", "Patch"]))
        case 3:
            store.update_user(int(its["id"]), local_admin_flag=True)
        case 4:
            store.update_user(int(its["id"]), email=f"{rng.randrange(1000)}@example.com")


def _extend_user(box: Box, its: Attributes, kind: str, name: str) -> None:
    """Give a Tanium user one more of `kind`."""
    user = box.store.user(int(its["id"]))
    known = {row["name"] for row in getattr(box.store, kind).references(getattr(user, kind))}
    box.store.update_user(user.id, **{kind: sorted(known | {name})})


def _splunk_user(box: Box, its: Attributes, rng: random.Random) -> None:
    match rng.randrange(3):
        case 0:
            box.store.grant_role(its["id"], rng.choice(["power", "can_delete", "user"]))
        case 1:
            box.store.update_user(its["id"], tz=rng.choice(["UTC", "Europe/Paris"]))
        case 2:
            box.store.update_user(its["id"], realname=f"Countess {rng.randrange(1000)}")


def _splunk_role(box: Box, its: Attributes, rng: random.Random) -> None:
    role = box.store.role(its["id"])
    match rng.randrange(4):
        case 0:
            more = rng.choice(["edit_health", "edit_monitor", "edit_server"])
            box.store.update_role(role.name, capabilities=sorted({*role.capabilities, more}))
        case 1:
            box.store.update_role(role.name, srchFilter=f"host=web{rng.randrange(100)}")
        case 2:
            box.store.update_role(role.name, srchJobsQuota=rng.randrange(1, 20))
        case 3:
            box.store.update_role(role.name, imported_roles=sorted({*role.imported_roles, "can_delete"}))


def _splunk_saml_group(box: Box, its: Attributes, rng: random.Random) -> None:
    roles = box.store.saml_groups[its["id"]]
    box.store.saml_groups[its["id"]] = sorted({*roles, rng.choice(["power", "can_delete"])})


def _scim_user(box: Box, its: Attributes, rng: random.Random) -> None:
    text = f"{rng.randrange(1000)}"
    fields: list[dict[str, Any]] = [
        {"nickName": text},
        {"title": text},
        {"displayName": text},
        {"externalId": text},
        {"phoneNumbers": [{"value": f"tel:+1-201-555-{1000 + int(text)}"}]},
        {"entitlements": [{"value": name} for name in ("read", f"write {text}")]},
    ]
    box.change("user.update", user=its["id"], **rng.choice(fields))


def _scim_group(box: Box, its: Attributes, rng: random.Random) -> None:
    if rng.randrange(4):
        box.change("member.add", group=its["id"], member=f"user{rng.randrange(1, 4):05}")
    else:
        group = box.store.groups.find(its["id"])
        box.store.update(group, {**group.values, "externalId": f"{rng.randrange(1000)}"})


def _okta_group(box: Box, its: Attributes, rng: random.Random) -> None:
    group = box.store.group(its["id"])
    if rng.randrange(2):
        group.profile["description"] = f"by hand {rng.randrange(1000)}"
        box.store.group_index.touch(group.id)
    else:
        box.change("group.join", group=group.id, user=f"user{rng.randrange(1, 4):05}@example.com")


def _okta_app_group(box: Box, its: Attributes, rng: random.Random) -> None:
    app, group = box.store.apps[its["app_id"]], box.store.group(its["group_id"])
    has = app.groups[group.id]
    match rng.randrange(3):
        case 0:
            has.profile = {**has.profile, "role": f"by hand {rng.randrange(1000)}"}
        case 1:
            has.profile = {**has.profile, rng.choice(["region", "team"]): [f"{rng.randrange(1000)}", "everywhere"]}
        case 2:
            assign_group(box.store, app, group, rng.randrange(len(app.groups)), has.profile)


def _kubernetes(kind: str) -> Change:
    def change(box: Box, its: Attributes, rng: random.Random) -> None:
        inside = {"namespace": its["namespace"]} if its.get("namespace") else {}
        where = {"cluster": _CLUSTER, "name": its["name"], **inside}
        match rng.randrange(3):
            case 0:
                box.change(f"{kind}.update", **where, labels={**_metadata(box, kind, its, "labels"), "by": "hand"})
            case 1:
                note = {"note": f"{rng.randrange(1000)}"}
                box.change(f"{kind}.update", **where, annotations={**_metadata(box, kind, its, "annotations"), **note})
            case 2:
                name = f"user{rng.randrange(1, 4):05}@example.com"
                subject = {"kind": "User", "name": name, "apiGroup": "rbac.authorization.k8s.io"}
                there = _record(box, kind, its).get("subjects") or []
                box.change(f"{kind}.update", **where, subjects=[*(each for each in there if each != subject), subject])

    return change


def _record(box: Box, kind: str, its: Attributes) -> Any:
    from rolecall.sandbox.tanzu.kubernetes.kinds import CLUSTER_ROLE_BINDING, ROLE_BINDING

    which = CLUSTER_ROLE_BINDING if kind == "cluster_role_binding" else ROLE_BINDING
    return box.store.cluster(_CLUSTER).get(which, its["name"], its.get("namespace") or "").object


def _metadata(box: Box, kind: str, its: Attributes, name: str) -> dict[str, str]:
    return dict(_record(box, kind, its)["metadata"].get(name) or {})


OTHERS: Final[Mapping[str, Change]] = {
    "tanium_user": _tanium_user,
    "splunk_user": _splunk_user,
    "splunk_role": _splunk_role,
    "splunk_saml_group": _splunk_saml_group,
    "scim_user": _scim_user,
    "scim_group": _scim_group,
    "okta_group": _okta_group,
    "okta_app_group_assignment": _okta_app_group,
    "tanzu_cluster_role_binding": _kubernetes("cluster_role_binding"),
    "tanzu_namespace_role_binding": _kubernetes("namespace_role_binding"),
}
"""One change of the object under test, for each resource type whose updates replace the whole object."""


@dataclass(frozen=True, kw_only=True)
class Keyed:
    """Objects that `attribute` tells apart, the id of another object of the type `made_by`, which `basic` configures.

    `values` are what updates may set beside what the contract suite changes. `moving` are the vendor's members that the
    vendor changes in one object where another one is written.
    """

    attribute: str
    made_by: str
    basic: Callable[[str], Mapping[str, Any]]
    values: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    moving: frozenset[str] = frozenset()


KEYED: Final[Mapping[str, Keyed]] = {
    "okta_app_group_assignment": Keyed(
        attribute="group_id",
        made_by="okta_group",
        basic=lambda label: {"name": f"Team {label}"},
        values={"priority": range(24)},
        moving=frozenset({"priority"}),
    )
}
"""Resource types whose objects have no name of their own."""
