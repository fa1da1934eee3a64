"""A stand-in VMware Tanzu: three systems that do not know each other, on one port.

| path | system |
|---|---|
| `/csp/gateway/am/api` | Cloud Services: members, invitations, tokens |
| `/v1alpha1` | Mission Control: role bindings, or policies |
| `/k8s/<cluster>` | the Kubernetes API of each cluster: RBAC |

Nothing cascades: whoever leaves the organization keeps their bindings, in Mission Control and in every cluster.
`TanzuOptions` says which rules can be changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.sandbox.core.message import Request, Response
from rolecall.sandbox.core.vendor import Vendor
from rolecall.sandbox.tanzu.changes import changes
from rolecall.sandbox.tanzu.cloud_services.api import Api as CloudServicesApi
from rolecall.sandbox.tanzu.kubernetes.api import BASE as CLUSTERS
from rolecall.sandbox.tanzu.kubernetes.api import Api as KubernetesApi
from rolecall.sandbox.tanzu.mission_control.api import BASE as MISSION_CONTROL
from rolecall.sandbox.tanzu.mission_control.api import Api as MissionControlApi
from rolecall.sandbox.tanzu.mission_control.policies.api import PolicyApi
from rolecall.sandbox.tanzu.options import TanzuOptions
from rolecall.sandbox.tanzu.sandbox import variable_prefix
from rolecall.sandbox.tanzu.store import TanzuStore


class Tanzu(Vendor[TanzuStore, TanzuOptions]):
    """One organization with `seed` members beside its owner, its Mission Control and its clusters."""

    name = "tanzu"

    def __init__(self, seed: int, options: Mapping[str, Any]) -> None:
        self.options = TanzuOptions()
        self.set_options(options)
        self.store = TanzuStore(self.options, seed)
        self.changes = changes(self.store)
        self._cloud = CloudServicesApi(self.store.cloud, self.options)
        self._mission = MissionControlApi(self.store.mission, self.options)
        self._policies = PolicyApi(self.store.mission, self.options)
        self._kubernetes = KubernetesApi(self.store.clusters, self.options)

    def handle(self, request: Request) -> Response:
        """Answer a request as the system it is for does."""
        self.store.cloud.let_time_pass()
        return super().handle(request)

    def environment(self, url: str) -> dict[str, str]:
        """The URLs, the owner's API token and the organization; of each cluster the host and a token."""
        variables = {
            "TANZU_CSP_URL": url,
            "TANZU_TMC_URL": url,
            "TANZU_API_TOKEN": self.store.cloud.administrator_token.value,
            "TANZU_ORG_ID": self.store.cloud.org_id,
            "TANZU_CSP_DIALECT": self.options.cloud_services,
            "TANZU_TMC_DIALECT": self.options.mission_control,
        }
        for name, cluster in self.store.clusters.items():
            prefix = variable_prefix(name)
            variables |= {f"{prefix}_HOST": f"{url}{CLUSTERS}{name}", f"{prefix}_TOKEN": cluster.token}
        return variables

    def system(self, request: Request) -> CloudServicesApi | MissionControlApi | PolicyApi | KubernetesApi:
        """The cluster, Mission Control or Cloud Services."""
        if request.raw_path.startswith(CLUSTERS):
            return self._kubernetes
        if not request.raw_path.startswith(f"{MISSION_CONTROL}/"):
            return self._cloud
        return self._mission if self.options.mission_control == "classic" else self._policies
