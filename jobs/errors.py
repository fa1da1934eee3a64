"""How a job fails, and the exit codes that every job shares."""

from __future__ import annotations

from typing import Final

CLEAN: Final = 0
"""Everything was looked at, and nothing was found that counts."""
FAILED: Final = 1
"""The job could not do its work: bad arguments, a file that cannot be read."""
FOUND: Final = 2
"""Everything was looked at, and something was found that counts."""
INCOMPLETE: Final = 3
"""Something could not be looked at, so that nothing can be said about it; what was found is reported."""


class JobError(Exception):
    """A job cannot go on. `message` says what is wrong, `hint` what to do next."""

    def __init__(self, message: str, *, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
