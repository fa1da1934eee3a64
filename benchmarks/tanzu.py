"""Requests that Tanzu's three systems see: a refresh of everything, and the offboarding of many people.

    python benchmarks/tanzu.py

Ten workers, as many as Terraform has by default, read or destroy resources through the engine against the stand-in
systems. Counts do not depend on the speed of the machine; the seconds beside them do.
"""

from __future__ import annotations

import math
import time
from typing import Final

from benchmarks import engines
from benchmarks.engines import bare, every
from providers.tanzu import PROVIDER
from rolecall.runtime.application import StateResult
from rolecall.runtime.engine import Engine
from rolecall.sandbox import start
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox

MEMBERS: Final = 2_000
BINDINGS: Final = 5_000
LEAVERS: Final = 50


def engine_for(box: TanzuSandbox, cluster: str) -> Engine:
    """A configured provider for one cluster."""
    access = box.cluster(cluster)
    variables = {"TANZU_KUBERNETES_HOST": access.host, "TANZU_KUBERNETES_TOKEN": access.token}
    return engines.engine_for(PROVIDER, {**box.environment, **variables})


def refresh(box: TanzuSandbox, engine: Engine, type_name: str, keys: list[str], page: int, bar_extra: int = 3) -> bool:
    """Read everything once; prints and gives whether the bar holds."""
    box.log.clear()
    exchanges = box.store.cloud.exchanges
    schema = PROVIDER.resource(type_name).schema
    begun = time.perf_counter()

    def read(key: str) -> StateResult:
        return engine.read(type_name, bare(schema, id=key), b"", identity=None, deferral_allowed=False)

    results = every(read, keys)
    seconds = time.perf_counter() - begun
    if any(result.state is None or result.diagnostics.has_error for result in results):
        raise SystemExit(f"a {type_name} was lost")
    requests = box.log.count() - (box.store.cloud.exchanges - exchanges)
    bar = math.ceil(len(keys) / page) + bar_extra
    print(f"refresh {len(keys):>5} {type_name:<28} {requests:>4} requests, bar {bar:>3}, {seconds:6.1f} s")
    return requests <= bar


def main() -> None:
    """Print the table; exit with 1 when a bar is broken."""
    with start("tanzu", seed=MEMBERS - 1) as box:
        assert isinstance(box, TanzuSandbox)
        box.store.mission.seed(BINDINGS)
        for cluster in box.store.clusters.values():
            cluster.seed(BINDINGS)
        sound = True
        for name in box.store.clusters:
            engine = engine_for(box, name)
            keys = ["cluster-admin", *(f"binding{number:05}" for number in range(1, BINDINGS))]
            sound &= refresh(box, engine, "tanzu_cluster_role_binding", keys, 500)
            engine.close()
        engine = engine_for(box, "alpha")
        sound &= refresh(box, engine, "tanzu_org_member", list(box.store.cloud.members), 100)
        sound &= refresh(box, engine, "tanzu_role_binding", list(box.store.mission.bindings), 100)
        people = [f"user{number:05}@example.com" for number in range(100, 100 + LEAVERS)]
        ids = {email: box.store.cloud.find(email) for email in people}
        box.log.clear()
        begun = time.perf_counter()

        def leave(email: str) -> StateResult:
            member = ids[email]
            state = bare(
                PROVIDER.resource("tanzu_org_member").schema,
                id=member.user_id if member else "",
                email=email,
                status="ACTIVE",
                remove_role_bindings_on_destroy=True,
            )
            return engine.apply("tanzu_org_member", state, None, None, b"", identity=None)

        results = every(leave, people)
        seconds = time.perf_counter() - begun
        if any(result.state is not None for result in results):
            raise SystemExit("somebody is still there")
        print(f"offboard {LEAVERS} people with all their bindings: {box.log.count()} requests, {seconds:.1f} s")
        print(f"token exchanges in all: {box.store.cloud.exchanges}")
        engine.close()
    raise SystemExit(0 if sound else 1)


if __name__ == "__main__":
    main()
