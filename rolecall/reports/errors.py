"""Errors that stop a job, and the exit codes that all jobs share."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The end of a job: nothing found, could not work, found something, could not see everything."""

    CLEAN = 0
    ERROR = 1
    FOUND = 2
    INCOMPLETE = 3


class JobError(Exception):
    """A job cannot go on, for a reason that the person who started it can mend.

    `message` says what is wrong, `hint` what to do next. Neither ever holds a secret.
    """

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()
