"""Output of the commands: plain text when piped, colour and a moving clock on a terminal.

Colour is left out when NO_COLOR is set (https://no-color.org) or TERM is `dumb`.
"""

from __future__ import annotations

import os
import sys
import textwrap
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from time import monotonic
from typing import TextIO

from rolecall.reports.terminal_text import WIDTH, Colour

_CODES: Mapping[Colour, str] = {
    "red": "31",
    "green": "32",
    "yellow": "33",
    "blue": "34",
    "bold": "1",
    "dim": "2",
}
_PATIENCE = 2.0  # seconds before a wait is worth a word
_TICK = 0.5


class Terminal:
    """Prints to a stream; what it may do there is decided once, from the stream and the environment."""

    def __init__(self, stream: TextIO | None = None, environ: Mapping[str, str] = os.environ) -> None:
        self.stream = sys.stdout if stream is None else stream
        self.moving = self.stream.isatty() and environ.get("TERM") != "dumb"
        self.coloured = self.moving and not environ.get("NO_COLOR")
        self._guard = threading.Lock()

    def style(self, text: str, colour: Colour) -> str:
        """Return the text in a colour, or as it is where there are none."""
        return f"\x1b[{_CODES[colour]}m{text}\x1b[0m" if self.coloured else text

    def line(self, text: str = "") -> None:
        """Print one line."""
        with self._guard:
            print(text, file=self.stream, flush=True)

    def paragraph(self, text: str, indent: str = "") -> None:
        """Print a sentence or two, wrapped and indented."""
        self.line(textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent))

    @contextmanager
    def waiting(self, what: str) -> Iterator[None]:
        """While the block runs, show on a terminal what it waits for and for how long; nothing when piped."""
        if not self.moving:
            yield
            return
        done = threading.Event()
        clock = threading.Thread(target=self._show, args=(what, done), daemon=True)
        clock.start()
        try:
            yield
        finally:
            done.set()
            clock.join()

    def _show(self, what: str, done: threading.Event) -> None:
        started = monotonic()
        if done.wait(_PATIENCE):
            return
        while not done.wait(_TICK):
            with self._guard:
                self.stream.write(f"\r\x1b[K  {what} … {monotonic() - started:.0f} s")
                self.stream.flush()
        with self._guard:
            self.stream.write("\r\x1b[K")
            self.stream.flush()
