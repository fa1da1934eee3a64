"""The parts of every stand-in vendor: a store, options, changes, and an API that answers requests.

To add a vendor: a package with a store (what it knows), an API (how it answers), a subclass of `Vendor` that ties
them together, and one line in `rolecall.sandbox.registry`.
"""

from __future__ import annotations

import dataclasses
import inspect
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from rolecall.sandbox.core.clock import Clock
from rolecall.sandbox.core.message import Refusal, Request, Response
from rolecall.sandbox.core.option_values import problem_of
from rolecall.sandbox.core.trail import Trail, texts_in

FoundT = TypeVar("FoundT")


class Store:
    """The state of a vendor. Changes take the lock; the server holds it while it answers a request.

    `lasting` are attributes that a stale copy shares with the present: who is signed in is signed in everywhere. What
    was changed by whom stands in `trail`.
    """

    lasting: ClassVar[frozenset[str]] = frozenset({"trail"})

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.clock = Clock()
        self.trail = Trail()

    def tables(self, *kinds: str) -> dict[str, list[dict[str, Any]]]:
        """All objects of these kinds as JSON-ready values."""
        return {kind: [dataclasses.asdict(each) for each in getattr(self, kind).values()] for kind in kinds}

    def dump(self) -> dict[str, Any]:
        """Everything in the store as JSON-ready values; the control API masks secrets in it."""
        raise NotImplementedError


def known(found: FoundT | None, what: str) -> FoundT:
    """What was found; raises KeyError when it is nothing."""
    if found is None:
        raise KeyError(f"no {what}")
    return found


def first(rows: Mapping[str, FoundT], which: str, field: str) -> FoundT | None:
    """The row under this id, or else the first whose field has this value."""
    return rows.get(which) or next((row for row in rows.values() if getattr(row, field) == which), None)


def set_fields(target: object, values: Mapping[str, Any]) -> None:
    """Give an object of a store these fields."""
    for name, value in values.items():
        setattr(target, name, value)


StoreT = TypeVar("StoreT", bound=Store)
OptionsT = TypeVar("OptionsT")
Change = Callable[..., Any]


class System(Protocol):
    """One API of a vendor."""

    def handle(self, request: Request) -> Response:
        """Answer a request; the caller holds the store's lock."""

    def refuse(self, request: Request, refusal: Refusal) -> Response:
        """A refusal as this API words it."""


class Vendor(ABC, Generic[StoreT, OptionsT]):
    """One stand-in vendor, without its HTTP server.

    `changes` are the out-of-band changes the control API offers by name: functions that take keyword arguments and
    return JSON-ready values, an object of the store, which its id or else its name stands for, or nothing.
    """

    name: ClassVar[str]
    store: StoreT
    options: OptionsT
    changes: Mapping[str, Change]

    @abstractmethod
    def system(self, request: Request) -> System:
        """The system that a request is for."""

    def handle(self, request: Request) -> Response:
        """Answer a request; may raise Refusal, which `refuse` then words."""
        return self.system(request).handle(request)

    def refuse(self, request: Request, refusal: Refusal) -> Response:
        """A refusal as this vendor words it."""
        return self.system(request).refuse(request, refusal)

    @abstractmethod
    def environment(self, url: str) -> dict[str, str]:
        """The environment variables with which a provider finds this vendor and is let in."""

    def mask_path(self, path: str) -> str:
        """The path as it may stand in the event log."""
        return path

    def targets(self, arguments: Mapping[str, Any]) -> list[str]:
        """The objects that these arguments of a change name, as the vendor's own log calls them."""
        return texts_in(arguments)

    def change(self, do: str, /, by: str = "", **arguments: Any) -> Any:
        """Make the out-of-band change called `do`, and give its answer. `by` is who did it, for the vendor's own log.

        Raises ValueError for an unknown name or wrong arguments, KeyError for an object that does not exist.
        """
        function = self.changes.get(do)
        if function is None:
            raise ValueError(f"{self.name} has no change {do!r}; it has {', '.join(self.changes)}")
        with self.store.lock:
            before = self.targets(arguments)
            try:
                told = _told(function(**arguments))
            except TypeError as error:
                raise ValueError(_misgiven(do, function, arguments) or f"{do}: {error}") from error
            made = texts_in({name: told.get(name) for name in ("id", "name")})
            self.store.trail.note(self.store.clock.now(), by, do, [*before, *self.targets(arguments), *made])
            return told

    def set_options(self, values: Mapping[str, Any]) -> None:
        """Change options by name.

        Raises ValueError for a name that does not exist, or a value of the wrong type or none of those it takes.
        """
        options = {field.name: field for field in dataclasses.fields(self.options)}  # type: ignore[arg-type]  # OptionsT is a dataclass in every vendor
        known = {name: getattr(self.options, name) for name in options}
        for name, value in values.items():
            if name not in known:
                raise ValueError(f"{self.name} has no option {name!r}; it has {', '.join(known)}")
            wanted = (int, float) if type(known[name]) is float else type(known[name])
            if known[name] is not None and (
                not isinstance(value, wanted) or isinstance(value, bool) != (wanted is bool)
            ):
                raise ValueError(f"option {name!r} takes {type(known[name]).__name__}, not {value!r}")
            if (problem := problem_of(options[name], value)) is not None:
                raise ValueError(problem)
        set_fields(self.options, values)


def _told(found: Any) -> dict[str, Any]:
    """The answer of a change that gave `found`."""
    if found is None or isinstance(found, dict):
        return found or {}
    return {"id": found.id} if hasattr(found, "id") else {"name": found.name}


def _misgiven(do: str, function: Callable[..., Any], arguments: Mapping[str, Any]) -> str | None:
    """What a change takes, where it was given something else; None where the arguments are right."""
    signature = inspect.signature(function)
    try:
        signature.bind(**arguments)
    except TypeError:
        takes = ", ".join(name for name, each in signature.parameters.items() if each.kind is not each.VAR_KEYWORD)
        return f"{do} takes {takes or 'nothing'}; it was given {', '.join(arguments) or 'nothing'}"
    return None
