"""The one sanitizer: nothing that redraws, hides, turns around or commands is left in text that is shown."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolecall.text.sanitizer import lines, one_line, visible, visible_data

COMMANDS = ["::error::x", "::error file=a,line=1::x", "::add-mask::x", "::anything::x", "##[error]x", "##vso[task.x]y"]


def obeyed(text: str) -> bool:
    """Whether GitHub's or Azure's runner finds a command in a line of `text`, by their rules."""
    return any(
        (line.lstrip().startswith("::") and "::" in line.lstrip()[2:]) or "##[" in line or "##vso[" in line
        for line in text.splitlines()
    )


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("before", ["", "  ", "\n", "\r", "\N{NO-BREAK SPACE}", "name: ", "name\u2028", "\x1b[2K"])
def test_no_ci_system_obeys_a_text_of_a_vendor(command: str, before: str) -> None:
    for clean in (visible, one_line, lines):
        shown = clean(before + command)
        assert not obeyed(shown)
        assert not any(obeyed(line) for word in shown.split(" ") for line in (word, f"{word} {command[-1]}"))
        assert command[-1] in shown


@pytest.mark.parametrize("command", COMMANDS[:3])
def test_a_long_word_that_is_wrapped_holds_no_command(command: str) -> None:
    for length in range(70, 90):
        assert not obeyed(textwrap.fill(one_line("x" * length + command), 80))


@given(st.text())
def test_lines_keep_their_ends_and_nothing_else_that_is_invisible(text: str) -> None:
    shown = lines(text)
    assert shown.count("\n") == text.count("\n")
    assert all(each.isprintable() or each == "\n" or each.isspace() for each in shown)
    assert "\r" not in shown and "\t" not in shown


@pytest.mark.parametrize(
    "text",
    [
        "arn:aws:iam::123456789012:role/x",
        "Foo::Bar::Baz",
        "see https://[2001:db8::1]/",
        "::1",
        "# heading",
        "a ## b",
        "ü",
    ],
)
def test_ordinary_text_stays(text: str) -> None:
    assert visible(text) == one_line(text) == lines(text) == text


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Zoë 日本", "Zoë 日本"),
        ("a\x1b[31mb\r\nc\x00\x7f\x85", "a�[31mb��c���"),
        ("\u202eevil\u2066\u200b\ufeff", "�evil���"),
        ("::error file=a.py::x", ": :error file=a.py::x"),
        ("who ::add-mask::x", "who : :add-mask::x"),
        ("\u3000::debug::x", "\u3000: :debug::x"),
        ("a::b, 2001:db8::1, ::1", "a::b, 2001:db8::1, ::1"),
        ("x##[error]y", "x# #[error]y"),
        ("##vso[task.setvariable variable=a]b", "# #vso[task.setvariable variable=a]b"),
        ("##teamcity[buildStop]", "# #teamcity[buildStop]"),
        ("# [1] ## 2", "# [1] ## 2"),
    ],
)
def test_shown_text_commands_nothing(given: str, shown: str) -> None:
    assert visible(given) == shown
    assert visible(shown) == shown


def test_one_line_has_no_command_after_what_is_invisible_is_gone() -> None:
    assert one_line("\u200b::error::\n x", instead="") == ": :error:: x"


def test_data_is_cleaned_in_depth_and_keeps_its_form() -> None:
    data = {"a\x1b": ["::error::", {"n": 1, "none": None, "yes": True}], "t": ("\u202e",)}
    assert visible_data(data) == {"a�": [": :error::", {"n": 1, "none": None, "yes": True}], "t": ["�"]}
