"""What the three systems know. They share a clock and people's addresses, and nothing else."""

from __future__ import annotations

from typing import Any

from sandbox.clock import iso
from sandbox.tanzu.cloud_services.store import CloudServices
from sandbox.tanzu.kubernetes.cluster import Cluster
from sandbox.tanzu.mission_control.store import MissionControl
from sandbox.tanzu.options import TanzuOptions
from sandbox.vendor import Store


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
        if name not in self.clusters:
            raise KeyError(f"no cluster {name!r}")
        return self.clusters[name]

    def dump(self) -> dict[str, Any]:
        """Everything, without tokens."""
        with self.lock:
            return {
                "cloud_services": self.cloud.dump(),
                "mission_control": self.mission.dump(),
                "kubernetes": {name: cluster.dump() for name, cluster in self.clusters.items()},
                "time": iso(self.clock.now()),
            }
