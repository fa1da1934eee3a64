"""The files of a provider's package: launcher, start, engine, shim, hooks and all dependencies.

A package depends on the sources, on `dependencies.lock` and on the platform, and on nothing of the machine that builds
it: there are sources alone, neither paths nor times nor anything compiled here.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rolecall import version
from rolecall.cli.packages import wheels
from rolecall.runtime import shims

_HERE = Path(__file__).parent
_ENGINE = (
    "rolecall/__init__.py",
    "rolecall/version.py",
    "rolecall/runtime/",
    "rolecall/specification/",
    "rolecall/text/",
)
_SERVE = "from rolecall.runtime.serve import serve\n\n"


@dataclass(frozen=True)
class Package:
    """A provider for one platform: its files' bytes by path, in the order of their paths. One is a program."""

    vendor: str
    platform: str
    version: str
    files: Mapping[str, bytes]

    @property
    def program(self) -> str:
        """The path of the launcher, which Terraform starts."""
        return f"terraform-provider-{self.vendor}_v{self.version}"

    @property
    def archive(self) -> str:
        """The name of the package as a zip."""
        return f"terraform-provider-{self.vendor}_{self.version}_{self.platform}.zip"

    def mode(self, path: str) -> int:
        """The permissions of a file."""
        return 0o755 if path == self.program else 0o644


def package(vendor: str, platform: str) -> Package:
    """The package of a vendor that is known. Raises PackagesError where dependencies cannot be fetched."""
    own = _own(vendor)
    number = version_of(vendor)
    content = version.content() if own is None else f"{version.content()}-{_digest(own, vendor)}"
    calls = f"\n\nprepare({f'{content}-{platform}'!r})\n\n{_SERVE}serve({vendor!r})\n"
    files = {
        f"terraform-provider-{vendor}_v{number}": (_HERE / "launcher.sh").read_bytes(),
        "__main__.py": (_HERE / "start.py").read_bytes() + calls.encode(),
        f"rolecall/{version.STAMP}": json.dumps({"version": number}).encode(),
        **_dependencies(platform),
    }
    parts = [
        f"{version.PROVIDERS[0]}/{path}"
        for path in ("__init__.py", f"{vendor}/", "hooks/__init__.py", f"hooks/{vendor}/")
    ]
    sources = {name: file for name, file in version.sources() if name.startswith((*_ENGINE, *parts))}
    sources |= {} if own is None else dict(version.own_sources(own, vendor))
    files |= {name: file.read_bytes() for name, file in sources.items()}
    return Package(vendor, platform, number, dict(sorted(files.items())))


def version_of(vendor: str) -> str:
    """The version of a vendor's provider: the library's, or one that stands for its own bytes too."""
    own = _own(vendor)
    return version.version() if own is None else version.version_with(_digest(own, vendor))


def _own(vendor: str) -> Path | None:
    """The folder of a provider that is not the library's."""
    home = shims.home_of(vendor)
    return None if home == shims.folder() else home


def _digest(folder: Path, vendor: str) -> str:
    return version.digest((name, file.read_bytes()) for name, file in version.own_sources(folder, vendor))


@functools.cache  # every vendor's package holds the same
def _dependencies(platform: str) -> dict[str, bytes]:
    return wheels.files(platform)
