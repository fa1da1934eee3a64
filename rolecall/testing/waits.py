"""Time that passes by itself: whoever in the runtime waits finds that the wait is over."""

from __future__ import annotations

import importlib
import pkgutil
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from types import FunctionType, ModuleType, SimpleNamespace
from typing import Any
from unittest import mock

import rolecall.runtime
from rolecall.runtime.concurrency.quiescence import Quiet
from rolecall.runtime.concurrency.shutdown import Lifetime

_GENERATED = "rolecall.runtime.protocol.pb"
_SLEEP = Lifetime.sleep
_PAUSE = Quiet.pause


@contextmanager
def skipped(moment: float = 0.1) -> Iterator[None]:
    """In this block the runtime's waits take no time, and its clock goes on as if they had. Blocks may be nested.

    For `moment` seconds calls are really waited for that may be about to come in another thread.
    """
    if Lifetime.sleep is not _SLEEP:
        yield
        return
    ahead = 0.0

    def now() -> float:
        return time.monotonic() + ahead

    def sleep(seconds: float) -> None:
        nonlocal ahead
        ahead += seconds

    def wait(lifetime: Lifetime, seconds: float) -> bool:
        sleep(seconds)
        return not lifetime._stopping.is_set()

    def pause(quiet: Quiet, seconds: float) -> bool:
        came = _PAUSE(quiet, min(seconds, moment))
        if not came:
            sleep(seconds)
        return came

    clock = SimpleNamespace(monotonic=now, sleep=sleep, time=lambda: time.time() + ahead)
    with ExitStack() as stack:
        for name in ("sleep", "pause"):
            stack.enter_context(mock.patch.object(Lifetime, name, wait))
        stack.enter_context(mock.patch.object(Quiet, "pause", pause))
        for module in _modules():
            if getattr(module, "time", None) is time:
                stack.enter_context(mock.patch.object(module, "time", clock))
        for function in _with_a_clock():
            changed = tuple(now if each is time.monotonic else each for each in function.__defaults__ or ())
            stack.enter_context(mock.patch.object(function, "__defaults__", changed))
        yield


@cache
def _modules() -> list[ModuleType]:
    """Every module of the runtime, those that it loads late included."""
    names = [item.name for item in pkgutil.walk_packages(rolecall.runtime.__path__, "rolecall.runtime.")]
    return [importlib.import_module(name) for name in names if not name.startswith(_GENERATED)]


@cache
def _with_a_clock() -> list[FunctionType]:
    """The functions and methods of the runtime that ask the clock unless they are given another."""
    functions = (each for module in _modules() for each in _functions(module))
    return [each for each in functions if time.monotonic in (each.__defaults__ or ())]


def _functions(module: ModuleType) -> Iterator[FunctionType]:
    """The functions and methods that `module` defines."""
    for value in list(vars(module).values()):
        if getattr(value, "__module__", None) != module.__name__:
            continue
        members: list[Any] = list(vars(value).values()) if isinstance(value, type) else [value]
        yield from (each for each in members if isinstance(each, FunctionType))
