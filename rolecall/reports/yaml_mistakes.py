"""Mistakes in YAML files, told as what stops a job."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rolecall.reports.errors import JobError
from rolecall.text.yaml_file import YamlError


@contextmanager
def yaml_mistakes() -> Iterator[None]:
    """Raise a JobError with file and line instead of a YamlError."""
    try:
        yield
    except YamlError as error:
        raise JobError(f"{error.file}:{error.line}: {error.problem}.", hint=error.hint) from None
