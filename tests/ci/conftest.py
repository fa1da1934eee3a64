"""The repository of a team with a code host, on which CI runs as it is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ci.scene import Scene
from tests.terraform.installation import Installation


@pytest.fixture
def scene(tmp_path: Path, installation: Installation) -> Iterator[Scene]:
    """Starts of providers cost next to nothing here."""
    with Scene.open(tmp_path, installation.python) as made:
        yield made
