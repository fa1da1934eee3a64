"""Discovery of an API server: its version, its groups, the resources of each."""

from __future__ import annotations

from typing import Any, Final

from rolecall.sandbox.tanzu.kubernetes.kinds import KINDS, NAMESPACE, RBAC

Object = dict[str, Any]
READ: Final = ("get", "list")
WRITE: Final = ("create", "delete", "deletecollection", "patch", "update")
_VERSION = {"groupVersion": f"{RBAC}/v1", "version": "v1"}
_GROUP = {"name": RBAC, "versions": [_VERSION], "preferredVersion": _VERSION}


def _resources(group: str) -> Object:
    rows = [
        {
            "name": kind.plural,
            "singularName": kind.name.lower(),
            "namespaced": kind.namespaced,
            "kind": kind.name,
            "verbs": sorted(READ if kind == NAMESPACE else (*READ, *WRITE)),
        }
        for kind in KINDS
        if kind.group == group
    ]
    version = f"{group}/v1" if group else "v1"
    return {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": version, "resources": rows}


DOCUMENTS: Final[dict[str, Object]] = {
    "/version": {
        "major": "1",
        "minor": "33",
        "gitVersion": "v1.33.4",
        "gitCommit": "",
        "gitTreeState": "clean",
        "buildDate": "2025-08-13T14:00:00Z",
        "goVersion": "go1.24.5",
        "compiler": "gc",
        "platform": "linux/amd64",
    },
    "/api": {"kind": "APIVersions", "versions": ["v1"], "serverAddressByClientCIDRs": []},
    "/api/v1": _resources(""),
    "/apis": {"kind": "APIGroupList", "apiVersion": "v1", "groups": [_GROUP]},
    f"/apis/{RBAC}": {"kind": "APIGroup", "apiVersion": "v1", **_GROUP},
    f"/apis/{RBAC}/v1": _resources(RBAC),
}
"""The documents by path; `/version` is for anyone, the others for those who are let in."""
