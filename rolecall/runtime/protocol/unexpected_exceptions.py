"""Exceptions as findings: what a practitioner reads when code of ours fails.

An unexpected exception shows its type and where in our packages it happened, and nothing else: its text may hold
values.
"""

from __future__ import annotations

from types import TracebackType
from typing import Final

from rolecall.runtime.diagnostics import Diagnostic, Refusal
from rolecall.runtime.logging import Logger
from rolecall.runtime.protocol.codec.msgpack_json import CodecError
from rolecall.runtime.protocol.codec.objects import unfit

_OURS: Final = ("providers", "rolecall")
_FRAMES: Final = 8

_log = Logger("protocol")


def findings_of(error: BaseException, call: str) -> list[Diagnostic]:
    """The findings to answer the protocol call `call` with, after `error` ended it."""
    if isinstance(error, Refusal):
        return list(error.diagnostics)
    if isinstance(error, CodecError):
        return [unfit(error)]
    trace = trace_of(error)
    _log.error("a call failed unexpectedly", call=call, exception=kind_of(error), trace=trace)
    lines = "\n".join(f"  {line}" for line in trace)
    return [
        Diagnostic(
            "error",
            "The provider failed unexpectedly",
            f"{kind_of(error)} during {call}, at\n{lines}\n\nThis is a mistake in the provider. Run again with "
            "TF_LOG_PROVIDER=debug to see the requests before it, and report it with this trace.",
        )
    ]


def kind_of(error: BaseException) -> str:
    """The name of `error`'s type, with the one that caused it."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    name = type(error).__name__
    return name if cause is None else f"{name} after {type(cause).__name__}"


def trace_of(error: BaseException) -> list[str]:
    """`file:line in function` for the innermost frames of our own packages, outermost first."""
    lines: list[str] = []
    step: TracebackType | None = error.__traceback__
    while step is not None:
        module = step.tb_frame.f_globals.get("__name__", "")
        if module.partition(".")[0] in _OURS:
            path = module.replace(".", "/")
            lines.append(f"{path}.py:{step.tb_lineno} in {step.tb_frame.f_code.co_name}")
        step = step.tb_next
    return lines[-_FRAMES:]
