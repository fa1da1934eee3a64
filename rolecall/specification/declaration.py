"""Dataclasses that cost little to make, for the words that shims are written in.

Terraform starts a provider several times for each command, and half of a start went into `dataclasses.dataclass`, which
writes and compiles up to six functions for each of a hundred classes. The classes made here share theirs. To a type
checker, and to `fields` and `replace` of `dataclasses`, they are the same.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from operator import attrgetter
from types import FunctionType
from typing import TYPE_CHECKING, Any, NoReturn, cast

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, frozen, slots, kw_only):
        """`dataclasses.dataclass` for classes that ask for these three, which is all that it can."""
        if not (frozen and slots and kw_only):
            raise TypeError("this dataclass is frozen, has slots and takes keywords; for others take dataclasses' own")
        return _made


class _Shared:
    """What every such class can do. `_members` are names with their slots and defaults, `_values` reads them all."""

    _members: list[tuple[str, Callable[[object, object], None], object]]
    _values: Callable[[object], object]

    def __init__(self, **given: object) -> None:
        for name, put, default in self._members:
            value = given.pop(name, default)
            if value is MISSING:
                raise TypeError(f"{type(self).__name__} needs {name!r}")
            put(self, value)
        if given:
            raise TypeError(f"{type(self).__name__} has no {', '.join(map(repr, given))}")

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name, _, _ in self._members)
        return f"{type(self).__name__}({shown})"

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._values(self) == self._values(other)

    def __hash__(self) -> int:
        return hash(self._values(self))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise FrozenInstanceError(f"cannot assign to {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenInstanceError(f"cannot delete {name!r}")


def _made(plain: type) -> type:
    """The dataclass of `plain`."""
    for name, function in vars(_Shared).items():
        if isinstance(function, FunctionType):
            setattr(plain, name, function)
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=True)(plain)
    members = fields(made)
    made._members = [(each.name, getattr(made, each.name).__set__, _default(each)) for each in members]
    made._values = staticmethod(attrgetter(*(each.name for each in members)) if members else lambda _: ())
    return cast(type, made)


def _default(member: Field[Any]) -> object:
    """What the member is where it is not given; MISSING where it must be. Instances never change, so they share it."""
    return member.default if member.default_factory is MISSING else member.default_factory()
