"""A drift report as text, data and pages. Every format is a function from the report to the whole file's text."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from rolecall.drift.report import Report
from rolecall.reports.formats import Formats

FORMATS: Final = Formats[Report](
    __name__,
    MappingProxyType(
        {
            "text": "text",
            "json": "json_data",
            "markdown": "markdown",
            "sarif": "sarif",
            "junit": "junit",
            "csv": "csv_table",
            "prometheus": "prometheus",
            "html": "html",
            "access": "access_data",
            "slack": "slack",
            "teams": "teams",
        }
    ),
)
