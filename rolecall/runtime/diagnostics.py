"""Terraform diagnostics: what is wrong, where, and what to do next.

A `Path` names the attribute: `("subject", "kind")`, with integers for list positions. `Diagnostics` collects
findings of one call. `Refusal` carries diagnostics through code that cannot go on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding (protocol message `Diagnostic`).

    `summary` is one short line; `detail` says the value given, what is allowed and what to do next; `path` names
    the attribute, empty for the whole resource. `brief` is the detail where the same was told of another resource
    before, if it is about what all have in common.
    """

    severity: Literal["error", "warning"]
    summary: str
    detail: str = ""
    path: Path = ()
    brief: str = ""


@dataclass(slots=True)
class Diagnostics:
    """The findings of one call, in order."""

    items: list[Diagnostic] = field(default_factory=list)

    def error(self, summary: str, detail: str = "", path: Path = ()) -> None:
        """Add an error at `path`."""
        self.items.append(Diagnostic("error", summary, detail, path))

    def warning(self, summary: str, detail: str = "", path: Path = ()) -> None:
        """Add a warning at `path`."""
        self.items.append(Diagnostic("warning", summary, detail, path))

    def extend(self, others: Iterable[Diagnostic]) -> None:
        """Add every finding of `others`."""
        self.items.extend(others)

    @property
    def has_error(self) -> bool:
        """True if any finding is an error."""
        return any(item.severity == "error" for item in self.items)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


class Refusal(Exception):
    """The call cannot go on; `diagnostics` says why."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("; ".join(item.summary for item in diagnostics))
        self.diagnostics = diagnostics


def refusal(summary: str, detail: str = "", path: Path = ()) -> Refusal:
    """A `Refusal` with one error."""
    return Refusal(Diagnostic("error", summary, detail, path))
