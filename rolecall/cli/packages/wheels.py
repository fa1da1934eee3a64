"""The providers' dependencies: wheels as `dependencies.lock` pins them, fetched by pip and kept.

pip is told versions and hashes and nothing else: where it looks is its own configuration. What it fetched once stays
below the toolchain's folder and is compared with the hashes at each use, so that builds need no network.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from rolecall.cli.packages.platforms import MINORS, WHEEL_TAGS, PackagesError
from rolecall.cli.toolchain.programs import toolchain_directory

LOCK = Path(__file__).with_name("dependencies.lock")

_PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+)(?P<hashes>(?: \\\n    --hash=sha256:[0-9a-f]{64})+)$", re.M)
_UNUSED = re.compile(
    r"(?P<scripts>[^/]*\.data/)"
    r"|[^/]*\.dist-info/(?:RECORD|WHEEL|entry_points\.txt|top_level\.txt)$"  # what pip installs by
    r"|yaml/_yaml\."  # the reader for files in libyaml's speed; safe_load is Python's
    r"|.*\.(?:pyi|pyx|pxd|h|proto)$"
)


def files(platform: str) -> dict[str, bytes]:
    """The content of all dependencies for the platform and all versions of Python, by its path beside ours.

    Compiled modules of several versions stand side by side: their names say for which Python they are.

    Raises PackagesError when a wheel cannot be fetched, or when two wheels differ in a file that they share.
    """
    found: dict[str, bytes] = {}
    for wheel in fetch(platform):
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if name.endswith("/") or _UNUSED.match(name):
                    continue
                content = archive.read(name)
                if found.setdefault(name, content) != content:
                    raise PackagesError(f"two dependencies have a file {name}, and not the same")
    return found


def fetch(platform: str) -> list[Path]:
    """The wheels for the platform, sorted by name; those that are not there yet are fetched."""
    folder = toolchain_directory() / "wheels" / hashlib.sha256(LOCK.read_bytes()).hexdigest()[:12] / platform
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".new-") as temporary:
            fresh = Path(temporary, "wheels")
            _download(platform, fresh)
            if not folder.is_dir():
                fresh.rename(folder)
    wheels = sorted(folder.glob("*.whl"))
    for wheel in wheels:
        if hashlib.sha256(wheel.read_bytes()).hexdigest() not in hashes():
            raise PackagesError(f"{wheel} is not what {LOCK.name} pins: remove {folder} and build again")
    return wheels


def pins() -> dict[str, str]:
    """The pinned version of each dependency."""
    return {match["name"]: match["version"] for match in _PIN.finditer(LOCK.read_text(encoding="utf-8"))}


@functools.cache
def hashes() -> frozenset[str]:
    """The SHA-256 of every pinned wheel."""
    return frozenset(re.findall(r"sha256:([0-9a-f]{64})", LOCK.read_text(encoding="utf-8")))


def pip_download(platform: str, minor: str, folder: Path, arguments: Sequence[str]) -> None:
    """Fetch wheels for a platform and a version of Python. Raises PackagesError with pip's words when it fails."""
    if importlib.util.find_spec("pip") is None:
        raise PackagesError(f"pip is missing, which fetches dependencies: run `{sys.executable} -m ensurepip`")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    command += ["--only-binary=:all:", "--implementation=cp", f"--python-version={minor}", f"--dest={folder}"]
    command += [f"--platform={tag}" for tag in WHEEL_TAGS[platform]]
    done = subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        wrong = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or [done.stderr.strip()]
        raise PackagesError(f"pip cannot fetch the dependencies for {platform}, Python {minor}:\n" + "\n".join(wrong))


def _download(platform: str, folder: Path) -> None:
    """Fetch what is pinned: all of it for the first Python, and for the others what is compiled for one alone."""
    pinned = {match["name"]: match[0] for match in _PIN.finditer(LOCK.read_text(encoding="utf-8"))}
    with tempfile.TemporaryDirectory() as temporary:
        requirements = Path(temporary, "requirements.txt")
        for minor in MINORS:
            requirements.write_text("\n".join(pinned.values()) + "\n", encoding="utf-8")
            pip_download(platform, minor, folder, ["--no-deps", "--require-hashes", f"--requirement={requirements}"])
            own = {
                _name(wheel) for wheel in folder.glob("*.whl") if f"-cp{MINORS[0].replace('.', '')}-cp" in wheel.name
            }
            pinned = {name: text for name, text in pinned.items() if name in own and name != "pyyaml"}


def _name(wheel: Path) -> str:
    return wheel.name.partition("-")[0].replace("_", "-").lower()
