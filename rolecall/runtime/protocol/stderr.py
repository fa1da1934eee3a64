"""Nothing reaches stderr but through our own log, which knows the secrets.

Terraform records every line of stderr. Python would write there by itself: the traceback of an exception that
nobody caught, with its text, and the warnings of libraries.
"""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType

from rolecall.runtime.logging import Logger
from rolecall.runtime.protocol import unexpected_exceptions

_log = Logger("protocol")


class _Handler(logging.Handler):
    """Hands the records of libraries on to our log; what is below a warning is dropped."""

    def emit(self, record: logging.LogRecord) -> None:
        log = Logger(record.name)
        try:
            message = record.getMessage()
        except (TypeError, ValueError):
            message = str(record.msg)
        if record.levelno >= logging.ERROR:
            log.error(message)
        else:
            log.warn(message)


def install() -> None:
    """Take over the interpreter's own ways to write to stderr."""
    sys.excepthook = _uncaught
    threading.excepthook = lambda arguments: _uncaught(
        arguments.exc_type, arguments.exc_value or arguments.exc_type(), arguments.exc_traceback
    )
    logging.getLogger().addHandler(_Handler(logging.WARNING))


def _uncaught(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    _log.error(
        "an exception was not caught",
        exception=unexpected_exceptions.kind_of(error),
        trace=unexpected_exceptions.trace_of(error),
    )
