"""A review as text, data and pages. Every format is a function from the review to the whole file's text."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from rolecall.reports.formats import Formats
from rolecall.review.report import Review

FORMATS: Final = Formats[Review](
    __name__,
    MappingProxyType(
        {
            "text": "text",
            "json": "json_data",
            "markdown": "markdown",
            "sarif": "sarif",
            "csv": "csv_table",
        }
    ),
)
