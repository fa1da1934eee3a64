"""Colour and the moving clock appear on a terminal only."""

from __future__ import annotations

import io
import threading

import pytest

from rolecall.cli import terminal
from rolecall.cli.terminal import Terminal


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "environ", "coloured"),
    [
        (Screen(), {}, True),
        (Screen(), {"NO_COLOR": "1"}, False),
        (Screen(), {"NO_COLOR": ""}, True),  # no-color.org: present and not empty
        (Screen(), {"TERM": "dumb"}, False),
        (io.StringIO(), {}, False),
    ],
)
def test_colour(stream: io.StringIO, environ: dict[str, str], coloured: bool) -> None:
    styled = Terminal(stream, environ).style("hello", "red")
    assert styled == ("\x1b[31mhello\x1b[0m" if coloured else "hello")


def test_nothing_moves_in_a_pipe() -> None:
    stream = io.StringIO()
    before = threading.active_count()
    with Terminal(stream, {}).waiting("something long"):
        assert threading.active_count() == before
    assert stream.getvalue() == ""


def test_a_long_wait_shows_what_and_clears_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "_PATIENCE", 0.0)
    monkeypatch.setattr(terminal, "_TICK", 0.01)
    shown = threading.Event()

    class Watched(Screen):
        def write(self, text: str) -> int:
            if "something long" in text:
                shown.set()
            return super().write(text)

    stream = Watched()
    with Terminal(stream, {}).waiting("something long"):
        assert shown.wait(10)
    assert stream.getvalue().endswith("\r\x1b[K")


def test_a_short_wait_shows_nothing() -> None:
    stream = Screen()
    with Terminal(stream, {}).waiting("something short"):
        pass
    assert stream.getvalue() == ""


def test_a_paragraph_is_wrapped_and_indented() -> None:
    stream = io.StringIO()
    Terminal(stream, {}).paragraph("word " * 60, indent="  ")
    lines = stream.getvalue().splitlines()
    assert len(lines) > 1
    assert all(line.startswith("  word") and len(line) <= 100 for line in lines)
