"""Requests and bytes that a SCIM server sees: a refresh of many users and groups, and changes of a large group.

    python benchmarks/scim.py

Ten workers, as many as Terraform has by default, work through the engine against the stand-in server, which gives at
most 500 rows in a page and answers a PATCH with the whole object. Counts and bytes (of bodies) do not depend on the
machine, but for how many bindings share a PATCH; the seconds beside them do.
"""

from __future__ import annotations

import time
from typing import Any, Final

from benchmarks.engines import bare, engine_for, every
from providers.scim import PROVIDER
from rolecall.runtime.application import Object, StateResult
from rolecall.runtime.engine import Engine
from rolecall.sandbox import Sandbox, start
from rolecall.sandbox.scim.options import ScimOptions
from rolecall.sandbox.scim.store import ScimStore

USERS: Final = 10_000
GROUPS: Final = 200
JOINERS: Final = 50

Box = Sandbox[ScimStore, ScimOptions]


def state_of(type_name: str, **values: Any) -> Object:
    """A state, or a configuration, with these values and nothing else."""
    return bare(PROVIDER.resource(type_name).schema, **values)


def check(*results: StateResult) -> None:
    """Raise AssertionError where one of them failed."""
    for result in results:
        assert not result.diagnostics.has_error, list(result.diagnostics)


def tell(box: Box, what: str, begun: float) -> None:
    """Print what the server saw since its log was cleared."""
    events = list(box.log)
    writes = [event for event in events if event.method != "GET"]
    sent, received = (sum(getattr(each, name) for each in events) for name in ("request_bytes", "response_bytes"))
    answered = sum(event.response_bytes for event in writes)
    seconds = time.perf_counter() - begun
    print(f"| {what} | {len(events)} | {len(writes)} | {sent:,} | {received:,} | {answered:,} | {seconds:.1f} |")
    box.log.clear()


def refresh(box: Box, type_name: str, what: str, states: list[Object]) -> None:
    """Read everything once."""
    engine = engine_for(PROVIDER, box.environment)
    box.log.clear()
    begun = time.perf_counter()
    check(*every(lambda state: engine.read(type_name, state, b"", identity=None, deferral_allowed=False), states))
    tell(box, what, begun)


def apply(engine: Engine, type_name: str, prior: Object | None, config: Object) -> StateResult:
    """Plan and apply."""
    plan = engine.plan(type_name, prior, config, config, b"", identity=None, deferral_allowed=False)
    assert not plan.diagnostics.has_error, list(plan.diagnostics)
    return engine.apply(type_name, prior, plan.planned, config, plan.private, identity=None)


def main() -> None:
    """Run all and print a table."""
    print("| what | requests | of them writes | bytes sent | bytes received | of them by writes | s |")
    print("|---|---|---|---|---|---|---|")
    box: Box = start("scim", seed=USERS + 2 * JOINERS, options={"largest_page": 500})
    with box:
        users = [user.id for user in box.store.users]
        for number in range(GROUPS):
            box.store.add_group(f"group{number:05}", members=users[number * 20 : number * 20 + 20])
        refresh(
            box, "scim_user", f"refresh {USERS:,} users", [state_of("scim_user", id=user) for user in users[:USERS]]
        )
        groups = [group.id for group in box.store.groups]
        plain = [state_of("scim_group", id=group) for group in groups]
        refresh(box, "scim_group", f"refresh {GROUPS} groups, members not managed", plain)
        full = [state_of("scim_group", id=group, members=[]) for group in groups]
        refresh(box, "scim_group", f"refresh {GROUPS} groups with 20 members each", full)

        state: Object | None = None
        for what, members in (
            (f"create a group of {USERS:,}", USERS),
            (f"add {JOINERS} to it, `members`", USERS + JOINERS),
            (f"take {JOINERS} out of it, `members`", USERS),
        ):
            engine = engine_for(PROVIDER, box.environment)
            box.log.clear()
            begun = time.perf_counter()
            config = state_of("scim_group", display_name="everybody", members=sorted(users[:members]))
            result = apply(engine, "scim_group", state, config)
            check(result)
            state = result.state
            tell(box, what, begun)

        assert state is not None
        engine = engine_for(PROVIDER, box.environment)
        begun = time.perf_counter()
        key = str(state["id"])
        joining = [state_of("scim_group_member", group_id=key, user_id=user) for user in users[USERS + JOINERS :]]
        check(*every(lambda one: apply(engine, "scim_group_member", None, one), joining))
        tell(box, f"create {JOINERS} `scim_group_member` in it", begun)

        states = [{**one, "id": f"{key}/{one['user_id']}"} for one in joining]
        refresh(box, "scim_group_member", f"refresh {JOINERS} `scim_group_member` of it", states)
        refresh(box, "scim_group_member", "refresh 1 `scim_group_member` of it", states[:1])


if __name__ == "__main__":
    main()
