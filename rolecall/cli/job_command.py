"""Commands whose exit codes are answers: drift, review, adopt and who."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperCommand

from rolecall.reports.errors import Exit, JobError
from rolecall.text.sanitizer import visible

USAGE = 2
"""The exit code of typer where arguments are wrong."""


class JobCommand(TyperCommand):
    """A command that ends with 1 when its arguments are wrong or it cannot go on: 2 and more are what it found."""

    def make_context(self, *arguments: Any, **more: Any) -> Any:
        """Read the arguments. What typer raises for wrong ones ends the process with 1."""
        try:
            return super().make_context(*arguments, **more)
        except Exception as error:  # typer's usage error, whose class is public in no version
            wrong: Any = error
            if getattr(wrong, "exit_code", None) == USAGE:
                wrong.exit_code = 1
            raise

    def invoke(self, ctx: Any) -> Any:
        """Run the job. A JobError is told on standard error and ends the process with 1."""
        try:
            return super().invoke(ctx)
        except JobError as error:
            for line in f"rolecall {self.name}: {error.message}\n  {error.hint}".splitlines():
                typer.echo(visible(line), err=True)
            raise typer.Exit(Exit.ERROR) from None
