"""Quirks of the APIs that vendors publish, each with the test that fails without what is declared of it.

`tests/contract/quirks/<vendor>@<dialect>.yaml` is a list of them (`docs/dialects.md` says how to read it):

- `quirk`: what is odd, in words.
- `server`: the test which says that the sandbox has it. Of a mere path or name that is all there is to test.
- `proof`: the test of the provider that would fail; in brackets, what is in the name of the parameters that count.
- `without`: what is taken out of the declarations for that: a dotted path, or several, or a map of paths and what
  stands there instead. The proof runs once more without it, and must fail.
- `rule`: why nothing declared can be taken out: a rule of the engine.
- `aside`: why it does not concern this provider; `open`: why it is not proven yet.

Tests are named below `tests/`. Elements of a path are members, or names, first members or numbers in a tuple.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import MISSING, dataclass, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from rolecall.runtime import shims
from rolecall.specification.schema import Provider
from tests.caveats import forget, look

FOLDER: Final = Path(__file__).parent / "contract" / "quirks"
_FIXTURE: Final = "without_quirk"
_GONE: Final = object()


@dataclass(frozen=True, kw_only=True)
class Quirk:
    """One odd thing of an API in the dialect `where` (`vendor@dialect`)."""

    where: str
    quirk: str
    server: str = ""
    proof: str = ""
    without: Any = None
    rule: str = ""
    aside: str = ""
    open: str = ""

    @property
    def test(self) -> str:
        """The id of the proof, without its parameters."""
        return f"tests/{self.proof.partition('[')[0]}" if self.proof else ""

    @property
    def id(self) -> str:
        """The name of the run without it."""
        return f"without {', '.join(self.cuts)}"

    @property
    def case(self) -> str:
        """What the name of the proof's parameters has in it where it counts."""
        return self.proof.partition("[")[2].removesuffix("]")

    @property
    def cuts(self) -> Mapping[str, Any]:
        """By path what stands there in place of what is declared."""
        if isinstance(self.without, Mapping):
            return {path: _tuples(value) for path, value in self.without.items()}
        paths = [self.without] if isinstance(self.without, str) else self.without or []
        return dict.fromkeys(paths, _GONE)


@cache
def quirks() -> tuple[Quirk, ...]:
    """Every quirk of every table. Raises TypeError where a table has a word that is none."""
    return tuple(
        Quirk(where=path.stem, **row)
        for path in sorted(FOLDER.glob("*.yaml"))
        for row in yaml.safe_load(path.read_text(encoding="utf-8"))
    )


@cache
def _by_test() -> Mapping[str, list[Quirk]]:
    """The quirks that are declared, by the id of their proof."""
    found: dict[str, list[Quirk]] = {}
    for each in quirks():
        if each.cuts:
            found.setdefault(each.test, []).append(each)
    return found


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Runs a proof again without what is declared of each quirk that it proves, which must fail."""
    own = _by_test().get(metafunc.definition.nodeid)
    if own is None:
        return
    failing = [
        pytest.param(
            each,
            marks=pytest.mark.xfail(strict=True, reason=f"it proves this of {each.where}: {each.quirk}"),
            id=each.id,
        )
        for each in own
    ]
    metafunc.fixturenames.insert(0, _FIXTURE)
    metafunc.parametrize(_FIXTURE, [pytest.param(None, id="as declared"), *failing], indirect=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out proofs without a quirk where the parameters do not count, and without a trait besides.

    Raises UsageError where no parameters count.
    """
    kept: list[pytest.Item] = []
    cut: list[pytest.Item] = []
    found: set[str] = set()
    needed: set[str] = set()
    for item in items:
        called = getattr(item, "callspec", None)
        quirk = called.params.get(_FIXTURE) if called is not None else None
        if called is None or quirk is None:
            kept.append(item)
            continue
        needed.add(quirk.proof)
        others = called.id.replace(quirk.id, "")
        counts = quirk.case in others and not called.params.get("without_caveat")
        found |= {quirk.proof} if counts else set()
        (kept if counts else cut).append(item)
    if needed - found:
        raise pytest.UsageError(f"tests without such parameters: {', '.join(sorted(needed - found))}")
    if cut:
        config.hook.pytest_deselected(items=cut)
        items[:] = kept


@pytest.fixture(autouse=True)
def without_quirk(request: pytest.FixtureRequest) -> Iterator[None]:
    """What is declared of the quirk that the run is about is not."""
    quirk: Quirk | None = getattr(request, "param", None)
    if quirk is None:
        yield
        return
    look()
    with without(quirk):
        forget()
        yield
    forget()


@contextmanager
def without(quirk: Quirk) -> Iterator[None]:
    """What is declared of a quirk is not, until the end of the context. Raises LookupError where it is not declared.

    What functions of the library remember of declarations is for the caller to forget.
    """
    before: list[tuple[Any, str, Any]] = []
    try:
        for path, value in quirk.cuts.items():
            first, *others = speaking(quirk.where)
            _changed(first, path.split("."), value, before)
            for shim in others:
                try:
                    _changed(shim, path.split("."), value, before)
                except LookupError:
                    continue
        yield
    finally:
        for holder, name, was in reversed(before):
            object.__setattr__(holder, name, was)


def speaking(where: str) -> list[Provider]:
    """The shims that speak a dialect: its own, then those of its combinations with others."""
    vendor, _, dialect = where.partition("@")
    own = shims.load(vendor)
    assert own is not None, vendor
    if dialect in {name for _, name in own.spoken}:
        return [own]
    others = sorted(path.parent.name for path in shims.folder().glob(f"{vendor}/dialects/*/provider.py"))
    names = sorted((name for name in others if dialect in name.split("_")), key=lambda name: name != dialect)
    return [shims.dialect(vendor, name) for name in names]


def _changed(value: Any, path: list[str], new: Any, before: list[tuple[Any, str, Any]]) -> Any:
    """`value` with `new` at `path`; what is changed in place is noted in `before`. Raises LookupError."""
    if not path:
        return new
    step, *rest = path
    if is_dataclass(value) and not isinstance(value, type):
        member = next((each for each in dataclasses.fields(value) if each.name == step), None)
        if member is None:
            raise LookupError(f"{type(value).__name__} has no member {step!r}")
        was = getattr(value, step)
        if not rest and new is _GONE and (was is None or was == ()):
            raise LookupError(f"nothing is declared at {step!r}")
        now = _changed(was, rest, new, before)
        before.append((value, step, was))
        object.__setattr__(value, step, _default(member) if now is _GONE else now)
        return value
    if isinstance(value, tuple):
        at = next((n for n, each in enumerate(value) if step == str(n) or _is_called(each, step)), None)
        if at is None:
            raise LookupError(f"nothing is called {step!r}")
        now = _changed(value[at], rest, new, before)
        return (*value[:at], *(() if now is _GONE else (now,)), *value[at + 1 :])
    raise LookupError(f"{value!r} has no {step!r}")


def _is_called(element: Any, name: str) -> bool:
    """Whether an element of a tuple goes by `name`: its first member, its name, its attribute, or what it means."""
    if isinstance(element, tuple):
        return bool(element) and element[0] == name
    return name in (
        getattr(element, "name", None),
        getattr(element, "attribute", None),
        getattr(element, "means", None),
    )


def _default(member: dataclasses.Field[Any]) -> Any:
    if member.default is not MISSING:
        return member.default
    if member.default_factory is not MISSING:
        return member.default_factory()
    raise LookupError(f"{member.name!r} must be declared; say what stands there in its place")


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
