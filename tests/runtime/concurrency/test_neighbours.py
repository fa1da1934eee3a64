"""Processes of one run that tell each other what they plan."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rolecall.runtime.concurrency.run_exchange import Neighbours, fact, meeting_place

ENDS, STAYS = fact("ends", "ada", "Analyst"), fact("stays", "ada", "Analyst")


def ended() -> int:
    """The id of a process that ran and does not any more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_one_hears_what_another_one_tells(tmp_path: Path) -> None:
    here = Neighbours(lambda: tmp_path)
    there = Neighbours(lambda: tmp_path, process=os.getppid())
    there.tell(ENDS)
    assert here.told([ENDS, STAYS]) == {ENDS}


def test_what_comes_later_is_heard_too(tmp_path: Path) -> None:
    here = Neighbours(lambda: tmp_path)
    there = Neighbours(lambda: tmp_path, process=os.getppid())
    there.tell(ENDS)
    assert here.told([STAYS]) == set()
    there.tell(STAYS)
    assert here.told([ENDS, STAYS]) == {ENDS, STAYS}


def test_half_a_line_waits_for_its_end(tmp_path: Path) -> None:
    here = Neighbours(lambda: tmp_path)
    Neighbours(lambda: tmp_path, process=os.getppid()).tell(ENDS)
    file = tmp_path / str(os.getppid())
    whole = file.read_text()
    file.write_text(whole[:20])
    assert here.told([ENDS]) == set()
    file.write_text(whole)
    assert here.told([ENDS]) == {ENDS}


def test_of_two_that_tell_first_and_ask_then_one_hears_the_other(tmp_path: Path) -> None:
    here, there = Neighbours(lambda: tmp_path), Neighbours(lambda: tmp_path, process=os.getppid())
    here.tell(ENDS)
    there.tell(STAYS)
    assert here.told([STAYS]) or there.told([ENDS])


def test_nobody_hears_themselves(tmp_path: Path) -> None:
    here = Neighbours(lambda: tmp_path)
    here.tell(ENDS)
    assert here.told([ENDS]) == set()


def test_one_that_ended_while_this_one_ran_is_heard(tmp_path: Path) -> None:
    here = Neighbours(lambda: tmp_path)
    gone = ended()
    Neighbours(lambda: tmp_path, process=gone).tell(ENDS)
    os.utime(tmp_path / str(gone), (2**32, 2**32))
    assert here.told([ENDS]) == {ENDS}


def test_one_that_ended_before_this_one_began_is_not(tmp_path: Path) -> None:
    gone = ended()
    Neighbours(lambda: tmp_path, process=gone).tell(ENDS)
    os.utime(tmp_path / str(gone), (1, 1))
    assert Neighbours(lambda: tmp_path).told([ENDS]) == set()


def test_only_digests_are_written(tmp_path: Path) -> None:
    Neighbours(lambda: tmp_path).tell(ENDS)
    (file,) = tmp_path.iterdir()
    assert "ada" not in file.read_text()


def test_without_a_folder_nobody_is_heard() -> None:
    here = Neighbours()
    here.tell(ENDS)
    assert here.told([ENDS]) == set()


def test_a_folder_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    here = Neighbours(lambda: tmp_path / "missing")
    here.tell(ENDS)
    assert here.told([ENDS]) == set()


class TestMeetingPlace:
    @pytest.fixture(autouse=True)
    def _there(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def test_it_is_for_us_alone(self) -> None:
        folder = meeting_place(os.getpid())
        assert folder is not None
        assert folder.stat().st_mode & 0o077 == 0
        assert meeting_place(os.getpid()) == folder
        assert meeting_place(os.getppid()) != folder

    def test_one_that_others_may_write_is_not_used(self) -> None:
        folder = meeting_place(os.getpid())
        assert folder is not None
        folder.chmod(0o777)
        assert meeting_place(os.getpid()) is None

    def test_those_of_runs_that_ended_are_taken_away(self) -> None:
        before = meeting_place(ended())
        assert before is not None
        meeting_place(os.getpid())
        assert not before.exists()
