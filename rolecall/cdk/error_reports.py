"""Errors that end a synthesis, told in a few lines: what is wrong, and the line of the stack that says so.

Between a stack and the toolkit lie thirty lines of both sides of jsii that help nobody. An error that this library
raises on purpose, and one that the toolkit gives back, is told without them. Everything else is Python's traceback, and
ROLECALL_TRACEBACK=1 brings back that of every error.
"""

from __future__ import annotations

import os
import re
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Final

from rolecall.cdk.errors import StackError

VARIABLE: Final = "ROLECALL_TRACEBACK"
_LIBRARY: Final = Path(__file__).resolve().parents[1]
_SHOWN: Final = 3
_ADVICE: Final = re.compile(r"\n\s*If you wish to ignore these validations.*", re.DOTALL)


def report(error: BaseException) -> str | None:
    """The few lines that tell `error`, or None where its traceback is needed."""
    said = _message(error)
    if said is None:
        return None
    places = [f"  {frame.filename}:{frame.lineno}: {frame.line}" for frame in _own_frames(error.__traceback__)]
    return "\n".join([f"rolecall: {said}", *places[-_SHOWN:], f"({VARIABLE}=1 shows the whole traceback)"])


def install() -> None:
    """Tell errors that end the process this way, unless somebody else tells them already."""
    if sys.excepthook is sys.__excepthook__:
        sys.excepthook = _hook


def _hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    said = None if os.environ.get(VARIABLE) else report(error)
    if said is None:
        sys.__excepthook__(kind, error, trace)
    else:
        print(said, file=sys.stderr)


def _message(error: BaseException) -> str | None:
    if isinstance(error, StackError):
        return str(error)
    if type(error.__cause__).__module__ == "jsii.errors":
        return _ADVICE.sub("", str(error)).removeprefix("Error: ").strip()
    return None


def _own_frames(trace: TracebackType | None) -> Iterator[traceback.FrameSummary]:
    """The frames that are neither of this library nor of an installed package."""
    for frame in traceback.extract_tb(trace):
        path = Path(frame.filename).resolve()
        if not path.is_relative_to(_LIBRARY) and "site-packages" not in path.parts:
            yield frame
