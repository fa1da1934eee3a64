"""What the commands share whose exit codes are answers: drift, review and adopt."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand

USAGE = 2
"""How typer ends where arguments are wrong."""


class JobCommand(TyperCommand):
    """A command that ends with 1 when its arguments are wrong: 2 and more are what it found."""

    def make_context(self, *arguments: Any, **more: Any) -> Any:
        """Read the arguments. What typer raises for wrong ones ends the process with 1."""
        try:
            return super().make_context(*arguments, **more)
        except Exception as error:  # typer's usage error, whose class is public in no version
            wrong: Any = error
            if getattr(wrong, "exit_code", None) == USAGE:
                wrong.exit_code = 1
            raise
