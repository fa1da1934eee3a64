"""YAML that no person wrote: too deep, too large. Each is an error with its line, by both loaders of PyYAML."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from rolecall.drift.ignores import read_ignores
from rolecall.reports.errors import JobError
from rolecall.review.policy import read_policy
from rolecall.text import yaml_file

DEEP = "version: 1\nprivileged: 1\nignore:\n  - " + "[" * 50_000
ENDED = f"{DEEP}{']' * 50_000}\n"
BLOCKS = "version: 1\nprivileged:\n" + "\n".join(" " * depth + "a:" for depth in range(1, 3000))


@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml_file._LOADER])
@pytest.mark.parametrize("text", [DEEP, ENDED, BLOCKS])
def test_a_file_that_is_too_deep_is_an_error_with_a_line(
    loader: object, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_file, "_LOADER", loader)
    file = tmp_path / "bad.yaml"
    file.write_text(text, encoding="utf-8")
    for read in (read_ignores, read_policy):
        with pytest.raises(JobError) as refused:
            read(file)
        line = int(refused.value.message.partition("bad.yaml:")[2].partition(":")[0])
        assert line == 4 if text != BLOCKS else 100 <= line <= 1001
        assert "nest" in refused.value.message


@pytest.mark.parametrize("days", ["9" * 5_000, "1" + "0" * 400, "-" + "9" * 5_000])
def test_a_number_of_thousands_of_digits_is_an_error_with_a_line(days: str, tmp_path: Path) -> None:
    file = tmp_path / "policy.yaml"
    file.write_text(f"version: 1\ntokens:\n  - {{vendor: '*', days: {days}}}\n", encoding="utf-8")
    with pytest.raises(JobError) as refused:
        read_policy(file)
    assert "policy.yaml:3: " in refused.value.message and "digits" in refused.value.message
    assert len(refused.value.message) < 300


def test_plain_values_say_what_python_cannot_hold() -> None:
    node = yaml_file.parse(f"a: {'9' * 5_000}", "x.yaml", "it")
    assert node is not None
    with pytest.raises(yaml_file.YamlError, match=r"x.yaml:1: .*4300 digits"):
        node.plain()
