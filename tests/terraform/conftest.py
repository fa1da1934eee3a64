"""A scene per vendor; whatever a test does, no secret may be seen afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rolecall.sandbox import start
from tests.terraform.installation import Installation
from tests.terraform.scene import Scene
from tests.terraform.secrets import Secrets, leaks
from tests.terraform.workspace import Workspace

_ISSUERS = ("tanium_api_token", "splunk_token")


def _scene(vendor: str, installation: Installation, directory: Path, **start_with: Any) -> Iterator[Scene]:
    with start(vendor, **start_with) as box:
        workspace = Workspace(directory / vendor, box.environment, installation, secrets=Secrets(box))
        yield Scene(box, workspace)
        assert leaks(workspace, issued_by=_ISSUERS) == []


@pytest.fixture
def tanium(installation: Installation, tmp_path: Path) -> Iterator[Scene]:
    yield from _scene("tanium", installation, tmp_path)


@pytest.fixture
def splunk(installation: Installation, tmp_path: Path) -> Iterator[Scene]:
    yield from _scene("splunk", installation, tmp_path)


@pytest.fixture(params=["tanium", "splunk"])
def either(request: pytest.FixtureRequest, installation: Installation, tmp_path: Path) -> Iterator[Scene]:
    """Each vendor in turn."""
    yield from _scene(request.param, installation, tmp_path)


@pytest.fixture
def tanzu(installation: Installation, tmp_path: Path) -> Iterator[Scene]:
    yield from _scene("tanzu", installation, tmp_path)


@pytest.fixture
def entra(installation: Installation, tmp_path: Path) -> Iterator[Scene]:
    """A tenant with a user and a group, whose copies lag behind each other."""
    yield from _scene("entra", installation, tmp_path, seed=1, options={"groups": 1})


@pytest.fixture
def okta(installation: Installation, tmp_path: Path) -> Iterator[Scene]:
    yield from _scene("okta", installation, tmp_path, seed=1)
