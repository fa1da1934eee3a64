"""Another user of the system, for what must not depend on who does it."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class OtherUser:
    """A user, and a Python of our own version that they can start, with what the tests' environment has installed."""

    name: str
    uid: int
    gid: int
    python: Path

    @property
    def identity(self) -> dict[str, Any]:
        """The arguments of `subprocess` that make a process theirs."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, folder: Path) -> None:
        """Give them a folder and all that is in it."""
        for path in (folder, *folder.rglob("*")):
            os.chown(path, self.uid, self.gid, follow_symlinks=False)


def find(*readable: Path) -> OtherUser | str:
    """An unprivileged user who can read `readable`; in place of one, why there is none."""
    if os.geteuid() != 0:
        return "only root can start processes of another user"
    try:
        found = pwd.getpwnam("nobody")
    except KeyError:
        return "the system has no user `nobody`"
    library = next(path for path in map(Path, sys.path) if (path / "httpx").is_dir())
    minor = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    for python in (sys.executable, *(shutil.which(minor, path=folder) for folder in ("/usr/local/bin", "/usr/bin"))):
        if python is None:
            continue
        user = OtherUser(found.pw_name, found.pw_uid, found.pw_gid, Path(python))
        checks = [str(path) for path in (library, *readable)]
        script = "import os, ssl, sys, venv; sys.exit(not all(os.access(path, os.R_OK) for path in sys.argv[1:]))"
        if _succeeds([python, "-I", "-c", script, *checks], user):
            return user
    return f"`{found.pw_name}` cannot start a {minor} that reads {library} and {', '.join(map(str, readable))}"


def _succeeds(command: Sequence[str], user: OtherUser) -> bool:
    try:
        return subprocess.run(command, cwd="/", capture_output=True, check=False, **user.identity).returncode == 0
    except OSError:
        return False


@contextmanager
def open_folder() -> Iterator[Path]:
    """A new folder that every user can enter, which pytest's own are not."""
    with tempfile.TemporaryDirectory(prefix="rolecall-", ignore_cleanup_errors=True) as folder:
        path = Path(folder).resolve()
        path.chmod(0o755)
        yield path
