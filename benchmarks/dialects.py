"""Requests of a no-change refresh in the APIs that vendors publish, each found out by the provider itself.

    python benchmarks/dialects.py

Ten workers, as many as Terraform has by default, read everything in random order through the engine. The counts hold
all that a run sends: the exchange of the token, the question which API it is, and the reads. Objects remember how many
of them an earlier apply met, in an order of its own, where the case does not say that they are new to the provider.
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from benchmarks.engines import bare, every
from rolecall.runtime import shims
from rolecall.runtime.application import Object, StateResult
from rolecall.runtime.engine import Engine
from rolecall.runtime.resources.private_state import Private
from rolecall.sandbox import start
from rolecall.sandbox.tanzu.mission_control.store import CLUSTER, GROUP, Scope, Subject

OBJECTS: Final = 10_000
CLUSTERS: Final = 100
PUBLISHED: Final = {"cloud_services": "v2", "mission_control": "policy"}

Known = list[dict[str, Any]]


@dataclass(frozen=True)
class Case:
    """One dialect: `known` gives what state has of each object, `bar` the most requests for how many there are."""

    title: str
    vendor: str
    type_name: str
    options: dict[str, Any]
    known: Callable[[Any], Known]
    bar: Callable[[int], int]
    read: str
    seed: int = OBJECTS
    without: tuple[str, ...] = field(default=())
    new: bool = False


def _tanium(box: Any) -> Known:
    return [{"id": str(each.id), "name": each.name} for each in box.store.users.values()]


def _splunk(box: Any) -> Known:
    return [{"id": name, "name": name} for name in box.store.users]


def _members(box: Any) -> Known:
    people = box.store.cloud.members.values()
    return [{"id": f"vmware.com:{each.user_id}", "email": each.email, "status": "ACTIVE"} for each in people]


def _policies(box: Any) -> Known:
    found: Known = []
    for number in range(OBJECTS):
        cluster, crew = f"c{number % CLUSTERS}", f"crew{number:05}"
        box.store.mission.add_binding("cluster.view", [Subject(GROUP, crew)], Scope(CLUSTER, cluster))
        found.append({"id": f"cluster/attached/attached/{cluster}/cluster.view/GROUP/{crew}"})
    return found


CASES: Final = (
    Case(
        "Tanium `platform`, users with roles",
        "tanium",
        "tanium_user",
        {"api": "platform"},
        _tanium,
        lambda _: 5,
        "roles",
    ),
    Case(
        "Splunk `acs`, users with roles",
        "splunk",
        "splunk_user",
        {"api": "acs"},
        _splunk,
        lambda count: math.ceil(count / 100) + 3,
        "roles",
    ),
    Case(
        "Splunk `acs`, the same in a state that is new to it",
        "splunk",
        "splunk_user",
        {"api": "acs"},
        _splunk,
        lambda count: 2 * math.ceil(count / 100) + 3,
        "roles",
        new=True,
    ),
    Case(
        "Cloud Services `v2`, members with roles",
        "tanzu",
        "tanzu_org_member",
        PUBLISHED,
        _members,
        lambda count: math.ceil(count / 200) + 3,
        "roles",
        without=("TANZU_ORG_ID",),
    ),
    Case(
        f"Mission Control `policy`, role bindings of {CLUSTERS} clusters",
        "tanzu",
        "tanzu_role_binding",
        {**PUBLISHED, "clusters": [f"c{number}" for number in range(CLUSTERS)]},
        _policies,
        lambda _: CLUSTERS + 3,
        "role",
        seed=0,
    ),
)


def refresh(case: Case) -> bool:
    """Read everything once; prints and gives whether the bar holds."""
    shim = shims.load(case.vendor)
    assert shim is not None
    with start(case.vendor, seed=case.seed, options=case.options) as box:
        schema = shim.resource(case.type_name).schema
        states = [bare(schema, **each) for each in case.known(box)]
        dialects = {name for name in box.environment if name.endswith("_DIALECT")}
        left = {name: value for name, value in box.environment.items() if name not in {*case.without, *dialects}}
        engine = Engine(shim, environment=left)
        box.log.clear()
        begun = time.perf_counter()
        engine.configure(bare(shim.schema), terraform_version="1.11.4", deferral_allowed=False)

        met = random.Random(11).sample(range(1, len(states) + 1), len(states))
        kept = [b"" if case.new else Private(among=number).to_bytes() for number in met]

        def read(known: tuple[Object, bytes]) -> StateResult:
            return engine.read(case.type_name, *known, identity=None, deferral_allowed=False)

        results = every(read, zip(states, kept, strict=True))
        seconds = time.perf_counter() - begun
        engine.close()
        for each in results:
            if each.state is None or each.diagnostics.has_error or not each.state[case.read]:
                raise SystemExit(f"{case.title}: something was not seen: {[item.summary for item in each.diagnostics]}")
        requests, bar = box.log.count(), case.bar(len(states))
        print(f"{len(states):>6} {case.title:<58} {requests:>4} requests, bar {bar:>4}, {seconds:6.1f} s", flush=True)
        return requests <= bar


def main() -> None:
    """Print the table; exit with 1 when a bar is broken."""
    sound = [refresh(case) for case in CASES]
    raise SystemExit(0 if all(sound) else 1)


if __name__ == "__main__":
    main()
