"""A running Tanzu: what a test needs to reach each of its clusters."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rolecall.sandbox.core.server import Sandbox
from rolecall.sandbox.core.vendor import Vendor
from rolecall.sandbox.tanzu.kubernetes.api import BASE
from rolecall.sandbox.tanzu.kubernetes.cluster import ADMINISTRATOR
from rolecall.sandbox.tanzu.options import TanzuOptions
from rolecall.sandbox.tanzu.store import TanzuStore


@dataclass(frozen=True)
class ClusterAccess:
    """The access to one cluster: its URL, its administrator's token, its authority's PEM text (empty without TLS)."""

    name: str
    host: str
    token: str
    ca: str


class TanzuSandbox(Sandbox[TanzuStore, TanzuOptions]):
    """A sandbox that serves Cloud Services, Mission Control and every cluster on one port."""

    def __init__(
        self,
        vendor: Vendor[TanzuStore, TanzuOptions],
        *,
        tls: tuple[str, str] | None = None,
        **settings: Any,
    ) -> None:
        self._ca = Path(tls[0]).read_text() if tls else ""
        super().__init__(vendor, tls=tls, **settings)

    def cluster(self, name: str) -> ClusterAccess:
        """The access to a cluster; raises KeyError for a name that there is not."""
        return ClusterAccess(name, f"{self.url}{BASE}{name}", self.store.cluster(name).token, self._ca)

    @property
    def environment(self) -> dict[str, str]:
        """The vendor's variables, and with TLS the authority of each cluster as PEM text."""
        variables = super().environment
        if self._ca:
            for name in self.store.clusters:
                variables[f"{variable_prefix(name)}_CLUSTER_CA_CERTIFICATE"] = self._ca
        return variables

    def kubeconfig(
        self,
        current: str | None = None,
        clusters: Sequence[str] | None = None,
        client_certificate: tuple[str, str] | None = None,
    ) -> str:
        """The text of a kubeconfig file, in JSON, which is YAML too, with one context for each cluster, named after it.

        `current` is the current context (None: the first cluster), `clusters` are those in the file (None: all).
        `client_certificate` is the PEM paths of a certificate and its key, in place of the administrators' tokens.
        """
        names = list(self.store.clusters if clusters is None else clusters)
        certificate: dict[str, str] = {}
        if client_certificate is not None:
            members = ("client-certificate-data", "client-key-data")
            texts = (_encoded(Path(path).read_text()) for path in client_certificate)
            certificate = dict(zip(members, texts, strict=True))
        file: dict[str, Any] = {"apiVersion": "v1", "kind": "Config", "preferences": {}}
        file |= {
            "current-context": names[0] if current is None else current,
            "clusters": [],
            "users": [],
            "contexts": [],
        }
        for access in map(self.cluster, names):
            authority = {"certificate-authority-data": _encoded(access.ca)} if access.ca else {}
            user = f"{ADMINISTRATOR}@{access.name}"
            file["clusters"].append({"name": access.name, "cluster": {"server": access.host, **authority}})
            file["users"].append({"name": user, "user": certificate or {"token": access.token}})
            file["contexts"].append({"name": access.name, "context": {"cluster": access.name, "user": user}})
        return json.dumps(file, indent=2) + "\n"


def variable_prefix(cluster: str) -> str:
    """The prefix of the environment variables about a cluster."""
    return "TANZU_KUBERNETES_" + re.sub(r"\W", "_", cluster).upper()


def _encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()
