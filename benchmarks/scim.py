"""Requests and bytes that a SCIM server sees: a refresh of many users and groups, and changes of a large group.

    python benchmarks/scim.py

Ten workers, as many as Terraform has by default, work through the engine against the stand-in server, which gives at
most 500 rows in a page. Counts and bytes (of bodies) do not depend on the machine; the seconds beside them do.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

from providers.scim import PROVIDER
from rolecall.runtime.application import Object, StateResult
from rolecall.runtime.engine import Engine
from rolecall.sandbox import Sandbox, start
from rolecall.sandbox.scim.options import ScimOptions
from rolecall.sandbox.scim.store import ScimStore

WORKERS: Final = 10
USERS: Final = 10_000
GROUPS: Final = 200
JOINERS: Final = 50

Box = Sandbox[ScimStore, ScimOptions]


def engine_for(box: Box) -> Engine:
    """A configured provider, as a new Terraform command has it."""
    engine = Engine(PROVIDER, environment=box.environment)
    empty = dict.fromkeys((item.name for item in PROVIDER.schema.attributes), None)
    engine.configure(empty, terraform_version="1.11.4", deferral_allowed=False)
    return engine


def state_of(type_name: str, **values: Any) -> Object:
    """A state, or a configuration, with these values and nothing else."""
    schema = PROVIDER.resource(type_name).schema
    return {**dict.fromkeys((item.name for item in schema.attributes), None), **values}


def every(work: Callable[[Any], StateResult], items: Iterable[Any]) -> None:
    """`work` on all items, ten at a time, in random order; raises AssertionError for one that fails."""
    shuffled = list(items)
    random.Random(7).shuffle(shuffled)
    with ThreadPoolExecutor(WORKERS) as pool:
        for result in pool.map(work, shuffled):
            assert not result.diagnostics.has_error, list(result.diagnostics)


def tell(box: Box, what: str, begun: float) -> None:
    """Print what the server saw since its log was cleared."""
    events = list(box.log)
    writes = sum(event.method != "GET" for event in events)
    sent = sum(event.request_bytes for event in events)
    received = sum(event.response_bytes for event in events)
    print(f"| {what} | {len(events)} | {writes} | {sent:,} | {received:,} | {time.perf_counter() - begun:.1f} |")
    box.log.clear()


def refresh(box: Box, type_name: str, what: str, states: list[Object]) -> None:
    """Read everything once."""
    engine = engine_for(box)
    box.log.clear()
    begun = time.perf_counter()
    every(lambda state: engine.read(type_name, state, b"", identity=None, deferral_allowed=False), states)
    tell(box, what, begun)


def apply(engine: Engine, type_name: str, prior: Object | None, config: Object) -> StateResult:
    """Plan and apply."""
    plan = engine.plan(type_name, prior, config, config, b"", identity=None, deferral_allowed=False)
    assert not plan.diagnostics.has_error, list(plan.diagnostics)
    return engine.apply(type_name, prior, plan.planned, config, plan.private, identity=None)


def main() -> None:
    """Run all and print a table."""
    print("| what | requests | of them writes | bytes sent | bytes received | s |")
    print("|---|---|---|---|---|---|")
    box: Box = start("scim", seed=USERS + 2 * JOINERS, options={"largest_page": 500})
    with box:
        users = [user.id for user in box.store.users]
        for number in range(GROUPS):
            box.store.add_group(f"group{number:05}", members=users[number * 20 : number * 20 + 20])
        refresh(
            box, "scim_user", f"refresh {USERS:,} users", [state_of("scim_user", id=user) for user in users[:USERS]]
        )
        groups = [group.id for group in box.store.groups]
        bare = [state_of("scim_group", id=group) for group in groups]
        refresh(box, "scim_group", f"refresh {GROUPS} groups, members not managed", bare)
        full = [state_of("scim_group", id=group, members=[]) for group in groups]
        refresh(box, "scim_group", f"refresh {GROUPS} groups with 20 members each", full)

        engine = engine_for(box)
        box.log.clear()
        begun = time.perf_counter()
        config = state_of("scim_group", display_name="everybody", members=sorted(users[:USERS]))
        result = apply(engine, "scim_group", None, config)
        assert result.state is not None
        tell(box, f"create a group of {USERS:,}", begun)

        engine = engine_for(box)
        begun = time.perf_counter()
        config = {**config, "members": sorted(users[: USERS + JOINERS])}
        grown = apply(engine, "scim_group", result.state, config)
        assert not grown.diagnostics.has_error, list(grown.diagnostics)
        tell(box, f"add {JOINERS} to it, `members`", begun)

        engine = engine_for(box)
        begun = time.perf_counter()
        config = {**config, "members": sorted(users[:USERS])}
        assert grown.state is not None
        shrunk = apply(engine, "scim_group", grown.state, config)
        assert not shrunk.diagnostics.has_error, list(shrunk.diagnostics)
        tell(box, f"take {JOINERS} out of it, `members`", begun)

        engine = engine_for(box)
        begun = time.perf_counter()
        key = str(result.state["id"])
        joining = [state_of("scim_group_member", group_id=key, user_id=user) for user in users[USERS + JOINERS :]]
        every(lambda one: apply(engine, "scim_group_member", None, one), joining)
        tell(box, f"create {JOINERS} `scim_group_member` in it", begun)

        states = [{**one, "id": f"{key}/{one['user_id']}"} for one in joining]
        refresh(box, "scim_group_member", f"refresh {JOINERS} `scim_group_member` of it", states)
        refresh(box, "scim_group_member", "refresh 1 `scim_group_member` of it", states[:1])


if __name__ == "__main__":
    main()
