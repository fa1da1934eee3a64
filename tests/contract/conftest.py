"""A vendor and a workspace or a client per test; afterwards nothing secret may be seen and nothing may run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from rolecall.sandbox import start
from rolecall.testing import waits
from rolecall.testing.case import Box
from rolecall.testing.client import Client
from rolecall.testing.secrets import shown
from rolecall.testing.stage import Stage
from tests.contract import dialects
from tests.contract.snapshot import take
from tests.contract.tables import ISSUERS
from tests.terraform.installation import Installation
from tests.terraform.secrets import Secrets, leaks
from tests.terraform.workspace import Workspace

OPTIONS: dict[str, dict[str, Any]] = {"scim": {"groups": 1, "badges": True}, "entra": {"groups": 1, "early_writes": []}}
"""Rules of a vendor that pass with time, which no test here waits for."""


@dataclass
class Place:
    """A sandbox, a workspace that points to it, and the secrets of the first."""

    box: Box
    workspace: Workspace
    secrets: Secrets


def environment_of(box: Box) -> dict[str, str]:
    """What the provider needs to reach the vendor; of Tanzu's clusters the first."""
    variables = dict(box.environment)
    if box.name == "tanzu":
        for name in ("HOST", "TOKEN"):
            variables[f"TANZU_KUBERNETES_{name}"] = variables[f"TANZU_KUBERNETES_ALPHA_{name}"]
    return variables


def sandbox(where: str, options: Mapping[str, Any] = MappingProxyType({})) -> Any:
    """A sandbox with three users, as a context; `where` is a vendor or `vendor@dialect`, `options` are more."""
    usual = {**OPTIONS.get(where, {}), **dialects.OPTIONS.get(where, {})}
    return start(where.partition("@")[0], seed=3, options={**usual, **options})


@pytest.fixture
def place(installation: Installation, tmp_path: Path) -> Iterator[Callable[[str], Place]]:
    """Sets a place up for a vendor: a sandbox with three users and an empty workspace that points to it."""
    made: list[Place] = []
    with ExitStack() as stack:

        def build(vendor: str) -> Place:
            box: Box = stack.enter_context(sandbox(vendor))
            secrets = Secrets(box)
            workspace = Workspace(
                tmp_path / vendor.replace("@", "_"), environment_of(box), installation, secrets=secrets
            )
            made.append(Place(box, workspace, secrets))
            return made[-1]

        yield build
        for each in made:
            assert leaks(each.workspace, issued_by=ISSUERS) == []


@pytest.fixture
def stage() -> Iterator[Callable[[str], Stage]]:
    """Sets the stage for a vendor: a sandbox with three users and a client of the plugin protocol.

    Whatever the provider waits for is over at once: the sandbox counts what it was asked, not seconds.
    """
    made: list[Client] = []
    with ExitStack() as stack:
        stack.enter_context(waits.skipped())

        def build(vendor: str) -> Stage:
            box: Box = stack.enter_context(sandbox(vendor))
            name = vendor.partition("@")[0]
            made.append(Client(name, environment_of(box), secrets=Secrets(box), issuers=ISSUERS))
            return Stage(box, made[-1], take)

        yield build
        for each in made:
            assert shown(dict(enumerate(each.said)), each.known_secrets) == []
