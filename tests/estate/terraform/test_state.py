"""States that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolecall.estate.terraform.state import read_state
from rolecall.reports.errors import JobError


def test_a_state_that_says_a_member_twice_is_none(tmp_path: Path) -> None:
    path = tmp_path / "terraform.tfstate"
    path.write_text('{"version": 4, "resources": [{}], "resources": []}', encoding="utf-8")
    with pytest.raises(JobError, match="'resources' twice"):
        read_state(path)
