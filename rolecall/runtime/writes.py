"""What the operation of the calling thread has written, so that "Nothing was changed." is said only where it is true.

An operation is one call of Terraform. A write counts unless the vendor's answer proves that it was refused whole, or
nothing was sent. Errors that another thread's write ends with carry what that thread knew (see `VendorError`).
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

_local = threading.local()


@contextmanager
def operation() -> Iterator[None]:
    """In this block the calling thread's writes belong to one operation."""
    outer = getattr(_local, "written", None)
    _local.written = False
    try:
        yield
    finally:
        _local.written = outer


def note_answer(method: str, status: int | None) -> None:
    """A request was sent and answered with `status`; None: no answer came."""
    reads = method in ("GET", "HEAD")
    refused = status is not None and (status == 501 or (400 <= status < 500 and status != 408))
    if not reads and not refused and getattr(_local, "written", None) is False:
        _local.written = True


def nothing_written() -> bool:
    """True if the operation has written nothing yet."""
    return not getattr(_local, "written", None)


def unchanged() -> str:
    """A sentence for the end of a message, with a blank before it; empty where it would not be true."""
    return " Nothing was changed." if nothing_written() else ""


def unsent() -> str:
    """A sentence about a write that is refused before it goes out; another attempt may have gone before."""
    again = "It was not sent once more; what this run sent before may have been done."
    return "It was not sent." if nothing_written() else again
