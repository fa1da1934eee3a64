"""Looks at an object beside those of the write itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from rolecall.runtime.collections.rows import Row

Look: TypeAlias = Callable[[], Row | None]
"""Another way to see the object as it is now; None where it does not show it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """What else is known, or can be known, of an object that is written.

    `before` is what a look of a moment ago showed; `after` looks at it once it is written. `ends`: it is deleted next,
    so that nothing is lost by what one look leaves out.
    """

    before: Row | None = None
    after: Look | None = None
    ends: bool = False


NO_OTHERS: Final = Looks()
"""The write looks for itself."""
