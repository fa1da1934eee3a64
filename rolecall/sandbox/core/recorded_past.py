"""The past of a store: what a copy of the vendor that is behind still shows.

The objects of a store stay the same ones, since APIs hold on to them; what they contain is exchanged for one answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any


class Moment:
    """What everything in `root` contains now.

    What is in the attributes that a class names in `lasting` is left out: it is the same at any time.
    """

    def __init__(self, root: Any) -> None:
        self._known: dict[int, Any] = {}
        self._contents: list[tuple[Any, Any]] = []
        waiting = [root]
        while waiting:
            waiting.extend(self._keep(waiting.pop()))

    def _keep(self, value: Any) -> list[Any]:
        """Note the content of `value`, once; gives what is in it."""
        if isinstance(value, tuple):
            return list(value)
        container = value if isinstance(value, dict | list | set) else getattr(value, "__dict__", None)
        if not isinstance(container, dict | list | set) or callable(value) or id(value) in self._known:
            return []
        self._known[id(value)] = value
        self._contents.append((container, container.copy()))
        if isinstance(container, dict):
            lasting = getattr(type(value), "lasting", ())
            return [item for name, item in container.items() if name not in lasting]
        return list(container)

    def restore(self) -> None:
        """Make it as it was at this moment."""
        for container, content in self._contents:
            container.clear()
            if isinstance(container, dict):
                dict.update(container, content)  # a Counter would add
            elif isinstance(container, list):
                container.extend(content)
            else:
                container.update(content)


@dataclass
class Write:
    """One write: `done` unless it was refused."""

    done: bool = False


class Past:
    """The moments before writes to `store`, by the path that was written to."""

    def __init__(self, store: Any) -> None:
        self._store = store
        self._before: dict[str, Moment] = {}
        self._first: Moment | None = None

    def forget(self) -> None:
        """Keep no moment any more."""
        self._before.clear()
        self._first = None

    @contextmanager
    def written(self, path: str) -> Iterator[Write]:
        """A write to `path`; the moment before it is kept if it is done."""
        moment, write = Moment(self._store), Write()
        yield write
        if write.done:
            self._before.pop(path, None)
            self._before[path] = moment
            self._first = self._first or moment

    def at_first(self) -> AbstractContextManager[None]:
        """The past before the first write, for as long as one answer takes."""
        return self._back_at(self._first)

    def before(self, path: str) -> AbstractContextManager[None]:
        """The past for as long as one answer takes: before the last write to `path`, its list or something in it."""
        return self._back_at(
            next((moment for other, moment in reversed(self._before.items()) if _about(path, other)), None)
        )

    @contextmanager
    def _back_at(self, found: Moment | None) -> Iterator[None]:
        if found is None:
            yield
            return
        present = Moment(self._store)
        found.restore()
        try:
            yield
        finally:
            present.restore()


def _about(one: str, other: str) -> bool:
    """True if one of the paths is the other, or leads to it."""
    one, other = f"{one.rstrip('/')}/", f"{other.rstrip('/')}/"
    return one.startswith(other) or other.startswith(one)
