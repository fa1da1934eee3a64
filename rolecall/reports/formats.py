"""The formats of a report: each a function from the report to the whole file's text, loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Generic, TypeVar

from rolecall.reports.terminal_text import Style

T = TypeVar("T")


@dataclass(frozen=True)
class Formats(Generic[T]):
    """Formats by name. `modules` names a module of `package` for each; its function `render` makes the text."""

    package: str
    modules: Mapping[str, str]

    def render(self, report: T, name: str, *style: Style) -> str:
        """`report` in the format called `name`; only `text` takes a style. Raises KeyError for others."""
        made: Callable[..., str] = import_module(f"{self.package}.{self.modules[name]}").render
        return made(report, *style)
