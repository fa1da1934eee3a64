"""People, role bindings and practitioners that the tests of Tanzu share."""

from __future__ import annotations

from typing import Any

from providers.tanzu import PROVIDER
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from rolecall.specification.schema import Provider
from tests.runtime.resources.practitioner import Practitioner

ADA = {"email": "ada@example.com"}
WAITING = {**ADA, "wait_for": "active", "timeouts": {"create": "1s"}}
USER = {"kind": "USER", "name": "user00001@example.com"}
ALPHA = {"cluster": {"name": "alpha"}}
VIEW = {"role": "cluster.view", "subject": USER, "scope": ALPHA}
EDITORS: dict[str, Any] = {
    "name": "editors",
    "role_ref": {"kind": "ClusterRole", "name": "app-editor"},
    "subjects": [{"kind": "User", "name": "ada@example.com"}],
}


def environment(box: TanzuSandbox, cluster: str = "alpha") -> dict[str, str]:
    access = box.cluster(cluster)
    return {**box.environment, "TANZU_KUBERNETES_HOST": access.host, "TANZU_KUBERNETES_TOKEN": access.token}


def practitioner(box: TanzuSandbox, shim: Provider = PROVIDER) -> Practitioner:
    return Practitioner(shim, environment(box))
