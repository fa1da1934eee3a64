"""An answer about access as text, data and pages. Every format is a function from the answer to the file's text."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from rolecall.reports.formats import Formats
from rolecall.who.answer import Answer

FORMATS: Final = Formats[Answer](
    __name__,
    MappingProxyType(
        {
            "text": "text",
            "json": "json_data",
            "csv": "csv_table",
            "html": "html",
            "evidence": "evidence_csv",
            "evidence-html": "evidence_html",
        }
    ),
)
