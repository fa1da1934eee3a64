"""Caveats switched off: a test that is marked with a trait is run once more without it, and must fail.

`@pytest.mark.caveat("FullReplace", option="okta.x")` says that a test proves a trait. The test runs as it is, and again
with that trait taken out of every declaration; a run without it that passes is a failure. So no marker can be wrong.
`pytest --without FullReplace PATH` shows which tests notice a trait.

`option` names the sandbox's option that has the rule (`vendor.option`); `rule` says in words why there is none.
`python -m generators coverage` reads the markers.
"""

from __future__ import annotations

import dataclasses
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import MISSING, is_dataclass
from functools import _lru_cache_wrapper, cache
from importlib import import_module
from typing import Any, Final, TypeAlias

import pytest

from rolecall.runtime import shims
from rolecall.specification import schema, traits

_MARK, _FIXTURE = "caveat", "without_caveat"
_MANY: Final = 20_000
"""Objects; to look at fewer costs next to nothing."""
_Field: TypeAlias = dataclasses.Field[Any]
_known_functions: Final[list[Any]] = []
_known_members: Final[dict[type, list[tuple[Any, _Field]]]] = {}
"""What `look` has found, as `_functions` and `_members` give it."""
_WORDS = frozenset(
    each
    for module in (schema, traits)
    for each in vars(module).values()
    if isinstance(each, type) and is_dataclass(each)
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--without", metavar="TRAIT", default="", help="take this trait out of every declaration")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Runs a marked test again without each of its traits, which must fail."""
    names = [mark.args[0] for mark in metafunc.definition.iter_markers(_MARK)]
    if not names or metafunc.config.getoption("--without"):
        return
    failing = [
        pytest.param(
            name,
            marks=pytest.mark.xfail(strict=True, reason=f"it proves {name}, so that it fails without it"),
            id=f"without {name}",
        )
        for name in names
    ]
    metafunc.fixturenames.insert(0, _FIXTURE)
    metafunc.parametrize(_FIXTURE, [pytest.param("", id="with"), *failing], indirect=True)


@pytest.fixture(autouse=True)
def without_caveat(request: pytest.FixtureRequest) -> Iterator[None]:
    """The trait that the run or the option `--without` names is stated nowhere."""
    name = getattr(request, "param", "") or request.config.getoption("--without")
    if not name:
        yield
        return
    with without(getattr(traits, name)):
        yield


@contextmanager
def without(trait: type) -> Iterator[None]:
    """Every declaration that there is states `trait` no more, until the end of the context.

    A member that may be empty becomes so, an element leaves its tuple. Raises AssertionError where nothing states it.
    """
    _import_all()
    look()
    before: list[tuple[Any, str, Any]] = []
    for holder, member in _stating(trait):
        value = getattr(holder, member.name)
        cut = _cut(value, member, trait)
        if cut is not value:
            before.append((holder, member.name, value))
            object.__setattr__(holder, member.name, cut)
    assert before, f"no declaration states {trait.__name__}"
    forget()
    try:
        yield
    finally:
        for holder, name, value in before:
            object.__setattr__(holder, name, value)
        forget()


def look() -> None:
    """Look for what there is by now, before anything of it is cut, so that later only what comes since is looked at."""
    if len(gc.get_objects()) > _MANY:
        gc.collect()
        objects = gc.get_objects()
        _known_functions.extend(_functions(objects))
        for kind, members in _members(objects).items():
            _known_members.setdefault(kind, []).extend(members)
        gc.freeze()  # which takes it out of what the collector lists


def forget() -> None:
    """What functions of the library remember of declarations is worked out anew."""
    for each in (*_known_functions, *_functions(gc.get_objects())):
        each.cache_clear()


def _stating(trait: type) -> list[tuple[Any, _Field]]:
    """The declarations that state a trait, wherever they are held, each with the member that has it."""
    tables = (_known_members, _members(gc.get_objects()))
    return [each for table in tables for kind, found in table.items() if issubclass(kind, trait) for each in found]


def _functions(objects: list[Any]) -> list[Any]:
    """The library's functions that remember."""
    return [
        each for each in objects if type(each) is _lru_cache_wrapper and str(each.__module__).startswith("rolecall.")
    ]


def _members(objects: list[Any]) -> dict[type, list[tuple[Any, _Field]]]:
    """By what stands there, the members of everything that shims are made of."""
    found: dict[type, list[tuple[Any, _Field]]] = {}
    for holder in objects:
        if type(holder) not in _WORDS:
            continue
        for member in dataclasses.fields(holder):
            value = getattr(holder, member.name)
            parts = value if isinstance(value, tuple) else (value,)
            inside = {type(part) for each in parts for part in (each if isinstance(each, tuple) else (each,))}
            for kind in inside & _WORDS:
                found.setdefault(kind, []).append((holder, member))
    return found


@cache
def _import_all() -> None:
    """Import the shims of every vendor in every dialect."""
    for path in sorted(shims.folder().glob("[!h]*/**/provider.py")):
        import_module(".".join((shims.package(), *path.parent.relative_to(shims.folder()).parts)))


def _cut(value: Any, member: _Field, trait: type) -> Any:
    """A member's value without the trait; the very same value where it has none."""
    if isinstance(value, trait):
        return None if member.default is MISSING else member.default
    if not isinstance(value, tuple):
        return value
    kept = tuple(each for each in value if not _states(each, trait))
    return value if len(kept) == len(value) else kept


def _states(element: Any, trait: type) -> bool:
    """Whether an element of a tuple is the trait, or a name with it."""
    inside = element if isinstance(element, tuple) else (element,)
    return any(isinstance(each, trait) for each in inside)
