"""Clients of the toy provider: one that is not ours (grpcio), and real Terraforms."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.runtime.protocol.harness import Client, running
from tests.runtime.protocol.workspace import Workspace, commands, workspace_in


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A process for all tests of a module."""
    with running(tmp_path_factory.mktemp("store")) as client:
        yield client


@pytest.fixture
def sockets() -> Iterator[Path]:
    """A temporary directory with a name short enough for sockets, as systems have."""
    with tempfile.TemporaryDirectory(prefix="s", dir="/tmp") as directory:
        yield Path(directory)


@pytest.fixture
def workspace(request: pytest.FixtureRequest, tmp_path: Path, sockets: Path) -> Iterator[Workspace]:
    """With the Terraform that a test asks for by parameter, else with any, the native one first."""
    wanted = getattr(request, "param", None)
    found = commands()
    command = found.get(wanted) if wanted else next(iter(found.values()), None)
    if command is None:
        pytest.skip(f"no {wanted or 'native or embedded'} Terraform here")
    yield workspace_in(command, tmp_path, sockets)
    assert list(sockets.iterdir()) == [], "a provider left its socket behind"
