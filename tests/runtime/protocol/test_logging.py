from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from rolecall.runtime import logging
from rolecall.runtime.logging import Logger, register_secret

LEVELS = ["trace", "debug", "info", "warn", "error"]


@pytest.fixture(autouse=True)
def _restore_level() -> Iterator[None]:
    yield
    logging.configure("off")


def lines(captured: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    out, err = captured.readouterr()
    assert out == ""
    return [json.loads(line) for line in err.splitlines()]


def speak() -> None:
    log = Logger("client")
    for level in LEVELS:
        getattr(log, level)("hello", number=3)


@pytest.mark.parametrize(
    ("environment", "heard"),
    [
        ({}, []),
        ({"TF_LOG": "off"}, []),
        ({"TF_LOG": "WARN"}, ["warn", "error"]),
        ({"TF_LOG": "TRACE", "TF_LOG_PROVIDER": "error"}, ["error"]),
        ({"TF_LOG_PROVIDER": "DEBUG"}, LEVELS[1:]),
        ({"TF_LOG": "json"}, LEVELS),
        ({"TF_LOG": "1"}, LEVELS),
    ],
)
def test_the_level_is_terraforms(
    environment: dict[str, str], heard: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("TF_LOG", "TF_LOG_PROVIDER"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    logging.configure()
    speak()
    assert [line["@level"] for line in lines(capsys)] == heard
    assert [level for level in LEVELS if Logger("x").enabled(level)] == heard  # type: ignore[arg-type] # all are levels


def test_a_line_is_what_terraform_parses(capsys: pytest.CaptureFixture[str]) -> None:
    logging.configure("trace")
    Logger("client").debug("answer", status=200, path="/users", rows=[1, 2.5, None, True])
    (line,) = lines(capsys)
    assert line.pop("@timestamp").endswith("Z")
    assert line == {
        "@level": "debug",
        "@message": "answer",
        "@module": "client",
        "status": 200,
        "path": "/users",
        "rows": [1, 2.5, None, True],
    }


def test_no_secret_is_in_any_part_of_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    register_secret("open-sesame")
    register_secret("987654321")
    logging.configure("trace")
    Logger("client").info(
        "token open-sesame",
        plain="open-sesame",
        nested={"open-sesame": ["open-sesame", ("open-sesame",)]},
        number=987654321,
        thing=ValueError("open-sesame"),
    )
    _, err = capsys.readouterr()
    assert "open-sesame" not in err
    assert "987654321" not in err
    assert json.loads(err)["@message"] == "token (secret)"


def test_long_values_are_cut_and_lines_stay_json(capsys: pytest.CaptureFixture[str]) -> None:
    logging.configure("trace")
    Logger("client").info("long", body="x" * 100_000)
    Logger("client").info("many", **{f"key{number}": "x" * 8_000 for number in range(20)})
    long, many = lines(capsys)
    assert len(long["body"]) < 10_000
    assert long["body"].endswith("(100000 characters)")
    assert many["clipped"] is True


NOISE = """
import logging, sys, threading
from rolecall.runtime.logging import register_secret
from rolecall.runtime.protocol import stderr
stderr.install()
register_secret("never-on-stderr")
logging.getLogger("library").warning("careful: %s", "never-on-stderr")
logging.getLogger("library").error("%d broken", "never-on-stderr")
logging.getLogger("library").info("quiet")
def fail():
    raise ValueError("never-on-stderr")
thread = threading.Thread(target=fail)
thread.start()
thread.join()
fail()
"""


def test_what_python_itself_would_print_is_logged_without_secrets() -> None:
    found = subprocess.run(
        [sys.executable, "-c", NOISE], env={**os.environ, "TF_LOG": "trace"}, capture_output=True, text=True
    )
    assert found.returncode == 1
    assert "never-on-stderr" not in found.stderr
    spoken = [json.loads(line) for line in found.stderr.splitlines()]
    assert [(line["@module"], line["@level"], line["@message"]) for line in spoken] == [
        ("library", "warn", "careful: (secret)"),
        ("library", "error", "%d broken"),
        ("protocol", "error", "an exception was not caught"),
        ("protocol", "error", "an exception was not caught"),
    ]
    assert spoken[-1]["exception"] == "ValueError"
