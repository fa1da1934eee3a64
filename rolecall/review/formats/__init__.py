"""A review as text, data and pages. Every format is a function from the review to the whole file's text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Final

from rolecall.review.report import Review

_MODULES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "text": "text",
        "json": "json_data",
        "markdown": "markdown",
        "sarif": "sarif",
        "csv": "table",
    }
)

FORMATS: Final = tuple(_MODULES)
"""The names of the formats."""


def render(review: Review, name: str) -> str:
    """`review` in the format called `name`. Raises KeyError for one that there is not."""
    made: Callable[[Review], str] = import_module(f"rolecall.review.formats.{_MODULES[name]}").render
    return made(review)
