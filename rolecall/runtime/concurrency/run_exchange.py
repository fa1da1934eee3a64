"""What provider processes of one Terraform run tell each other: two provider blocks of an instance are two processes.

Each writes what it plans into a file of its own before it looks into those of the others, so that of two plans that
belong together at least one sees the other, whichever comes first. Processes that did not run at the same time belong
to different steps of a command, and tell each other nothing. Only digests are written.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TextIO

_PREFIX: Final = "rolecall-run"


@dataclass
class _Heard:
    """What another process has told so far, and up to which byte of its file."""

    facts: set[str] = field(default_factory=set)
    read: int = 0


class Neighbours:
    """The other processes that have files in the folder that `meet` gives, asked for when needed first.

    None: there is nobody to hear of. `process` is the id of this one.
    """

    def __init__(self, meet: Callable[[], Path | None] = lambda: None, process: int | None = None) -> None:
        self._meet = meet
        self._process = str(os.getpid() if process is None else process)
        self._since = time.time()
        self._guard = threading.Lock()
        self._met: list[Path | None] = []
        self._file: TextIO | None = None
        self._heard: dict[str, _Heard] = {}

    @property
    def is_alone(self) -> bool:
        """Whether there is no place to meet others at."""
        with self._guard:
            return self._folder() is None

    def tell(self, *facts: str) -> None:
        """Say what is planned in this process."""
        with self._guard:
            folder = self._folder()
            if folder is None or not facts:
                return
            try:
                if self._file is None:
                    self._file = (folder / self._process).open("a", encoding="ascii")
                self._file.write("".join(f"{_digest(each)}\n" for each in facts))
                self._file.flush()
            except OSError:
                self._met = [None]

    def told(self, facts: Iterable[str]) -> set[str]:
        """Those of `facts` that another process plans, which runs or ran at the same time as this one."""
        return self._told(facts, beside=True)

    def told_before(self, facts: Iterable[str]) -> set[str]:
        """Those of `facts` that a process planned which has ended: that of the plan, where this one applies it."""
        return self._told(facts, beside=False)

    def _told(self, facts: Iterable[str], *, beside: bool) -> set[str]:
        with self._guard:
            folder = self._folder()
            files = [] if folder is None else [each for each in _files(folder) if each.name.isdigit()]
            others = [self._read(each) for each in files if self._is_beside(each) is beside]
            return {each for each in facts if any(_digest(each) in heard for heard in others)}

    def _folder(self) -> Path | None:
        if not self._met:
            self._met.append(self._meet())
        return self._met[0]

    def _is_beside(self, file: Path) -> bool | None:
        """Whether the process of `file` runs or ran at the same time as this one; None of this one."""
        if file.name == self._process:
            return None
        try:
            return _runs(int(file.name)) or file.stat().st_mtime >= self._since
        except OSError:
            return False

    def _read(self, file: Path) -> set[str]:
        """What the process of `file` has told, the lines that are whole."""
        heard = self._heard.setdefault(file.name, _Heard())
        try:
            with file.open("rb") as stream:
                stream.seek(heard.read)
                new, _, _ = stream.read().rpartition(b"\n")
        except OSError:
            return heard.facts
        if new:
            heard.read += len(new) + 1
            heard.facts.update(new.decode("ascii", "replace").split("\n"))
        return heard.facts


def meeting_place(parent: int) -> Path | None:
    """A folder for the processes that `parent` has started, which is ours alone; None where there is none to be had."""
    import tempfile

    if not hasattr(os, "getuid"):
        return None
    sweep()
    folder = Path(tempfile.gettempdir()) / f"{_PREFIX}-{os.getuid()}-{parent}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return None
    is_ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077
    return folder if is_ours else None


def sweep() -> None:
    """Take away our folders for processes that have ended, which leave them to the next run."""
    import shutil
    import tempfile

    if not hasattr(os, "getuid"):
        return
    ours = f"{_PREFIX}-{os.getuid()}-"
    for each in _files(Path(tempfile.gettempdir())):
        ended = each.name.removeprefix(ours)
        if ended != each.name and ended.isdigit() and not _runs(int(ended)):
            shutil.rmtree(each, ignore_errors=True)


def fact(*parts: object) -> str:
    """One thing that is planned, in the form that all processes give it."""
    return json.dumps(parts, sort_keys=True)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _files(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _runs(process: int) -> bool:
    """Whether there is such a process, ours or not."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
