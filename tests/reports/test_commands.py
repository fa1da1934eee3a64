"""Commands of reports run as they stand there, whatever is in the names."""

from __future__ import annotations

import subprocess

import pytest

from rolecall.reports.commands import command
from rolecall.text.sanitizer import visible


@pytest.mark.parametrize(
    "name",
    [
        "jane",
        "jane o'hara",
        "\x1b[31mjane",
        "a\nb",
        "a\u202eb'\\c",
        "two  spaces",
        "::error::x",
        "\x1b`id`$(id)7",
        "\u00a0",
    ],
)
def test_what_is_pasted_is_the_name_itself(name: str) -> None:
    line = command("printf", "%s", name)
    assert visible(line) == line, "a report changes nothing of it"
    fence = line[: len(line) - len(line.lstrip("`"))]
    pasted = line.removeprefix(fence).removesuffix(fence)
    done = subprocess.run(["bash", "-c", pasted], check=True, capture_output=True)
    assert done.stdout == name.encode()
