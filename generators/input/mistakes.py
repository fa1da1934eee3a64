"""Several mistakes told together: steps that do not depend on each other all run before the run stops."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from generators.input.yaml_source import DefinitionError


class DefinitionErrors(DefinitionError):
    """More than one `DefinitionError`, each on a line of its own; the place is the first one's."""

    def __init__(self, errors: tuple[DefinitionError, ...]) -> None:
        super().__init__(errors[0].place, errors[0].problem, errors[0].expected)
        self.errors = errors

    def __str__(self) -> str:
        """A line for each, in the order in which they were found."""
        return "\n".join(dict.fromkeys(str(error) for error in self.errors))


class Mistakes:
    """The mistakes of steps that run whatever the others found."""

    def __init__(self) -> None:
        self._found: list[DefinitionError] = []

    @contextmanager
    def noted(self) -> Iterator[None]:
        """A step: a `DefinitionError` in it is kept for `settle`."""
        try:
            yield
        except DefinitionError as error:
            self._found += error_list(error)

    def settle(self) -> None:
        """Raise what was found: the `DefinitionError` itself where it is the only one, or all of them as one."""
        if len(self._found) == 1:
            raise self._found[0]
        if self._found:
            raise DefinitionErrors(tuple(self._found))


def error_list(error: DefinitionError) -> tuple[DefinitionError, ...]:
    """The single mistakes of an error."""
    return error.errors if isinstance(error, DefinitionErrors) else (error,)
