"""The made-up vendor's data: a directory with `objects`, and `calls.log` with one line per call."""

from __future__ import annotations

import contextlib
import fcntl
import json
import pickle
from collections.abc import Iterator
from pathlib import Path

from rolecall.runtime.application import Object


def objects_in(directory: Path) -> dict[str, Object]:
    """What the vendor holds, by id."""
    path = directory / "objects"
    found: dict[str, Object] = pickle.loads(path.read_bytes()) if path.exists() else {}
    return found


class Store:
    """The data in `directory`, which several processes may change."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def note(self, call: str, more: object = None) -> None:
        with (self.directory / "calls.log").open("a") as log:
            log.write(call + (f" {json.dumps(more)}" if more else "") + "\n")

    def objects(self) -> dict[str, Object]:
        return objects_in(self.directory)

    @contextlib.contextmanager
    def changing(self) -> Iterator[dict[str, Object]]:
        with (self.directory / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            objects = self.objects()
            yield objects
            fresh = self.directory / "objects.new"
            fresh.write_bytes(pickle.dumps(objects))
            fresh.rename(self.directory / "objects")
