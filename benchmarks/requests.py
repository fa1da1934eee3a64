"""Requests for each of many users, vendor by vendor: create, change, destroy.

    python -m benchmarks.requests                # 50 users of each vendor
    python -m benchmarks.requests --users 200

Ten workers plan and apply through the engine as Terraform does, each phase in an engine of its own. The vendors are the
stand-ins of `rolecall.sandbox`. Whole requests are counted, listings, questions about ourselves and logins among them.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Final

from benchmarks.engines import WORKERS
from rolecall.runtime import shims
from rolecall.runtime.application import StateResult
from rolecall.sandbox import start
from tests.runtime.resources.practitioner import Practitioner, Resource, full

Make = Callable[[str], Mapping[str, Any]]

USERS: Final[Mapping[str, tuple[str, Mapping[str, Any], Make, Mapping[str, Any]]]] = {
    "Tanium": (
        "tanium_user",
        {},
        lambda name: {"name": name, "roles": ["Operator"]},
        {"roles": ["Analyst", "Operator"]},
    ),
    "Tanium, `platform`": (
        "tanium_user",
        {"api": "platform"},
        lambda name: {"name": name, "display_name": name},
        {"display_name": "Somebody"},
    ),
    "Splunk": (
        "splunk_user",
        {},
        lambda name: {"name": name, "password_wo": "Correct-Horse-1", "password_wo_version": 1, "roles": ["user"]},
        {"roles": ["power", "user"]},
    ),
    "SCIM": ("scim_user", {}, lambda name: {"user_name": name, "display_name": name}, {"display_name": "Somebody"}),
    "Okta": (
        "okta_user",
        {},
        lambda name: {
            "login": f"{name}@example.com",
            "email": f"{name}@example.com",
            "first_name": "Ada",
            "last_name": "King",
            "status": "ACTIVE",
        },
        {"first_name": "Augusta"},
    ),
}
"""By vendor: the type, the stand-in's options, the configuration of one user, and what is changed."""


class Crowd:
    """Many users of one type, planned and applied by ten workers at once. `arguments` are the provider's."""

    def __init__(
        self, person: Practitioner, kind: str, configurations: Mapping[str, Mapping[str, Any]], **arguments: Any
    ) -> None:
        self._person = person
        self._kind = kind
        self._configurations = configurations
        self._arguments = arguments

    def apply(self, **changed: Any) -> None:
        """Plan all of them, then apply all of them in another process. Raises SystemExit where something fails."""
        self._person.restart(**self._arguments)
        plans = self._each(
            lambda name: self._person.plan(self._label(name), **{**self._configurations[name], **changed})
        )
        self._person.restart(**self._arguments)

        def work(name: str) -> StateResult:
            plan, held = plans[name], self._person.resources.get(self._label(name))
            schema = self._person.engine.resource_schemas()[self._kind]
            wanted = full(schema, {**self._configurations[name], **changed})
            state = None if held is None else held.state
            result = self._person.engine.apply(self._kind, state, plan.planned, wanted, plan.private, identity=None)
            if result.state is not None:
                self._person.resources[self._label(name)] = Resource(result.state, result.private)
            return result

        self._check(self._each(work))

    def destroy(self) -> None:
        """Refresh all of them and plan their end, then end them in another process."""
        self._person.restart(**self._arguments)
        self._each(lambda name: self._person.refresh(self._label(name)))
        self._person.restart(**self._arguments)
        self._check(self._each(lambda name: self._person.destroy(self._label(name))))

    def _label(self, name: str) -> str:
        return f"{self._kind}.{name}"

    def _each(self, work: Callable[[str], Any]) -> dict[str, Any]:
        with ThreadPoolExecutor(WORKERS) as pool:
            return dict(zip(self._configurations, pool.map(work, self._configurations), strict=True))

    @staticmethod
    def _check(results: Mapping[str, StateResult]) -> None:
        for name, result in results.items():
            if result.diagnostics.has_error:
                raise SystemExit(f"{name}: {next(iter(result.diagnostics)).summary}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--users", type=int, default=50, help="how many of each vendor (default 50)")
    users: int = parser.parse_args().users
    print("| requests for each user | create | change | destroy |\n|---|---|---|---|")
    for title, (kind, options, make, changed) in USERS.items():
        vendor = kind.partition("_")[0]
        shim = shims.load(vendor)
        assert shim is not None
        with start(vendor, options=dict(options)) as box:
            names = [f"person{number}" for number in range(users)]
            crowd = Crowd(Practitioner(shim, box.environment), kind, {name: make(name) for name in names})
            counts = []
            for step in (crowd.apply, partial(crowd.apply, **changed), crowd.destroy):
                before = len(box.log)
                step()
                counts.append(f"{(len(box.log) - before) / users:.2f}")
        print(f"| {title} | {' | '.join(counts)} |", flush=True)


if __name__ == "__main__":
    main()
