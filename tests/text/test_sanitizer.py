"""The one sanitizer: nothing that redraws, hides, turns around or commands is left in text that is shown."""

from __future__ import annotations

import pytest

from rolecall.text.sanitizer import one_line, visible, visible_data


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
