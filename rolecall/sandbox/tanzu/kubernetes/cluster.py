"""The state of one cluster: objects under resource versions, credentials, listings under way."""

from __future__ import annotations

import copy
import threading
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rolecall.sandbox.core.clock import Clock, iso
from rolecall.sandbox.core.tokens import random_text
from rolecall.sandbox.core.vendor import known
from rolecall.sandbox.tanzu.kubernetes.apply import Owners
from rolecall.sandbox.tanzu.kubernetes.kinds import (
    CLUSTER_ROLE,
    CLUSTER_ROLE_BINDING,
    KINDS,
    NAMESPACE,
    RBAC,
    ROLE_BINDING,
    Kind,
)
from rolecall.sandbox.tanzu.kubernetes.objects import complete

Object = dict[str, Any]
ADMINISTRATOR = "sandbox-admin"
MASTERS = "system:masters"
_EVERYTHING = [{"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]}, {"nonResourceURLs": ["*"], "verbs": ["*"]}]
_READ = ["get", "list", "watch"]
_CLUSTER_ROLES: Mapping[str, list[Object]] = {
    "cluster-admin": _EVERYTHING,
    "admin": [{"apiGroups": ["", "apps", RBAC], "resources": ["*"], "verbs": ["*"]}],
    "edit": [{"apiGroups": ["", "apps"], "resources": ["*"], "verbs": ["*"]}],
    "view": [{"apiGroups": ["", "apps"], "resources": ["*"], "verbs": _READ}],
    "app-operator": [{"apiGroups": ["carto.run"], "resources": ["*"], "verbs": ["*"]}],
    "app-editor": [{"apiGroups": ["carto.run"], "resources": ["workloads"], "verbs": ["*"]}],
    "app-viewer": [{"apiGroups": ["carto.run"], "resources": ["workloads"], "verbs": _READ}],
}


@dataclass(frozen=True)
class Caller:
    """The caller of a request."""

    name: str
    groups: tuple[str, ...]


@dataclass
class Credential:
    """The caller that a bearer token stands for; `expires` is seconds since the epoch, None for never."""

    caller: Caller
    expires: float | None = None


@dataclass(frozen=True)
class Record:
    """An object as it is stored: never changed, only replaced. `owners` says who last set which field."""

    object: Object
    owners: Owners = field(default_factory=dict)

    @property
    def metadata(self) -> Object:
        """The object's metadata."""
        metadata: Object = self.object["metadata"]
        return metadata


@dataclass(frozen=True)
class Snapshot:
    """A listing under way: its rows as they were when it began, at a time and a resource version."""

    rows: Sequence[Object]
    began: float
    version: int


class Cluster:
    """One cluster. Methods that change it are safe from any thread; `token` is the administrator's."""

    def __init__(self, name: str, lock: threading.RLock, clock: Clock) -> None:
        self.name = name
        self.lock = lock
        self.clock = clock
        self.version = 1000
        self.credentials: dict[str, Credential] = {}
        self.snapshots: dict[str, Snapshot] = {}
        self._objects: dict[Kind, dict[tuple[str, str], Record]] = {kind: {} for kind in KINDS}
        self.token = self.add_user(ADMINISTRATOR, [MASTERS])
        for namespace in ("default", "kube-system", "apps"):
            self.add(NAMESPACE, namespace)
        for role, rules in _CLUSTER_ROLES.items():
            self.add(CLUSTER_ROLE, role, rules=copy.deepcopy(rules))
        self.add_cluster_role_binding("cluster-admin", "cluster-admin", {"kind": "Group", "name": MASTERS})

    # Objects

    def find(self, kind: Kind, name: str, namespace: str = "") -> Record | None:
        """The object of this name, or None."""
        return self._objects[kind].get((namespace, name))

    def get(self, kind: Kind, name: str, namespace: str = "") -> Record:
        """The object of this name; raises KeyError."""
        return known(self.find(kind, name, namespace), f"{kind.plural} {name!r} in cluster {self.name!r}")

    def records(self, kind: Kind, namespace: str | None = None) -> Iterator[Record]:
        """The objects of a kind in the order of their names; None means every namespace."""
        keys = sorted(key for key in self._objects[kind] if namespace is None or key[0] == namespace)
        return (self._objects[kind][key] for key in keys)

    def stamp(self, object: Object) -> Object:
        """The object as a new one: with the uid and time of its creation."""
        metadata = {**object["metadata"], "uid": str(uuid.uuid4()), "creationTimestamp": iso(self.clock.now())}
        return {**object, "metadata": metadata}

    def save(self, kind: Kind, object: Object, owners: Owners) -> Record:
        """Store an object under the next resource version, in place of one of the same name."""
        with self.lock:
            self.version += 1
            metadata = {**object["metadata"], "resourceVersion": str(self.version)}
            record = Record({**object, "metadata": metadata}, owners)
            self._objects[kind][metadata.get("namespace", ""), metadata["name"]] = record
            return record

    def remove(self, kind: Kind, name: str, namespace: str = "") -> Record:
        """Remove an object, and with a namespace what is in it; nothing else goes with it. Raises KeyError."""
        with self.lock:
            record = self.get(kind, name, namespace)
            self.version += 1
            del self._objects[kind][namespace, name]
            if kind == NAMESPACE:
                for objects in self._objects.values():
                    for key in [key for key in objects if key[0] == name]:
                        del objects[key]
            return record

    def add(
        self,
        kind: Kind,
        name: str,
        namespace: str = "",
        *,
        labels: Mapping[str, str] | None = None,
        annotations: Mapping[str, str] | None = None,
        **fields: Any,
    ) -> Record:
        """Store an object without asking anyone, defaults filled in, in place of one of the same name."""
        metadata: Object = {"name": name, "namespace": namespace, "labels": labels, "annotations": annotations}
        metadata = {key: dict(value) if isinstance(value, Mapping) else value for key, value in metadata.items()}
        metadata = {key: value for key, value in metadata.items() if value}
        object = {"kind": kind.name, "apiVersion": kind.api_version, "metadata": metadata, **copy.deepcopy(fields)}
        return self.save(kind, complete(kind, self.stamp(object)), {})

    def change(self, kind: Kind, name: str, namespace: str = "", **fields: Any) -> Record:
        """Set fields of an object behind the API's back; `labels` and `annotations` are merged. Raises KeyError."""
        with self.lock:
            record = self.get(kind, name, namespace)
            object = copy.deepcopy(record.object)
            for field_name, value in fields.items():
                if field_name in ("labels", "annotations"):
                    merged = {**object["metadata"].get(field_name, {}), **value}
                    object["metadata"][field_name] = {key: item for key, item in merged.items() if item is not None}
                else:
                    object[field_name] = copy.deepcopy(value)
            return self.save(kind, complete(kind, object), record.owners)

    def add_cluster_role_binding(
        self, name: str, role: str, *subjects: Mapping[str, str], labels: Mapping[str, str] | None = None
    ) -> Record:
        """A binding of subjects, each `{kind, name, namespace?}`, to a cluster role everywhere."""
        ref = {"apiGroup": RBAC, "kind": CLUSTER_ROLE.name, "name": role}
        return self.add(CLUSTER_ROLE_BINDING, name, labels=labels, subjects=[*map(dict, subjects)], roleRef=ref)

    def add_role_binding(
        self,
        namespace: str,
        name: str,
        role: str,
        *subjects: Mapping[str, str],
        role_kind: str = CLUSTER_ROLE.name,
        labels: Mapping[str, str] | None = None,
    ) -> Record:
        """A binding of subjects to a role in a namespace, which must exist; raises KeyError."""
        self.get(NAMESPACE, namespace)
        ref = {"apiGroup": RBAC, "kind": role_kind, "name": role}
        return self.add(ROLE_BINDING, name, namespace, labels=labels, subjects=[*map(dict, subjects)], roleRef=ref)

    def seed(self, count: int) -> None:
        """Add cluster role bindings binding00001 and up, `count` of them, of people to the app roles in turn."""
        for number in range(1, count + 1):
            subject = {"kind": "User", "name": f"user{number:05}@example.com"}
            role = ("app-viewer", "app-editor", "app-operator")[number % 3]
            self.add_cluster_role_binding(f"binding{number:05}", role, subject)

    # Credentials

    def add_user(self, name: str, groups: Sequence[str] = (), seconds: float | None = None) -> str:
        """A bearer token for this user, who needs no record; it lasts for `seconds`, None for ever."""
        with self.lock:
            value = random_text(48)
            expires = None if seconds is None else self.clock.now() + seconds
            self.credentials[value] = Credential(Caller(name, tuple(groups)), expires)
            return value

    def expire_tokens(self, user: str) -> int:
        """Make every token of a user expired, and say how many there were."""
        with self.lock:
            tokens = [token for token in self.credentials.values() if token.caller.name == user]
            for token in tokens:
                token.expires = self.clock.now() - 1
            return len(tokens)

    def bearer(self, token: str) -> Caller | None:
        """The caller whose token this is; None for one that is unknown or expired."""
        found = self.credentials.get(token)
        if found is None or (found.expires is not None and self.clock.now() >= found.expires):
            return None
        return found.caller

    def dump(self) -> dict[str, Any]:
        """Every object by the plural of its kind, as JSON-ready values."""
        return {kind.plural: [record.object for record in self.records(kind)] for kind in KINDS}
