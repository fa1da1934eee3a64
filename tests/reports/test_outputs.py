"""Files that reports are written to."""

from __future__ import annotations

import pytest

from rolecall.cli.report_output import outputs
from rolecall.drift.formats import FORMATS
from rolecall.reports.errors import JobError


def test_two_reports_never_share_a_file() -> None:
    with pytest.raises(JobError, match="Two reports are to be written to"):
        outputs(["text=a", "json=./a"], FORMATS)
    assert len(outputs(["text=a", "json=b", "csv=-"], FORMATS)) == 3
