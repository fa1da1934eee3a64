"""The garbage collector: off for the whole process of a short job, and never in a program that calls one."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator

import pytest
from typer.testing import CliRunner

from rolecall import __main__
from rolecall.cli import commands

JOBS = ("review", "who")


@pytest.fixture(autouse=True)
def collector_as_it_was() -> Iterator[None]:
    threshold = gc.get_threshold()
    yield
    gc.enable()
    gc.set_threshold(*threshold)


@pytest.mark.parametrize("job", JOBS)
def test_a_program_that_calls_a_job_keeps_its_collector(job: str) -> None:
    assert CliRunner().invoke(commands.app, [job, "none.json"]).exit_code == 1
    assert gc.isenabled()


@pytest.mark.parametrize("job", [*JOBS, "drift"])
def test_a_process_of_a_short_job_has_none(job: str, monkeypatch: pytest.MonkeyPatch) -> None:
    running: list[bool] = []
    monkeypatch.setattr(sys, "argv", ["rolecall", job, "none.json"])
    monkeypatch.setattr(commands, "app", lambda prog_name: running.append(gc.isenabled()))
    __main__.main()
    assert running == [job not in JOBS]
