"""What more than one group of tests needs."""

from __future__ import annotations

import pytest

from tests.terraform.installation import Installation


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The providers of this checkout in a mirror of their own, built once per session and worker."""
    return Installation.build(tmp_path_factory.mktemp("installation"))
