"""Numbers of declarations that do not mean anything at every value."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from rolecall.specification.declaration import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The least and the most that a number can be, both included; None where there is no most."""

    least: int
    most: int | None = None


Count: TypeAlias = Annotated[int, Bounds(least=1)]
"""How many of something there are, where none would mean nothing."""
CountOrNone: TypeAlias = Annotated[int, Bounds(least=0)]
"""How many of something there are, or none."""
ErrorStatus: TypeAlias = Annotated[int, Bounds(least=400, most=599)]
"""The status of an answer that says what went wrong (RFC 9110 section 15.5)."""
