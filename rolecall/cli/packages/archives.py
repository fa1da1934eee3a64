"""Packages as zips and as folders, the same bytes on every machine, and Terraform's checksums of both."""

from __future__ import annotations

import base64
import hashlib
import io
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

from rolecall.cli.packages.contents import Package

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can tell
_UNIX = 3


def zipped(package: Package) -> bytes:
    """The package as a zip. Entries are stored as they are: builds of zlib differ in what they compress to."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for path, content in package.files.items():
            entry = zipfile.ZipInfo(path, _EPOCH)
            entry.create_system = _UNIX
            entry.external_attr = (0o100000 | package.mode(path)) << 16
            archive.writestr(entry, content)
    return buffer.getvalue()


def unpack(package: Package, folder: Path) -> None:
    """Write the package as the folder `folder`. A folder that holds it already is left alone."""
    if folder.is_dir() and folder_checksum(folder) == checksum(package):
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".new-") as temporary:
        fresh = Path(temporary, "package")
        for path, content in package.files.items():
            file = fresh / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
            file.chmod(package.mode(path))
        if folder.exists():
            folder.rename(Path(temporary, "replaced"))
        fresh.rename(folder)


def checksum(package: Package) -> str:
    """Terraform's `h1` checksum: of one line per file (its SHA-256, two blanks, its path), sorted by path."""
    return _h1((path, content) for path, content in package.files.items())


def folder_checksum(folder: Path) -> str:
    """The `h1` checksum of a package that lies in a folder."""
    files = ((file.relative_to(folder).as_posix(), file) for file in folder.rglob("*") if file.is_file())
    return _h1((path, file.read_bytes()) for path, file in sorted(files))


def _h1(files: Iterable[tuple[str, bytes]]) -> str:
    lines = "".join(f"{hashlib.sha256(content).hexdigest()}  {path}\n" for path, content in files)
    return "h1:" + base64.b64encode(hashlib.sha256(lines.encode()).digest()).decode()
