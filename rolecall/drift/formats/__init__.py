"""A drift report as text, data and pages. Every format is a function from the report to the whole file's text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Final

from rolecall.drift.report import Report

_MODULES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "text": "text",
        "json": "json_data",
        "markdown": "markdown",
        "sarif": "sarif",
        "junit": "junit",
        "csv": "table",
        "prometheus": "prometheus",
        "html": "html",
    }
)

FORMATS: Final = tuple(_MODULES)
"""The names of the formats."""


def render(report: Report, name: str) -> str:
    """`report` in the format called `name`. Raises KeyError for one that there is not."""
    made: Callable[[Report], str] = import_module(f"rolecall.drift.formats.{_MODULES[name]}").render
    return made(report)
