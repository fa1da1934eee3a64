"""The state of the three systems. They share a clock and people's addresses, and nothing else."""

from __future__ import annotations

from typing import Any

from rolecall.sandbox.core.clock import iso
from rolecall.sandbox.core.vendor import Store, known
from rolecall.sandbox.tanzu.cloud_services.store import CloudServices
from rolecall.sandbox.tanzu.kubernetes.cluster import Cluster
from rolecall.sandbox.tanzu.mission_control.store import MissionControl
from rolecall.sandbox.tanzu.options import TanzuOptions


class TanzuStore(Store):
    """Cloud Services (`cloud`), Mission Control (`mission`) and the clusters by name (`clusters`)."""

    def __init__(self, options: TanzuOptions, seed: int) -> None:
        super().__init__()
        self.cloud = CloudServices(self.lock, self.clock, options)
        self.mission = MissionControl(self.lock, self.cloud, options)
        self.clusters = {name: Cluster(name, self.lock, self.clock) for name in options.clusters}
        self.cloud.seed(seed)

    def cluster(self, name: str) -> Cluster:
        """The cluster of this name; raises KeyError."""
        return known(self.clusters.get(name), f"cluster {name!r}")

    def dump(self) -> dict[str, Any]:
        """Everything, without tokens."""
        with self.lock:
            return {
                "cloud_services": self.cloud.dump(),
                "mission_control": self.mission.dump(),
                "kubernetes": {name: cluster.dump() for name, cluster in self.clusters.items()},
                "time": iso(self.clock.now()),
            }
