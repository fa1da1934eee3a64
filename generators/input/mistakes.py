"""Several mistakes told together: steps that do not depend on each other all run before the run stops."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar, cast

from generators.input.yaml_source import DefinitionError, Place

T = TypeVar("T")


class DefinitionErrors(DefinitionError):
    """More than one `DefinitionError`, each on a line of its own; the place is the first one's."""

    def __init__(self, errors: tuple[DefinitionError, ...]) -> None:
        super().__init__(errors[0].place, errors[0].problem, errors[0].expected)
        self.errors = errors

    def __str__(self) -> str:
        """A line for each, in the order in which they were found."""
        return "\n".join(map(str, self.errors))


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

    def note(self, errors: Iterable[DefinitionError]) -> None:
        """Keep `errors` for `settle`, and the one that is raised where they end with it."""
        with self.noted():
            for error in errors:
                self._found += error_list(error)

    def rest_of(self, step: Callable[[], T]) -> T | None:
        """What `step` gives, or where it raises, what it made all the same; its mistakes are kept for `settle`."""
        try:
            return step()
        except DefinitionError as error:
            self._found += error_list(error)
            return cast(T | None, error.rest)

    def settle(self, rest: object = None) -> None:
        """Raise what was found, each once: the `DefinitionError` itself where it is the only one, or all as one.

        `rest` goes with it as what was made all the same.
        """
        found = tuple({str(each): each for each in self._found}.values())
        if not found:
            return
        error = found[0] if len(found) == 1 else DefinitionErrors(found)
        error.rest = rest
        raise error


def error_list(error: DefinitionError) -> tuple[DefinitionError, ...]:
    """The single mistakes of an error."""
    return error.errors if isinstance(error, DefinitionErrors) else (error,)


def refused(check: Callable[..., Iterable[DefinitionError] | None], *given: object) -> Iterator[DefinitionError]:
    """What `check` yields about what it is `given`, or raises where it stops at its first mistake."""
    try:
        yield from check(*given) or ()
    except DefinitionError as error:
        yield from error_list(error)


def placed(problems: Iterable[tuple[str, str]], place: Place, what: str) -> Iterator[DefinitionError]:
    """`problems` of `what`, each what is wrong and what would be right, as mistakes at `place`."""
    for problem, expected in problems:
        yield DefinitionError(place, f"{what}: {problem}", expected)
