"""SARIF 2.1.0 for code scanning (OASIS standard): what the logs of all jobs share."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from rolecall.reports.json_rows import number
from rolecall.text.sanitizer import visible_data

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
SCORES: Final[Mapping[str, str]] = {
    "critical": "9.5",
    "high": "8.0",
    "medium": "5.0",
    "normal": "5.0",
    "low": "2.0",
    "info": "0.0",
}
"""The `security-severity` of a severity or risk tier."""


def log(run: Mapping[str, Any]) -> str:
    """A log with one run, every text in it cleaned."""
    data = {"$schema": SCHEMA, "version": "2.1.0", "runs": [visible_data(run)]}
    return json.dumps(data, indent=2, ensure_ascii=False, default=number) + "\n"


def error(text: str) -> dict[str, Any]:
    """A notification that something could not be done (3.58)."""
    return {"level": "error", "message": {"text": text}}


def resource(name: str) -> dict[str, Any]:
    """The logical location of a resource (3.33)."""
    return {"fullyQualifiedName": name, "kind": "resource"}


def place(file: str, line: int) -> dict[str, Any]:
    """The physical location of a line in a file (3.29)."""
    return {"artifactLocation": {"uri": uri(file)}, "region": {"startLine": max(line, 1)}}


def uri(file: str) -> str:
    """The path of a file as a relative URI."""
    return quote(file.replace("\\", "/").lstrip("/"))
