"""Build all providers as a filesystem mirror, from which `terraform init` installs them with checksums.

A package holds a launcher and a copy of the code that the launcher runs, so the checksum which Terraform records in
`.terraform.lock.hcl` covers what really runs: a changed byte is noticed by the next command. The code is compiled
when the package is built and the interpreter writes nothing beside it. The same code, interpreter and dependencies
give the same bytes, hence the same checksum.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import importlib.metadata
import importlib.util
import json
import marshal
import platform
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rolecall.runtime import shims

# The host that Terraform fills in for a source address without one, such as `rolecall/tanium`. Here it is the name
# of a folder, as the layout of a filesystem mirror asks for; nothing is fetched from it.
DEFAULT_HOST = "registry.terraform.io"
NAMESPACE = "rolecall"

_LIBRARY = Path(__file__).resolve().parents[2]
_SYSTEMS = {"Linux": "linux", "Darwin": "darwin", "FreeBSD": "freebsd"}
_MACHINES = {
    "x86_64": "amd64",
    "amd64": "amd64",
    "aarch64": "arm64",
    "arm64": "arm64",
    "i686": "386",
    "armv7l": "arm",
}
_UNCHECKED_HASH = 0b01  # PEP 552: found by name, never compared with the source again
_MARSHAL_VERSION = 2  # the newest without back references, whose bytes depend on what else the process has loaded


class MirrorError(Exception):
    """The mirror cannot be built; the text says why."""


@dataclass(frozen=True)
class Mirror:
    """A built mirror: where it is, what it holds, and the Terraform configuration that points to it."""

    directory: Path
    version: str
    checksums: dict[str, str]
    """The `h1:` checksum of each vendor's package, as in `.terraform.lock.hcl`."""

    def cli_config(self) -> str:
        """Return the Terraform CLI configuration that takes our providers from here and all others as usual."""
        return (
            "provider_installation {\n"
            "  filesystem_mirror {\n"
            f"    path    = {json.dumps(str(self.directory), ensure_ascii=False)}\n"
            f'    include = ["{NAMESPACE}/*"]\n'
            "  }\n"
            "  direct {\n"
            f'    exclude = ["{NAMESPACE}/*"]\n'
            "  }\n"
            "}\n"
        )

    def package(self, vendor: str) -> Path:
        """Return the folder of the vendor's package for this machine."""
        return _package(self.directory, vendor, self.version)


def build(directory: Path, names: Iterable[str] | None = None) -> Mirror:
    """Build the packages of the named vendors, or of all, below `directory` and return the mirror.

    A package that is already there with the same content is left alone. Raises MirrorError for an unknown vendor
    or a machine that Terraform has no name for, OSError when the folder cannot be written.
    """
    directory = directory.absolute()
    version = importlib.metadata.version("rolecall")
    checksums = {}
    known = shims.vendors()
    for vendor in known if names is None else sorted(set(names)):
        if vendor not in known:
            raise MirrorError(f"no provider is called {vendor!r}; there are: {', '.join(known)}")
        checksums[vendor] = _build_package(_package(directory, vendor, version), vendor, version)
    return Mirror(directory, version, checksums)


def checksum(package: Path) -> str:
    """Return the checksum of a package folder in Terraform's `h1` scheme.

    That is the SHA-256, in base64, of one line per file (its own SHA-256, two blanks, its path), sorted by path.
    """
    names = sorted(file.relative_to(package).as_posix() for file in package.rglob("*") if file.is_file())
    lines = (f"{hashlib.sha256((package / name).read_bytes()).hexdigest()}  {name}\n" for name in names)
    return "h1:" + base64.b64encode(hashlib.sha256("".join(lines).encode()).digest()).decode()


def _package(directory: Path, vendor: str, version: str) -> Path:
    return directory / DEFAULT_HOST / NAMESPACE / vendor / version / _platform()


def _platform() -> str:
    try:
        return f"{_SYSTEMS[platform.system()]}_{_MACHINES[platform.machine().lower()]}"
    except KeyError:
        raise MirrorError(f"providers do not run on {platform.system()} {platform.machine()}") from None


def _build_package(package: Path, vendor: str, version: str) -> str:
    package.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=package.parent, prefix=".new-") as temporary:
        fresh = Path(temporary, "package")
        for source, path in _sources(vendor):
            _copy(source, fresh / path, path)
        (fresh / "__main__.py").write_text(_main(vendor), encoding="utf-8")
        launcher = fresh / f"terraform-provider-{vendor}_v{version}"
        launcher.write_text(_launcher(), encoding="utf-8")
        launcher.chmod(0o755)
        wanted = checksum(fresh)
        if not package.is_dir() or checksum(package) != wanted:
            if package.exists():
                package.rename(Path(temporary, "replaced"))
            fresh.rename(package)
    return wanted


def _sources(vendor: str) -> Iterator[tuple[Path, Path]]:
    """Yield what the vendor's provider needs, each file with its path in the package: engine, shim and hooks."""
    providers = shims.folder()
    yield _LIBRARY / "__init__.py", Path("rolecall/__init__.py")
    for name in ("runtime", "specification", "text"):
        yield from _files(_LIBRARY / name, Path("rolecall", name))
    for name in ("", "hooks"):
        yield providers / name / "__init__.py", Path("providers", name, "__init__.py")
    for name in (vendor, f"hooks/{vendor}"):
        yield from _files(providers / name, Path("providers", name))


def _files(folder: Path, target: Path) -> Iterator[tuple[Path, Path]]:
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder)
        hidden = any(part.startswith(".") or part == "__pycache__" for part in path.parts)
        if file.is_file() and not hidden and file.suffix not in {".proto", ".pyc", ".pyi"}:
            yield file, target / path


def _copy(source: Path, target: Path, name: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    if source.suffix == ".py":
        compiled = Path(importlib.util.cache_from_source(str(target), optimization=""))
        compiled.parent.mkdir(exist_ok=True)
        compiled.write_bytes(_compile(source.read_bytes(), name))


@functools.cache  # every package holds the same engine
def _compile(text: bytes, name: Path) -> bytes:
    """Return a compiled module that is used without a look at its source, the same bytes on every build."""
    code = compile(text, name.as_posix(), "exec", dont_inherit=True, optimize=0)
    header = importlib.util.MAGIC_NUMBER + _UNCHECKED_HASH.to_bytes(4, "little") + importlib.util.source_hash(text)
    return header + marshal.dumps(code, _MARSHAL_VERSION)


def _main(vendor: str) -> str:
    # The interpreter starts without its `site` module, which costs more than the rest of its start; the folders of
    # installed packages are named here instead.
    folders = [folder for folder in sys.path if Path(folder).name in {"site-packages", "dist-packages"}]
    return f"import sys\n\nsys.path += {folders!r}\n\nfrom rolecall.runtime.serve import serve\n\nserve({vendor!r})\n"


def _launcher() -> str:
    return f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -I -S -B "${{0%/*}}"\n'
